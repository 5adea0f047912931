//! What a public edition and a receipt have in common when they are reported on: head, endorsements, steps, end.

use crate::keys::grouped;
use crate::lang::{Lang, say};
use crate::record::statement_text;
use crate::verification::conditions::conditions_text;
use crate::verification::{endorsed_line, not_done};
use anzhi_core::digest::Digest;
use anzhi_record::verify::{Answer, Conditions, Endorsed};
use anzhi_record::{Checked, RoundPredicate};

/// So many findings of a step are shown in the text; the form for programs has them all.
const SHOWN: usize = 20;

/// The head of a report: fingerprint, what the statement says, who signed it.
pub(crate) fn head(
    fingerprint: Option<&Digest>,
    statement: Option<&RoundPredicate>,
    (endorsements, conditions): (&[Endorsed], Option<&Conditions>),
    lang: Lang,
) -> String {
    let mut text = String::new();
    if let Some(fingerprint) = fingerprint {
        let fingerprint = grouped(fingerprint);
        text.push_str(&say!(lang, "案卷指纹：{fingerprint}\n", "Fingerprint of the record: {fingerprint}\n"));
    }
    if let Some(statement) = statement {
        text.push_str(lang.pick("年度陈述所称：\n", "What the statement of the round says:\n"));
        text.push_str(&statement_text(statement, lang));
    }
    text.push_str(lang.pick("\n签署：\n", "\nEndorsements:\n"));
    if endorsements.is_empty() {
        text.push_str(lang.pick("- 无\n", "- none\n"));
    }
    text.extend(endorsements.iter().map(|endorsed| endorsed_line(endorsed, lang)));
    text.extend(conditions.map(|conditions| conditions_text(conditions, lang)));
    text
}

/// A step by its number and name, and what was found, each with its code.
pub(crate) fn step_text<F>(
    (n, name): (usize, &str),
    verdict: &Checked<F>,
    sentence: impl Fn(&F) -> (String, &'static str),
    lang: Lang,
) -> String {
    let colon = lang.pick("：", ": ");
    let words = match verdict {
        Checked::Passed => lang.pick("通过", "passed").into(),
        Checked::Failed(_) => lang.pick("不通过", "FAILED").into(),
        Checked::NotDone(why) => {
            let why = not_done(why, lang);
            say!(lang, "未做（{why}）", "not done ({why})")
        }
    };
    let mut text = format!("{n:>2}. {name}{colon}{words}\n");
    if let Checked::Failed(findings) = verdict {
        for finding in findings.iter().take(SHOWN) {
            let (sentence, code) = sentence(finding);
            text.push_str(&format!("    - {sentence} [{code}]\n"));
        }
        if let Some(more) = findings.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            text.push_str(&say!(lang, "    - 另有{more}处\n", "    - and {more} more\n"));
        }
    }
    text
}

/// The conclusion, and what it proves and what not: told only if it holds, for otherwise nothing is proved.
pub(crate) fn conclusion(answer: Answer, proves: (&str, &str), lang: Lang) -> String {
    let (holds, limits) = proves;
    let conclusion = match answer {
        Answer::Verified => {
            say!(
                lang,
                "核验通过。\n\n证明了：{holds}\n没有证明：{limits}",
                "verified.\n\nIt proves: {holds}\nIt does not prove: {limits}"
            )
        }
        Answer::Refuted => lang.pick("核验不通过，不得采信。", "does NOT verify; do not rely on it.").into(),
        Answer::Unchecked => lang
            .pick(
                "未能核验：有的步骤没有做，不能断定真伪。",
                "could not be checked: some steps were not done, so nothing is decided.",
            )
            .into(),
    };
    say!(lang, "\n结论：{conclusion}\n", "\nConclusion: {conclusion}\n")
}
