//! The placement table and the ranking on the screen.

use crate::after::after_text;
use crate::lang::{Lang, say};
use crate::numbers::total;
use crate::rank::decided_by;
use crate::words::fate;
use anzhi_core::outcome::{Allocation, ExamShare, Fate, Placement, Standing};
use anzhi_core::place::average_exam_share;
use anzhi_core::rank::Ranking;
use anzhi_core::round::{CandidateRef, GiveUpKind, Round, Vacancy};
use tabled::builder::Builder;
use tabled::settings::{Alignment, Style, object::Columns};

/// The head of every report on a round: title, bureau, scheme.
pub(crate) fn heading(round: &Round, lang: Lang) -> String {
    let heading = round.heading();
    let (title, bureau, id) = (&heading.title, &heading.bureau, &heading.id);
    let scheme = round.scheme();
    let (scheme_title, edition) = (&scheme.identity.title, &scheme.identity.edition);
    let cutoff = match round.cohort().cutoff {
        Some(cutoff) => cutoff.to_string(),
        None => lang.pick("因人而异或待裁定", "varies, or waits for a ruling").into(),
    };
    say!(
        lang,
        "{title}（{id}）\n{bureau}　计分办法：{scheme_title}（{edition}）　计算截止日：{cutoff}\n",
        "{title} ({id})\n{bureau} · scheme: {scheme_title} ({edition}) · cut-off: {cutoff}\n"
    )
}

/// Who goes where: a table per sitting as it was held, what followed the meeting, then the share of the exam.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_core::outcome::Outcome;
/// use anzhi_report::{Lang, placement_text};
///
/// let Outcome::Done(placement) = anzhi_core::place::place(&round) else { return Err("open".into()) };
/// assert!(placement_text(&round, &placement, Lang::En).contains("Seats left"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn placement_text(round: &Round, placement: &Placement, lang: Lang) -> String {
    let mut text = heading(round, lang);
    for allocation in &placement.sittings {
        text.push_str(&sitting_title(round, allocation.ranking.sitting.0, lang));
        text.push_str(&results_table(round, placement, allocation, lang));
        text.push_str(&left_over(round, allocation, lang));
    }
    text.push_str(&after_text(round, placement, lang));
    let rankings: Vec<Ranking> = placement.sittings.iter().map(|sitting| sitting.ranking.clone()).collect();
    text.push_str(&average_share(round, average_exam_share(&placement.scores, &rankings), lang));
    text
}

/// The ranking while questions are open.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let standing = anzhi_core::place::stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let text = anzhi_report::standing_text(&round, &standing, anzhi_report::Lang::En);
/// assert!(text.contains("The ranking so far, not final:"));
/// assert!(text.contains("46.55")); // the total of the first
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn standing_text(round: &Round, standing: &Standing, lang: Lang) -> String {
    let mut text = heading(round, lang);
    for ranking in &standing.rankings {
        let waiting: Vec<CandidateRef> = standing.waiting(round, ranking.sitting).collect();
        if ranking.places.is_empty() && waiting.is_empty() {
            continue;
        }
        text.push_str(&sitting_title(round, ranking.sitting.0, lang));
        text.push_str(lang.pick("目前的排名（尚未确定）：\n", "The ranking so far, not final:\n"));
        let mut builder = Builder::default();
        builder.push_record(
            [
                ("名次", "rank"),
                ("编号", "id"),
                ("姓名", "name"),
                ("总成绩", "total"),
                ("排序依据", "decided by"),
            ]
            .map(|(zh, en)| lang.pick(zh, en)),
        );
        for ranked in &ranking.places {
            let person = round.candidate(ranked.candidate);
            builder.push_record([
                ranked.rank.to_string(),
                person.id().to_string(),
                person.name.to_string(),
                total(round, ranked.total),
                decided_by(round, ranking, ranked, lang),
            ]);
        }
        for candidate in waiting {
            let person = round.candidate(candidate);
            let (id, name) = (person.id().to_string(), person.name.to_string());
            let waits = lang.pick("待裁定", "waits for a ruling").into();
            builder.push_record(["—".into(), id, name, "—".into(), waits]);
        }
        let mut table = builder.build();
        table.with(Style::sharp());
        text.push_str(&format!("{table}\n"));
    }
    text.push_str(&average_share(round, standing.exam_share(), lang));
    text
}

fn sitting_title(round: &Round, sitting: u16, lang: Lang) -> String {
    let sittings = &round.scheme().sittings;
    match sittings.get(usize::from(sitting)) {
        Some(rule) if sittings.len() > 1 => {
            let title = &rule.title;
            say!(lang, "\n【{title}】\n", "\n[{title}]\n")
        }
        Some(_) | None => "\n".into(),
    }
}

fn results_table(round: &Round, placement: &Placement, allocation: &Allocation, lang: Lang) -> String {
    let grouped = !round.scheme().ranking.groups.is_empty();
    let mut builder = Builder::default();
    let mut head = vec![lang.pick("名次", "rank"), lang.pick("编号", "id"), lang.pick("姓名", "name")];
    if grouped {
        head.push(lang.pick("组别", "group"));
    }
    head.extend(
        [
            ("考核", "assessment"),
            ("考试折算", "exam"),
            ("总成绩", "total"),
            ("结果", "outcome"),
            ("岗位", "vacancy"),
            ("单位、职位", "unit and post"),
            ("志愿", "preference"),
        ]
        .map(|(zh, en)| lang.pick(zh, en)),
    );
    builder.push_record(head);
    let kind = round.kind_of(allocation.ranking.sitting);
    for result in &allocation.results {
        let person = round.candidate(result.candidate);
        let sheet = placement.scores.sheet(result.candidate).map(|(sheet, _)| sheet);
        let vacancy = result.fate.vacancy().map(|vacancy| round.vacancy(vacancy));
        let mut line = vec![
            result.rank.map_or_else(|| "—".into(), |rank| rank.to_string()),
            person.id().to_string(),
            person.name.to_string(),
        ];
        if grouped {
            line.push(group_name(round, result.candidate));
        }
        line.extend([
            sheet.map_or_else(String::new, |sheet| sheet.assessment_for(kind).to_string()),
            sheet.and_then(|sheet| sheet.exam).map_or_else(String::new, |exam| total(round, exam.points)),
            sheet
                .and_then(|sheet| sheet.total_for(kind))
                .map_or_else(String::new, |points| total(round, points)),
            outcome_word(round, result.candidate, result.fate, lang),
            vacancy.map_or_else(String::new, |vacancy| vacancy.id.to_string()),
            vacancy.map_or_else(String::new, |vacancy| format!("{} {}", vacancy.unit, vacancy.post)),
            match result.fate {
                Fate::Placed { preference: Some(n), .. } => say!(lang, "第{n}", "{n}"),
                Fate::Absent
                | Fate::Excluded
                | Fate::Exhausted
                | Fate::GaveUp
                | Fate::Placed { .. }
                | Fate::PlacedByRuling(_) => String::new(),
            },
        ]);
        builder.push_record(line);
    }
    let mut table = builder.build();
    table.with(Style::sharp());
    let first = if grouped { 4 } else { 3 };
    table.modify(Columns::new(first..first + 3), Alignment::right());
    format!("{table}\n")
}

/// The outcome, and what it was that kept somebody from choosing.
pub(crate) fn outcome_word(round: &Round, candidate: CandidateRef, came: Fate, lang: Lang) -> String {
    let outcome = fate(came, lang);
    match (came, round.give_up(candidate)) {
        (Fate::GaveUp, Some(GiveUpKind::TimedOut)) => lang.pick("放弃（超时）", "gave up (timed out)").into(),
        (Fate::Absent, Some(GiveUpKind::Late)) => lang.pick("缺席（迟到）", "absent (late)").into(),
        (_, _) => outcome.into(),
    }
}

/// The group of a candidate, if the scheme has groups.
pub(crate) fn group_name(round: &Round, candidate: CandidateRef) -> String {
    let group = round.group(candidate);
    group
        .map_or_else(String::new, |group| round.scheme().ranking.groups[usize::from(group.0)].key.to_string())
}

fn left_over(round: &Round, allocation: &Allocation, lang: Lang) -> String {
    let seats = round.vacancies().iter().zip(&allocation.seats);
    let here = seats.filter(|(vacancy, _)| vacancy.sitting == allocation.ranking.sitting);
    let left = seats_words(here.map(|(vacancy, seats)| (vacancy, seats.left)), lang);
    if left.is_empty() {
        return lang.pick("全部名额已选完。\n", "No seats are left.\n").into();
    }
    say!(lang, "剩余名额：{left}\n", "Seats left: {left}\n")
}

/// Where seats are left, and how many; empty if nowhere.
pub(crate) fn seats_words<'v>(seats: impl Iterator<Item = (&'v Vacancy, u32)>, lang: Lang) -> String {
    let left = seats.filter(|(_, left)| *left > 0).map(|(vacancy, left)| {
        let (id, unit) = (&vacancy.id, &vacancy.unit);
        say!(lang, "{id}（{unit}）{left}个", "{id} ({unit}): {left}")
    });
    left.collect::<Vec<_>>().join(lang.pick("、", ", "))
}

/// The average share of the exam beside what the scheme aims at; empty while it is not known.
pub(crate) fn average_share(round: &Round, share: Option<ExamShare>, lang: Lang) -> String {
    let Some(share) = share else { return String::new() };
    let (share, target) =
        (share.to_four_places(), round.scheme().scoring.exam.as_ref().and_then(|exam| exam.target_share));
    match target {
        Some((low, high)) => say!(
            lang,
            "考试占总成绩的平均比重：{share}（预期{low}至{high}）\n",
            "Average share of the exam in the totals: {share} (aim: {low} to {high})\n"
        ),
        None => say!(
            lang,
            "考试占总成绩的平均比重：{share}\n",
            "Average share of the exam in the totals: {share}\n"
        ),
    }
}
