//! Four invented people and everything that a stage can hold of them, as tables that tests edit.

use anzhi_core::round::Round;
use anzhi_record::stage::{Judged, NotSealed, Stage, StageChange, StageFinding, StageKind, seal_stage};
use anzhi_schemes::LoadedScheme;
use anzhi_tables::read_round;
use std::collections::BTreeMap;

/// The files of a round folder as texts.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Tables(pub(crate) BTreeMap<String, String>);

const HEADERS: [(&str, &str); 11] = [
    ("candidates", "id,name,sex,born,enlisted,post_grade,technical_grade,track"),
    ("degrees", "candidate,class,date,full_time"),
    ("exams", "candidate,mark"),
    ("vacancies", "id,unit,post,seats"),
    ("relatives", "candidate,unit,relation"),
    ("certificates", "candidate,certificate,date"),
    ("preferences", "candidate,order,vacancy"),
    ("give_ups", "candidate,kind,date"),
    ("lots", "candidate,number,drawn_by,date"),
    ("answers", "code,answer,who,date,document"),
    ("rulings", "kind,object,old,new,who,date,document"),
];

/// Every line ends with the cells of evidence and remark.
const ROWS: [(&str, &[&str]); 8] = [
    (
        "candidates",
        &[
            "2,测乙,M,1983-03-02,2001-12-12,正营,,,,",
            "3,测丙,F,1986-11-20,2005-09-01,,技11,,,",
            "4,测丁,M,1985-05-08,2003-12-10,,技10,,,",
            "5,测戊,M,1990-01-25,2008-12-10,,技9,,,",
        ],
    ),
    (
        "degrees",
        &[
            "2,本科,2006-07-01,yes,,",
            "3,本科,2009-07-01,yes,,",
            "4,大专,2006-07-01,yes,,",
            "5,本科,2012-07-01,yes,,",
        ],
    ),
    ("exams", &["2,84,,", "3,91.5,,", "4,66,,", "5,88,,"]),
    ("vacancies", &["V1,某县公安局,派出所民警,2,,", "V2,某县应急管理局,指挥中心值班,1,,"]),
    ("relatives", &["4,某县公安局,配偶,,"]),
    ("preferences", &["2,1,V2,,", "3,1,V1,,", "3,2,V2,,", "4,1,V2,,"]),
    ("give_ups", &["5,gave_up,2026-06-25,,"]),
    ("lots", &["2,1,本人,2026-06-24,,"]),
];

const ROUND: &str = "id = \"stages\"\ntitle = \"虚构年度\"\nbureau = \"虚构部门\"\nyear = 2026\n\
                     scheme = \"county-reference\"\noperator = \"op\"\n";
pub(crate) const SECRET: &str = "0707070707070707070707070707070707070707070707070707070707070707";

impl Tables {
    pub(crate) fn new() -> Self {
        let mut files = BTreeMap::from([
            ("round.toml".to_owned(), ROUND.to_owned()),
            ("secret.hex".to_owned(), format!("{SECRET}\n")),
        ]);
        for (table, header) in HEADERS {
            files.insert(format!("{table}.csv"), format!("{header},evidence,remark\n"));
        }
        let mut tables = Self(files);
        for (table, rows) in ROWS {
            rows.iter().for_each(|row| tables.add(table, row));
        }
        tables
    }

    pub(crate) fn add(&mut self, table: &str, row: &str) {
        let text = self.0.get_mut(&format!("{table}.csv")).unwrap();
        text.push_str(row);
        text.push('\n');
    }

    /// Takes out the lines that begin so.
    pub(crate) fn drop(&mut self, table: &str, begins: &str) {
        let text = self.0.get_mut(&format!("{table}.csv")).unwrap();
        *text = text.split_inclusive('\n').filter(|line| !line.starts_with(begins)).collect();
    }

    /// Replaces a text in a file, in which it must be.
    pub(crate) fn replace(&mut self, file: &str, from: &str, to: &str) {
        let text = self.0.get_mut(file).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        *text = text.replace(from, to);
    }

    pub(crate) fn rows(&self, table: &str) -> Vec<&str> {
        self.0[&format!("{table}.csv")].lines().skip(1).collect()
    }

    pub(crate) fn read(&self) -> (Round, LoadedScheme) {
        let files: BTreeMap<String, Vec<u8>> =
            self.0.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
        let reading = read_round(&files).unwrap();
        (reading.round.unwrap(), reading.scheme.unwrap())
    }

    /// A stage of these tables behind others.
    pub(crate) fn seal(&self, kind: StageKind, after: &[Stage]) -> Result<Stage, NotSealed> {
        let (round, scheme) = self.read();
        seal_stage((&round, &scheme), kind, "2026-06-20".parse().unwrap(), after)
    }

    /// A stage that says it came after another, whatever was changed since.
    pub(crate) fn forced(&self, kind: StageKind, after: Option<&Stage>) -> Option<Stage> {
        let stage = self.seal(kind, &[]).ok()?;
        let mut file = stage.file().clone();
        file.statement.predicate.after = after.map(Stage::fingerprint);
        Some(Stage::read(&serde_json_canonicalizer::to_vec(&file).unwrap()).unwrap())
    }

    /// What comes of holding these tables against stages.
    pub(crate) fn judged(&self, stages: &[Stage]) -> Judged {
        match self.seal(StageKind::Plan, stages) {
            Ok(_) => Judged::default(),
            Err(NotSealed::Refused(judged)) => *judged,
            Err(other) => unreachable!("{other:?}"),
        }
    }

    /// Adds a ruling of kind `change`.
    pub(crate) fn rule(&mut self, object: &str, old: &str, new: &str) {
        self.add("rulings", &format!("change,{object},{old},{new},领导小组,2026-06-22,某号,,"));
    }
}

/// The changes that no ruling covers.
pub(crate) fn uncovered(judged: &Judged) -> Vec<StageChange> {
    let change = |finding: &StageFinding| match finding {
        StageFinding::ChangedWithoutRuling { change, .. } => Some(StageChange::clone(change)),
        StageFinding::Chain { .. }
        | StageFinding::ConditionUnmet { .. }
        | StageFinding::LeftOut { .. }
        | StageFinding::Misstated { .. }
        | StageFinding::Missing { .. }
        | StageFinding::OtherSecret { .. }
        | StageFinding::ScoringChanged { .. }
        | StageFinding::Unsigned { .. } => None,
    };
    judged.findings.iter().filter_map(change).collect()
}

/// The codes of what was found.
pub(crate) fn codes(judged: &Judged) -> Vec<&'static str> {
    judged.findings.iter().map(StageFinding::code).collect()
}
