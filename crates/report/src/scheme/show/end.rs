//! The end of the document: all assumptions and all gaps, under the numbers that they have above.

use super::Show;
use super::page::Page;
use crate::lang::say;
use anzhi_core::scheme::GapId;

impl Show<'_> {
    pub(super) fn assumptions(&self, page: &mut Page) {
        let lang = self.lang;
        let assumed = page.assumed();
        let count = assumed.len();
        page.part(&say!(lang, "全部假定（{count}项）", "All assumptions ({count})"));
        for (number, (place, text)) in (1..).zip(assumed) {
            page.line(1, &say!(lang, "{number}. {place}：{text}", "{number}. {place}: {text}"));
        }
        if count == 0 {
            page.line(1, lang.pick("没有。", "None."));
        }
    }

    pub(super) fn gaps(&self, page: &mut Page) {
        let lang = self.lang;
        let count = self.scoring.gaps.len();
        page.part(&say!(lang, "全部缺项（{count}项）", "All gaps ({count})"));
        for gap in (0..).map(GapId).take(count) {
            page.line(1, &self.gap(gap));
        }
        if count == 0 {
            page.line(1, lang.pick("没有。", "None."));
        }
    }
}
