//! Steps on times: from when to when, what shared days count, what is unbroken.

use super::step::{Rule, Teller};
use crate::lang::say;
use anzhi_core::facts::AttributeId;
use anzhi_core::steps::{
    LabelField, LabelSpace, Overlap, RunPer, SharedDays, Span, SpanAfter, SpanBegin, SpanEnd, Spans,
    Unbroken, Way,
};

impl Teller<'_> {
    pub(super) fn span(&self, span: &Span) -> String {
        let lang = self.lang;
        let title = |id: AttributeId| &self.scoring.facts.attribute(id).title;
        let from = title(span.from);
        let to = match span.to {
            SpanEnd::Attribute(id) => title(id),
            SpanEnd::Cutoff => lang.pick("计算截止日", "the cut-off"),
        };
        let begin = match span.begin {
            SpanBegin::Natural => say!(lang, "自{from}起", "from {from}"),
            SpanBegin::Year => say!(lang, "自{from}当年的1月1日起", "from 1 January of the year of {from}"),
        };
        let end = self.end_day(span.end_day);
        let after = match span.after {
            SpanAfter::Fault => say!(
                lang,
                "{from}空缺或者晚于{to}的，为差错",
                "a {from} that is blank or after {to} is a fault"
            ),
            SpanAfter::Zero => say!(
                lang,
                "{from}晚于{to}的，没有时间；{from}空缺的，为差错",
                "a {from} after {to} leaves no time, a blank one is a fault"
            ),
        };
        say!(lang, "{begin}，至{to}止，{end}；{after}", "Takes the time {begin} to {to}, {end}; {after}")
    }

    fn end_day(&self, counts: bool) -> &'static str {
        match counts {
            true => self.lang.pick("末日计入", "the last day included"),
            false => self.lang.pick("末日不计入", "the last day not included"),
        }
    }

    pub(super) fn spans(&self, spans: &Spans) -> Rule {
        let lang = self.lang;
        let end = self.end_day(spans.end_day);
        let labels = spans.labels.as_ref().map_or_else(String::new, |labels| self.labels(labels));
        let rows = spans.labels.as_ref().map_or_else(Vec::new, |labels| self.stated(labels));
        let words = say!(
            lang,
            "取各条自起始日期至终止日期的时间，{end}；终止日期晚于计算截止日的，算至计算截止日；起始日期晚于计算截止日\
             的，不计{labels}",
            "Takes the times from 起始日期 to 终止日期, {end}; one that ends after the cut-off is taken up to it, one that \
             begins after it does not count{labels}"
        );
        Rule { rows, ..words.into() }
    }

    /// By what times are told apart.
    fn labels(&self, labels: &LabelSpace) -> String {
        let lang = self.lang;
        let names: Vec<&str> = labels
            .fields
            .iter()
            .map(|field| match field {
                LabelField::Column(column, _) => self.column(*column),
                LabelField::Kind(_) => "类别",
                LabelField::Stated(_) => lang.pick(
                    "下表所分的类别（每条须恰合一行，否则为差错）",
                    "the labels of this table (exactly one line, else a fault)",
                ),
            })
            .collect();
        let names = names.join(lang.pick("和", " and "));
        say!(lang, "；按{names}分别计时", "; times are told apart by {names}")
    }

    fn stated(&self, labels: &LabelSpace) -> Vec<Vec<String>> {
        let lang = self.lang;
        let stated = labels.fields.iter().filter_map(|field| match field {
            LabelField::Stated(labels) => Some(labels),
            LabelField::Column(..) | LabelField::Kind(_) => None,
        });
        let rows: Vec<_> =
            stated.flatten().map(|(label, when)| vec![label.to_string(), self.when(when)]).collect();
        if rows.is_empty() {
            return rows;
        }
        let head = vec![lang.pick("类别", "label").into(), lang.pick("哪些记录", "which entries").into()];
        std::iter::once(head).chain(rows).collect()
    }

    pub(super) fn overlap(&self, overlap: &Overlap) -> Rule {
        let lang = self.lang;
        let shared = |days: &SharedDays| self.shared_days(days, overlap.labels.as_ref());
        let (how, rows, gaps) = match &overlap.days {
            Way::Stated(days) => (shared(days), Vec::new(), Vec::new()),
            Way::Gap(gap, ways) => {
                (self.show.by_ruling(*gap), self.show.ways(*gap, ways.iter().map(shared)), vec![*gap])
            }
        };
        Rule { words: say!(lang, "几段时间重叠的，{how}", "Overlapping times: {how}"), rows, gaps }
    }

    fn shared_days(&self, days: &SharedDays, labels: Option<&LabelSpace>) -> String {
        let lang = self.lang;
        let order = match days {
            SharedDays::Each => return lang.pick("各段分别计", "each of them counts").into(),
            SharedDays::Once => {
                let once = (
                    "只计一次，前后相接的合为一段",
                    "a day counts once, and times that follow one another are one",
                );
                return lang.pick(once.0, once.1).into();
            }
            SharedDays::Order(order) => order,
        };
        let facts = &self.scoring.facts;
        let text = |label: &u32| labels.map(|labels| labels.text(facts, *label));
        let named: Vec<String> = order.iter().filter_map(text).collect();
        // Columns that must be filled in leave no blank.
        let others = |label: &String| !label.split('/').any(str::is_empty) && !named.contains(label);
        let others = labels.is_some_and(|labels| labels.texts(facts).any(|label| others(&label)));
        let others = match others {
            true => lang.pick(
                "，未列的类别在最后，两个未列的类别有同一日的，为差错",
                ", kinds not named come last, and two of them that share a day are a fault",
            ),
            false => "",
        };
        let order = named.join(lang.pick("、", ", "));
        say!(
            lang,
            "同一日只计列在前面的一类，次序为{order}{others}，同一类别重叠或前后相接的合为一段",
            "a day counts for the first of {order}{others}, and times of one kind that overlap or follow one \
             another are one"
        )
    }

    pub(super) fn unbroken(&self, unbroken: &Unbroken) -> Rule {
        let lang = self.lang;
        let length = self.wording().length(unbroken.at_least);
        let run = |per: &RunPer| match per {
            RunPer::All => lang.pick("不论类别，重叠或前后相接的均为连续", "whatever the kinds").to_owned(),
            RunPer::Label => lang.pick("同一类别重叠或前后相接的为连续", "within one kind").to_owned(),
        };
        let (run, rows, gaps) = match &unbroken.per {
            Way::Stated(per) => (run(per), Vec::new(), Vec::new()),
            Way::Gap(gap, ways) => {
                (self.show.by_ruling(*gap), self.show.ways(*gap, ways.iter().map(run)), vec![*gap])
            }
        };
        let words = say!(
            lang,
            "连续不满{length}的时间，全段不计；怎样算连续：{run}",
            "Times in a run of less than {length} do not count, a run being times that overlap or follow one \
             another: {run}"
        );
        Rule { words, rows, gaps }
    }
}
