//! What followed the meeting, in words: seats taken back and given anew, each by its document.

use crate::lang::{Lang, say};
use crate::placement::seats_words;
use crate::words::{fate, void_cause};
use anzhi_core::after::{Aftermath, Later};
use anzhi_core::outcome::Placement;
use anzhi_core::round::{CandidateRef, Round, VacancyRef};
use tabled::builder::Builder;
use tabled::settings::Style;

/// What rulings changed after the meeting, and what is left then; empty if nothing was changed.
pub(crate) fn after_text(round: &Round, placement: &Placement, lang: Lang) -> String {
    if placement.after.is_empty() {
        return String::new();
    }
    let mut text = String::from(lang.pick("\n【选岗会后】\n", "\n[After the meeting]\n"));
    let mut builder = Builder::default();
    builder.push_record(
        [
            ("编号", "id"),
            ("姓名", "name"),
            ("变动", "what"),
            ("岗位", "vacancy"),
            ("单位、职位", "unit and post"),
            ("结果", "outcome"),
            ("日期", "date"),
            ("文号", "document"),
        ]
        .map(|(zh, en)| lang.pick(zh, en)),
    );
    for after in &placement.after {
        let (person, vacancy) = (round.candidate(after.candidate), round.vacancy(vacancy_of(*after)));
        let authority = after.ruling(round).map(|ruling| &ruling.authority);
        builder.push_record([
            person.id().to_string(),
            person.name.to_string(),
            what(*after, lang).into(),
            vacancy.id.to_string(),
            format!("{} {}", vacancy.unit, vacancy.post),
            fate(after.fate(), lang).into(),
            authority.map_or_else(String::new, |authority| authority.date.to_string()),
            authority.map_or_else(String::new, |authority| authority.document.to_string()),
        ]);
    }
    let mut table = builder.build();
    table.with(Style::sharp());
    text.push_str(&format!("{table}\n"));
    let seats = round.all_vacancies().map(|seat| (round.vacancy(seat), placement.seats_left(seat)));
    let left = seats_words(seats, lang);
    text.push_str(&if left.is_empty() {
        lang.pick("会后没有剩余名额。\n", "No seats are left after it.\n").into()
    } else {
        say!(lang, "会后剩余名额：{left}\n", "Seats left after it: {left}\n")
    });
    let placed = placement.placed();
    text.push_str(&say!(lang, "最终安置{placed}人。\n", "Placed in the end: {placed}\n"));
    text
}

/// What became of a candidate after the meeting, by which document; empty if nothing.
pub(crate) fn after_of(round: &Round, placement: &Placement, candidate: CandidateRef, lang: Lang) -> String {
    let Some(after) = placement.after(candidate) else { return String::new() };
    let vacancy = round.vacancy(vacancy_of(after));
    let (id, unit, post, by) = (&vacancy.id, &vacancy.unit, &vacancy.post, by(round, after, lang));
    match after.later {
        Later::Refilled { .. } => say!(
            lang,
            "选岗会后：递补到{id} {unit} {post}（{by}）\n最终结果：裁定安置，{id} {unit} {post}\n",
            "After the meeting: given a seat on {id} {unit} {post} ({by})\nIn the end: placed by ruling, {id} {unit} {post}\n"
        ),
        Later::Voided { cause, .. } => {
            let (cause, end) = (void_cause(cause, lang), fate(after.fate(), lang));
            say!(
                lang,
                "选岗会后：撤销在{id} {unit} {post}的安置，事由：{cause}（{by}）\n最终结果：{end}，未安置\n",
                "After the meeting: the seat on {id} {unit} {post} taken back, {cause} ({by})\nIn the end: {end}, not placed\n"
            )
        }
    }
}

/// What became of one candidate after the meeting, in few words.
pub(crate) fn after_words(round: &Round, after: Aftermath, lang: Lang) -> String {
    let id = &round.vacancy(vacancy_of(after)).id;
    match after.later {
        Later::Refilled { .. } => say!(lang, "递补到{id}", "given a seat on {id}"),
        Later::Voided { cause, .. } => {
            let cause = void_cause(cause, lang);
            say!(lang, "撤销在{id}的安置（{cause}）", "the seat on {id} taken back ({cause})")
        }
    }
}

/// What became of the seats of a vacancy after the meeting: who lost one, then who got one; empty if nothing. Why
/// somebody lost it is told to that person alone.
pub(crate) fn after_at(round: &Round, placement: &Placement, vacancy: VacancyRef, lang: Lang) -> String {
    let told = at(placement, vacancy).into_iter().map(|after| {
        let (id, by) = (round.candidate(after.candidate).id(), by(round, after, lang));
        match after.later {
            Later::Refilled { .. } => say!(lang, "{id}号递补（{by}）", "{id} was given a seat ({by})"),
            Later::Voided { .. } => say!(lang, "{id}号撤销（{by}）", "{id} lost the seat ({by})"),
        }
    });
    told.collect::<Vec<_>>().join(lang.pick("；", "; "))
}

/// What became of the seats of a vacancy after the meeting: those taken back, then those given.
pub(crate) fn at(placement: &Placement, vacancy: VacancyRef) -> Vec<Aftermath> {
    let here = placement.after.iter().copied().filter(|after| vacancy_of(*after) == vacancy);
    let (given, mut all): (Vec<_>, Vec<_>) = here.partition(|after| after.to().is_some());
    all.extend(given);
    all
}

/// The vacancy of which a seat was taken back or given.
fn vacancy_of(after: Aftermath) -> VacancyRef {
    match after.later {
        Later::Refilled { to } => to,
        Later::Voided { from, .. } => from,
    }
}

fn what(after: Aftermath, lang: Lang) -> &'static str {
    match after.later {
        Later::Refilled { .. } => lang.pick("递补", "given a seat"),
        Later::Voided { .. } => lang.pick("撤销选岗", "seat taken back"),
    }
}

/// When and by which document.
fn by(round: &Round, after: Aftermath, lang: Lang) -> String {
    after.ruling(round).map_or_else(String::new, |ruling| {
        let (date, document) = (ruling.authority.date, &ruling.authority.document);
        say!(lang, "{date}，{document}", "{date}, {document}")
    })
}
