//! A stage's file: sealed, signed, verified.

use super::kind_words;
use crate::failures::{io_sentence, quoted, visible};
use crate::keys::grouped;
use crate::lang::{Lang, say};
use crate::record::TYPED_GROUPS;
use crate::verification::{endorsed_line, findings};
use anzhi_core::digest::Digest;
use anzhi_record::key::groups;
use anzhi_record::stage::{Stage, StageError, StageSignatures};
use anzhi_record::verify::Answer;
use anzhi_record::{Malformed, SignError};
use std::io;
use std::path::Path;

/// A stage that has been sealed: its fingerprint is what may be published.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/small".as_ref());
/// # let reading = anzhi_tables::read_round(&folder)?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::stage::{StageKind, seal_stage};
/// use anzhi_report::{Lang, stage_sealed, stage_to_be_signed, stage_verification_text};
///
/// let stage = seal_stage((&round, &scheme), StageKind::Plan, "2026-05-20".parse()?, &[]);
/// let stage = stage.map_err(|why| format!("{why:?}"))?;
/// assert!(stage_sealed("plan.json".as_ref(), &stage, false, Lang::Zh).contains("只公布封存指纹"));
/// // Whoever signs sees no facts, and is told so.
/// assert!(stage_to_be_signed(&stage, true, Lang::Zh).contains("只有摘要"));
/// let report = stage_verification_text(&stage, &stage.signatures("plan.json", &[]), Lang::En);
/// assert!(report.contains("could not be checked"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn stage_sealed(path: &Path, stage: &Stage, signed: bool, lang: Lang) -> String {
    let (shown, path) = (quoted(path), visible(&path.display().to_string()));
    let fingerprint = grouped(&stage.fingerprint());
    let kind = kind_words(stage.kind(), lang);
    let next = if signed {
        String::new()
    } else {
        say!(
            lang,
            "注意：尚未签名。签名：anzhi sign {shown} --key 私钥文件 --role 身份 --name 姓名\n",
            "NOTE: it is NOT SIGNED. To sign: anzhi sign {shown} --key FILE --role ROLE --name NAME\n"
        )
    };
    say!(
        lang,
        "{kind}环节已封存在“{path}”。\n封存指纹：{fingerprint}\n只公布封存指纹；文件交纪检监察签名、留存，不公开。\n{next}",
        "The stage ({kind}) is in “{path}”.\nFingerprint: {fingerprint}\nPublish the fingerprint only; have the file signed and kept by the discipline office, and do not publish it.\n{next}"
    )
}

/// What somebody is about to sign; the groups to be typed are left out unless nobody is asked.
pub fn stage_to_be_signed(stage: &Stage, ask: bool, lang: Lang) -> String {
    let mut groups = groups(&stage.fingerprint());
    if ask {
        TYPED_GROUPS.iter().for_each(|group| groups[*group - 1] = "····".into());
    }
    let (head, fingerprint) = (head(stage, lang), groups.join(" "));
    say!(
        lang,
        "即将签署：\n{head}封存指纹：{fingerprint}\n说明：封存文件中只有摘要，看不到事实本身；签署表示某日确有此文件，不表示内容属实。\n",
        "To be signed:\n{head}Fingerprint: {fingerprint}\nA stage holds digests only, and shows no facts: who signs says that it was there on that day, not that it is true.\n"
    )
}

/// A signature that has been added to a stage.
///
/// ```
/// use anzhi_report::{Lang, stage_signed};
///
/// let text = stage_signed("plan.json".as_ref(), &anzhi_core::digest::Digest::of(b"abc"), Lang::En);
/// assert!(text.starts_with("“plan.json” is signed. Fingerprint of the public key: ba78 16bf "));
/// ```
pub fn stage_signed(path: &Path, key: &Digest, lang: Lang) -> String {
    crate::record::record_signed(path, key, lang)
}

/// Why somebody cannot sign a stage.
///
/// ```
/// use anzhi_record::SignError;
/// use anzhi_report::{Lang, stage_sign_failure};
///
/// let text = stage_sign_failure(SignError::SignedAlready, Lang::En);
/// assert_eq!(text, "This key has signed the stage already; a key signs once.\n");
/// ```
pub fn stage_sign_failure(error: SignError, lang: Lang) -> &'static str {
    match error {
        SignError::SignedAlready => lang.pick(
            "这把密钥已经签过这个环节，一把密钥只签一次。\n",
            "This key has signed the stage already; a key signs once.\n",
        ),
        SignError::BadWords | SignError::NoStatement => crate::record::sign_failure(error, lang),
    }
}

/// A stage that goes into a record without the signature of the key that signs the record.
///
/// ```
/// use anzhi_report::{Lang, stage_unsigned_by};
///
/// assert!(stage_unsigned_by("plan.json".as_ref(), Lang::Zh).contains("核验不通过"));
/// ```
pub fn stage_unsigned_by(path: &Path, lang: Lang) -> String {
    let path = visible(&path.display().to_string());
    say!(
        lang,
        "注意：“{path}”没有用这把密钥签过；写入案卷后不能补签，用这把公钥核验不通过。请先签名，再制作案卷。\n",
        "NOTE: “{path}” is not signed with this key; it cannot be signed within a record, which will not verify under this key. Sign it first.\n"
    )
}

/// Why a file is of no use as a stage.
///
/// ```
/// use anzhi_record::stage::Stage;
/// use anzhi_report::{Lang, stage_trouble};
///
/// let error = Stage::read(b"{}").map_err(Ok);
/// let Err(why) = error else { return };
/// assert!(stage_trouble("plan.json".as_ref(), &why, Lang::En).contains("is no stage"));
/// ```
pub fn stage_trouble(path: &Path, why: &Result<StageError, io::Error>, lang: Lang) -> String {
    let path = visible(&path.display().to_string());
    let why = match why {
        Err(error) => io_sentence(error, lang),
        Ok(StageError::Malformed(Malformed::Shape | Malformed::OtherVersion)) => {
            lang.pick("内容不合格式", "it does not have the form of one").into()
        }
        Ok(StageError::Malformed(Malformed::OtherBytes)) => {
            lang.pick("没有写成唯一的字节形式", "it does not stand in its one byte form").into()
        }
        Ok(StageError::WrongDigest) => lang
            .pick(
                "其中的摘要与陈述不符，被改动过",
                "its digests are not those of its statement: it was changed",
            )
            .into(),
        Ok(StageError::Later(version)) => {
            say!(lang, "为第{version}版格式，请用新版程序", "it is of version {version}; use a later program")
        }
    };
    say!(lang, "“{path}”不是可用的封存文件：{why}。\n", "“{path}” is no stage that can be used: {why}.\n")
}

/// The report on a stage's file alone: what it says, and who has signed it.
pub fn stage_verification_text(stage: &Stage, signed: &StageSignatures, lang: Lang) -> String {
    let mut text = String::from(lang.pick("封存文件核验报告\n\n", "Verification of a stage\n\n"));
    let fingerprint = grouped(&stage.fingerprint());
    text.push_str(&say!(lang, "封存指纹：{fingerprint}\n", "Fingerprint: {fingerprint}\n"));
    text.push_str(&head(stage, lang));
    text.push_str(lang.pick("\n签署：\n", "\nEndorsements:\n"));
    if signed.endorsements.is_empty() {
        text.push_str(lang.pick("- 无\n", "- none\n"));
    }
    text.extend(signed.endorsements.iter().map(|endorsed| endorsed_line(endorsed, lang)));
    for finding in &signed.findings {
        text.push_str(&format!("- {} [{}]\n", findings::sentence(finding, lang), finding.code()));
    }
    let conclusion = match signed.answer() {
        Answer::Verified => lang.pick(
            "签名有效。事实本身不在其中，须待案卷核验。",
            "the signatures are valid. The facts are not in it; they are held against it with the record.",
        ),
        Answer::Refuted => lang.pick("核验不通过。", "does NOT verify."),
        Answer::Unchecked => lang.pick("未能核验：没有提供公钥。", "could not be checked: no key was given."),
    };
    text + &say!(lang, "\n结论：{conclusion}\n", "\nConclusion: {conclusion}\n")
}

/// What a stage says of itself.
fn head(stage: &Stage, lang: Lang) -> String {
    let (digests, predicate) = (&stage.file().digests, &stage.file().statement.predicate);
    let [title, id, bureau] =
        [&predicate.round.title, &predicate.round.id, &predicate.round.bureau].map(|text| visible(text));
    let scheme = &predicate.scheme;
    let [issuer, scheme, edition] = [&scheme.issuer, &scheme.id, &scheme.edition].map(|text| visible(text));
    let (kind, date) = (kind_words(stage.kind(), lang), stage.date());
    let [people, vacancies, rulings] = [digests.people.len(), digests.vacancies.len(), digests.rulings.len()];
    let before = match &predicate.after {
        Some(after) => grouped(after),
        None => lang.pick("无（第一个环节）", "none (the first stage)").into(),
    };
    say!(
        lang,
        "环节：{kind}，{date}公示\n前一环节的封存指纹：{before}\n年度：{title}（{id}）\n安置部门：{bureau}\n计分办法：{issuer}　{scheme}（{edition}）\n候选人{people}名，岗位{vacancies}个，裁定{rulings}件\n",
        "Stage: {kind}, posted on {date}\nFingerprint of the stage before: {before}\nRound: {title} ({id})\nBureau: {bureau}\nScheme: {issuer}, {scheme} ({edition})\n{people} candidates, {vacancies} vacancies, {rulings} rulings\n"
    )
}
