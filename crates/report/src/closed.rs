//! Why a vacancy is closed to somebody: what it asks for, and what stands in the file.

use crate::lang::{Lang, say};
use anzhi_core::date::TimeUnit;
use anzhi_core::eligibility::{Closed, Education};
use anzhi_core::facts::{Cell, FactSchema};
use anzhi_core::outcome::Scores;
use anzhi_core::round::{CandidateRef, Round, VacancyRef};

/// The condition that closes a vacancy to a candidate, held against the candidate's own facts.
pub(crate) fn closed_sentence(
    round: &Round,
    scores: &Scores,
    (candidate, vacancy): (CandidateRef, VacancyRef),
    why: Closed,
    lang: Lang,
) -> String {
    let reason = match why {
        Closed::Age => age(round, candidate, vacancy, lang),
        Closed::Bar(bar) => {
            let bar = round.scheme().scoring.bar(bar);
            let (title, clause) = (&bar.title, &bar.clause);
            say!(lang, "按“{title}”的规定不能选报这类岗位（{clause}）", "“{title}” closes it ({clause})")
        }
        Closed::Certificate => certificate(round, candidate, vacancy, lang),
        Closed::Education => education(round, scores.education(candidate), vacancy, lang),
        Closed::Group => group(round, candidate, vacancy, lang),
        Closed::NoSeat => lang.pick("名额已满", "no seat is left").into(),
        Closed::Relative => relative(round, candidate, vacancy, lang),
        Closed::Sex => sex(round, vacancy, lang),
        Closed::Sitting => sitting(round, vacancy, lang),
    };
    say!(lang, "不能选：{reason}", "closed: {reason}")
}

fn age(round: &Round, candidate: CandidateRef, vacancy: VacancyRef, lang: Lang) -> String {
    let born = round.dossier(candidate).date(FactSchema::BORN);
    let (Some(limit), Some(born)) = (round.vacancy(vacancy).age, born) else { return String::new() };
    let (full, _) = born.full_units_to(limit.on, TimeUnit::Year, round.scheme().scoring.anniversary);
    let (most, on) = (limit.most, limit.on);
    say!(
        lang,
        "岗位要求在{on}不超过{most}周岁，本人{born}出生，届时已满{full}周岁",
        "the age may be {most} at most on {on}; born {born}, it is {full} then"
    )
}

fn certificate(round: &Round, candidate: CandidateRef, vacancy: VacancyRef, lang: Lang) -> String {
    let wanted = round.vacancy(vacancy).certificate.as_deref().unwrap_or_default();
    let by = round.heading().filing_date.map_or_else(String::new, |date| date.to_string());
    let of =
        |row: &&anzhi_core::round::Certificate| row.candidate == candidate && &*row.certificate == wanted;
    match round.certificates().iter().find(of).map(|row| row.date) {
        Some(date) => say!(
            lang,
            "岗位要求“{wanted}”，本人{date}才提交，迟于截止日{by}",
            "“{wanted}” is asked for; it was handed in on {date}, after the filing date {by}"
        ),
        None => say!(
            lang,
            "岗位要求“{wanted}”，截至{by}没有提交",
            "“{wanted}” is asked for and was not handed in by {by}"
        ),
    }
}

fn education(round: &Round, own: Education, vacancy: VacancyRef, lang: Lang) -> String {
    let scheme = round.scheme();
    let ladder = scheme.choosing.education.map(|(_, ladder)| scheme.scoring.ladder(ladder));
    let class = |class: u16| {
        ladder.and_then(|ladder| ladder.classes.get(usize::from(class))).map_or("", |class| class)
    };
    let least = round.vacancy(vacancy).education.map_or("", class);
    match own {
        Education::Class(own) => {
            let own = class(own);
            say!(
                lang,
                "岗位要求{least}及以上学历，本人计分学历为{own}",
                "{least} or higher is asked for; the education counted is {own}"
            )
        }
        Education::Uncounted => say!(
            lang,
            "岗位要求{least}及以上学历，本人没有可计的学历",
            "{least} or higher is asked for; no degree is counted"
        ),
        Education::Open => say!(
            lang,
            "岗位要求{least}及以上学历，本人学历如何计分尚待裁定",
            "{least} or higher is asked for; which degree counts here waits for a ruling"
        ),
    }
}

fn group(round: &Round, candidate: CandidateRef, vacancy: VacancyRef, lang: Lang) -> String {
    let title = |group: Option<anzhi_core::round::GroupRef>| {
        group.map_or("—", |group| round.scheme().ranking.groups[usize::from(group.0)].key.as_str())
    };
    let (wanted, own) = (title(round.vacancy(vacancy).group), title(round.group(candidate)));
    say!(
        lang,
        "岗位面向“{wanted}”组别，本人属于“{own}”组别",
        "it is for the group “{wanted}”; this is “{own}”"
    )
}

fn relative(round: &Round, candidate: CandidateRef, vacancy: VacancyRef, lang: Lang) -> String {
    let unit = &round.vacancy(vacancy).unit;
    let of = |row: &&anzhi_core::round::Relative| row.candidate == candidate && row.unit == *unit;
    let relation = round.relatives().iter().find(of).map_or("", |row| &row.relation);
    let relation =
        if relation.is_empty() { String::new() } else { say!(lang, "（{relation}）", " ({relation})") };
    say!(lang, "有亲属{relation}在该单位，应当回避", "a relative{relation} works at the unit")
}

fn sex(round: &Round, vacancy: VacancyRef, lang: Lang) -> String {
    let schema = &round.scheme().scoring.facts;
    let kind = schema.attribute(FactSchema::SEX).kind;
    let sex = round.vacancy(vacancy).sex.map_or(Cell::Blank, Cell::Category).to_normal(schema, kind);
    say!(lang, "岗位限{sex}性", "it is for sex {sex} only")
}

fn sitting(round: &Round, vacancy: VacancyRef, lang: Lang) -> String {
    let sitting = round.vacancy(vacancy).sitting;
    let title = &round.scheme().sittings[usize::from(sitting.0)].title;
    say!(lang, "岗位属于“{title}”场次", "it is offered in the sitting “{title}”")
}
