//! The answer of `scheme compare` in words.

use super::compare::{Comparison, Fates, Pairing, Places, Seen, Side};
use super::compare_parts::{Part, Through};
use crate::lang::{Lang, say};
use crate::numbers::{self, count};
use crate::placement::outcome_word;
use crate::questions::sentence;
use crate::words::exclusion;
use anzhi_core::outcome::{ExamShare, Fate, Outcome};
use anzhi_core::round::{CandidateRef, Round, RulingKind};
use anzhi_core::scheme::{Scheme, Status};
use tabled::builder::Builder;
use tabled::settings::{Alignment, Style, object::Columns};

/// What the same facts lead to under two schemes.
///
/// Shown at [`Comparison`].
pub fn comparison_text(comparison: &Comparison<'_>, lang: Lang) -> String {
    let [a, b] = &comparison.seen;
    let mut text = head(a.side.round, lang);
    text.push_str(&side_text("A", a.side, lang));
    text.push_str(&side_text("B", b.side, lang));
    for pairing in &comparison.pairings {
        text.push_str(&pairing_text(comparison, pairing, lang));
    }
    if comparison.pairings.is_empty() {
        text.push_str(
            lang.pick("\n没有人在两个办法下都排名。\n", "\nNobody is ranked under both schemes.\n"),
        );
    }
    text.push_str(&unranked_text(comparison, lang));
    let (one, other) = (share_text(a, lang), share_text(b, lang));
    text.push_str(&say!(
        lang,
        "\n考试占总成绩的平均比重：A {one}，B {other}\n",
        "\nShare of the exam in the totals: A {one}, B {other}\n"
    ));
    let (one, other) = (ties_text(a, lang), ties_text(b, lang));
    text.push_str(&say!(lang, "同组同分：A {one}；B {other}\n", "Equal totals: A {one}; B {other}\n"));
    text.push_str(&placement_text(comparison, lang));
    for (name, seen) in [("A", a), ("B", b)] {
        text.push_str(&open_text(name, seen, lang));
    }
    text
}

fn head(round: &Round, lang: Lang) -> String {
    let (title, id, people) = (&round.heading().title, &round.heading().id, round.candidates().len());
    let in_english = count(people, "candidate");
    say!(
        lang,
        "两个计分办法的比较（只供研究，不是结果；视同全部已签认）\n{title}（{id}），候选人{people}人\n\n",
        "Two schemes compared (not a result; as if everybody had signed)\n{title} ({id}), {in_english}\n\n"
    )
}

/// One scheme by name, and what is to be known before it is compared.
fn side_text(name: &str, side: Side<'_>, lang: Lang) -> String {
    let Side { file, scheme, left_aside, own_papers, .. } = side;
    let (title, edition) = (&scheme.identity.title, &scheme.identity.edition);
    let mut text =
        say!(lang, "{name}：{file}　{title}（{edition}）\n", "{name}: {file} · {title} ({edition})\n");
    if scheme.identity.status == Status::Fragment {
        text.push_str(lang.pick(
            "　　只载原文的一部分计分项，名次只供比较\n",
            "   only a part of the paper's items; its ranks are for comparison alone\n",
        ));
    }
    for paper in own_papers {
        text.push_str(&say!(
            lang,
            "　　年度文件夹所列的“{paper}”不用，排名、选岗按本办法自己的规定\n",
            "   “{paper}” of the folder is not followed: ranking and choosing are this scheme's own\n"
        ));
    }
    for ruling in left_aside {
        let (line, object) = (ruling.line, &ruling.object);
        text.push_str(&match ruling.kind {
            RulingKind::FillGap => say!(
                lang,
                "　　裁定表第{line}行不用：本办法没有缺项“{object}”\n",
                "   line {line} of the rulings is left aside: this scheme has no “{object}”\n"
            ),
            RulingKind::Refill | RulingKind::Void => say!(
                lang,
                "　　裁定表第{line}行不用：选岗会后的撤销、递补不参加比较（{object}）\n",
                "   line {line} of the rulings is left aside: what followed the meeting is not compared ({object})\n"
            ),
            RulingKind::Change
            | RulingKind::Exclude
            | RulingKind::Place
            | RulingKind::Regroup
            | RulingKind::SetFact => say!(
                lang,
                "　　裁定表第{line}行不用：本办法没有所列的组别（{object}）\n",
                "   line {line} of the rulings is left aside: this scheme has no such group ({object})\n"
            ),
        });
    }
    text
}

fn pairing_text(comparison: &Comparison<'_>, pairing: &Pairing, lang: Lang) -> String {
    let [a, b] = &comparison.seen;
    let rounds = [a.side.round, b.side.round];
    let people = pairing.places.len();
    let title = |side: usize| {
        let sitting = usize::from(pairing.sittings[side].0);
        &*rounds[side].scheme().sittings[sitting].title
    };
    let (one, other) = (title(0), title(1));
    let in_english = in_people(people);
    let mut text = say!(
        lang,
        "\n【A“{one}”、B“{other}”】两个办法都排名的{people}人，名次只在这些人中间计算\n",
        "\n[A “{one}”, B “{other}”] {in_english} ranked under both, by their ranks among themselves\n"
    );
    if let Some(correlation) = pairing.correlation {
        let places = correlation.to_four_places();
        text.push_str(&say!(
            lang,
            "等级相关系数（斯皮尔曼）：{places}，即{correlation}（1－6×名次差的平方和÷（人数³－人数），\
             同名次者取平均名次；1为次序相同，-1为相反）\n",
            "Rank correlation (Spearman): {places}, exactly {correlation} (1 − 6 × the sum of squared \
             differences ÷ (n³ − n), the tied with mean ranks; 1 is the same order, -1 the reverse)\n"
        ));
    }
    let (moved, same): (Vec<_>, Vec<_>) =
        pairing.places.iter().partition(|place| place.ranks[0] != place.ranks[1]);
    let (moves, stays) = (moved.len(), same.len());
    text.push_str(&say!(
        lang,
        "名次变动{moves}人，不变{stays}人\n",
        "{moves} move, {stays} keep their rank\n"
    ));
    if !moved.is_empty() {
        text.push_str(&moved_table(rounds, &moved, lang));
    }
    text
}

fn moved_table(rounds: [&Round; 2], moved: &[&Places], lang: Lang) -> String {
    let mut builder = Builder::default();
    let head = lang.pick(
        [
            "编号",
            "姓名",
            "A名次",
            "B名次",
            "变动",
            "A总成绩",
            "B总成绩",
            "主要原因（与名次互换者相比的得失）",
        ],
        [
            "id",
            "name",
            "rank A",
            "rank B",
            "move",
            "total A",
            "total B",
            "mostly through (against those passed or passing)",
        ],
    );
    builder.push_record(head);
    for place in moved {
        let person = rounds[0].candidate(place.candidate);
        let [one, other] = place.ranks;
        let by = one.abs_diff(other);
        let totals = [0, 1].map(|side| numbers::total(rounds[side], place.totals[side]));
        let up = other < one;
        let through = place.through.as_ref();
        builder.push_record([
            person.id().to_string(),
            person.name.to_string(),
            one.to_string(),
            other.to_string(),
            if up { say!(lang, "升{by}", "up {by}") } else { say!(lang, "降{by}", "down {by}") },
            totals[0].clone(),
            totals[1].clone(),
            through.map_or_else(String::new, |through| through_text(rounds, through, lang)),
        ]);
    }
    let mut table = builder.build();
    table.with(Style::sharp());
    table.modify(Columns::new(2..7), Alignment::right());
    format!("{table}\n")
}

fn through_text([one, other]: [&Round; 2], through: &Through, lang: Lang) -> String {
    match through {
        Through::Order => lang.pick("组别或同分排序", "groups or tie rules").into(),
        Through::Part { part, gain } => {
            let (name, points) =
                (part_name([one.scheme(), other.scheme()], *part, lang), gain.to_two_places());
            let sign = if gain.micros > 0 { "+" } else { "" };
            say!(lang, "{name} {sign}{points}分", "{name} {sign}{points}")
        }
    }
}

/// A part of the total by its title.
pub(crate) fn part_name([one, other]: [&Scheme; 2], part: Part, lang: Lang) -> String {
    match part {
        Part::Exam => lang.pick("考试", "exam").into(),
        Part::Weighting => lang.pick("考核折算、封顶和取整", "weight, caps and rounding").into(),
        Part::Item([Some(a), Some(b)]) => {
            let titles = (&*one.scoring.item(a).title, &*other.scoring.item(b).title);
            if titles.0 == titles.1 { titles.0.into() } else { format!("{} / {}", titles.0, titles.1) }
        }
        Part::Item([Some(a), None]) => {
            let title = &one.scoring.item(a).title;
            say!(lang, "{title}（只在A）", "{title} (only in A)")
        }
        Part::Item([None, Some(b)]) => {
            let title = &other.scoring.item(b).title;
            say!(lang, "{title}（只在B）", "{title} (only in B)")
        }
        Part::Item([None, None]) => String::new(),
    }
}

/// Everybody whom one scheme or both do not rank, and why.
fn unranked_text(comparison: &Comparison<'_>, lang: Lang) -> String {
    let ranked = comparison.seen.each_ref().map(Seen::ranked);
    let round = comparison.seen[0].side.round;
    let mut text = String::new();
    for candidate in round.all_candidates() {
        let why: Vec<String> = [("A", 0), ("B", 1)]
            .into_iter()
            .filter(|(_, side)| !ranked[*side].contains(&candidate))
            .map(|(name, side)| {
                let why = unranked(&comparison.seen[side], candidate, lang);
                say!(lang, "{name}：{why}", "{name}: {why}")
            })
            .collect();
        if !why.is_empty() {
            let (id, why) = (round.candidate(candidate).id(), why.join(lang.pick("；", "; ")));
            text.push_str(&say!(lang, "　{id}号　{why}\n", "  {id} · {why}\n"));
        }
    }
    if text.is_empty() {
        return text;
    }
    say!(lang, "\n不排名的：\n{text}", "\nNot ranked:\n{text}")
}

/// Why a scheme does not rank somebody.
fn unranked(seen: &Seen<'_>, candidate: CandidateRef, lang: Lang) -> String {
    let round = seen.side.round;
    if round.placed_by_ruling(candidate).is_some() {
        return lang.pick("裁定安置", "placed by a ruling").into();
    }
    if round.is_excluded(candidate) {
        return exclusion(round, candidate, lang);
    }
    if seen.standing.held_back.contains(&candidate) {
        return lang.pick("有缺项未补定，不能计分", "a gap is not filled").into();
    }
    lang.pick("尚无考试成绩", "there is no mark yet").into()
}

/// The share of the exam in the totals that are known.
fn share_text(seen: &Seen<'_>, lang: Lang) -> String {
    let Some(share) = seen.exam_share.map(ExamShare::to_four_places) else {
        return lang.pick("无", "none").into();
    };
    match seen.standing.held_back.len() {
        0 => share,
        open => {
            say!(lang, "{share}（不含未能计分的{open}人）", "{share} (without {open} who have no score yet)")
        }
    }
}

fn ties_text(seen: &Seen<'_>, lang: Lang) -> String {
    let (totals, people, by_lot) = (seen.ties.totals, seen.ties.people, seen.ties.by_lot);
    if totals == 0 {
        return lang.pick("没有", "none").into();
    }
    let (of, who) = (count(totals, "total"), in_people(people));
    say!(
        lang,
        "{totals}组{people}人，其中须抽签{by_lot}人",
        "{of} shared by {who}, of whom {by_lot} told apart by lot only"
    )
}

fn placement_text(comparison: &Comparison<'_>, lang: Lang) -> String {
    let [a, b] = &comparison.seen;
    let (Some(one), Some(other), Some(fates)) = (a.placed(), b.placed(), &comparison.fates) else {
        return lang
            .pick(
                "安置：两个办法尚未都能安置，不作比较\n",
                "Placements are not compared, for not both schemes can place\n",
            )
            .into();
    };
    let mut text = say!(lang, "安置到岗位的：A {one}人，B {other}人；", "Placed: A {one}, B {other}; ");
    if fates.is_empty() {
        text.push_str(lang.pick("去向全部相同\n", "all outcomes are the same\n"));
        return text;
    }
    let (n, in_english) = (fates.len(), in_people(fates.len()));
    text.push_str(&say!(lang, "去向不同的{n}人\n", "{in_english} with another outcome\n"));
    let mut builder = Builder::default();
    builder
        .push_record(lang.pick(["编号", "姓名", "A去向", "B去向"], ["id", "name", "outcome A", "outcome B"]));
    for Fates { candidate, fates } in fates {
        let person = a.side.round.candidate(*candidate);
        let [one, other] =
            [0, 1].map(|side| fate_text(&comparison.seen[side], *candidate, fates[side], lang));
        builder.push_record([person.id().to_string(), person.name.to_string(), one, other]);
    }
    let mut table = builder.build();
    table.with(Style::sharp());
    text.push_str(&format!("{table}\n"));
    text
}

fn fate_text(seen: &Seen<'_>, candidate: CandidateRef, fate: Option<Fate>, lang: Lang) -> String {
    let round = seen.side.round;
    let Some(fate) = fate else { return lang.pick("不在其列", "not among them").into() };
    let word = outcome_word(round, candidate, fate, lang);
    match fate.vacancy().map(|vacancy| round.vacancy(vacancy)) {
        Some(vacancy) => format!("{} {} {}", vacancy.id, vacancy.unit, vacancy.post),
        None => word,
    }
}

/// A number of people in English.
fn in_people(number: usize) -> String {
    if number == 1 { "1 person".into() } else { format!("{number} people") }
}

/// What a scheme leaves open in this round, and what else keeps it from placing.
fn open_text(name: &str, seen: &Seen<'_>, lang: Lang) -> String {
    let round = seen.side.round;
    let mut lines: Vec<String> =
        seen.questions().map(|question| sentence(round, &question.kind, lang)).collect();
    if let Outcome::Fault(faults) = &seen.outcome {
        lines.extend(faults.iter().map(|fault| crate::faults::wrong(fault, lang)));
    }
    if lines.is_empty() {
        return String::new();
    }
    let lines: String = lines.iter().map(|line| format!("- {line}\n")).collect();
    say!(lang, "\n{name}尚待决定的：\n{lines}", "\nStill open under {name}:\n{lines}")
}
