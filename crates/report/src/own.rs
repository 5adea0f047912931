//! What came of one person, in words, from what a receipt holds of it.

use crate::failures::visible;
use crate::lang::{Lang, say};
use anzhi_record::receipt::{OwnAfter, OwnResult, OwnSitting, OwnTurn};

/// How a vacancy is called: by its id alone, or with unit and post where they are known.
pub(crate) type Name<'n> = &'n dyn Fn(&str) -> String;

/// Ranks, turns, outcome and preferences of one person.
pub(crate) fn own_text(own: &OwnResult, name: Name<'_>, lang: Lang) -> String {
    let mut text = String::new();
    for result in &own.results {
        if own.results.len() > 1 {
            let sitting = visible(&result.sitting);
            text.push_str(&say!(lang, "场次“{sitting}”\n", "Sitting “{sitting}”\n"));
        }
        text.push_str(&sitting_text(result, name, lang));
    }
    if let Some(after) = &own.after {
        text.push_str(&after_text(after, lang));
    }
    if own.preferences.is_empty() {
        text.push_str(lang.pick("没有填报志愿。\n", "There are no preferences.\n"));
    } else {
        text.push_str(lang.pick("本人所填志愿：\n", "Preferences as filed:\n"));
        for (n, vacancy) in (1..).zip(&own.preferences) {
            text.push_str(&format!("  {n}. {}\n", name(vacancy)));
        }
    }
    text
}

fn sitting_text(result: &OwnSitting, name: Name<'_>, lang: Lang) -> String {
    let OwnSitting { assessment, exam, group, outcome, preference, rank, total, turns, vacancy, .. } = result;
    let mut text = String::new();
    let points =
        [(("考核", "assessment"), assessment), (("考试折算", "exam"), exam), (("总成绩", "total"), total)];
    let told = points.into_iter().filter_map(|((zh, en), points)| {
        let (word, points) = (lang.pick(zh, en), visible(points.as_ref()?));
        Some(say!(lang, "{word}{points}", "{word} {points}"))
    });
    let told: Vec<String> = told.collect();
    if !told.is_empty() {
        text.push_str(&format!("{}\n", told.join(lang.pick("，", ", "))));
    }
    if let Some(rank) = rank {
        let group = group.as_deref().map(visible);
        let of = group.map_or_else(String::new, |group| say!(lang, "（{group}）", " ({group})"));
        text.push_str(&say!(lang, "名次：第{rank}名{of}\n", "Rank: {rank}{of}\n"));
    }
    text.extend(turns.iter().map(|turn| turn_text(turn, lang)));
    let word = word(outcome, lang);
    let place = vacancy.as_deref().map(|vacancy| format!(" {}", name(vacancy))).unwrap_or_default();
    let nth = preference.map_or_else(String::new, |n| say!(lang, "（第{n}志愿）", " (preference {n})"));
    text.push_str(&say!(lang, "结果：{word}{place}{nth}\n", "Outcome: {word}{place}{nth}\n"));
    text
}

fn turn_text(turn: &OwnTurn, lang: Lang) -> String {
    let (n, event) = (turn.n, word(&turn.event, lang));
    let chosen = turn.vacancy.as_deref().map(|vacancy| format!(" {}", visible(vacancy))).unwrap_or_default();
    say!(lang, "第{n}个选岗：{event}{chosen}\n", "Turn {n}: {event}{chosen}\n")
}

fn after_text(after: &OwnAfter, lang: Lang) -> String {
    let word = word(&after.outcome, lang);
    match (&after.from, &after.to) {
        (Some(from), _) => {
            let from = visible(from);
            say!(lang, "选岗会后：撤销{from}，{word}\n", "After the meeting: lost {from}, {word}\n")
        }
        (None, to) => {
            let to = to.as_deref().map(visible).unwrap_or_default();
            say!(lang, "选岗会后：递补{to}，{word}\n", "After the meeting: given {to}, {word}\n")
        }
    }
}

/// A word of `result.json`; one that is not known is shown as it is.
fn word(word: &str, lang: Lang) -> String {
    let words = [
        ("absent", "缺席"),
        ("chose", "选定"),
        ("excluded", "不予排名"),
        ("exhausted", "志愿用尽"),
        ("gave_up", "放弃"),
        ("late", "迟到"),
        ("placed", "已安置"),
        ("placed_by_ruling", "裁定安置"),
        ("timed_out", "超时"),
    ];
    let english = visible(&word.replace('_', " "));
    match (lang, words.iter().find(|(known, _)| *known == word)) {
        (Lang::Zh, Some((_, chinese))) => (*chinese).into(),
        (Lang::Zh | Lang::En, _) => english,
    }
}
