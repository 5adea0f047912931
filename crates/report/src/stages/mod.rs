//! Stages in words: what was posted, what was changed behind it, and under which ruling.

mod file;
mod findings;
mod refused;

use crate::failures::visible;
use crate::keys::grouped;
use crate::lang::{Lang, say};
use anzhi_core::digest::ShortCode;
use anzhi_core::ids::CandidateId;
use anzhi_core::round::{Authority, Posted};
use anzhi_record::stage::{
    Cover, Coverage, How, Judged, StageChange, StageKind, StageName, Transition, Uncovered,
};
use anzhi_record::verify::{RecordStages, SealedStage};
use anzhi_tables::posted_in_chinese;
use std::collections::BTreeMap;

pub use file::{
    stage_sealed, stage_sign_failure, stage_signed, stage_to_be_signed, stage_trouble, stage_unsigned_by,
    stage_verification_text,
};
pub(crate) use findings::stage_sentence;
pub(crate) use refused::ready_line;
pub use refused::{stages_refused_text, too_many_stages};

/// What was posted.
pub(crate) fn kind_words(kind: StageKind, lang: Lang) -> &'static str {
    match kind {
        StageKind::Plan => lang.pick("岗位计划", "plan of vacancies"),
        StageKind::Scores => lang.pick("计分", "scores"),
        StageKind::Exams => lang.pick("考试成绩", "marks of the exam"),
        StageKind::Ranking => lang.pick("排名", "ranking"),
    }
}

/// A stage by its name in a record.
pub(crate) fn stage_words(name: StageName, lang: Lang) -> String {
    let kind = kind_words(name.kind, lang);
    say!(lang, "{name}（{kind}）", "{name} ({kind})")
}

/// What came next after a stage.
fn to_words(to: Option<&str>, lang: Lang) -> &str {
    to.unwrap_or_else(|| lang.pick("制作案卷", "the record"))
}

/// What a ruling calls something that was posted.
pub(crate) fn object_words(object: &Posted, lang: Lang) -> String {
    let object = object.to_string();
    lang.pick(posted_in_chinese(&object), None).unwrap_or(object)
}

/// How something differs, in one word.
pub(crate) fn how_words(how: How, lang: Lang) -> &'static str {
    match how {
        How::Added => lang.pick("新增", "added"),
        How::Changed => lang.pick("变动", "changed"),
        How::Removed => lang.pick("撤去", "gone"),
    }
}

/// How something differs, with both codes.
pub(crate) fn change_words(change: &StageChange, lang: Lang) -> String {
    let object = object_words(&change.object, lang);
    let code = |code: Option<ShortCode>| code.map(|code| code.to_string()).unwrap_or_default();
    let (old, new) = (code(change.old), code(change.new));
    match change.how {
        How::Added => say!(lang, "{object}：新增（{new}）", "{object}: added ({new})"),
        How::Changed => {
            say!(lang, "{object}：由{old}变为{new}", "{object}: {old} became {new}")
        }
        How::Removed => say!(lang, "{object}：撤去（{old}）", "{object}: gone ({old})"),
    }
}

/// Who decided, when, and by which document.
pub(crate) fn authority_words(authority: &Authority, lang: Lang) -> String {
    let Authority { who, date, document } = authority;
    let (who, document) = (visible(who), visible(document));
    say!(lang, "裁定：{who}，{date}，{document}", "ruling of {who}, {date}, {document}")
}

/// The stages of a record in its report: each with its fingerprint, and what was changed from one to the next.
pub(crate) fn stages_text(stages: &RecordStages, lang: Lang) -> String {
    let RecordStages { sealed, judged } = stages;
    let mut text = String::from(lang.pick("\n公示环节：\n", "\nStages:\n"));
    for SealedStage { name, date, fingerprint, endorsements } in sealed {
        let (name, fingerprint) = (stage_words(*name, lang), grouped(fingerprint));
        text.push_str(&say!(
            lang,
            "- {name}，{date}公示\n  封存指纹：{fingerprint}\n",
            "- {name}, posted on {date}\n  fingerprint: {fingerprint}\n"
        ));
        for endorsed in endorsements {
            let line = crate::verification::endorsed_line(endorsed, lang);
            text.extend(line.lines().map(|line| format!("  {line}\n")));
        }
    }
    text.extend(judged.transitions.iter().map(|transition| transition_text(transition, lang)));
    text + &coverage_text(judged, lang)
}

/// What was changed from one stage to the next: what a ruling covers or should cover one by one, the rest by kind.
fn transition_text(transition: &Transition, lang: Lang) -> String {
    let from = stage_words(transition.from, lang);
    let to = match transition.to {
        Some(to) => stage_words(to, lang),
        None => lang.pick("案卷", "the record").into(),
    };
    let mut text = say!(lang, "\n从{from}到{to}的变动：\n", "\nFrom {from} to {to}:\n");
    let mut free: BTreeMap<(How, &'static str), usize> = BTreeMap::new();
    for change in &transition.changes {
        let cover = match &change.cover {
            Cover::NotNeeded => {
                *free.entry((change.how, change.object.kind())).or_default() += 1;
                continue;
            }
            Cover::Ruling(authority) => authority_words(authority, lang),
            Cover::Missing => lang.pick("没有裁定", "NO RULING").into(),
            Cover::Impossible => lang.pick("计分部分不同", "another SCORING PART").into(),
        };
        let change = change_words(change, lang);
        text.push_str(&format!("- {change}{}{cover}\n", lang.pick("；", "; ")));
    }
    for ((how, kind), count) in free {
        let kind = lang.pick(posted_in_chinese(kind), None).unwrap_or_else(|| kind.into());
        let how = how_words(how, lang);
        text.push_str(&say!(
            lang,
            "- 无须裁定：{kind}{how}{count}件\n",
            "- without need of a ruling: {kind}, {count} {how}\n"
        ));
    }
    if transition.changes.is_empty() {
        text.push_str(lang.pick("- 无\n", "- none\n"));
    }
    text
}

/// So many ids are named in the text; the form for programs has them all.
const NAMED: usize = 10;

fn coverage_text(judged: &Judged, lang: Lang) -> String {
    let Coverage { preferences, lots, marks } = &judged.coverage;
    let mut text = String::new();
    for (zh, en, kind) in
        [("志愿", "lists", preferences), ("抽签", "lots", lots), ("考试成绩", "marks", marks)]
    {
        let Uncovered { of, in_none } = kind;
        let count = in_none.len();
        if count == 0 {
            continue;
        }
        let ids: Vec<&str> = in_none.iter().take(NAMED).map(CandidateId::as_str).collect();
        let more = if count > NAMED { lang.pick("等", " …") } else { "" };
        let ids = ids.join(lang.pick("、", ", "));
        text.push_str(&say!(
            lang,
            "未在任何环节封存的{zh}：{of}人中{count}人（{ids}{more}）\n",
            "In no stage: {en} of {count} of {of} people ({ids}{more})\n"
        ));
    }
    if text.is_empty() { text } else { format!("\n{text}") }
}
