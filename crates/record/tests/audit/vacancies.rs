//! Vacancies whose conditions let only one person in, or nobody.

use crate::office::{Office, codes};
use anzhi_core::round::{CandidateRef, VacancyRef};
use anzhi_record::audit::{Lead, VacancyLead};

fn vacancies(office: &Office) -> Vec<VacancyLead> {
    let of = |lead: Lead| if let Lead::Vacancy(vacancy) = lead { Some(vacancy) } else { None };
    office.leads().into_iter().filter_map(of).collect()
}

#[test]
fn a_vacancy_for_one_person_is_told() {
    // Only 3 is a woman, and had V2 no more than V3.
    let office = Office::new().replace("vacancies.csv", "V3,丙局,科员,2,,", "V3,丙局,科员,2,F,");
    let office =
        office.replace("preferences.csv", "4,1,V3", "4,1,V4").replace("preferences.csv", "5,1,V4", "5,1,V1");
    let one =
        |had| VacancyLead::OnlyOne { vacancy: VacancyRef(2), only: CandidateRef(2), rank: 3, had, of: 5 };
    assert_eq!(vacancies(&office), [one(true)]);
    // Whoever it is open to had something else.
    let office = office.replace("preferences.csv", "2,1,V1\n2,2,V2\n", "2,1,V1\n");
    assert_eq!(vacancies(&office), [one(false)]);
    // A second woman, and there is nothing to tell.
    let office = office.replace("candidates.csv", "5,测戊,M", "5,测戊,F");
    assert_eq!(vacancies(&office), []);
}

#[test]
fn relatives_leave_one_and_conditions_alone_do_not() {
    // 3 and 5 are women; the sister of 5 works there.
    let office = Office::new().replace("vacancies.csv", "V3,丙局,科员,2,,", "V3,丙局,科员,2,F,");
    let office = office.replace("candidates.csv", "5,测戊,M", "5,测戊,F");
    let office =
        office.replace("preferences.csv", "4,1,V3", "4,1,V4").replace("preferences.csv", "5,1,V4", "5,1,V1");
    let sister = |unit: &str| {
        let relatives = format!("5,{unit},姐姐,申报表\n");
        vacancies(&office.clone().add("relatives.csv", "candidate,unit,relation,evidence", &relatives))
    };
    let one =
        VacancyLead::OnlyOne { vacancy: VacancyRef(2), only: CandidateRef(2), rank: 3, had: true, of: 5 };
    assert_eq!(sister("丙局"), [one]);
    assert_eq!(sister("丁局"), []);
    // A vacancy without conditions is nobody's, whatever relatives there are.
    let office = Office::new().add(
        "relatives.csv",
        "candidate,unit,relation,evidence",
        "1,丙局,弟,申报表\n2,丙局,弟,申报表\n4,丙局,弟,申报表\n5,丙局,弟,申报表\n",
    );
    let office =
        office.replace("preferences.csv", "4,1,V3", "4,1,V4").replace("preferences.csv", "5,1,V4", "5,1,V2");
    assert_eq!(vacancies(&office), []);
}

#[test]
fn certificates_and_ages_leave_one() {
    // 4 and 5 are 39 and 38 on that day; only 4 has handed in the paper in time.
    let office = Office::new().replace(
        "vacancies.csv",
        "V4,丁局,科员,1,,本科,,,",
        "V4,丁局,科员,1,,本科,39,2026-03-31,某证",
    );
    let office = office.replace("preferences.csv", "5,1,V4", "5,1,V3");
    let office = office.add(
        "certificates.csv",
        "candidate,certificate,date,evidence",
        "4,某证,2026-06-15,原件\n5,某证,2026-06-16,原件\n1,某证,2026-06-01,原件\n",
    );
    let one =
        VacancyLead::OnlyOne { vacancy: VacancyRef(3), only: CandidateRef(3), rank: 4, had: false, of: 5 };
    assert_eq!(vacancies(&office), [one]);
    // 5 handed it in a day earlier.
    assert_eq!(vacancies(&office.replace("certificates.csv", "2026-06-16", "2026-06-15")), []);
}

#[test]
fn a_vacancy_for_nobody_is_told_first_if_a_ruling_filled_it() {
    // A doctor is asked for, and there is none.
    let office = Office::unsealed().replace("vacancies.csv", "V4,丁局,科员,1,,本科", "V4,丁局,科员,1,,博士");
    let office = office.replace("preferences.csv", "5,1,V4", "5,1,V3");
    let nobody = |placed, of| VacancyLead::Nobody { vacancy: VacancyRef(3), placed, of };
    assert_eq!(vacancies(&office), [nobody(vec![], 5)]);
    let office = office.rule("place,candidate/5,,V4,领导小组,2026-07-01,3号\n");
    assert_eq!(vacancies(&office), [nobody(vec![CandidateRef(4)], 4)]);
    // Such a one comes before one for a single person.
    let office = office.replace("vacancies.csv", "V3,丙局,科员,2,,", "V3,丙局,科员,2,F,");
    let office = office.replace("preferences.csv", "4,1,V3", "4,1,V2");
    let codes: Vec<_> = codes(&office.leads()).into_iter().filter(|code| code.starts_with("open")).collect();
    assert_eq!(codes, ["open-to-nobody", "open-to-one"]);
}
