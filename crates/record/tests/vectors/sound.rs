//! What must verify.

use crate::algorithms::beside_another_curve;
use crate::records::{
    DISCIPLINE, bytes_of, endorsement, payload_of, resealed, sign_payload_as, signed_by, value, with,
};
use crate::vectors::bases::{
    AFTER_EDITION, AFTER_MEETING, Base, COUNTY, COUNTY_EDITION, EDGES, EDGES_EDITION, SITTINGS_EDITION,
    STAGES, V1_SMALL, V2_SMALL,
};
use crate::vectors::facts::Facts;
use crate::vectors::signed::{TRUST, TRUST_IN_STAGES};
use crate::vectors::vector::Vector;
use anzhi_core::outcome::Outcome;
use anzhi_core::place::place;
use anzhi_record::key::PrivateKey;
use anzhi_record::{Package, STATEMENT};
use serde_json::json;

pub(crate) fn vectors() -> Vec<Vector> {
    [records(), signers(), stages(), editions()].concat()
}

/// The base as it is.
fn whole(name: &'static str, base: &Base) -> Vector {
    Vector::record(name, base, base.package())
}

fn records() -> Vec<Vector> {
    vec![
        whole("sound-version-1", &V1_SMALL)
            .says("a record of the first version, as it is", "第一版案卷，原样"),
        whole("sound-version-2", &V2_SMALL)
            .under(&["bureau", "discipline-sm2"])
            .says("a record signed by Ed25519 and by SM2, as it is", "以Ed25519、SM2各签一次的案卷，原样"),
        whole("sound-county", &COUNTY).under(&["bureau", "discipline"]).says(
            "twenty-five people: lots, rulings, an exclusion, a late person, a birth on 29 February",
            "25人：抽签、裁定、不予排名、迟到、2月29日出生",
        ),
        whole("sound-edges", &EDGES).under(&["bureau-sm2"]).says(
            "eleven people with what the county does not reach, signed by SM2 alone: see the notes of the round",
            "11人，专收边角情形，只以SM2签名，见该年度说明",
        ),
        whole("sound-after-meeting", &AFTER_MEETING).says(
            "three seats taken back and two given anew after the meeting; roster, plan and a replaced record named",
            "选岗会后撤销三个名额、递补两个；写明移交名册、岗位计划、所替换的案卷",
        ),
        Vector::record("sound-earlier-signature-stands", &V2_SMALL, &earlier_signature_stands()).says(
            "the second officer has signed another sheet, and an answer lets that signature stand",
            "第二人签的是另一份计分表，由答复准予有效",
        ),
        Vector::record("sound-signed-twice", &V2_SMALL, &signed_twice()).says(
            "an officer has signed two sheets, the present one among them",
            "一人签过两份计分表，其中有现在这一份",
        ),
        Vector::record("sound-warned-of-rulings", &AFTER_MEETING, &warned_of_rulings()).says(
            "seats given past somebody who had listed the vacancy, and to somebody who had given up; a gap filled that \
             nobody reaches",
            "递补越过在前而志愿用尽者，又递补给已放弃者；补定无人涉及的缺项",
        ),
        Vector::record("sound-warned-of-the-exam", &V2_SMALL, &warned_of_the_exam()).says(
            "the exam's share of the totals is below what the scheme aims at",
            "考试占总成绩的比重低于办法所定",
        ),
        Vector::record("sound-made-by-another-program", &V2_SMALL, &by_another_program()).says(
            "the statement says that another version of the program made it",
            "陈述写明由程序的另一版本制作",
        ),
    ]
}

fn earlier_signature_stands() -> Package {
    // The code is one of some other sheet.
    let signed =
        Facts::of(V2_SMALL.package()).with("acknowledgements.csv", "32CH-EAPX-X9AD-FF11-K", OTHER_CODE);
    let Outcome::Questions(standing) = place(&signed.round().0) else { panic!("nothing is asked") };
    let code = standing.questions[0].code;
    let answer =
        format!("code,answer,who,date,document\n{code},stands,某县军转安置工作小组（虚构）,2026-06-01,\n");
    signed.with_file("answers.csv", &answer).record()
}

fn signed_twice() -> Package {
    let facts = Facts::of(V2_SMALL.package());
    let row = format!("2,{OTHER_CODE},2026-06-02,当面签字\n2,32CH");
    facts.with("acknowledgements.csv", "2,32CH", &row).record()
}

fn warned_of_rulings() -> Package {
    let facts = Facts::of(AFTER_MEETING.package())
        .with("rulings.csv", "候选人/04,,A01", "候选人/07,,C01")
        .with("rulings.csv", "候选人/05,,C01", "候选人/05,,A01")
        .with(
            "rulings.csv",
            "文号,备注\n",
            "文号,备注\n补定缺项,缺项/grade.技7,,7,某组（虚构）,2026-05-18,某号,\n",
        );
    facts.record()
}

fn warned_of_the_exam() -> Package {
    let marks = "candidate,mark\n1,9.5\n2,0.05\n3,0.04\n4,66\n5,20\n";
    Facts::of(V2_SMALL.package()).with_file("exams.csv", marks).signed_by_all().record()
}

/// A code in order that is nobody's here.
pub(crate) const OTHER_CODE: &str = "P0ZZ-CY24-636Z-5SC4-1";

fn by_another_program() -> Package {
    let mut statement = value(V2_SMALL.package(), STATEMENT);
    statement["predicate"]["program"] = json!("anzhi 12.0.3");
    resealed(with(V2_SMALL.package(), STATEMENT, bytes_of(&statement)))
}

fn signers() -> Vec<Vector> {
    let (first, second) = (V1_SMALL.package(), V2_SMALL.package());
    let bureau_sm2 = PrivateKey::demonstration("bureau-sm2");
    vec![
        whole("sound-one-signer-of-two", &V2_SMALL).under(&["discipline-sm2"]).says(
            "under one key of two: the other endorsement plays no part",
            "只给出一把公钥，另一份签署不起作用",
        ),
        whole("sound-trust-file", &V2_SMALL)
            .trusting(TRUST)
            .says("both conditions of the trust file hold", "信任文件的两项条件都成立"),
        Vector::record(
            "sound-trust-file-other-role",
            &V2_SMALL,
            &signed_by(second.clone(), &bureau_sm2, "纪检监察"),
        )
        .trusting(TRUST)
        .says(
            "a key that the trust file lists in another role has signed too: that endorsement plays no part",
            "信任文件列在别的身份下的一把密钥也签了，该签署不起作用",
        ),
        Vector::record(
            "sound-version-1-signed-later",
            &V1_SMALL,
            &signed_by(first.clone(), &DISCIPLINE, "纪检监察"),
        )
        .under(&["bureau", "discipline"])
        .says("a second signature under a record of the first version, in the first version", "第一版案卷的第二个签名，按第一版签"),
        Vector::record("sound-endorsement-of-a-later-version", &V2_SMALL, &endorsed_later()).says(
            "a key that is not given has signed an endorsement of a later version: it plays no part",
            "未给出的一把密钥签有更高版本的签署，不起作用",
        ),
        Vector::record(
            "sound-endorsement-of-another-algorithm",
            &V2_SMALL,
            &beside_another_curve(),
        )
        .under(&["bureau-sm2"])
        .says(
            "an endorsement under a key of an algorithm that readers do not know (P-256): it plays no part",
            "一份签署的密钥属于核验者不识的算法（P-256），不起作用",
        ),
    ]
}

/// What the discipline office has signed, as a later version might write it, signed in earnest.
fn endorsed_later() -> Package {
    let package = signed_by(V2_SMALL.package().clone(), &DISCIPLINE, "纪检监察");
    let name = endorsement(&DISCIPLINE);
    let mut payload = payload_of(&package, &name);
    payload["predicateType"] = json!("urn:anzhi:endorsement:v3");
    with(&package, &name, sign_payload_as("discipline", &payload))
}

fn stages() -> Vec<Vector> {
    let both = ["bureau", "discipline-sm2"];
    vec![
        whole("sound-stages", &STAGES).under(&both).says(
            "behind four stages; a mark was changed behind the third, under a ruling that the fourth holds",
            "有四个封存环节；第三个之后更正一人考试成绩，第四个环节中有其裁定",
        ),
        whole("sound-stages-held", &STAGES)
            .under(&both)
            .holding(format!("{}/stages/3-exams.json", STAGES.path()))
            .says(
                "whoever verifies holds the third stage, which is the record's",
                "核验者手中有第三个环节的文件，与案卷中的一致",
            ),
        whole("sound-stages-that-the-trust-file-asks-for", &STAGES).trusting(TRUST_IN_STAGES).says(
            "the trust file asks for stages of two kinds, which are there",
            "信任文件要求有两种公示环节，案卷中都有",
        ),
        whole("sound-stages-trust-file", &STAGES).trusting(TRUST).says(
            "the trust file's conditions hold of the record and of each stage",
            "信任文件的条件对案卷和各环节都成立",
        ),
    ]
}

fn editions() -> Vec<Vector> {
    let whole = |name, base: &'static Base| Vector::edition(name, base, base.package());
    vec![
        whole("sound-edition-county", &COUNTY_EDITION)
            .under(&["bureau", "discipline"])
            .says("the public edition of the county", "county 年度的公开版"),
        whole("sound-edition-edges", &EDGES_EDITION).under(&["bureau-sm2"]).says(
            "a public edition with five people of one total, and two late ones who find nothing",
            "公开版：五人同分，两人迟到后志愿用尽",
        ),
        whole("sound-edition-after-meeting", &AFTER_EDITION)
            .says("a public edition of what followed a meeting", "有选岗会后变动的公开版"),
        whole("sound-edition-two-sittings", &SITTINGS_EDITION).says(
            "a public edition of two sittings with groups, by a scheme that readers need not know",
            "两场选岗、分组的公开版，核验者不必认得其计分办法",
        ),
    ]
}
