//! What the program makes of the same person under the shipped scheme.

use crate::case::Came;
use crate::person::Person;
use crate::ruled::{Ruled, thousandths};
use anzhi_core::dossier::{Dossier, Row};
use anzhi_core::facts::{Cell, ColumnId, FieldKind, Source};
use anzhi_core::points::Points;
use anzhi_core::scheme::{Counted, GapId, Scheme};
use anzhi_core::score::{Cohort, Unscored, alone, totals};
use anzhi_schemes::{load, shipped};
use std::collections::BTreeMap;

pub(crate) struct Engine {
    scheme: Scheme,
    cohorts: Vec<Cohort>,
}

impl Engine {
    pub(crate) fn new(name: &str, rulings: &[Ruled]) -> Self {
        let scheme = load(shipped(name).unwrap()).unwrap().scheme;
        let gaps = &scheme.scoring.gaps;
        let unknown = |gap: &&str| !gaps.iter().any(|known| known.key.as_str() == *gap);
        let unknown: Vec<&str> = rulings.iter().flat_map(Ruled::gaps).filter(unknown).collect();
        assert!(unknown.is_empty(), "{name}: no such gaps: {unknown:?}");
        let cohort = |ruled: &Ruled| {
            let fill = |gap: &anzhi_core::scheme::Gap| {
                ruled.text(gap.key.as_str()).map(|text| gap.fills.parse(text).unwrap())
            };
            Cohort::new(&scheme, 2026, false, gaps.iter().map(fill).collect())
        };
        let cohorts = rulings.iter().map(cohort).collect();
        Self { scheme, cohorts }
    }

    /// Every item by its name, then the assessment.
    pub(crate) fn scored(&self, person: &Person, rulings: usize) -> (BTreeMap<&str, Came>, Came) {
        let (dossier, cohort) = (self.dossier(person), &self.cohorts[rulings]);
        let scoring = &self.scheme.scoring;
        let item = |key: &str| {
            let counted = Counted::Item(scoring.find_item(key).unwrap());
            self.came(alone(&self.scheme, cohort, &dossier, counted))
        };
        let items = scoring.items.iter().map(|one| (one.key.as_str(), item(one.key.as_str()))).collect();
        let assessment = totals(&self.scheme, cohort, &dossier).map(|totals| totals.assessment);
        (items, self.came(assessment))
    }

    fn came(&self, scored: Result<Points, Unscored>) -> Came {
        let key = |gap: GapId| self.scheme.scoring.gap(gap).key.to_string();
        match scored {
            Ok(points) => Came::Points(thousandths(&points.to_string())),
            Err(Unscored::Faults(_)) => Came::Fault,
            Err(Unscored::Gaps(gaps)) => Came::Open(gaps.into_iter().map(key).collect()),
        }
    }

    fn dossier(&self, person: &Person) -> Dossier {
        let schema = &self.scheme.scoring.facts;
        let of_person = schema.attributes.iter();
        let of_person =
            of_person.map(|of| self.cell(of.kind, person.cell(of.key.as_str()).as_deref())).collect();
        let degrees = person.degrees.iter().map(|row| self.row(Source::Degrees, "", |name| row.cell(name)));
        let periods =
            person.periods.iter().map(|row| self.row(Source::Periods, row.kind, |name| row.cell(name)));
        let events =
            person.events.iter().map(|row| self.row(Source::Events, row.kind, |name| row.cell(name)));
        let rows = [degrees.collect(), periods.collect(), events.collect()];
        Dossier::new(schema, "1".parse().unwrap(), 2, of_person, rows).unwrap()
    }

    fn row(&self, source: Source, kind: &str, text: impl Fn(&str) -> Option<String>) -> Row {
        let schema = &self.scheme.scoring.facts;
        let table = schema.find_table(source, kind);
        assert!(table.is_some(), "no table of {kind}");
        let cell = |(place, column): (u16, &anzhi_core::facts::Column)| {
            let kind = schema.field_kind(source, table, ColumnId(place));
            kind.map_or(Cell::Blank, |kind| self.cell(kind, text(column.key.as_str()).as_deref()))
        };
        let cells = (0..).zip(schema.columns(source)).map(cell).collect();
        Row { line: 2, table, kind: kind.into(), cells, ..Row::default() }
    }

    /// As tables are read: without the blanks around it, and nothing is a blank cell.
    fn cell(&self, kind: FieldKind, text: Option<&str>) -> Cell {
        match text.map(str::trim) {
            None | Some("") => Cell::Blank,
            Some(text) => Cell::parse(&self.scheme.scoring.facts, kind, text).unwrap(),
        }
    }
}
