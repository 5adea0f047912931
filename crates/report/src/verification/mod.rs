//! The report of a verification (核验报告), to be read and filed.

pub(crate) mod conditions;
pub(crate) mod findings;

use crate::failures::visible;
use crate::keys::grouped;
use crate::lang::{Lang, say};
use crate::record::statement_text;
use crate::stages::stages_text;
use anzhi_record::verify::{Answer, Endorsed, NotDone, Report, Standing, Step, Verdict};

/// So many findings of a step are shown in the text; the form for programs has them all.
const SHOWN: usize = 20;

/// The report as a text.
///
/// ```
/// use anzhi_record::{Package, verify::verify};
/// use anzhi_report::{Lang, verification_text};
///
/// let report = verify(&Package::default(), &[], None);
/// assert!(verification_text(&report, Lang::Zh).contains("结论：核验不通过"));
/// ```
pub fn verification_text(report: &Report, lang: Lang) -> String {
    let mut text = String::from(lang.pick("案卷核验报告\n\n", "Verification of a record\n\n"));
    if let Some(fingerprint) = &report.fingerprint {
        let fingerprint = grouped(fingerprint);
        text.push_str(&say!(lang, "案卷指纹：{fingerprint}\n", "Fingerprint: {fingerprint}\n"));
    }
    if let Some(statement) = &report.statement {
        text.push_str(lang.pick(
            "案卷所称（是否属实见以下各步）：\n",
            "What the record says, to be judged by the steps below:\n",
        ));
        text.push_str(&statement_text(statement, lang));
    }
    text.push_str(lang.pick("\n签署：\n", "\nEndorsements:\n"));
    if report.endorsements.is_empty() {
        text.push_str(lang.pick("- 无\n", "- none\n"));
    }
    text.extend(report.endorsements.iter().map(|endorsed| endorsed_line(endorsed, lang)));
    if let Some(conditions) = &report.conditions {
        text.push_str(&conditions::conditions_text(conditions, lang));
    }
    text.push_str(lang.pick("\n核验步骤：\n", "\nSteps:\n"));
    for (n, step) in (1..).zip(Step::ALL) {
        let (name, verdict) = (step_name(step, lang), verdict_words(report.verdict(step), lang));
        text.push_str(&format!("{n:>2}. {name}{}{verdict}\n", lang.pick("：", ": ")));
        if let Verdict::Failed(findings) = report.verdict(step) {
            for finding in findings.iter().take(SHOWN) {
                text.push_str(&format!("    - {} [{}]\n", findings::sentence(finding, lang), finding.code()));
            }
            if let Some(more) = findings.len().checked_sub(SHOWN).filter(|more| *more > 0) {
                text.push_str(&say!(lang, "    - 另有{more}处\n", "    - and {more} more\n"));
            }
        }
    }
    text.extend(report.stages.as_ref().map(|stages| stages_text(stages, lang)));
    if let Some(difference) = report.first_difference() {
        let (grave, what) =
            (findings::severity(difference.severity, lang), findings::difference(difference, lang));
        text.push_str(&say!(
            lang,
            "\n最严重的差异（{grave}）：{what}\n",
            "\nThe gravest difference ({grave}): {what}\n"
        ));
    }
    text.push_str(&conclusion(report, lang));
    text
}

/// An endorsement and how it stands.
pub(crate) fn endorsed_line(endorsed: &Endorsed, lang: Lang) -> String {
    let key = fingerprint_words(&endorsed.key);
    let words = endorsed.words.as_ref().map(|words| (visible(&words.role), visible(&words.name)));
    match (endorsed.standing, words) {
        (Standing::Signed, Some((role, name))) => say!(
            lang,
            "- {role}　{name}：签名有效\n  公钥指纹：{key}\n",
            "- {role}, {name}: signed\n  fingerprint of the key: {key}\n"
        ),
        (Standing::Bad, _) | (Standing::Signed, None) => say!(
            lang,
            "- 签名无效\n  公钥指纹：{key}\n",
            "- not a valid signature\n  fingerprint of the key: {key}\n"
        ),
        (Standing::OtherRole, _) => say!(
            lang,
            "- 签署身份与信任文件不符，没有计入\n  公钥指纹：{key}\n",
            "- signed in another role than its key is listed in; it plays no part\n  fingerprint of the key: {key}\n"
        ),
        // Whoever it is, no given key vouches for role and name.
        (Standing::NotJudged, _) => say!(
            lang,
            "- 未提供其公钥，或为新版格式，不作判断\n  公钥指纹：{key}\n",
            "- its key was not given, or it is of a later version; it plays no part\n  fingerprint of the key: {key}\n"
        ),
    }
}

/// A fingerprint as a file has it.
pub(crate) fn fingerprint_words(key: &str) -> String {
    key.parse().map_or_else(|_| visible(key), |key| grouped(&key))
}

fn verdict_words(verdict: &Verdict, lang: Lang) -> String {
    match verdict {
        Verdict::Passed => lang.pick("通过", "passed").into(),
        Verdict::Failed(_) => lang.pick("不通过", "FAILED").into(),
        Verdict::NotDone(why) => {
            let why = not_done(why, lang);
            say!(lang, "未做（{why}）", "not done ({why})")
        }
    }
}

/// Why a step could not be done.
pub(crate) fn not_done(why: &NotDone, lang: Lang) -> String {
    match why {
        NotDone::Needs(step) => {
            let step = step_name(*step, lang);
            say!(lang, "须待“{step}”完成", "it needs “{step}”")
        }
        NotDone::NoKey => lang.pick("没有提供公钥", "no key was given").into(),
        NotDone::NoOriginals => lang
            .pick(
                "案卷未附原始文件；规范形式本身无误",
                "the record holds no files as handed in; the normal form itself is in order",
            )
            .into(),
        NotDone::NoReader => lang
            .pick(
                "未读取原始文件；规范形式本身无误",
                "files as handed in were not read; the normal form itself is in order",
            )
            .into(),
        NotDone::NoStages => lang.pick("案卷没有封存公示环节", "the record holds no stages").into(),
        NotDone::UnknownScheme => lang
            .pick(
                "原始文件所称的计分办法，本程序没有收录",
                "the files as handed in name a scheme that this program does not ship",
            )
            .into(),
        NotDone::UnknownVersion { name, version } => {
            let (name, version) = (visible(name), visible(version));
            say!(
                lang,
                "“{name}”为第{version}版格式，请用新版程序核验",
                "“{name}” is of version {version}; use a later program"
            )
        }
    }
}

pub(crate) fn step_name(step: Step, lang: Lang) -> &'static str {
    match step {
        Step::Envelope => lang.pick("封装", "Envelope"),
        Step::Signatures => lang.pick("签名", "Signatures"),
        Step::Digests => lang.pick("摘要", "Digests"),
        Step::NormalForm => lang.pick("规范形式与原始文件", "Normal form and files as handed in"),
        Step::Scores => lang.pick("计分", "Scores"),
        Step::Ranking => lang.pick("排名", "Ranking"),
        Step::Allocation => lang.pick("选岗", "Allocation"),
        Step::Check => lang.pick("独立复核", "Independent check"),
        Step::Acknowledgements => lang.pick("签认", "Acknowledgements"),
        Step::Particulars => lang.pick("记载", "Particulars"),
        Step::Stages => lang.pick("公示环节", "Stages"),
    }
}

fn conclusion(report: &Report, lang: Lang) -> String {
    let conclusion = match report.answer() {
        Answer::Verified => lang.pick(
            "核验通过：内容重算相符，签名有效。",
            "verified: the contents hold when computed anew, and the signatures are valid.",
        ),
        Answer::Refuted => lang.pick("核验不通过。", "does NOT verify."),
        Answer::Unchecked => lang.pick(
            "未能核验：有的步骤没有做，不能断定真伪。",
            "could not be checked: some steps were not done, so nothing is decided.",
        ),
    };
    say!(
        lang,
        "\n结论：{conclusion}\n\n核验人：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿\n",
        "\nConclusion: {conclusion}\n\nVerified by: ____________  Date: ____________\n"
    )
}
