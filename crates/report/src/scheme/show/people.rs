//! Who is scored by which items, and who is kept from what.

use super::Show;
use super::page::Page;
use crate::lang::say;
use anzhi_core::facts::Source;
use anzhi_core::scheme::{AssumedOf, Bar, Barred, KindId, Population};

impl Show<'_> {
    pub(super) fn people(&self, page: &mut Page) {
        let lang = self.lang;
        page.part(lang.pick("计分对象和限制", "Who is scored by what, and bars"));
        if self.scoring.populations.is_empty() {
            page.line(
                1,
                match self.scoring.exam.is_some() {
                    true => lang.pick(
                        "全体人员按全部计分项计分；总成绩含考试。",
                        "Everybody is scored by all items; the exam counts in the total.",
                    ),
                    false => lang.pick(
                        "全体人员按全部计分项计分；总成绩即考核成绩。",
                        "Everybody is scored by all items; the total is the assessment.",
                    ),
                },
            );
        } else {
            page.line(
                1,
                lang.pick(
                    "每人须恰属下列一类；一类都不属或同属几类的，为差错。",
                    "Everybody must belong to exactly one of these; none or several is a fault.",
                ),
            );
        }
        self.scoring.populations.iter().for_each(|population| self.population(page, population));
        self.scoring.bars.iter().for_each(|bar| self.bar(page, bar));
    }

    /// Kinds of vacancy in quotation marks.
    pub(super) fn kinds_named(&self, kinds: &[KindId]) -> String {
        let names = kinds.iter().filter_map(|kind| self.scoring.kinds.get(usize::from(kind.0)));
        self.wording(Source::Events).listed(names.map(|name| &**name))
    }

    fn population(&self, page: &mut Page, population: &Population) {
        let lang = self.lang;
        let Population { key, title, when, items, exam, assumptions } = population;
        page.line(1, &say!(lang, "{title}（{key}）：", "{title} ({key}):"));
        let when = self.those(when);
        page.line(2, &say!(lang, "范围：{when}", "Who: {when}"));
        let own: Vec<&str> = items.iter().map(|item| &*self.scoring.item(*item).title).collect();
        let own = own.join(lang.pick("、", ", "));
        page.line(
            2,
            &match items.len() == self.scoring.items.len() {
                true => lang.pick("计分项：全部", "Items: all").to_owned(),
                false => say!(lang, "计分项：{own}", "Items: {own}"),
            },
        );
        let total = match *exam && self.scoring.exam.is_some() {
            true => lang.pick("考核成绩和考试成绩", "assessment and exam"),
            false => lang.pick("只计考核成绩，不计考试", "the assessment alone, no exam"),
        };
        page.named(2, lang.pick("总成绩", "Total"), Some(total));
        page.assume_all(2, title, assumptions);
    }

    fn bar(&self, page: &mut Page, bar: &Bar) {
        let lang = self.lang;
        let Bar { key, title, clause, when, bars } = bar;
        page.line(1, &say!(lang, "限制“{title}”（{key}）：", "Bar “{title}” ({key}):"));
        page.named(2, lang.pick("条款", "Clause"), Some(clause));
        let when = self.those(when);
        let what = match bars {
            Barred::Ranking => lang.pick("不参加排名", "are not ranked").to_owned(),
            Barred::Vacancies(kinds) => {
                let kinds = self.wording(Source::Events).listed(kinds.iter().map(|kind| &**kind));
                say!(lang, "不得选择类别为{kinds}的岗位", "may not choose vacancies of the kind {kinds}")
            }
        };
        page.line(2, &say!(lang, "{when}，{what}", "Those for whom {when} {what}"));
        self.assumed(page, 2, &AssumedOf::Bar(title.clone()));
    }
}
