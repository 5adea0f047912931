//! Evidence, who entered and who checked, signatures, and other warnings.

use crate::office::{Office, codes};
use anzhi_core::facts::Source;
use anzhi_core::fault::Table;
use anzhi_core::points::Points;
use anzhi_core::round::CandidateRef;
use anzhi_record::audit::{EntryLead, EvidenceLead, FactPlace, Lead, SignatureLead};

fn who(place: u32) -> CandidateRef {
    CandidateRef(place)
}

#[test]
fn facts_without_evidence_are_told_with_what_rests_on_them() {
    // The degree of 2, and an award of 5 whose evidence is blank: 3 and 5 points.
    let office = Office::new().replace("degrees.csv", "卷二-2", "");
    let office = office.add(
        "events.csv",
        "",
        "5,奖励,二等功,2016-08-30,no,no,抗洪,\n5,奖励,嘉奖,2019-12-25,no,no,年度,\n",
    );
    let leads = office.only("facts-without-evidence");
    let items = |lead: &Lead| match lead {
        Lead::Evidence(EvidenceLead::Person { candidate, facts, points }) => {
            let points: Vec<String> = points.iter().map(|(_, points)| points.to_string()).collect();
            (*candidate, facts.clone(), points)
        }
        _ => unreachable!("{lead:?}"),
    };
    let told: Vec<_> = leads.iter().map(items).collect();
    // Whoever has most at stake first; the commendation gave nothing, and stands as its second row.
    assert_eq!(
        told,
        [
            (who(4), vec![FactPlace::Row(Source::Events, 0)], vec!["5".to_owned()]),
            (who(1), vec![FactPlace::Row(Source::Degrees, 0)], vec!["3".to_owned()])
        ]
    );
}

#[test]
fn the_own_line_proves_what_attributes_give() {
    let office = Office::new().replace("candidates.csv", "卷一-4", "");
    let leads = office.leads();
    let [Lead::Evidence(EvidenceLead::Person { candidate, facts, points })] = &leads[..] else {
        unreachable!("{leads:?}")
    };
    assert_eq!((*candidate, &facts[..]), (who(3), &[FactPlace::Own][..]));
    // Service and grade: 10 and 3; the degree has a paper of its own.
    let points: Vec<Points> = points.iter().map(|(_, points)| *points).collect();
    assert_eq!(points, [Points::from_int(10), Points::from_int(3)]);
}

#[test]
fn tables_without_evidence_are_told_by_number() {
    let office = Office::new().replace("exams.csv", "70,成绩单", "70,");
    let table = EvidenceLead::Table { table: Table::Exams, without: 1, of: 5 };
    assert_eq!(office.leads(), [Lead::Evidence(table)]);
}

#[test]
fn whoever_enters_does_not_check() {
    let office = Office::new().replace("candidates.csv", "录02,核01,卷一-4", "核01,核01,卷一-4");
    let alone = EntryLead::Alone { by: "核01".into(), people: vec![who(3)] };
    assert_eq!(office.leads(), [Lead::Entry(alone.clone())]);
    // And of 5 it is not told who checked.
    let office = office.replace("candidates.csv", "录02,核01,卷一-5", "录02,,卷一-5");
    let unchecked = EntryLead::Unchecked { people: vec![who(4)] };
    assert_eq!(office.leads(), [Lead::Entry(alone), Lead::Entry(unchecked)]);
    // Of nobody anything is told: that is one line.
    let text = Office::new().files["candidates.csv"].replace("录01,核01", ",").replace("录02,核01", ",");
    let mut office = Office::new();
    office.files.insert("candidates.csv".into(), text);
    assert_eq!(office.leads(), [Lead::Entry(EntryLead::Untold)]);
}

#[test]
fn one_person_under_two_ids_is_told() {
    let office = Office::new().replace("candidates.csv", "测丁,M,1986-05-08", "测乙,M,1982-03-02");
    let alike = EntryLead::Alike { people: vec![who(1), who(3)] };
    assert_eq!(office.leads(), [Lead::Entry(alike)]);
    // Another day of birth is another person of that name.
    assert_eq!(Office::new().replace("candidates.csv", "测丁", "测乙").leads(), []);
}

#[test]
fn nobody_signs_a_sheet_before_the_ruling_that_it_goes_by() {
    // Everybody signed on 20 June.
    let rule = |day: &str| {
        let row = format!("set_fact,candidate/2/post_grade,正营,副团,领导小组,{day},3号\n");
        Office::unsealed().rule(&row).only("signed-before-ruling")
    };
    assert_eq!(rule("2026-06-20"), []);
    let leads = rule("2026-06-21");
    let [Lead::Signature(SignatureLead::BeforeRuling { candidate, signed, .. })] = &leads[..] else {
        unreachable!("{leads:?}")
    };
    assert_eq!((*candidate, signed.to_string().as_str()), (who(1), "2026-06-20"));
    // A ruling that changes no sheet came whenever it came.
    let placed = Office::unsealed().rule("place,candidate/5,,V4,领导小组,2026-07-21,3号\n");
    assert_eq!(placed.only("signed-before-ruling"), []);
}

#[test]
fn a_filled_gap_is_a_ruling_that_sheets_go_by() {
    let with = |day: &str| {
        let office = Office::unsealed().replace("candidates.csv", "2002-12-10,正营,,", "2002-12-10,,技7,");
        office.rule(&format!("fill_gap,gap/grade.技7,,4,领导小组,{day},4号\n"))
    };
    assert_eq!(with("2026-06-20").only("signed-before-ruling"), []);
    assert_eq!(with("2026-06-21").only("signed-before-ruling").len(), 1);
}

#[test]
fn an_earlier_signature_that_stands_is_told_with_who_decided() {
    // 5 signed the sheet of a mark of 65; then it became 65.5, and the bureau lets the signature stand.
    let signed = Office::unsealed().record();
    let codes_of = |record: &anzhi_record::Package| {
        String::from_utf8(record.file("round/acknowledgements.csv").unwrap().to_vec()).unwrap()
    };
    let office = Office::unsealed().replace("exams.csv", "5,65,", "5,65.5,");
    let mut office = office;
    office.files.insert("acknowledgements.csv".into(), codes_of(&signed));
    let bytes = office.files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect();
    let files: std::collections::BTreeMap<String, Vec<u8>> = bytes;
    let round = anzhi_tables::read_round(&files).unwrap().round.unwrap();
    let standing = anzhi_core::place::stand(&round).unwrap();
    let code = standing.questions[0].code;
    let office = office.add(
        "answers.csv",
        "code,answer,who,date,document",
        &format!("{code},stands,领导小组,2026-06-28,\n"),
    );
    let leads = office.only("earlier-signature-stands");
    let [Lead::Signature(SignatureLead::Stands { candidate, authority })] = &leads[..] else {
        unreachable!("{leads:?}")
    };
    assert_eq!((*candidate, &*authority.who, &*authority.document), (who(4), "领导小组", ""));
    // It is told once, and not among the other warnings again.
    assert_eq!(codes(&office.leads()).iter().filter(|code| **code == "earlier-signature-stands").count(), 1);
}

#[test]
fn other_warnings_come_last() {
    let office = Office::new().replace("exams.csv", "5,65,成绩单", "5,0,成绩单");
    assert_eq!(codes(&office.leads()), ["mark-without-remark"]);
}
