//! Steps on rows of the file: which are taken, left out, and put into which class.

use super::step::{Rule, Teller};
use crate::lang::say;
use crate::words::table_name;
use anzhi_core::condition::{Condition, Subject};
use anzhi_core::facts::FactTable;
use anzhi_core::steps::{Classify, Drop, Keep, LadderEnd, SelectRows, Set, SetTo, Shift, Way};

impl Teller<'_> {
    pub(super) fn selected(&self, rows: &SelectRows) -> String {
        let lang = self.lang;
        let name = table_name(rows.source.table(), lang);
        let kinds = rows.tables.iter().flat_map(|table| &self.scoring.facts.table(*table).kinds);
        let all =
            FactTable { kinds: kinds.cloned().collect(), ..self.scoring.facts.table(rows.tables[0]).clone() };
        let kinds = self.show.kinds(&all);
        let mut words = match all.kinds.is_empty() {
            true => say!(lang, "取{name}表的记录", "Takes the entries of the table {name}"),
            false => say!(lang, "取{name}表{kinds}", "Takes from the table {name} the {kinds}"),
        };
        if let Some(when) = &rows.when {
            let when = self.those(when);
            words.push_str(&say!(lang, "，只取{when}", ", only where {when}"));
        }
        if rows.needed {
            words.push_str(lang.pick("；一条也没有的，为差错", "; none at all is a fault"));
        }
        words
    }

    pub(super) fn kept(&self, keep: &Keep) -> String {
        let (when, because) = (self.those(&keep.when), &keep.because);
        say!(self.lang, "只计{when}，其余不计（{because}）", "Only entries where {when} count ({because})")
    }

    pub(super) fn dropped(&self, drop: &Drop) -> String {
        let (when, because) = (self.those(&drop.when), &drop.because);
        let warn = if drop.warn { self.lang.pick("，并予提示", "; a warning is given") } else { "" };
        say!(
            self.lang,
            "{when}，不计（{because}）{warn}",
            "Entries where {when} do not count ({because}){warn}"
        )
    }

    pub(super) fn set(&self, set: &Set) -> String {
        let lang = self.lang;
        let field = self.column(set.field);
        let which = match &set.when {
            Some(when) => {
                let when = self.those(when);
                say!(lang, "{when}，", "Where {when}: ")
            }
            None => lang.pick("各条的", "In each entry: ").into(),
        };
        match set.to {
            SetTo::Field(other) => {
                let other = self.column(other);
                say!(lang, "{which}{field}按{other}所填的看待", "{which}{field} counts as what {other} says")
            }
            SetTo::Term(term) => {
                let term = self.scoring.facts.set(set.set).term(term);
                say!(lang, "{which}{field}按“{term}”看待", "{which}{field} counts as “{term}”")
            }
        }
    }

    pub(super) fn classify(&self, classify: &Classify) -> Rule {
        let lang = self.lang;
        let names = &self.scoring.ladder(classify.ladder).classes;
        let name = |class: u16| names.get(usize::from(class)).map_or("", |name| &**name);
        if let Some(field) = self.by_field(classify) {
            let all: Vec<&str> = classify.classes.iter().map(|(class, _)| name(*class)).collect();
            let all = all.join(lang.pick("、", ", "));
            return say!(
                lang,
                "按所填的{field}定等次：{all}；不在其中的，为差错",
                "The class is what {field} says: {all}; anything else is a fault"
            )
            .into();
        }
        let ladder = self.show.ladder(classify.ladder);
        let words = say!(
            lang,
            "按{ladder}逐条定等次，见下表；每条须恰合一行，否则为差错：",
            "Each entry gets a class of {ladder} by this table; it must fit exactly one line, else it is a fault:"
        );
        let head = vec![lang.pick("等次", "class").into(), lang.pick("哪些记录", "which entries").into()];
        let rows = classify.classes.iter().map(|(class, when)| vec![name(*class).into(), self.when(when)]);
        Rule { rows: std::iter::once(head).chain(rows).collect(), ..words.into() }
    }

    /// The field from which the classes are taken under their own names, if they are.
    fn by_field(&self, classify: &Classify) -> Option<String> {
        let names = &self.scoring.ladder(classify.ladder).classes;
        let mut field: Option<Subject> = None;
        for (class, when) in &classify.classes {
            let Condition::In { subject, set, categories } = when else { return None };
            let [category] = categories[..] else { return None };
            let same = self.scoring.facts.set(*set).term(category) == &**names.get(usize::from(*class))?;
            if !same || field.is_some_and(|field| field != *subject) {
                return None;
            }
            field = Some(*subject);
        }
        field.map(|field| self.wording().subject(field))
    }

    pub(super) fn shift(&self, shift: &Shift) -> Rule {
        let lang = self.lang;
        let names = &self.scoring.ladder(shift.ladder).classes;
        let steps = shift.by.unsigned_abs();
        let which = match &shift.when {
            Some(when) => {
                let when = self.those(when);
                say!(lang, "{when}，", "Entries where {when} ")
            }
            None => lang.pick("各条一律", "All entries ").into(),
        };
        let up = shift.by > 0;
        let last = if up { names.last() } else { names.first() };
        let last = last.map_or("", |last| &**last);
        let moved = match up {
            true => say!(lang, "{which}提高{steps}等计", "{which}count {steps} higher on the ladder"),
            false => say!(lang, "{which}降低{steps}等计", "{which}count {steps} lower on the ladder"),
        };
        let beyond = match up {
            true => say!(lang, "超过最高一等“{last}”的", "what would pass the highest class “{last}”"),
            false => say!(lang, "低于最低一等“{last}”的", "what would pass the lowest class “{last}”"),
        };
        let end = |end: &LadderEnd| match end {
            LadderEnd::Class(class) => {
                let class = names.get(usize::from(*class)).map_or("", |name| name);
                say!(lang, "按“{class}”计", "counts as “{class}”")
            }
            LadderEnd::Fault => lang.pick("为差错", "is a fault").into(),
            LadderEnd::Stay => say!(lang, "仍按“{last}”计", "still counts as “{last}”"),
        };
        let (then, rows, gaps) = match &shift.end {
            Way::Gap(gap, ends) => {
                let by = self.show.by_ruling(*gap);
                (say!(lang, "{by}", "counts {by}"), self.show.ways(*gap, ends.iter().map(end)), vec![*gap])
            }
            Way::Stated(stated) => (end(stated), Vec::new(), Vec::new()),
        };
        let words = say!(lang, "{moved}；{beyond}，{then}", "{moved}; {beyond} {then}");
        Rule { words, rows, gaps }
    }
}
