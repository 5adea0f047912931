//! The conditions of a trust file, in words.

use super::fingerprint_words;
use crate::failures::visible;
use crate::keys::grouped;
use crate::lang::{Lang, say};
use crate::numbers;
use anzhi_record::verify::{ConditionReport, Conditions, Idle, IdleKind};

/// The part of the report about the conditions.
pub(crate) fn conditions_text(conditions: &Conditions, lang: Lang) -> String {
    let mut text = String::from(lang.pick("\n信任条件：\n", "\nConditions of the trust file:\n"));
    text.extend(conditions.all.iter().map(|condition| condition_lines(condition, lang)));
    if !conditions.idle.is_empty() {
        text.push_str(lang.pick("\n没有计入的签署：\n", "\nEndorsements that played no part:\n"));
    }
    text.extend(conditions.idle.iter().map(|idle| idle_lines(idle, lang)));
    text
}

fn condition_lines(condition: &ConditionReport, lang: Lang) -> String {
    let ConditionReport { role, needed, listed, by, silent } = condition;
    let (role, have, keys) = (visible(role), by.len(), numbers::count(*listed, "key"));
    let names: Vec<String> = by.iter().map(|one| visible(&one.name)).collect();
    let names = match names.join(lang.pick("、", ", ")) {
        names if names.is_empty() => names,
        names => say!(lang, "（{names}）", " ({names})"),
    };
    let holds = if condition.holds() {
        lang.pick("符合", "holds")
    } else {
        lang.pick("不符合", "does NOT hold")
    };
    let mut lines = say!(
        lang,
        "- {role}：须{needed}人签署（所列公钥{listed}个），已有{have}人{names}，{holds}\n",
        "- {role}: {needed} needed of {keys}, {have} signed{names}: {holds}\n"
    );
    for key in silent {
        let (file, key) = (visible(&key.file), grouped(&key.key.fingerprint()));
        lines.push_str(&say!(
            lang,
            "  未签署的公钥：{file}\n  公钥指纹：{key}\n",
            "  has signed nothing: {file}\n  fingerprint of the key: {key}\n"
        ));
    }
    lines
}

fn idle_lines(Idle { key, kind }: &Idle, lang: Lang) -> String {
    let (why, key) = (idle_why(kind, lang), fingerprint_words(key));
    say!(lang, "- {why}\n  公钥指纹：{key}\n", "- {why}\n  fingerprint of the key: {key}\n")
}

/// Why an endorsement played no part.
pub(crate) fn idle_why(kind: &IdleKind, lang: Lang) -> String {
    match kind {
        IdleKind::KeyNotListed => {
            lang.pick("信任文件没有列出此公钥", "the trust file does not list its key").into()
        }
        IdleKind::OtherRole { stated, listed } => {
            let (stated, listed) = (visible(stated), visible(listed));
            say!(
                lang,
                "以“{stated}”身份签署，信任文件把此公钥列在“{listed}”之下",
                "signed as “{stated}”, while the trust file lists its key under “{listed}”"
            )
        }
        IdleKind::Invalid => {
            lang.pick("不是对本案卷的有效签名", "not a valid signature of this record").into()
        }
        IdleKind::LaterVersion => {
            lang.pick("为新版格式，不作判断", "of a later version, which is not judged here").into()
        }
    }
}
