//! Steps that give times and settle which of their days count, and what rows count as.

use super::{Before, Teller};
use crate::lang::say;
use anzhi_core::condition::Subject;
use anzhi_core::facts::{AttributeId, Cell, PERIOD_FROM, PERIOD_TO};
use anzhi_core::scheme::{Filling, GapId};
use anzhi_core::sheet::{Gave, Stretch};
use anzhi_core::steps::{
    LabelSpace, Overlap, RunPer, Set, SetTo, SharedDays, Span, SpanBegin, SpanEnd, Spans, Unbroken, Way,
};

impl Teller<'_> {
    /// From which date to which, or that there is no time.
    pub(super) fn span(&self, span: &Span, gave: &Gave) -> Option<String> {
        let Gave::Spans(spans) = gave else { return None };
        let lang = self.lang;
        let title = |id: AttributeId| &self.scoring.facts.attribute(id).title;
        let date = |id| {
            self.round.dossier(self.candidate).date(id).map_or_else(String::new, |date| date.to_string())
        };
        let (from, own) = (title(span.from), date(span.from));
        let Some(Stretch { from: begin, to, end_day, .. }) = spans.first() else {
            let end = match span.to {
                SpanEnd::Cutoff => lang.pick("计算截止日", "the cut-off").into(),
                SpanEnd::Attribute(id) => {
                    let (title, date) = (title(id), date(id));
                    say!(lang, "{title}{date}", "{date} ({title})")
                }
            };
            return Some(say!(
                lang,
                "{from}{own}在{end}之后，不计时间",
                "{own} ({from}) is after {end}: no time"
            ));
        };
        let counted = if *end_day { lang.pick("（当日计入）", ", that day included") } else { "" };
        let end = match span.to {
            SpanEnd::Cutoff => say!(lang, "计算截止日{to}{counted}", "the cut-off on {to}{counted}"),
            SpanEnd::Attribute(id) => {
                let title = title(id);
                say!(lang, "{title}{to}{counted}", "{to} ({title}){counted}")
            }
        };
        Some(match span.begin {
            SpanBegin::Natural => say!(lang, "自{from}{begin}起，至{end}", "from {begin} ({from}) to {end}"),
            SpanBegin::Year => say!(
                lang,
                "{from}{own}，自当年{begin}起，至{end}",
                "from {begin}, the first day of the year of {own} ({from}), to {end}"
            ),
        })
    }

    /// The time of each row, and what lies after the cut-off.
    pub(super) fn spans(&self, spans: &Spans, before: Before<'_>, gave: &Gave, out: &mut Vec<String>) {
        let (lang, Gave::Spans(times)) = (self.lang, gave) else { return };
        let labels = spans.labels.as_ref();
        if !times.is_empty() {
            let list = self.list(times, labels);
            out.push(say!(lang, "计算时间：{list}", "times: {list}"));
        }
        let mut left = times.iter();
        for row in before.map(|(_, gave)| gave.rows()).unwrap_or_default() {
            let short = self.short(row);
            let cell = |column: anzhi_core::facts::ColumnId| {
                self.found(row).and_then(|row| row.cells.get(usize::from(column.0)))
            };
            let time =
                left.as_slice().first().filter(|time| cell(PERIOD_FROM) == Some(&Cell::Date(time.from)));
            match time {
                None => out.push(say!(
                    lang,
                    "{short}在计算截止日之后才开始，不计",
                    "{short} begins after the cut-off and does not count"
                )),
                Some(Stretch { to, .. }) => {
                    left.next();
                    if cell(PERIOD_TO) != Some(&Cell::Date(*to)) {
                        out.push(say!(
                            lang,
                            "{short}在计算截止日{to}之后的时间不计",
                            "of {short} nothing counts after the cut-off on {to}"
                        ));
                    }
                }
            }
        }
    }

    /// Which times share days, and what is made of it.
    pub(super) fn overlapped(
        &self,
        overlap: &Overlap,
        before: Before<'_>,
        gave: &Gave,
        out: &mut Vec<String>,
    ) {
        let lang = self.lang;
        let (Gave::Spans(counted), Some((_, Gave::Spans(times)))) = (gave, before) else { return };
        let labels = overlap.labels.as_ref();
        let mut ordered = times.clone();
        ordered.sort_unstable();
        let pairs =
            || ordered.iter().enumerate().flat_map(|(n, a)| ordered[n + 1..].iter().map(move |b| (a, b)));
        let shared: Vec<String> = pairs()
            .filter(|(a, b)| b.from < a.until())
            .map(|(a, b)| {
                let (a, b) = (self.stretch(a, labels), self.stretch(b, labels));
                say!(lang, "{a}与{b}", "{a} and {b}")
            })
            .collect();
        let joined = pairs().any(|(a, b)| a.label == b.label && a.goes_on(*b));
        if shared.is_empty() && !joined {
            return;
        }
        if !shared.is_empty() {
            let shared = shared.join(lang.pick("；", "; "));
            out.push(say!(lang, "时间有重叠：{shared}", "times that overlap: {shared}"));
        }
        let (days, by) = self.way(&overlap.days);
        let list = self.list(counted, labels);
        match (days, shared.is_empty()) {
            (Some(SharedDays::Once), false) => out.push(say!(
                lang,
                "重叠的只计一次{by}，合并为{list}",
                "what overlaps counts once{by}: {list}"
            )),
            (Some(SharedDays::Once), true) => {
                out.push(say!(
                    lang,
                    "前后相接的连续计算{by}：{list}",
                    "what goes on without a break is joined{by}: {list}"
                ));
            }
            (Some(SharedDays::Each), _) => {
                out.push(say!(lang, "各段时间分别计算{by}", "each time counts by itself{by}"));
            }
            (Some(SharedDays::Order(order)), _) => {
                let text = |label: &u32| self.label(*label, labels);
                // Of the whole order only what is at hand.
                let here = |label: &&u32| times.iter().any(|time| time.label == **label);
                let order = order.iter().filter(here).map(text);
                let order = order.collect::<Vec<_>>().join(lang.pick("、", ", "));
                out.push(say!(
                    lang,
                    "同一天只计入排在前面的一类（依次为{order}）{by}，各类时间为{list}",
                    "a day counts for one kind only, in the order {order}{by}: {list}"
                ));
            }
            (None, _) => {}
        }
    }

    /// Which times do not belong to a run that is long enough.
    pub(super) fn unbroken(
        &self,
        unbroken: &Unbroken,
        before: Before<'_>,
        gave: &Gave,
        out: &mut Vec<String>,
    ) {
        let lang = self.lang;
        let (Gave::Spans(counted), Some((_, Gave::Spans(times)))) = (gave, before) else { return };
        if times.is_empty() {
            return;
        }
        let length = self.wording().length(unbroken.at_least);
        let (per, by) = self.way(&unbroken.per);
        let per = match per {
            Some(RunPer::Label) => lang.pick("同一类的", " of one kind"),
            Some(RunPer::All) | None => "",
        };
        let gone: Vec<Stretch> = times.iter().filter(|time| !counted.contains(time)).copied().collect();
        if gone.is_empty() {
            out.push(say!(
                lang,
                "{per}时间均连续满{length}{by}",
                "all times{per} belong to runs of {length} at least{by}"
            ));
            return;
        }
        let list = self.list(&gone, unbroken.labels.as_ref());
        out.push(say!(
            lang,
            "{per}时间连续不满{length}的不计{by}：{list}",
            "what is not unbroken{per} for {length} does not count{by}: {list}"
        ));
    }

    /// What rows count as from here on.
    pub(super) fn set(&self, set: &Set, gave: &Gave) -> Option<String> {
        if gave.rows().is_empty() {
            return None;
        }
        let wording = self.wording();
        let (because, field) =
            (wording.because(set.when.as_ref()), wording.subject(Subject::Field(set.field)));
        let to = match set.to {
            SetTo::Field(field) => wording.subject(Subject::Field(field)),
            SetTo::Term(term) => {
                let term = self.scoring.facts.set(set.set).term(term);
                say!(self.lang, "“{term}”", "“{term}”")
            }
        };
        Some(say!(self.lang, "{because}{field}按{to}计", "{because}{field} counts as {to}"))
    }

    /// The way that is stated or that a ruling has picked, and in brackets that one has.
    pub(super) fn way<'w, T>(&self, way: &'w Way<T>) -> (Option<&'w T>, String) {
        match way {
            Way::Stated(way) => (Some(way), String::new()),
            Way::Gap(gap, ways) => match self.picked(*gap) {
                Some(place) => (ways.get(usize::from(place)), self.by_ruling(*gap)),
                None => (None, String::new()),
            },
        }
    }

    fn picked(&self, gap: GapId) -> Option<u16> {
        match self.round.filling(gap)? {
            (_, Filling::Word(place)) => Some(place),
            (_, Filling::Date(_) | Filling::Points(_)) => None,
        }
    }

    /// Times, one after another.
    fn list(&self, times: &[Stretch], labels: Option<&LabelSpace>) -> String {
        if times.is_empty() {
            return self.lang.pick("没有", "none").into();
        }
        let times: Vec<String> = times.iter().map(|time| self.stretch(time, labels)).collect();
        times.join(self.lang.pick("、", ", "))
    }

    /// A time from day to day, with its kind.
    fn stretch(&self, time: &Stretch, labels: Option<&LabelSpace>) -> String {
        let Stretch { from, to, end_day, label } = time;
        let lang = self.lang;
        let label = match labels {
            Some(_) => self.label(*label, labels),
            None => String::new(),
        };
        let counted = if *end_day { lang.pick("（当日计入）", " (included)") } else { "" };
        say!(lang, "{label}{from}至{to}{counted}", "{label}{from} to {to}{counted}")
    }

    /// A kind of time in quotation marks.
    pub(super) fn label(&self, label: u32, labels: Option<&LabelSpace>) -> String {
        let text = labels.map_or_else(String::new, |labels| labels.text(&self.scoring.facts, label));
        say!(self.lang, "“{text}”", "“{text}” ")
    }
}
