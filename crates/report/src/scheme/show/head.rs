//! The head of the document: the paper, how far it can be trusted, and the days from and to which is counted.

use super::Show;
use super::page::Page;
use crate::lang::say;
use crate::sheet::assumed_of;
use anzhi_core::date::MissingDay;
use anzhi_core::facts::AttributeId;
use anzhi_core::scheme::{AssumedOf, Cutoff, DayOfYear, Identity, Part, Signed, Status};

impl Show<'_> {
    /// What the scheme is called, where it comes from, and how the document is to be read.
    pub(super) fn head(&self, page: &mut Page) {
        let lang = self.lang;
        let Identity { id, issuer, title, edition, parts, status, trust, assumptions } =
            &self.scheme.identity;
        let paper = &self.notes.paper;
        page.line(0, title);
        page.gap();
        let name = |zh, en| lang.pick(zh, en);
        page.named(0, name("名称代号", "name"), Some(id.as_str()));
        page.named(0, name("版次", "edition"), Some(edition));
        page.named(0, name("制定机关", "issuer"), Some(issuer));
        page.named(0, name("依据文本", "paper"), Some(&paper.title));
        page.named(0, name("文号", "number of the paper"), paper.number.as_deref());
        page.named(0, name("文本版本", "edition of the paper"), paper.edition.as_deref());
        let address =
            if *paper.address == *"address not known" { name("不详", "not known") } else { &paper.address };
        page.named(0, name("出处地址", "address"), Some(address));
        page.named(0, name("可信程度", "trust"), Some(trust));
        let status = match status {
            Status::Fragment => name(
                "残缺：只列入原文所见各项，可供查阅比较，不能据以排名",
                "fragment: only what was seen of the paper; to be read and compared, nobody is ranked by it",
            ),
            Status::Whole => {
                name("全文列入；原文缺少的数值列为缺项", "whole; figures that the paper leaves out are gaps")
            }
        };
        page.named(0, name("完整程度", "extent"), Some(status));
        let parts: Vec<&str> = parts.iter().map(|part| self.part_name(*part)).collect();
        page.named(0, name("所列部分", "parts"), Some(&parts.join(name("、", ", "))));
        if self.states(Part::Scoring) {
            self.signing(page);
        }
        self.reading(page);
        if !assumptions.is_empty() {
            page.gap();
            page.line(0, name("适用于全文的假定：", "Assumptions on the whole:"));
            page.assume_all(1, name("全文", "the whole"), assumptions);
        }
    }

    /// What an officer signs, and by what a score sheet names these rules.
    fn signing(&self, page: &mut Page) {
        let lang = self.lang;
        let signed = match self.scoring.signed {
            Signed::Assessment => lang.pick("考核部分，于考试之前", "the assessment, before the exam"),
            Signed::Whole => lang.pick("整份计分表", "the whole score sheet"),
        };
        page.named(0, lang.pick("本人签认", "signed by the officer"), Some(signed));
        let digest = self.scoring.digest().to_string();
        page.named(0, lang.pick("计分部分摘要", "digest of the scoring part"), Some(&digest));
    }

    /// What a part of a scheme is called.
    fn part_name(&self, part: Part) -> &'static str {
        match part {
            Part::Scoring => self.lang.pick("计分", "scoring"),
            Part::Ranking => self.lang.pick("排名", "ranking"),
            Part::Choosing => self.lang.pick("选岗", "choosing"),
        }
    }

    /// Words that the document uses in a sense of its own.
    fn reading(&self, page: &mut Page) {
        page.gap();
        page.line(0, self.lang.pick("读法：", "How to read it:"));
        let words = [
            (
                "“假定”是原文没有载明、由本文自行规定的；“缺项”是原文没有的数值或计法，涉及时须由有权机关裁定补定。",
                "An “assumption” is what the paper does not say and this document decides; a “gap” is a figure or \
                 way of counting that the paper leaves out: whom it concerns needs a ruling.",
            ),
            (
                "“差错”是档案登记有误或不全，须先更正，更正之前不计分；所看的栏目空缺而本文未另作规定的，也是差错。",
                "A “fault” is an entry of the file that is wrong or missing and must be mended before anything is \
                 scored; so is a blank in what a rule looks at, unless the rule says otherwise.",
            ),
            (
                "各项步骤依次进行，后一步只看前一步留下的。记录有几条而本文未定先后的，按记录内容的固定次序，\
                 与填表次序无关。",
                "Steps follow one another, each looking at what the one before it has left. Where several entries \
                 have no order here, they stand in a fixed order of their contents, not in that of the table.",
            ),
            (
                "括号内的英文是填表、裁定时使用的代号。",
                "Words in brackets are the names used in tables and rulings.",
            ),
        ];
        words.iter().for_each(|(zh, en)| page.line(1, self.lang.pick(zh, en)));
    }

    /// The day up to which facts count, and when a year is full.
    pub(super) fn day(&self, page: &mut Page) {
        let lang = self.lang;
        page.part(lang.pick("计算截止日和周年", "The cut-off and full years"));
        let cutoff = self.cutoff();
        page.line(1, &say!(lang, "计算截止日：{cutoff}", "Cut-off: {cutoff}"));
        if let Cutoff::Gap(gap) = self.scoring.cutoff {
            page.line(1, &self.gap_here(gap));
        }
        self.note(page, 1, "cutoff", &AssumedOf::Cutoff);
        let full = match self.scoring.anniversary {
            MissingDay::Last => lang.pick(
                "自某日起算，到以后各年同月同日为满若干年，到以后各月同日为满若干月；该月没有此日的（如平年的2月29日），\
                 以该月最后一日为准。年龄亦同。",
                "Years are full on the same day of later years, months on the same day of later months; where a \
                 month has no such day (29 February in a common year), on its last day. Ages likewise.",
            ),
            MissingDay::Next => lang.pick(
                "自某日起算，到以后各年同月同日为满若干年，到以后各月同日为满若干月；该月没有此日的（如平年的2月29日），\
                 以次月1日为准。年龄亦同。",
                "Years are full on the same day of later years, months on the same day of later months; where a \
                 month has no such day (29 February in a common year), on the first day of the next. Ages likewise.",
            ),
        };
        page.line(1, &say!(lang, "周年、满月：{full}", "Full years and months: {full}"));
        self.note(page, 1, "anniversary", &AssumedOf::Anniversary);
    }

    fn cutoff(&self) -> String {
        let lang = self.lang;
        let title = |id: AttributeId| &self.scoring.facts.attribute(id).title;
        match self.scoring.cutoff {
            Cutoff::Fixed(date) => {
                let (year, month, day) = (date.year(), date.month(), date.day());
                say!(lang, "{year}年{month}月{day}日", "{date}")
            }
            Cutoff::Gap(gap) => self.mark(gap),
            Cutoff::OfRound(day) => {
                let day = self.day_of_year(day);
                say!(lang, "安置年度的{day}", "{day} of the year of the round")
            }
            Cutoff::DateOf(id) => {
                let title = title(id);
                say!(lang, "各人的“{title}”", "everybody’s own “{title}”")
            }
            Cutoff::OfPerson(id, day) => {
                let (title, day) = (title(id), self.day_of_year(day));
                say!(lang, "各人的“{title}”当年的{day}", "{day} of the year of everybody’s own “{title}”")
            }
        }
    }

    fn day_of_year(&self, day: DayOfYear) -> String {
        let written = day.to_string();
        let (month, day) = written.split_once('-').unwrap_or((&written, ""));
        let (month, day) = (month.trim_start_matches('0'), day.trim_start_matches('0'));
        say!(self.lang, "{month}月{day}日", "{written}")
    }

    /// Clause, source and assumptions of a part that is no item.
    pub(super) fn note(&self, page: &mut Page, depth: usize, part: &str, of: &AssumedOf) {
        let note = self.notes.of(part);
        page.named(depth, self.lang.pick("条款", "Clause"), note.clause.as_deref());
        page.named(depth, self.lang.pick("出处", "Source"), note.source.as_deref());
        self.assumed(page, depth, of);
    }

    /// What is assumed about a part that is no item.
    pub(super) fn assumed(&self, page: &mut Page, depth: usize, of: &AssumedOf) {
        for assumed in self.scoring.assumed.iter().filter(|assumed| assumed.of == *of) {
            page.assume(depth, &assumed_of(of, self.lang), &assumed.text);
        }
    }
}
