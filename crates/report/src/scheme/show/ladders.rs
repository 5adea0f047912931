//! Ladders and the look-ups that items share.

use super::Show;
use super::figures::Count;
use super::page::Page;
use crate::lang::say;
use anzhi_core::condition::Subject;
use anzhi_core::facts::{AttributeId, ChoiceId, FactSchema, FieldKind, SetId, Source};
use anzhi_core::points::Points;
use anzhi_core::scheme::{AssumedOf, LadderId, LookupTable, TableId, Unit};
use anzhi_core::steps::{Param, Pipeline, Step};

impl Show<'_> {
    pub(super) fn ladders(&self, page: &mut Page) {
        let lang = self.lang;
        if self.scoring.ladders.is_empty() {
            return;
        }
        page.part(lang.pick("等次序列（由低到高）", "Ladders (from the lowest class)"));
        for (number, ladder) in (0..).zip(&self.scoring.ladders) {
            let (name, key) = (self.ladder(LadderId(number)), &ladder.key);
            let classes = ladder.classes.join(lang.pick("、", ", "));
            page.line(1, &say!(lang, "{name}（{key}）：{classes}", "{name} ({key}): {classes}"));
        }
    }

    /// What a ladder is called: it has a name in files only.
    pub(super) fn ladder(&self, id: LadderId) -> String {
        let number = u32::from(id.0) + 1;
        say!(self.lang, "等次序列{number}", "ladder {number}")
    }

    pub(super) fn tables(&self, page: &mut Page) {
        let lang = self.lang;
        if self.scoring.tables.is_empty() {
            return;
        }
        page.part(lang.pick("共用表", "Shared tables"));
        for (number, table) in (0..).zip(&self.scoring.tables) {
            let (name, by) = (self.shared_table(TableId(number)), self.set_title(table.set));
            page.line(1, &say!(lang, "{name}：", "{name}:"));
            self.note(
                page,
                2,
                &format!("tables.{}", table.key),
                &AssumedOf::Table(table.key.as_str().into()),
            );
            let users = self.users(TableId(number));
            page.line(2, &say!(lang, "用于：{users}", "Used for: {users}"));
            self.shared_rows(page, table, &by);
        }
    }

    fn shared_rows(&self, page: &mut Page, table: &LookupTable, by: &str) {
        let lang = self.lang;
        let noun = self.noun(table.unit);
        let figure = match table.unit {
            Unit::Number => lang.pick("数值", "figure").into(),
            Unit::Day | Unit::Month | Unit::Points | Unit::Year => {
                say!(lang, "数值（以{noun}计）", "{noun}s")
            }
        };
        let head = vec![by.to_owned(), figure];
        let terms = &self.scoring.facts.set(table.set).terms;
        let rows = terms.iter().zip(&table.values);
        let rows =
            rows.map(|(term, value)| vec![term.to_string(), self.cell(*value, Count::one(table.unit))]);
        page.table(2, &std::iter::once(head).chain(rows).collect::<Vec<_>>());
    }

    /// The values and items that look something up in a table.
    fn users(&self, table: TableId) -> String {
        let looks = |pipeline: &Pipeline| {
            let looks = |step: &Step| matches!(step, Step::Shared(shared) if shared.table == table);
            pipeline.every_step().any(looks)
        };
        let values = self.scoring.values.iter().map(|value| (&value.title, &value.pipeline));
        let items = self.scoring.items.iter().map(|item| (&item.title, &item.pipeline));
        let users = values.chain(items).filter(|(_, pipeline)| looks(pipeline));
        let users: Vec<String> = users.map(|(title, _)| format!("“{title}”")).collect();
        match users.is_empty() {
            true => self.lang.pick("没有用到", "nothing").into(),
            false => users.join(self.lang.pick("", ", ")),
        }
    }

    /// A figure of a table; a gap with why it is open.
    pub(super) fn cell(&self, param: Param<Points>, of: Count) -> String {
        match param {
            Param::Stated(_) => self.amount(param, of),
            Param::Gap(gap) => {
                let (mark, why) = (self.mark(gap), &self.scoring.gap(gap).why);
                say!(self.lang, "{mark}{why}", "{mark} {why}")
            }
        }
    }

    pub(super) fn shared_table(&self, id: TableId) -> String {
        let (number, key) = (u32::from(id.0) + 1, &self.scoring.table(id).key);
        say!(self.lang, "共用表{number}（{key}）", "shared table {number} ({key})")
    }

    /// What people call the categories of a set: as the fact that holds one of them.
    pub(super) fn set_title(&self, set: SetId) -> String {
        let facts = &self.scoring.facts;
        let wording = self.wording(Source::Events);
        if set == FactSchema::FLAG_SET {
            return self.lang.pick("是或否", "yes or no").into();
        }
        let attribute = facts.attributes.iter().position(|own| own.kind == FieldKind::Category(set));
        let choice = facts.choices.iter().position(|choice| choice.set == set);
        let place = |place| u16::try_from(place).unwrap_or(u16::MAX);
        match (choice, attribute) {
            (Some(choice), _) => wording.subject(Subject::Choice(ChoiceId(place(choice)))),
            (None, Some(attribute)) => wording.subject(Subject::Attribute(AttributeId(place(attribute)))),
            (None, None) => facts.set(set).key.to_string(),
        }
    }
}
