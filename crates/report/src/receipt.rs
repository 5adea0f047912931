//! Receipts in words: what is printed for the person, and what comes of verifying one.

use crate::checked::{conclusion, head, step_text};
use crate::edition::unsigned;
use crate::failures::{quoted, visible};
use crate::keys::grouped;
use crate::lang::{Lang, say};
use crate::own::own_text;
use crate::placement::heading;
use crate::qr::qr_text;
use crate::rulings::rulings_on;
use crate::sheet::{no_sheet, sheet_text};
use crate::verification::findings;
use anzhi_core::digest::Digest;
use anzhi_core::outcome::Placement;
use anzhi_core::round::{CandidateRef, Round};
use anzhi_record::receipt::{Receipt, ReceiptFinding, ReceiptReport, ReceiptStep};
use std::path::Path;

/// What a receipt says, for printing: the person's own sheet, results and preferences, and the fingerprint of the
/// record, also as a code for cameras. Nobody else is told of.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::{place_and_seal, receipt::Receipts};
/// use anzhi_report::{Lang, receipt_text};
///
/// let (_, record) = place_and_seal(&round, &scheme, &Default::default(), None);
/// let record = record.ok_or("questions are open")?;
/// let (receipts, fingerprint) = (Receipts::of(&record)?, record.fingerprint().ok_or("none")?);
/// let who = receipts.find("3").ok_or("nobody")?;
/// let receipt = receipts.receipt(who).ok_or("nobody")?;
/// let text = receipt_text(receipts.round(), who, &receipt, &fingerprint, Lang::Zh);
/// assert!(text.contains("回执码：") && text.contains("测丙") && !text.contains("测丁"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn receipt_text(
    (round, placement): (&Round, &Placement),
    candidate: CandidateRef,
    receipt: &Receipt,
    fingerprint: &Digest,
    lang: Lang,
) -> String {
    let person = round.candidate(candidate);
    let (id, name) = (person.id(), &person.name);
    let mut text = String::from(lang.pick("本人回执\n\n", "Receipt\n\n"));
    text.push_str(&heading(round, lang));
    text.push_str(&say!(lang, "\n候选人：{id}号 {name}\n", "\nCandidate: {id} {name}\n"));
    text.push_str(&rulings_on(round, candidate, lang));
    text.push_str(lang.pick("\n一、计分表\n", "\nScore sheet\n"));
    match placement.scores.sheet(candidate) {
        Some(scored) => {
            text.push_str(&sheet_text(round, candidate, scored, lang));
            let whole = grouped(&scored.1.whole);
            text.push_str(&say!(lang, "计分表指纹：{whole}\n", "Fingerprint of the sheet: {whole}\n"));
        }
        None => text.push_str(no_sheet(round, candidate, lang)),
    }
    text.push_str(lang.pick("\n二、排名与选岗\n", "\nRank and choice\n"));
    let name = |id: &str| vacancy_name(round, id);
    text.push_str(&own_text(&receipt.result, &name, lang));
    text.push_str(lang.pick("\n三、核对\n", "\nTo be compared\n"));
    text.push_str(&codes(receipt, Some(fingerprint), lang));
    text.push_str(&qr_text(&fingerprint.to_string()));
    text
}

/// A vacancy with its unit and post.
fn vacancy_name(round: &Round, id: &str) -> String {
    let known = round.find_vacancy(id).map(|vacancy| round.vacancy(vacancy));
    known.map_or_else(|| visible(id), |vacancy| format!("{id} {} {}", vacancy.unit, vacancy.post))
}

/// The short code of the receipt and the fingerprint of the record.
fn codes(receipt: &Receipt, fingerprint: Option<&Digest>, lang: Lang) -> String {
    let mut text = String::new();
    if let Some(code) = receipt.code() {
        text.push_str(&say!(lang, "回执码：{code}\n", "Code of the receipt: {code}\n"));
    }
    if let Some(fingerprint) = fingerprint {
        let fingerprint = grouped(fingerprint);
        text.push_str(&say!(lang, "案卷指纹：{fingerprint}\n", "Fingerprint of the record: {fingerprint}\n"));
    }
    text
}

/// A receipt that has been written.
///
/// ```
/// use anzhi_report::{Lang, receipt_written};
///
/// assert!(receipt_written("07.json".as_ref(), true, Lang::En).contains("anzhi verify \"07.json\" --key FILE"));
/// assert!(receipt_written("07.json".as_ref(), false, Lang::Zh).contains("尚未签名"));
/// ```
pub fn receipt_written(path: &Path, signed: bool, lang: Lang) -> String {
    let (shown, path) = (quoted(path), visible(&path.display().to_string()));
    let unsigned = if signed { "" } else { unsigned(lang) };
    say!(
        lang,
        "回执已写入“{path}”，只交本人：其中有本人的盐值，得到的人可以试出本人计分表的内容。\n{unsigned}核验：anzhi verify {shown} --key 公钥文件\n",
        "The receipt is in “{path}”. Give it to that person alone: it holds the person's salt, with which others could try out facts.\n{unsigned}To verify it: anzhi verify {shown} --key FILE\n"
    )
}

/// The report on a receipt (回执核验报告).
///
/// ```
/// use anzhi_record::{receipt::verify_receipt, verify::Signers};
/// use anzhi_report::{Lang, receipt_verification_text};
///
/// let report = verify_receipt(b"no receipt", Signers::Keys(&[]));
/// assert!(receipt_verification_text(&report, Lang::En).contains("does NOT verify"));
/// ```
pub fn receipt_verification_text(report: &ReceiptReport, lang: Lang) -> String {
    let ReceiptReport { fingerprint, statement, receipt, endorsements, conditions, .. } = report;
    let mut text = String::from(lang.pick("回执核验报告\n\n", "Verification of a receipt\n\n"));
    text.push_str(&head(fingerprint.as_ref(), statement.as_ref(), (endorsements, conditions.as_ref()), lang));
    text.push_str(lang.pick("\n核验步骤：\n", "\nSteps:\n"));
    for (n, step) in (1..).zip(ReceiptStep::ALL) {
        let say = |finding: &_| sentence(finding, lang);
        text.push_str(&step_text((n, step_name(step, lang)), report.verdict(step), say, lang));
    }
    if let Some(receipt) = receipt {
        let id = visible(&receipt.candidate);
        text.push_str(&say!(
            lang,
            "\n回执的内容（{id}号）：\n",
            "\nWhat the receipt says (candidate {id}):\n"
        ));
        text.push_str(&own_text(&receipt.result, &visible, lang));
        if let Some(sheet) = &receipt.sheet {
            text.push_str(lang.pick("计分表的规范文本：\n", "The canonical sheet:\n"));
            text.extend(sheet.lines().map(|line| format!("    {}\n", visible(line))));
        }
        text.push_str(&codes(receipt, None, lang));
    }
    text.push_str(&conclusion(report.answer(), proves(lang), lang));
    text
}

fn proves(lang: Lang) -> (&'static str, &'static str) {
    lang.pick(
        (
            "这份计分表和这些结果，一字不差地在所签的那一份年度案卷之中。",
            "所依据的事实是否真实；他人的分数和去向是否正确；这份案卷此后有没有被另一份取代，从回执看不出来——请将案卷指纹与公布的、纸质结果上的核对。",
        ),
        (
            "exactly this sheet and these results are in the round that was signed.",
            "that the facts are true; that the scores and placements of others are right; whether the record was replaced by another since, which a receipt cannot show: compare the fingerprint with the one published and on the paper result.",
        ),
    )
}

pub(crate) fn step_name(step: ReceiptStep, lang: Lang) -> &'static str {
    match step {
        ReceiptStep::Envelope => lang.pick("封装", "Envelope"),
        ReceiptStep::Signatures => lang.pick("签名", "Signatures"),
        ReceiptStep::Sheet => lang.pick("计分表", "Sheet"),
        ReceiptStep::Inclusion => lang.pick("归入所签的结果", "Inclusion in what was signed"),
    }
}

/// One finding in a sentence, and its code.
pub(crate) fn sentence(finding: &ReceiptFinding, lang: Lang) -> (String, &'static str) {
    let digest = |digest: &Option<String>| match digest {
        Some(digest) => visible(digest),
        None => lang.pick("无", "none").into(),
    };
    let sentence = match finding {
        ReceiptFinding::NoResults => lang
            .pick(
                "年度陈述没有指明各人结果（第1版格式）",
                "the statement names no results: it is of version 1",
            )
            .into(),
        ReceiptFinding::NotIncluded { root, reached } => {
            let (root, reached) = (visible(root), digest(reached));
            say!(
                lang,
                "结果不在所签的案卷之中：陈述所指的根为{root}，由本回执得出的是{reached}。请向安置部门重新索取回执，并核对案卷指纹",
                "the results are not among those signed: the statement names the root {root}, this receipt leads to {reached}. Ask the bureau for a new receipt, and compare the fingerprint"
            )
        }
        ReceiptFinding::NotOnSheet { line } => {
            let line = visible(line);
            say!(
                lang,
                "计分表上没有“{line}”一行，与结果不符",
                "the sheet does not say “{line}”, as the results do"
            )
        }
        ReceiptFinding::OtherSheet { named, computed } => {
            let (named, computed) = (digest(named), digest(computed));
            say!(
                lang,
                "计分表不是结果所指的那一份：应为{named}，实为{computed}",
                "the sheet is not the one that the results name: {named} is named, {computed} is there"
            )
        }
        ReceiptFinding::Paper(finding) => findings::sentence(finding, lang),
    };
    (sentence, finding.code())
}
