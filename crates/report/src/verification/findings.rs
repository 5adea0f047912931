//! What verifying finds, in words.

use super::fingerprint_words;
use crate::check::faults_text;
use crate::failures::visible;
use crate::keys::grouped;
use crate::lang::{Lang, say};
use crate::stages::stage_sentence;
use crate::words::broken;
use anzhi_core::question::QuestionKind;
use anzhi_record::verify::{Difference, Field, Finding, Refused, Severity};
use anzhi_record::{Malformed, Stray, StrayKind};

/// One finding in a sentence.
pub(crate) fn sentence(finding: &Finding, lang: Lang) -> String {
    let file = |name: &str, zh: &str, en: &str| {
        let name = visible(name);
        say!(lang, "文件“{name}”{zh}", "the file “{name}” {en}")
    };
    match finding {
        Finding::BadSignature { key } => {
            let key = fingerprint_words(key);
            say!(lang, "签名不是此公钥的：{key}", "not a signature of the key {key}")
        }
        Finding::CheckFailed { sitting, what } => {
            let (sitting, what) = (sitting_words(sitting.as_deref(), lang), broken(*what, lang));
            say!(lang, "{sitting}：{what}", "{sitting}: {what}")
        }
        Finding::ConditionUnmet { role, needed, counted } => unmet(role, *needed, *counted, lang),
        Finding::Differs(differs) => difference(differs, lang),
        Finding::EndorsesOther { key } => {
            let key = fingerprint_words(key);
            say!(lang, "此公钥签的是另一份陈述：{key}", "the key {key} has signed another statement")
        }
        Finding::LaterRules => later_rules(lang),
        Finding::Malformed { name, why } => malformed(name, *why, lang),
        Finding::MissingFile { name } => file(name, "缺失", "is missing"),
        Finding::NotNormal { name } => file(name, "不是规范形式", "is not in normal form"),
        Finding::OpenQuestion { code, kind } => {
            let what = question(kind, lang);
            say!(lang, "有待决问题，不应安置：{what}（问题码{code}）", "a question is open: {what} ({code})")
        }
        Finding::OriginalsDiffer { name } => {
            file(name, "与原始文件不一致", "is not what the files as handed in give")
        }
        Finding::OriginalsRefused(refused) => {
            let what = faults(refused, lang);
            say!(lang, "原始文件有差错：{what}", "the files as handed in have faults: {what}")
        }
        Finding::RoundRefused(refused) => round_refused(refused, lang),
        Finding::SignedNothing { key } => {
            let key = grouped(key);
            say!(lang, "所给公钥没有签署本案卷：{key}", "the given key has signed nothing here: {key}")
        }
        Finding::Stage(finding) => stage_sentence(finding, lang),
        Finding::Stray(stray) => stray_words(stray, lang),
        Finding::UnnamedFile { name } => file(name, "不在目录中", "is not in the manifest"),
        Finding::WrongDigest { name } => file(name, "被改动，摘要不符", "has another digest: it was changed"),
        Finding::WrongNames { sitting } => {
            let sitting = sitting_words(sitting.as_deref(), lang);
            say!(
                lang,
                "{sitting}的结果含有年度数据中没有的人员、岗位或名额",
                "the result of {sitting} names somebody or something that the round does not have"
            )
        }
    }
}

fn round_refused(refused: &Refused, lang: Lang) -> String {
    let what = faults(refused, lang);
    say!(lang, "年度数据有差错，无法重算：{what}", "the round has faults and cannot be computed: {what}")
}

fn unmet(role: &str, needed: usize, counted: usize, lang: Lang) -> String {
    let role = visible(role);
    say!(
        lang,
        "“{role}”须{needed}人签署，计入的只有{counted}人",
        "“{role}” needs {needed} to have signed, and only {counted} count"
    )
}

/// What a record of the first version cannot hold.
fn later_rules(lang: Lang) -> String {
    lang.pick(
        "第1版案卷的年度数据含有第1版没有的内容（如公示后变更、撤销选岗、递补），不能按第1版的规则计算",
        "the round of a record of version 1 holds what that version does not have (such as seats taken back or given after the meeting), and cannot be computed by its rules",
    )
    .into()
}

/// Which sitting, or what came after all of them.
fn sitting_words(sitting: Option<&str>, lang: Lang) -> String {
    match sitting.map(visible) {
        Some(sitting) => say!(lang, "场次“{sitting}”", "sitting “{sitting}”"),
        None => lang.pick("选岗会后", "the time after the meeting").into(),
    }
}

/// How grave a difference is.
pub(crate) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Placement => lang.pick("安置", "placement"),
        Severity::Order => lang.pick("名次", "order"),
        Severity::Score => lang.pick("分数", "score"),
        Severity::Input => lang.pick("录入", "input"),
        Severity::Bookkeeping => lang.pick("记载", "bookkeeping"),
    }
}

/// A difference in a sentence.
pub(crate) fn difference(difference: &Difference, lang: Lang) -> String {
    let Difference { field, of, recorded, computed, .. } = difference;
    let side = |value: &Option<String>| match value {
        Some(value) if matches!(field, Field::After | Field::Outcome | Field::Turn) => {
            in_words(&visible(value), lang)
        }
        Some(value) => visible(value),
        None => lang.pick("无", "nothing").into(),
    };
    let (what, recorded, computed) = (field_of(*field, &visible(of), lang), side(recorded), side(computed));
    say!(
        lang,
        "{what}：案卷为{recorded}，重算为{computed}",
        "{what}: recorded {recorded}, computed {computed}"
    )
}

/// How many faults of a round are told in one line.
const TOLD: usize = 3;

/// The faults of a round: how many, and the first of them where they stand.
fn faults(Refused { faults, files }: &Refused, lang: Lang) -> String {
    let count = faults.tables.len() + faults.forms.len();
    let text = faults_text(faults, files, lang);
    let first: Vec<&str> = text.lines().skip(1).filter(|line| !line.is_empty()).take(TOLD).collect();
    let first = visible(&first.join(lang.pick("；", "; ")));
    say!(lang, "共{count}处：{first}", "{count} in all: {first}")
}

/// Outcomes and turns with their words in the reader's language.
pub(crate) fn in_words(text: &str, lang: Lang) -> String {
    let word = |word: &str| {
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
        let known = words.iter().find(|(known, _)| *known == word);
        known.map_or_else(|| word.to_owned(), |(english, chinese)| lang.pick(*chinese, *english).to_owned())
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn field_of(field: Field, of: &str, lang: Lang) -> String {
    let of_candidate = |zh: &str, en: &str| say!(lang, "{of}号的{zh}", "{en} of candidate {of}");
    match field {
        Field::After if of.is_empty() => {
            lang.pick("选岗会后撤销、递补的排列次序", "the order of what followed the meeting").into()
        }
        Field::After => of_candidate("选岗会后的变动", "what followed the meeting"),
        Field::Assessment => of_candidate("考核成绩", "assessment"),
        Field::Candidate => say!(lang, "候选人{of}号出现的次数", "occurrences of candidate {of}"),
        Field::Exam => of_candidate("考试折算", "exam part"),
        Field::Group => of_candidate("组别", "group"),
        Field::Order => of_candidate("排列位置", "place in the list"),
        Field::Outcome => of_candidate("结果", "outcome"),
        Field::Preference => of_candidate("志愿序号", "preference"),
        Field::Rank => of_candidate("名次", "rank"),
        Field::Seats => say!(lang, "岗位{of}的名额", "seats of vacancy {of}"),
        Field::Sheet => of_candidate("计分表摘要", "digest of the sheet"),
        Field::Sittings => lang.pick("场次", "the sittings").into(),
        Field::Stated => say!(lang, "记载项 {of}", "what is stated as {of}"),
        Field::Total => of_candidate("总成绩", "total"),
        Field::Turn => say!(lang, "第{of}个选岗", "turn {of}"),
        Field::Vacancy => of_candidate("岗位", "vacancy"),
        Field::Warnings => lang.pick("提示", "the warnings").into(),
    }
}

fn question(kind: &QuestionKind, lang: Lang) -> &'static str {
    match kind {
        QuestionKind::Gap { .. } => lang.pick("缺项未经裁定", "a gap that no ruling fills"),
        QuestionKind::NoPreferences { .. } => {
            lang.pick("有人既无志愿也未登记放弃", "somebody without preferences or a recorded giving-up")
        }
        QuestionKind::SignedOther { .. } => {
            lang.pick("有人签认的不是现在的计分表", "somebody signed another sheet")
        }
        QuestionKind::Tie { .. } => lang.pick("同分而没有抽签", "a tie without lots"),
        QuestionKind::Unsigned { .. } => lang.pick("有人没有签认", "somebody has not signed"),
    }
}

fn malformed(name: &str, why: Malformed, lang: Lang) -> String {
    let name = visible(name);
    match why {
        Malformed::Shape => {
            say!(lang, "“{name}”的内容不合格式", "“{name}” does not have the form that it should have")
        }
        Malformed::OtherBytes => {
            say!(lang, "“{name}”没有写成唯一的字节形式", "“{name}” does not stand in its one byte form")
        }
        Malformed::OtherVersion => say!(
            lang,
            "“{name}”的格式版本与陈述不一致",
            "“{name}” is of another version of the format than the statement"
        ),
    }
}

fn stray_words(Stray { name, kind }: &Stray, lang: Lang) -> String {
    let name = visible(name);
    match kind {
        StrayKind::Folder => say!(lang, "案卷不应有文件夹“{name}”", "a record has no folder “{name}”"),
        StrayKind::Link => say!(lang, "“{name}”是链接", "“{name}” is a link"),
        StrayKind::Name => say!(lang, "文件名“{name}”不是 UTF-8", "the name “{name}” is not UTF-8"),
        StrayKind::Special => say!(lang, "“{name}”不是普通文件", "“{name}” is no regular file"),
        StrayKind::TooLarge => say!(lang, "文件“{name}”过大", "the file “{name}” is too large"),
        StrayKind::TooMany => say!(
            lang,
            "文件过多，自“{name}”起未看",
            "too many files; “{name}” and what follows was not looked at"
        ),
    }
}
