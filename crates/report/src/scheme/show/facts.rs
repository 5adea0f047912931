//! The facts that the scheme reads: attributes, tables, categories and other ways to write them, choices of track.

use super::Show;
use super::page::Page;
use crate::lang::say;
use crate::words::table_name;
use anzhi_core::facts::{
    AttributeId, Branch, CategoryId, Choice, FactSchema, FactTable, FieldKind, Pick, SetId, Source,
};

impl Show<'_> {
    pub(super) fn facts(&self, page: &mut Page) {
        let (lang, facts) = (self.lang, &self.scoring.facts);
        page.part(lang.pick("所依据的档案事实", "The facts it reads"));
        page.line(0, lang.pick("个人情况（候选人表）：", "Of each person (table of candidates):"));
        for attribute in &facts.attributes {
            self.column(page, &attribute.title, attribute.key.as_str(), attribute.kind, attribute.needed);
        }
        for table in &facts.tables {
            self.fact_table(page, table);
        }
        facts.choices.iter().for_each(|choice| self.choice(page, choice));
    }

    fn fact_table(&self, page: &mut Page, table: &FactTable) {
        let lang = self.lang;
        let (name, kinds) = (table_name(table.source.table(), lang), self.kinds(table));
        page.gap();
        let between = if kinds.is_empty() { "" } else { lang.pick("", ", ") };
        page.line(0, &say!(lang, "{name}表{kinds}：", "Table {name}{between}{kinds}:"));
        if table.source == Source::Periods {
            let dates = lang.pick(
                "起始日期（from）、终止日期（to）：日期，必填；终止日期不得早于起始日期",
                "起始日期 (from), 终止日期 (to): dates, needed; it must not end before it begins",
            );
            page.line(1, dates);
        }
        for field in &table.fields {
            let columns = self.scoring.facts.columns(table.source);
            if let Some(column) = columns.get(usize::from(field.column.0)) {
                self.column(page, &column.title, column.key.as_str(), field.kind, field.needed);
            }
        }
    }

    /// Which rows of its file a table takes, in the column 类别.
    pub(super) fn kinds(&self, table: &FactTable) -> String {
        if table.kinds.is_empty() {
            return String::new();
        }
        let kinds = self.wording(table.source).listed(table.kinds.iter().map(|kind| &**kind));
        say!(self.lang, "中类别为{kinds}的记录", "entries whose kind is {kinds}")
    }

    /// A column, what it holds, and what else may be written in it.
    fn column(&self, page: &mut Page, title: &str, key: &str, kind: FieldKind, needed: bool) {
        let lang = self.lang;
        let holds = match kind {
            FieldKind::Category(set) => {
                let terms = self.scoring.facts.set(set).terms.join(lang.pick("、", ", "));
                say!(lang, "填下列之一：{terms}", "one of: {terms}")
            }
            FieldKind::Date => lang.pick("日期", "a date").into(),
            FieldKind::Flag => lang.pick("填是或否", "是 or 否 (yes or no)").into(),
            FieldKind::Number => lang.pick("数字，不小于0", "a number, not below 0").into(),
            FieldKind::Text => lang.pick("文字", "text").into(),
        };
        let needed = if needed { lang.pick("；必填", "; needed") } else { "" };
        page.line(1, &say!(lang, "{title}（{key}）：{holds}{needed}", "{title} ({key}): {holds}{needed}"));
        if let FieldKind::Category(set) = kind {
            self.aliases(page, set);
        }
    }

    fn aliases(&self, page: &mut Page, set: SetId) {
        let (lang, terms) = (self.lang, self.scoring.facts.set(set));
        let alias = |(alias, term): (&str, CategoryId)| {
            let term = terms.term(term);
            say!(lang, "“{alias}”作“{term}”", "“{alias}” as “{term}”")
        };
        let mut all: Vec<(&str, CategoryId)> = self.loaded.aliases.of(set).collect();
        all.sort_by_key(|(_, term)| *term);
        let all: Vec<String> = all.into_iter().map(alias).collect();
        if !all.is_empty() {
            let all = all.join(lang.pick("，", ", "));
            page.line(2, &say!(lang, "其他写法：{all}", "also written: {all}"));
        }
    }

    /// A grade that stands in one of several attributes: which counts, and what it equals.
    fn choice(&self, page: &mut Page, choice: &Choice) {
        let (lang, key) = (self.lang, &choice.key);
        let set = self.scoring.facts.set(choice.set);
        page.gap();
        page.line(0, &say!(lang, "计分等级（{key}）：", "The grade that counts ({key}):"));
        match &choice.pick {
            Pick::Track(track) => self.by_track(page, choice, *track),
            Pick::Highest(places) => {
                let mut order: Vec<(u16, &str)> =
                    places.iter().copied().zip(set.terms.iter().map(|term| &**term)).collect();
                order.sort_unstable();
                let order: Vec<&str> = order.into_iter().map(|(_, term)| term).collect();
                let order = order.join(lang.pick("、", ", "));
                page.line(
                    1,
                    &say!(
                        lang,
                        "下列各项中已填的，以最高的一项计；由低到高：{order}",
                        "the highest of those that are filled in counts; from the lowest: {order}"
                    ),
                );
                choice.branches.iter().for_each(|branch| self.branch(page, "", choice, branch));
            }
        }
    }

    fn by_track(&self, page: &mut Page, choice: &Choice, track: AttributeId) {
        let (lang, facts) = (self.lang, &self.scoring.facts);
        let attribute = facts.attribute(track);
        let title = &attribute.title;
        let terms = match attribute.kind {
            FieldKind::Category(set) => &*facts.set(set).terms,
            FieldKind::Date | FieldKind::Flag | FieldKind::Number | FieldKind::Text => &[],
        };
        for (term, branch) in terms.iter().zip(&choice.branches) {
            let of = say!(lang, "{title}为“{term}”的，", "{title} “{term}”: ");
            self.branch(page, &of, choice, branch);
        }
        page.line(
            1,
            &say!(
                lang,
                "{title}空缺的：上列等级只填有一项的，按该项计；填有几项或一项未填的，为差错",
                "without a {title}: the only one of these grades that is filled in counts; several or none is a \
                 fault"
            ),
        );
    }

    /// What is read, and what its terms equal where that is another term.
    fn branch(&self, page: &mut Page, of: &str, choice: &Choice, branch: &Branch) {
        let (lang, facts) = (self.lang, &self.scoring.facts);
        let set = facts.set(choice.set);
        let (attribute, equal) = match branch {
            Branch::Fixed(category) => {
                let term = set.term(*category);
                page.line(
                    1,
                    &match of.is_empty() {
                        true => say!(lang, "人人均有“{term}”一级", "“{term}”, which everybody has"),
                        false => say!(lang, "{of}一律按“{term}”计", "{of}always “{term}”"),
                    },
                );
                return;
            }
            Branch::Attribute(attribute, equal) => (facts.attribute(*attribute), equal),
        };
        let (title, own) = (&attribute.title, self.terms_of(facts, attribute.kind));
        let pairs = own.iter().map(|term| &**term).zip(equal.iter().map(|to| set.term(*to)));
        let (same, other): (Vec<_>, Vec<_>) = pairs.partition(|(own, to)| own == to);
        let same: Vec<&str> = same.into_iter().map(|(own, _)| own).collect();
        let same = same.join(lang.pick("、", ", "));
        if other.is_empty() {
            page.line(1, &say!(lang, "{of}按{title}计", "{of}by {title}"));
            return;
        }
        page.line(
            1,
            &match same.is_empty() {
                true => say!(lang, "{of}按{title}，依下表对应：", "{of}by {title}, as in this table:"),
                false => say!(
                    lang,
                    "{of}按{title}，{same}按本级计，其余依下表对应：",
                    "{of}by {title}; {same} as they are, the others as in this table:"
                ),
            },
        );
        let head = vec![title.to_string(), lang.pick("对应", "equals").into()];
        let rows = other.into_iter().map(|(own, to)| vec![own.to_owned(), to.to_owned()]);
        page.table(2, &std::iter::once(head).chain(rows).collect::<Vec<_>>());
    }

    fn terms_of<'s>(&self, facts: &'s FactSchema, kind: FieldKind) -> &'s [Box<str>] {
        match kind {
            FieldKind::Category(set) => &facts.set(set).terms,
            FieldKind::Date | FieldKind::Flag | FieldKind::Number | FieldKind::Text => &[],
        }
    }
}
