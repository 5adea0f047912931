//! The whole records and public editions from which vectors differ. Two records are kept by the tests of the program; the
//! others are made here.

use crate::records::{BUREAU, DISCIPLINE, endorsement, record, signed_by, testdata};
use crate::vectors::facts::Facts;
use anzhi_core::digest::{Digest, Secret};
use anzhi_record::edition::publish;
use anzhi_record::key::PrivateKey;
use anzhi_record::stage::{Stage, StageKind, place_and_seal_after, seal_stage};
use anzhi_record::{Originals, Package, Signer};
use std::sync::LazyLock;

/// A folder from which vectors differ.
pub(crate) struct Base {
    name: &'static str,
    package: LazyLock<Package>,
}

impl Base {
    const fn new(name: &'static str, make: fn() -> Package) -> Self {
        Self { name, package: LazyLock::new(make) }
    }

    /// Where it lies, from `testdata`.
    pub(crate) fn path(&self) -> String {
        format!("records/{}", self.name)
    }

    pub(crate) fn package(&self) -> &Package {
        &self.package
    }
}

pub(crate) static V1_SMALL: Base = Base::new("v1-small", || kept("v1-small"));
pub(crate) static V2_SMALL: Base = Base::new("v2-small", || kept("v2-small"));
/// Twenty-five people; signed by two keys of one algorithm.
pub(crate) static COUNTY: Base =
    Base::new("v2-county", || signed_by(record("county"), &DISCIPLINE, "纪检监察"));
/// What the county does not reach; signed by SM2 alone.
pub(crate) static EDGES: Base = Base::new("v2-edges", || {
    let mut package = record("edges");
    package.files.remove(&endorsement(&BUREAU));
    signed_by(package, &PrivateKey::demonstration("bureau-sm2"), "安置部门")
});
pub(crate) static AFTER_MEETING: Base = Base::new("v2-after-meeting", || record("after-meeting"));
/// Four stages, and a mark that was changed behind the third under a ruling.
pub(crate) static STAGES: Base = Base::new("v2-stages", stages);
pub(crate) static COUNTY_EDITION: Base = Base::new("edition-county", || publish(COUNTY.package()).unwrap());
pub(crate) static EDGES_EDITION: Base = Base::new("edition-edges", || publish(EDGES.package()).unwrap());
pub(crate) static AFTER_EDITION: Base =
    Base::new("edition-after-meeting", || publish(AFTER_MEETING.package()).unwrap());
/// Two sittings and two groups, by a scheme of its own.
pub(crate) static SITTINGS_EDITION: Base =
    Base::new("edition-two-sittings", || publish(&record("two-sittings")).unwrap());

/// Those that are made here.
pub(crate) static MADE: [&Base; 8] = [
    &COUNTY,
    &EDGES,
    &AFTER_MEETING,
    &STAGES,
    &COUNTY_EDITION,
    &EDGES_EDITION,
    &AFTER_EDITION,
    &SITTINGS_EDITION,
];

fn kept(name: &str) -> Package {
    Package::read(&testdata().join("records").join(name)).unwrap()
}

/// The third officer's mark is 90 until the exam has been posted; then a ruling makes it 91.5.
fn stages() -> Package {
    let now = Facts::of(V2_SMALL.package());
    let before = now.clone().with("exams.csv", "3,91.5", "3,90");
    let ruled = now.clone().with_file("rulings.csv", &ruling_on_mark(&now.secret()));
    let mut all: Vec<Stage> = Vec::new();
    for (facts, kind, day) in [
        (&before, StageKind::Plan, "2026-05-20"),
        (&before, StageKind::Scores, "2026-05-25"),
        (&before, StageKind::Exams, "2026-06-10"),
        (&ruled, StageKind::Ranking, "2026-06-20"),
    ] {
        let (round, scheme) = facts.round();
        let mut stage = seal_stage((&round, &scheme), kind, day.parse().unwrap(), &all).unwrap();
        for (key, role) in [("bureau", "安置部门"), ("discipline-sm2", "纪检监察")] {
            let key = PrivateKey::demonstration(key);
            stage.sign(&Signer::new(&key, role, "某人（虚构）").unwrap()).unwrap();
        }
        all.push(stage);
    }
    let (round, scheme) = ruled.round();
    let originals = Originals::new(ruled.into_files()).unwrap();
    let sealed = place_and_seal_after((&round, &scheme), &originals, &all, None);
    let signed = signed_by(sealed.1.unwrap().unwrap(), &BUREAU, "安置部门");
    signed_by(signed, &PrivateKey::demonstration("discipline-sm2"), "纪检监察")
}

/// The table with the ruling, under the codes of both marks.
fn ruling_on_mark(secret: &Secret) -> String {
    let [old, new] = ["90", "91.5"].map(|mark| {
        let lines = format!("exams\n3,{mark}\n");
        Digest::salted(secret.salt_of("mark", "3"), lines.as_bytes()).short_code()
    });
    let ruling =
        format!("change,mark/3,{old},{new},某县军转安置工作小组（虚构）,2026-06-15,某军转组〔2026〕9号");
    format!("kind,object,old,new,who,date,document\n{ruling}\n")
}
