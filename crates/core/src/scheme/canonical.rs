//! The canonical text of the scoring part, whose digest every score sheet names.

use super::{Barred, Cutoff, Scoring};
use crate::canonical::Canonical;
use crate::condition::Condition;
use crate::date::MissingDay;
use crate::digest::Digest;
use crate::facts::{FactSchema, Pick};
use crate::steps::write_param;

impl Scoring {
    /// The canonical text of the scoring part: what is digested, readable and stable.
    pub fn canonical(&self) -> String {
        let mut out = Canonical::default();
        out.open("scoring 1");
        self.canonical_facts(&mut out);
        self.canonical_cutoff(&mut out);
        out.open("anniversary");
        out.word(match self.anniversary {
            MissingDay::Last => "last",
            MissingDay::Next => "next",
        });
        out.close();
        self.canonical_rules(&mut out);
        self.assessment.canonical(&mut out);
        if let Some(exam) = &self.exam {
            exam.canonical(&mut out);
        }
        if let Some(total) = self.total {
            out.open("total");
            total.canonical(&mut out);
            out.close();
        }
        out.close();
        out.into_string()
    }

    /// The digest of the canonical text.
    pub fn digest(&self) -> Digest {
        Digest::of(self.canonical().as_bytes())
    }

    fn canonical_cutoff(&self, out: &mut Canonical) {
        out.open("cutoff");
        match self.cutoff {
            Cutoff::DateOf(attribute) => out.word(self.facts.attribute(attribute).key.as_str()),
            Cutoff::Fixed(date) => out.word(&date.to_string()),
            Cutoff::Gap(_) => out.word("gap"),
            Cutoff::OfRound(day) => out.word(&day.to_string()),
            Cutoff::OfPerson(attribute, day) => {
                out.word(&day.to_string());
                out.word(self.facts.attribute(attribute).key.as_str());
            }
        }
        out.close();
    }

    /// Shared tables, values, items, populations and bars.
    fn canonical_rules(&self, out: &mut Canonical) {
        for table in &self.tables {
            out.open("look-up");
            out.word(table.key.as_str());
            out.word(table.unit.word());
            for (term, param) in self.facts.set(table.set).terms.iter().zip(&table.values) {
                out.open("term");
                out.text(term);
                write_param(*param, out);
                out.close();
            }
            out.close();
        }
        for value in &self.values {
            out.open("value");
            out.word(value.key.as_str());
            self.canonical_when(value.when.as_ref(), out);
            value.pipeline.canonical(self, out);
            out.close();
        }
        for item in &self.items {
            out.open("item");
            out.word(item.key.as_str());
            self.canonical_when(item.when.as_ref(), out);
            for kind in &item.kinds {
                out.open("for");
                out.text(&self.kinds[usize::from(kind.0)]);
                out.close();
            }
            item.pipeline.canonical(self, out);
            out.close();
        }
        for population in &self.populations {
            out.open("population");
            out.word(population.key.as_str());
            self.canonical_when(Some(&population.when), out);
            population.items.iter().for_each(|item| out.word(self.item(*item).key.as_str()));
            out.word(if population.exam { "assessment-exam" } else { "assessment" });
            out.close();
        }
        for bar in &self.bars {
            out.open("bar");
            out.word(bar.key.as_str());
            self.canonical_when(Some(&bar.when), out);
            match &bar.bars {
                Barred::Ranking => out.word("ranking"),
                Barred::Vacancies(kinds) => kinds.iter().for_each(|kind| out.text(kind)),
            }
            out.close();
        }
    }

    fn canonical_when(&self, when: Option<&Condition>, out: &mut Canonical) {
        if let Some(when) = when {
            out.open("when");
            when.canonical(self, None, out);
            out.close();
        }
    }

    fn canonical_facts(&self, out: &mut Canonical) {
        let facts = &self.facts;
        for set in &facts.sets {
            out.open("set");
            out.word(set.key.as_str());
            set.terms.iter().for_each(|term| out.text(term));
            out.close();
        }
        for attribute in &facts.attributes {
            out.open("attribute");
            out.word(attribute.key.as_str());
            out.close();
        }
        for choice in &facts.choices {
            choice.canonical(facts, out);
        }
        for table in &facts.tables {
            out.open("table");
            out.word(table.key.as_str());
            out.word(table.source.singular());
            table.kinds.iter().for_each(|kind| out.text(kind));
            for field in &table.fields {
                out.word(facts.columns(table.source)[usize::from(field.column.0)].key.as_str());
            }
            out.close();
        }
        for ladder in &self.ladders {
            out.open("ladder");
            out.word(ladder.key.as_str());
            ladder.classes.iter().for_each(|class| out.text(class));
            out.close();
        }
    }
}

impl crate::facts::Choice {
    fn canonical(&self, facts: &FactSchema, out: &mut Canonical) {
        use crate::facts::Branch;
        out.open("choice");
        out.word(self.key.as_str());
        match &self.pick {
            Pick::Track(track) => out.word(facts.attribute(*track).key.as_str()),
            Pick::Highest(places) => {
                out.open("highest");
                places.iter().for_each(|place| out.count(usize::from(*place)));
                out.close();
            }
        }
        for branch in &self.branches {
            match branch {
                Branch::Fixed(category) => out.text(facts.set(self.set).term(*category)),
                Branch::Attribute(attribute, equal) => {
                    out.open(facts.attribute(*attribute).key.as_str());
                    equal.iter().for_each(|category| out.text(facts.set(self.set).term(*category)));
                    out.close();
                }
            }
        }
        out.close();
    }
}
