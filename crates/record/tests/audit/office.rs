//! An office that does everything as it should: five invented people, whom tests edit.

use anzhi_core::place::score_all;
use anzhi_record::audit::{Audit, Lead};
use anzhi_record::key::PrivateKey;
use anzhi_record::stage::{Stage, StageKind, place_and_seal_after, seal_stage};
use anzhi_record::{Originals, Package, Signer};
use anzhi_tables::read_round;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

static BUREAU: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::demonstration("bureau"));

/// The files of a round folder as texts, the days of its stages, and whether they and the record are signed.
#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) stages: Vec<(StageKind, &'static str)>,
    pub(crate) signs_stages: bool,
    pub(crate) signs: bool,
}

const ROUND: &str = "id = \"honest\"\ntitle = \"虚构年度\"\nbureau = \"虚构部门\"\nyear = 2026\n\
                     scheme = \"county-reference\"\noperator = \"经办01\"\nfiling_date = \"2026-06-15\"\n\n\
                     [roster]\ndocument = \"1号\"\nissuer = \"上级\"\ncount = 5\n\n\
                     [plan]\ndocument = \"2号\"\nissuer = \"编办\"\ncount = 5\n";

/// The totals are 29, 27, 25.5, 23 and 21.5: nobody is within half a point of another.
const TABLES: [(&str, &str); 6] = [
    (
        "candidates",
        "id,name,sex,born,enlisted,post_grade,technical_grade,track,entered_by,checked_by,evidence,remark\n\
         1,测甲,M,1980-06-15,2000-12-10,正营,,,录01,核01,卷一-1,\n\
         2,测乙,M,1982-03-02,2002-12-10,正营,,,录01,核01,卷一-2,\n\
         3,测丙,F,1984-11-20,2004-12-10,正营,,,录02,核01,卷一-3,\n\
         4,测丁,M,1986-05-08,2006-12-10,副营,,,录02,核01,卷一-4,\n\
         5,测戊,M,1988-01-25,2008-12-10,副营,,,录02,核01,卷一-5,\n",
    ),
    (
        "degrees",
        "candidate,class,date,full_time,evidence\n\
         1,本科,2006-07-01,yes,卷二-1\n2,本科,2006-07-01,yes,卷二-2\n3,本科,2006-07-01,yes,卷二-3\n\
         4,本科,2006-07-01,yes,卷二-4\n5,本科,2006-07-01,yes,卷二-5\n",
    ),
    ("events", "candidate,kind,class,date,wartime,collective,cause,evidence\n"),
    ("exams", "candidate,mark,evidence\n1,90,成绩单\n2,80,成绩单\n3,75,成绩单\n4,70,成绩单\n5,65,成绩单\n"),
    (
        "vacancies",
        "id,unit,post,seats,sex,education,age_max,age_date,certificate\n\
         V1,甲局,科员,1,,,,,\nV2,乙局,科员,1,,,,,\nV3,丙局,科员,2,,,,,\nV4,丁局,科员,1,,本科,,,\n",
    ),
    ("preferences", "candidate,order,vacancy\n1,1,V1\n2,1,V1\n2,2,V2\n3,1,V2\n3,2,V3\n4,1,V3\n5,1,V4\n"),
];

impl Office {
    pub(crate) fn new() -> Self {
        let mut files = BTreeMap::from([
            ("round.toml".to_owned(), ROUND.to_owned()),
            ("secret.hex".to_owned(), format!("{}\n", "07".repeat(32))),
        ]);
        files.extend(TABLES.map(|(name, text)| (format!("{name}.csv"), text.to_owned())));
        let stages = vec![
            (StageKind::Plan, "2026-05-20"),
            (StageKind::Scores, "2026-06-01"),
            (StageKind::Exams, "2026-06-15"),
            (StageKind::Ranking, "2026-06-26"),
        ];
        Self { files, stages, signs_stages: true, signs: true }
    }

    /// Without any of the stages, so that nothing that is edited needs a ruling.
    pub(crate) fn unsealed() -> Self {
        Self { stages: Vec::new(), ..Self::new() }
    }

    pub(crate) fn replace(mut self, file: &str, from: &str, to: &str) -> Self {
        let text = self.files.get_mut(file).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        *text = text.replace(from, to);
        self
    }

    /// Adds lines to a table, which begins with that header if it is not there.
    pub(crate) fn add(mut self, file: &str, header: &str, rows: &str) -> Self {
        let text = self.files.entry(file.to_owned()).or_insert_with(|| format!("{header}\n"));
        text.push_str(rows);
        self
    }

    /// Rulings: kind, object, old, new, who, day and document of each.
    pub(crate) fn rule(self, rows: &str) -> Self {
        self.add("rulings.csv", "kind,object,old,new,who,date,document", rows)
    }

    fn bytes(&self) -> BTreeMap<String, Vec<u8>> {
        self.files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect()
    }

    /// Has everybody sign the present sheet, unless a test has said who signed what.
    fn acknowledge(mut self) -> Self {
        if self.files.contains_key("acknowledgements.csv") {
            return self;
        }
        let round = read_round(&self.bytes()).unwrap().round.unwrap_or_else(|faults| panic!("{faults:?}"));
        let (scores, _) = score_all(&round).unwrap();
        let mut rows = "candidate,code,date,how\n".to_owned();
        for who in round.all_candidates() {
            let (id, (_, digest)) = (round.candidate(who).id(), scores.sheet(who).unwrap());
            writeln!(rows, "{id},{},2026-06-20,当面签字", digest.code(round.scheme().scoring.signed))
                .unwrap();
        }
        self.files.insert("acknowledgements.csv".into(), rows);
        self
    }

    /// The stages of these tables, each behind the others.
    pub(crate) fn seal(&self) -> Vec<Stage> {
        self.seal_behind(Vec::new())
    }

    pub(crate) fn seal_behind(&self, mut sealed: Vec<Stage>) -> Vec<Stage> {
        let reading = read_round(&self.clone().acknowledge().bytes()).unwrap();
        let (round, scheme) = (reading.round.unwrap(), reading.scheme.unwrap());
        for (kind, day) in &self.stages {
            let mut stage = seal_stage((&round, &scheme), *kind, day.parse().unwrap(), &sealed).unwrap();
            if self.signs_stages {
                stage.sign(&Signer::new(&BUREAU, "安置部门", "经办（虚构）").unwrap()).unwrap();
            }
            sealed.push(stage);
        }
        sealed
    }

    pub(crate) fn record(&self) -> Package {
        self.record_behind(&self.seal())
    }

    /// The record of these tables behind stages.
    pub(crate) fn record_behind(&self, stages: &[Stage]) -> Package {
        let office = self.clone().acknowledge();
        let reading = read_round(&office.bytes()).unwrap();
        let round = reading.round.unwrap_or_else(|faults| panic!("{faults:?}"));
        let signer = Signer::new(&BUREAU, "安置部门", "经办（虚构）").unwrap();
        let (originals, signer) = (Originals::new(office.bytes()).unwrap(), self.signs.then_some(&signer));
        let scheme = reading.scheme.unwrap();
        let (outcome, record) = place_and_seal_after((&round, &scheme), &originals, stages, signer);
        record.unwrap().unwrap_or_else(|| panic!("{outcome:?}"))
    }

    pub(crate) fn leads(&self) -> Vec<Lead> {
        leads(&self.record())
    }

    /// The leads of that one kind, of whatever is not sealed.
    pub(crate) fn only(&self, code: &str) -> Vec<Lead> {
        self.leads().into_iter().filter(|lead| lead.code() == code).collect()
    }
}

/// What is to be looked at in a record.
pub(crate) fn leads(record: &Package) -> Vec<Lead> {
    Audit::of(record, Some(&read_round)).unwrap_or_else(|report| panic!("{report:?}")).leads().to_vec()
}

/// The codes of leads.
pub(crate) fn codes(leads: &[Lead]) -> Vec<&'static str> {
    leads.iter().map(Lead::code).collect()
}
