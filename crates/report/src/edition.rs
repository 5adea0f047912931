//! Public editions in words: published, and verified.

use crate::checked::{conclusion, head, step_text};
use crate::edition_findings::sentence;
use crate::failures::{quoted, visible};
use crate::keys::grouped;
use crate::lang::{Lang, say};
use anzhi_core::digest::Digest;
use anzhi_record::Unusable;
use anzhi_record::edition::{Edition, EditionReport, EditionStep, PublicOutcome, PublicSitting};
use std::path::Path;
use tabled::builder::Builder;
use tabled::settings::Style;

/// The report on a public edition (公开版核验报告).
///
/// ```
/// use anzhi_record::{Package, edition::verify_edition, verify::Signers};
/// use anzhi_report::{Lang, edition_verification_text};
///
/// let report = verify_edition(&Package::default(), Signers::Keys(&[]));
/// assert!(edition_verification_text(&report, Lang::Zh).contains("结论：核验不通过"));
/// ```
pub fn edition_verification_text(report: &EditionReport, lang: Lang) -> String {
    let EditionReport { fingerprint, statement, edition, endorsements, conditions, .. } = report;
    let mut text = String::from(lang.pick("公开版核验报告\n\n", "Verification of a public edition\n\n"));
    text.push_str(&head(fingerprint.as_ref(), statement.as_ref(), (endorsements, conditions.as_ref()), lang));
    text.push_str(lang.pick("\n核验步骤：\n", "\nSteps:\n"));
    for (n, step) in (1..).zip(EditionStep::ALL) {
        let say = |finding: &_| sentence(finding, lang);
        text.push_str(&step_text((n, step_name(step, lang)), report.verdict(step), say, lang));
    }
    if let Some(edition) = edition {
        text.push_str(lang.pick("\n公开版的内容：\n", "\nWhat the edition says:\n"));
        text.extend(edition.sittings.iter().map(|sitting| sitting_text(edition, sitting, lang)));
        text.push_str(&after_text(edition, lang));
    }
    text.push_str(&conclusion(report.answer(), proves(lang), lang));
    text
}

fn proves(lang: Lang) -> (&'static str, &'static str) {
    lang.pick(
        (
            "这就是所签年度陈述指明的公开版，一字未改；名次依组别和总成绩排定，选岗依名次和所登记的情形进行，名额逐个用去，每人选到的是轮到时尚有名额、条件相符的第一个志愿。",
            "总成绩是否由真实的档案事实得出；同分的先后（依同分规则或抽签）；标为“条件不符”的岗位是否确实不符；志愿是否照本人所填录入；这份案卷此后有没有被另一份取代——请将案卷指纹与纸质结果核对。",
        ),
        (
            "this is the edition that the signed statement names, to the byte; ranks follow groups and totals, turns follow ranks and what was recorded, seats went one by one, and everybody had the first preference that still had a seat and that no condition closed.",
            "that the totals come of true facts; the order among equal totals, which tie rules or lots decide; that what is called closed was closed; that the lists were entered as filed; that the record has not been replaced by another since: compare its fingerprint with the paper result.",
        ),
    )
}

pub(crate) fn step_name(step: EditionStep, lang: Lang) -> &'static str {
    match step {
        EditionStep::Envelope => lang.pick("封装", "Envelope"),
        EditionStep::Signatures => lang.pick("签名", "Signatures"),
        EditionStep::Digest => lang.pick("摘要", "Digest"),
        EditionStep::Round => lang.pick("与年度陈述相符", "Round and counts"),
        EditionStep::Order => lang.pick("名次", "Order"),
        EditionStep::Turns => lang.pick("选岗次序", "Turns"),
        EditionStep::Seats => lang.pick("名额", "Seats"),
        EditionStep::Choices => lang.pick("首个可选志愿", "First open preference"),
        EditionStep::After => lang.pick("选岗会后", "After the meeting"),
    }
}

/// The ranked of a sitting with what they had, and what is left.
fn sitting_text(edition: &Edition, sitting: &PublicSitting, lang: Lang) -> String {
    let id = visible(&sitting.id);
    let mut text = match edition.sittings.len() {
        1 => String::new(),
        _ => say!(lang, "场次“{id}”\n", "Sitting “{id}”\n"),
    };
    let mut builder = Builder::default();
    let columns = [
        ("名次", "rank"),
        ("组别", "group"),
        ("总成绩", "total"),
        ("去向", "outcome"),
        ("志愿", "preference"),
    ];
    builder.push_record(columns.map(|(zh, en)| lang.pick(zh, en)));
    for candidate in &sitting.candidates {
        let total = visible(&candidate.total);
        let tie =
            candidate.tie.map_or_else(String::new, |tie| say!(lang, "（同分第{tie}）", " (tie: {tie})"));
        builder.push_record([
            candidate.rank.to_string(),
            candidate.group.as_deref().map(visible).unwrap_or_default(),
            format!("{total}{tie}"),
            went(sitting, candidate.outcome, candidate.vacancy.as_deref(), lang),
            candidate.preference.map_or_else(String::new, |n| n.to_string()),
        ]);
    }
    for person in &sitting.unranked {
        let went = went(sitting, person.outcome, person.vacancy.as_deref(), lang);
        builder.push_record(["—".into(), String::new(), String::new(), went, String::new()]);
    }
    let mut table = builder.build();
    table.with(Style::sharp());
    text.push_str(&format!("{table}\n"));
    let left: u64 = sitting.vacancies.iter().map(|vacancy| u64::from(vacancy.left)).sum();
    let (turns, vacancies) = (sitting.turns.len(), sitting.vacancies.len());
    text.push_str(&say!(
        lang,
        "岗位{vacancies}个，选岗{turns}次，余名额{left}个\n",
        "{vacancies} vacancies, {turns} turns, {left} seats left\n"
    ));
    text
}

fn went(sitting: &PublicSitting, outcome: PublicOutcome, vacancy: Option<&str>, lang: Lang) -> String {
    let word = outcome_word(outcome, lang);
    let Some(id) = vacancy else { return word.into() };
    let known = sitting.vacancies.iter().find(|vacancy| vacancy.id == id);
    let place =
        known.map(|vacancy| [&vacancy.id, &vacancy.unit, &vacancy.post].map(|text| visible(text)).join(" "));
    format!("{word} {}", place.unwrap_or_else(|| visible(id)))
}

pub(crate) fn outcome_word(outcome: PublicOutcome, lang: Lang) -> &'static str {
    match outcome {
        PublicOutcome::Absent => lang.pick("缺席", "absent"),
        PublicOutcome::Excluded => lang.pick("不予排名", "excluded"),
        PublicOutcome::Exhausted => lang.pick("志愿用尽，未安置", "unplaced, list exhausted"),
        PublicOutcome::GaveUp => lang.pick("放弃", "gave up"),
        PublicOutcome::Placed => lang.pick("已安置", "placed"),
        PublicOutcome::PlacedByRuling => lang.pick("裁定安置", "placed by ruling"),
    }
}

fn after_text(edition: &Edition, lang: Lang) -> String {
    let mut text = String::new();
    if !edition.after.is_empty() {
        text.push_str(lang.pick("选岗会后：\n", "After the meeting:\n"));
    }
    for line in &edition.after {
        let who = match line.rank {
            Some(rank) => say!(lang, "第{rank}名", "rank {rank}"),
            None => lang.pick("裁定安置的一人", "somebody placed by ruling").into(),
        };
        let (sitting, word) = (visible(&line.sitting), outcome_word(line.outcome, lang));
        let moved = match (&line.from, &line.to) {
            (Some(from), _) => {
                let from = visible(from);
                say!(lang, "撤销{from}，{word}", "lost {from}, {word}")
            }
            (None, to) => {
                let to = to.as_deref().map(visible).unwrap_or_default();
                say!(lang, "递补{to}", "was given {to}")
            }
        };
        text.push_str(&say!(
            lang,
            "- 场次“{sitting}”{who}：{moved}\n",
            "- sitting “{sitting}”, {who}: {moved}\n"
        ));
    }
    text
}

/// A public edition that has been written, and what it lets everybody see.
///
/// ```
/// use anzhi_report::{Lang, published};
///
/// let digest = anzhi_core::digest::Digest::of(b"abc");
/// let text = published("public".as_ref(), &digest, true, Lang::En);
/// assert!(text.contains("anzhi verify \"public\" --key FILE") && !text.contains("NOT SIGNED"));
/// ```
pub fn published(path: &Path, fingerprint: &Digest, signed: bool, lang: Lang) -> String {
    let (shown, path, fingerprint) =
        (quoted(path), visible(&path.display().to_string()), grouped(fingerprint));
    let unsigned = if signed { "" } else { unsigned(lang) };
    say!(
        lang,
        "公开版已写入“{path}”，案卷指纹：{fingerprint}\n{unsigned}其中没有编号、姓名和档案事实，但有每人的总成绩、所填志愿和去向，人数少时知情人可以据此认出本人；标为“条件不符”的岗位，可能使人推测其回避、性别、年龄等情形。公布前请按规定报批。\n核验：anzhi verify {shown} --key 公钥文件\n",
        "The public edition is in “{path}”. Fingerprint of the record: {fingerprint}\n{unsigned}It holds no ids, names or facts, but everybody's total, preferences as far as they were read, and outcome: in a small round those who know the people can tell who is who, and a vacancy called closed may let them guess at a relative, a sex or an age. Have its publication approved.\nTo verify it: anzhi verify {shown} --key FILE\n"
    )
}

/// Said of what is taken out of a record that nobody has signed.
pub(crate) fn unsigned(lang: Lang) -> &'static str {
    lang.pick(
        "注意：案卷尚未签名，由此所得的无法核验。请先签名，再重新制作。\n",
        "NOTE: the record is NOT SIGNED, so that nobody can verify this. Have it signed first, and make this anew.\n",
    )
}

/// Why nothing can be taken out of a record.
///
/// ```
/// use anzhi_record::Unusable;
/// use anzhi_report::{Lang, unusable_record};
///
/// assert!(unusable_record(Unusable::Version1, Lang::En).contains("place --record"));
/// ```
pub fn unusable_record(why: Unusable, lang: Lang) -> &'static str {
    match why {
        Unusable::NotHolding => lang.pick(
            "案卷内容不符，没有写入；见核验报告（anzhi verify）。\n",
            "The record does not hold; nothing was written. See the report of anzhi verify.\n",
        ),
        Unusable::Version1 => lang.pick(
            "案卷是第1版格式，其陈述没有指明公开版和各人结果，不能由此制作公开版或回执。需要的，用 place --record 重新制成案卷并签名。\n",
            "The record is of version 1, whose statement names no public edition and no results. To have them, seal the round anew with place --record, and sign it.\n",
        ),
    }
}
