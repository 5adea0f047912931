//! Conditions in words: why a row counts otherwise than others.

use crate::lang::{Lang, say};
use anzhi_core::condition::{Bound, Compare, Condition, Length, Moment, Subject};
use anzhi_core::date::TimeUnit;
use anzhi_core::facts::{CategoryId, SetId, Source};
use anzhi_core::scheme::{LadderId, Scoring, ValueId};

/// What a condition says, and of which rows it says it.
#[derive(Clone, Copy)]
pub(crate) struct Wording<'a> {
    pub(crate) scoring: &'a Scoring,
    pub(crate) source: Source,
    pub(crate) lang: Lang,
}

impl Wording<'_> {
    /// A condition as part of a sentence.
    #[expect(
        clippy::too_many_lines,
        reason = "one sentence for each kind of condition, so that none is forgotten"
    )]
    pub(crate) fn words(self, condition: &Condition) -> String {
        let lang = self.lang;
        let name = |subject: &Subject| self.subject(*subject);
        match condition {
            Condition::All(parts) => self.joined(parts, lang.pick("且", " and ")),
            Condition::Any(parts) => self.joined(parts, lang.pick("或", " or ")),
            Condition::Not(part) => self.negated(part),
            Condition::In { subject, set, categories } => {
                let (name, terms) = (name(subject), self.terms(*set, categories));
                say!(lang, "{name}为{terms}", "{name} is {terms}")
            }
            Condition::Is { subject, flag } => self.flag(*subject, *flag),
            Condition::AfterCutoff { subject, .. } => {
                let name = name(subject);
                say!(lang, "{name}在计算截止日之后", "{name} is after the cut-off")
            }
            Condition::Day { subject, compare, bound } => {
                let (name, than) = (name(subject), self.day(*compare));
                say!(lang, "{name}{than}{bound}", "{name} {than} {bound}")
            }
            Condition::Filled { subject, flag } => {
                let (name, filled) =
                    (name(subject), if *flag { ("已填", "filled in") } else { ("空缺", "blank") });
                let filled = lang.pick(filled.0, filled.1);
                say!(lang, "{name}{filled}", "{name} is {filled}")
            }
            Condition::Has { subject, entry } => {
                let name = name(subject);
                say!(lang, "{name}载有“{entry}”", "{name} names “{entry}”")
            }
            Condition::HasClass { value, ladder, classes } => {
                let (title, classes) = (self.title(*value), self.classes(*ladder, classes));
                say!(lang, "“{title}”中有{classes}", "“{title}” has {classes}")
            }
            Condition::Kind(kinds) => {
                let kinds = self.listed(kinds.iter().map(|kind| &**kind));
                say!(lang, "类别为{kinds}", "the kind is {kinds}")
            }
            Condition::Number { subject, compare, bound } => {
                let (name, than) = (name(subject), self.amount(*compare));
                say!(lang, "{name}{than}{bound}", "{name} is {than} {bound}")
            }
            Condition::Rows { value, at_least } => {
                let title = self.title(*value);
                say!(lang, "“{title}”至少{at_least}项", "“{title}” has at least {at_least}")
            }
            Condition::Same { one, other } => {
                let (one, other) = (name(one), name(other));
                say!(lang, "{one}与{other}相同", "{one} and {other} are the same")
            }
            Condition::Since { since, until, compare, length, .. } => {
                let (since, until, full) =
                    (self.moment(*since), self.moment(*until), self.time(*compare, *length));
                say!(lang, "自{since}至{until}{full}", "from {since} to {until} it is {full}")
            }
            Condition::Value { value, compare, bound } => {
                let (title, than) = (self.title(*value), self.amount(*compare));
                let bound = match bound {
                    Bound::Stated(bound) => bound.to_string(),
                    Bound::Value(other) => format!("“{}”", self.title(*other)),
                };
                say!(lang, "“{title}”{than}{bound}", "“{title}” is {than} {bound}")
            }
        }
    }

    /// What a condition says of a row, before what follows from it; empty if there is no condition.
    pub(crate) fn because(self, when: Option<&Condition>) -> String {
        when.map_or_else(String::new, |when| {
            let words = self.words(when);
            say!(self.lang, "{words}，", "{words}: ")
        })
    }

    fn joined(self, parts: &[Condition], between: &str) -> String {
        let or = self.lang.pick("”或“", "” or “");
        let part = |part: &Condition| {
            let words = self.words(part);
            // Of two terms it must be clear how far the “or” between them reaches.
            let nested = matches!(part, Condition::All(_) | Condition::Any(_)) || words.contains(or);
            if nested { say!(self.lang, "（{words}）", "({words})") } else { words }
        };
        parts.iter().map(part).collect::<Vec<_>>().join(between)
    }

    fn negated(self, part: &Condition) -> String {
        if let Condition::Is { subject, flag } = part {
            return self.flag(*subject, !flag);
        }
        let words = self.words(part);
        let inner = words.replace('“', "‘").replace('”', "’");
        say!(self.lang, "不属于“{inner}”的情形", "it is not so that {words}")
    }

    /// Short names of columns are said of the row (战时、集体); all others are answered with yes or no.
    fn flag(self, subject: Subject, flag: bool) -> String {
        let name = self.subject(subject);
        let short = matches!(subject, Subject::Field(_)) && name.chars().count() <= 3;
        let asked = name.starts_with("是否") || !short;
        match (flag, asked) {
            (true, true) => say!(self.lang, "{name}为“是”", "{name}: yes"),
            (false, true) => say!(self.lang, "{name}为“否”", "{name}: no"),
            (true, false) => name,
            (false, false) => say!(self.lang, "非{name}", "not {name}"),
        }
    }

    fn terms(self, set: SetId, categories: &[CategoryId]) -> String {
        let set = self.scoring.facts.set(set);
        self.listed(categories.iter().map(|category| set.term(*category)))
    }

    fn classes(self, ladder: LadderId, classes: &[u16]) -> String {
        let names = &self.scoring.ladder(ladder).classes;
        self.listed(classes.iter().filter_map(|class| names.get(usize::from(*class))).map(|name| &**name))
    }

    /// Terms in quotation marks, one of which it is.
    pub(crate) fn listed<'t>(self, terms: impl Iterator<Item = &'t str>) -> String {
        let quoted: Vec<String> = terms.map(|term| format!("“{term}”")).collect();
        let joined = quoted.join(self.lang.pick("", ", "));
        match quoted.len() {
            0..=2 => quoted.join(self.lang.pick("或", " or ")),
            _ => say!(self.lang, "{joined}之一", "one of {joined}"),
        }
    }

    fn title(self, value: ValueId) -> String {
        self.scoring.value(value).title.to_string()
    }

    /// What a condition looks at, by its title.
    pub(crate) fn subject(self, subject: Subject) -> String {
        let facts = &self.scoring.facts;
        match subject {
            Subject::Attribute(id) => facts.attribute(id).title.to_string(),
            Subject::Choice(id) => {
                // A choice has no title of its own; where there is one only, all know which is meant.
                let key = &facts.choice(id).key;
                match facts.choices.len() {
                    1 => self.lang.pick("计分等级", "the grade that counts").into(),
                    _ => say!(self.lang, "计分等级（{key}）", "the grade that counts ({key})"),
                }
            }
            Subject::Field(column) => {
                let found = facts.columns(self.source).get(usize::from(column.0));
                found.map_or_else(String::new, |column| column.title.to_string())
            }
        }
    }

    /// A day as part of a sentence.
    pub(crate) fn moment(self, moment: Moment) -> String {
        match moment {
            Moment::Cutoff => self.lang.pick("计算截止日", "the cut-off").into(),
            Moment::Fact(subject) => self.subject(subject),
        }
    }

    /// A length of time.
    pub(crate) fn length(self, length: Length) -> String {
        let (count, plural) = (length.count, if length.count == 1 { "" } else { "s" });
        match length.unit {
            TimeUnit::Day => say!(self.lang, "{count}天", "{count} day{plural}"),
            TimeUnit::Month => say!(self.lang, "{count}个月", "{count} month{plural}"),
            TimeUnit::Year => say!(self.lang, "{count}年", "{count} year{plural}"),
        }
    }

    fn amount(self, compare: Compare) -> &'static str {
        match compare {
            Compare::Above => self.lang.pick("高于", "above"),
            Compare::AtLeast => self.lang.pick("不低于", "at least"),
            Compare::AtMost => self.lang.pick("不高于", "at most"),
            Compare::Below => self.lang.pick("低于", "below"),
        }
    }

    fn day(self, compare: Compare) -> &'static str {
        match compare {
            Compare::Above => self.lang.pick("晚于", "is after"),
            Compare::AtLeast => self.lang.pick("不早于", "is not before"),
            Compare::AtMost => self.lang.pick("不晚于", "is not after"),
            Compare::Below => self.lang.pick("早于", "is before"),
        }
    }

    fn time(self, compare: Compare, length: Length) -> String {
        let length = self.length(length);
        match compare {
            Compare::Above => say!(self.lang, "超过{length}", "more than {length}"),
            Compare::AtLeast => say!(self.lang, "满{length}", "at least {length}"),
            Compare::AtMost => say!(self.lang, "不超过{length}", "at most {length}"),
            Compare::Below => say!(self.lang, "不满{length}", "less than {length}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The condition of the first `drop` of an item of the county's scheme, in another writing.
    fn words(when: &str, lang: Lang) -> String {
        let text = anzhi_schemes::shipped("county-reference").unwrap();
        let from = "{ field = \"collective\", is = true }";
        let text = text.replacen("id = \"county-reference\"", "id = \"county\"", 1).replacen(from, when, 1);
        let scheme = anzhi_schemes::load(&text).unwrap().scheme;
        let steps = scheme.scoring.items[3].pipeline.steps();
        let anzhi_core::steps::Step::Drop(drop) = &steps[1].0 else { panic!("another step") };
        Wording { scoring: &scheme.scoring, source: Source::Events, lang }.words(&drop.when)
    }

    #[test]
    fn conditions_read_as_people_say_them() {
        for (when, zh, en) in [
            ("{ field = 'wartime', is = true }", "战时", "战时"),
            ("{ not = { field = 'wartime', is = true } }", "非战时", "not 战时"),
            (
                "{ field = 'class', in = ['嘉奖', '三等功'] }",
                "等次为“嘉奖”或“三等功”",
                "等次 is “嘉奖” or “三等功”",
            ),
            (
                "{ field = 'class', in = ['嘉奖', '三等功', '一等功'] }",
                "等次为“嘉奖”“三等功”“一等功”之一",
                "等次 is one of “嘉奖”, “三等功”, “一等功”",
            ),
            (
                "{ all = [{ field = 'class', in = ['嘉奖', '三等功'] }, { field = 'wartime', is = true }] }",
                "（等次为“嘉奖”或“三等功”）且战时",
                "(等次 is “嘉奖” or “三等功”) and 战时",
            ),
            (
                "{ not = { attr = 'grade', in = ['正团'] } }",
                "不属于“计分等级为‘正团’”的情形",
                "it is not so that the grade that counts is “正团”",
            ),
            (
                "{ field = 'date', at_least = '2010-01-01' }",
                "日期不早于2010-01-01",
                "日期 is not before 2010-01-01",
            ),
            ("{ field = 'cause', filled = false }", "事由空缺", "事由 is blank"),
            ("{ field = 'cause', has = '抗洪' }", "事由载有“抗洪”", "事由 names “抗洪”"),
            (
                "{ since = 'field:date', below = '1 years' }",
                "自日期至计算截止日不满1年",
                "from 日期 to the cut-off it is less than 1 year",
            ),
            (
                "{ all = [{ field = 'wartime', is = false }, { any = [{ field = 'collective', is = true }, \
                 { field = 'kind', in = ['奖励'] }] }] }",
                "非战时且（集体或类别为“奖励”）",
                "not 战时 and (集体 or the kind is “奖励”)",
            ),
        ] {
            assert_eq!((&*words(when, Lang::Zh), &*words(when, Lang::En)), (zh, en));
        }
    }
}
