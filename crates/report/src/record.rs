//! Making and signing a record, in words.

use crate::failures::{quoted, visible};
use crate::keys::grouped;
use crate::lang::{Lang, say};
use crate::verification::fingerprint_words;
use anzhi_core::digest::Digest;
use anzhi_record::key::groups;
use anzhi_record::{RoundPredicate, SignError, StatedBasis};
use std::path::Path;

/// The groups of the fingerprint that whoever signs copies from paper, counted from 1.
pub const TYPED_GROUPS: [usize; 2] = [5, 11];

/// The fingerprint of a record, for the paper result.
pub fn record_fingerprint(fingerprint: &Digest, lang: Lang) -> String {
    let fingerprint = grouped(fingerprint);
    say!(lang, "案卷指纹：{fingerprint}\n", "Fingerprint of the record: {fingerprint}\n")
}

/// A record that has been written: whether it is signed, and how to verify it.
pub fn record_written(path: &Path, signed: bool, lang: Lang) -> String {
    let (shown, path) = (quoted(path), visible(&path.display().to_string()));
    let next = if signed {
        String::new()
    } else {
        say!(
            lang,
            "注意：案卷尚未签名，任何人都可以另造一份。签名：anzhi sign {shown} --key 私钥文件 --role 身份 --name 姓名\n",
            "NOTE: the record is NOT SIGNED; anybody could make another. To sign: anzhi sign {shown} --key FILE --role ROLE --name NAME\n"
        )
    };
    say!(
        lang,
        "案卷已写入“{path}”。请将案卷指纹抄写或打印在纸质结果上，与签字一并存档。\n{next}核验：anzhi verify {shown} --key 公钥文件\n",
        "The record is in “{path}”. Copy or print its fingerprint on the paper result and file it with the signatures.\n{next}To verify: anzhi verify {shown} --key FILE\n"
    )
}

/// What somebody is about to sign; the groups to be typed are left out unless nobody is asked.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/small".as_ref());
/// # let reading = anzhi_tables::read_round(&folder)?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::{place_and_seal, verify::verify};
/// use anzhi_report::{Lang, to_be_signed};
///
/// let record = place_and_seal(&round, &scheme, &Default::default(), None).1.ok_or("questions are open")?;
/// let report = verify(&record, &[], None);
/// let (statement, fingerprint) = (report.statement.ok_or("none")?, report.fingerprint.ok_or("none")?);
/// let text = |ask| to_be_signed(&statement, &fingerprint, ask, Lang::En);
/// assert!(text(true).contains("5 candidates, 5 vacancies, 6 seats, 5 placed"));
/// assert_eq!(text(true).matches("····").count(), 2); // to be typed from paper
/// assert_eq!(text(false).matches("····").count(), 0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn to_be_signed(statement: &RoundPredicate, fingerprint: &Digest, ask: bool, lang: Lang) -> String {
    let mut groups = groups(fingerprint);
    if ask {
        TYPED_GROUPS.iter().for_each(|group| groups[*group - 1] = "····".into());
    }
    let (head, fingerprint) = (statement_text(statement, lang), groups.join(" "));
    say!(
        lang,
        "即将签署：\n{head}案卷指纹：{fingerprint}\n",
        "To be signed:\n{head}Fingerprint: {fingerprint}\n"
    )
}

/// Asks for one group of the fingerprint on paper.
///
/// ```
/// use anzhi_report::{Lang, TYPED_GROUPS, group_prompt};
///
/// assert_eq!(group_prompt(TYPED_GROUPS[0], Lang::En), "Group 5 of the fingerprint on paper: ");
/// ```
pub fn group_prompt(group: usize, lang: Lang) -> String {
    say!(lang, "请输入纸上指纹的第{group}组：", "Group {group} of the fingerprint on paper: ")
}

/// What was typed is not the fingerprint of this record.
///
/// ```
/// use anzhi_report::{Lang, other_fingerprint};
///
/// assert!(other_fingerprint(Lang::En).contains("nothing was signed"));
/// ```
pub fn other_fingerprint(lang: Lang) -> &'static str {
    lang.pick(
        "与本案卷的指纹不符，没有签署。纸上的可能是另一份案卷的指纹，请先查明。\n",
        "That is not the fingerprint of this record; nothing was signed. The paper may be of another record.\n",
    )
}

/// Nobody typed the groups.
///
/// ```
/// use anzhi_report::{Lang, no_groups};
///
/// assert!(no_groups(Lang::En).ends_with("add --yes.\n"));
/// ```
pub fn no_groups(lang: Lang) -> &'static str {
    lang.pick(
        "没有输入指纹，没有签署。已从纸上核对过的，可加 --yes。\n",
        "No fingerprint was typed; nothing was signed. If it has been compared with the paper, add --yes.\n",
    )
}

/// An endorsement that has been added.
///
/// ```
/// use anzhi_report::{Lang, record_signed};
///
/// let text = record_signed("record".as_ref(), &anzhi_core::digest::Digest::of(b"abc"), Lang::En);
/// assert!(text.starts_with("“record” is signed. Fingerprint of the public key: ba78 16bf "));
/// ```
pub fn record_signed(path: &Path, key: &Digest, lang: Lang) -> String {
    let (path, key) = (visible(&path.display().to_string()), grouped(key));
    say!(
        lang,
        "已签署“{path}”。公钥指纹：{key}\n",
        "“{path}” is signed. Fingerprint of the public key: {key}\n"
    )
}

/// Why somebody cannot sign.
///
/// ```
/// use anzhi_record::SignError;
/// use anzhi_report::{Lang, sign_failure};
///
/// let text = sign_failure(SignError::SignedAlready, Lang::En);
/// assert_eq!(text, "This key has signed the record already; a key signs once.\n");
/// ```
pub fn sign_failure(error: SignError, lang: Lang) -> &'static str {
    match error {
        SignError::BadWords => lang.pick(
            "身份和姓名各为1至100个可见字符。\n",
            "A role and a name are 1 to 100 characters that can be read.\n",
        ),
        SignError::NoStatement => lang.pick("案卷中没有陈述。\n", "The record has no statement.\n"),
        SignError::SignedAlready => lang.pick(
            "这把密钥已经签过本案卷，一把密钥只签一次。\n",
            "This key has signed the record already; a key signs once.\n",
        ),
    }
}

/// A folder that is no record.
///
/// ```
/// use anzhi_report::{Lang, not_a_record};
///
/// let text = not_a_record("2026".as_ref(), Lang::En);
/// assert_eq!(text, "“2026” is no record: it has no manifest.json and no statement.json.\n");
/// ```
pub fn not_a_record(path: &Path, lang: Lang) -> String {
    let path = visible(&path.display().to_string());
    say!(
        lang,
        "“{path}”不是案卷：其中没有 manifest.json 和 statement.json。\n",
        "“{path}” is no record: it has no manifest.json and no statement.json.\n"
    )
}

/// Something that is neither a record nor taken out of one.
///
/// ```
/// use anzhi_report::{Lang, nothing_to_verify};
///
/// assert!(nothing_to_verify("notes.txt".as_ref(), Lang::En).starts_with("“notes.txt” is no record, "));
/// ```
pub fn nothing_to_verify(path: &Path, lang: Lang) -> String {
    let path = visible(&path.display().to_string());
    say!(
        lang,
        "“{path}”不是案卷、公开版、回执或封存文件：案卷文件夹中有 manifest.json 和 statement.json，公开版文件夹中有 edition.json，回执和封存文件各是一个 JSON 文件。请核对路径。\n",
        "“{path}” is no record, no public edition, no receipt and no stage: a record has manifest.json and statement.json, a public edition edition.json, and a receipt or a stage is one JSON file. Check the path.\n"
    )
}

/// A record where a folder of tables belongs.
///
/// ```
/// use anzhi_report::{Lang, record_not_tables};
///
/// assert!(record_not_tables("2026案卷".as_ref(), Lang::Zh).contains("anzhi verify"));
/// ```
pub fn record_not_tables(path: &Path, lang: Lang) -> String {
    let (shown, path) = (quoted(path), visible(&path.display().to_string()));
    say!(
        lang,
        "“{path}”是案卷，不是年度文件夹。核验：anzhi verify {shown} --key 公钥文件；查询一人：anzhi explain {shown} 编号\n",
        "“{path}” is a record, not the folder of a round. To verify it: anzhi verify {shown} --key FILE; to ask about somebody: anzhi explain {shown} ID\n"
    )
}

/// Said before a record is explained that holds, signatures aside.
///
/// ```
/// use anzhi_report::{Lang, explained_record};
///
/// assert!(explained_record(Lang::En).contains("signatures were not checked"));
/// ```
pub fn explained_record(lang: Lang) -> &'static str {
    lang.pick(
        "说明：以下取自案卷，内容已重算相符，签名未核验；核验签名请用 anzhi verify。\n",
        "From a record: its contents hold when computed anew, signatures were not checked; anzhi verify does that.\n",
    )
}

/// Said when a record is not explained because it does not hold.
pub fn unexplained_record(lang: Lang) -> &'static str {
    lang.pick(
        "案卷内容不符，不作说明；见核验报告。\n",
        "The record does not hold; nothing is explained. See the report.\n",
    )
}

/// Round and counts as a statement has them; nothing in it can pass for a line of the program's own.
pub(crate) fn statement_text(statement: &RoundPredicate, lang: Lang) -> String {
    let RoundPredicate { counts, plan, program, replaces, roster, round, scheme, .. } = statement;
    let (title, id, bureau) = (visible(&round.title), visible(&round.id), visible(&round.bureau));
    let (issuer, scheme, edition) = (visible(&scheme.issuer), visible(&scheme.id), visible(&scheme.edition));
    let [people, placed, rulings] = [&counts.candidates, &counts.placed, &counts.rulings].map(|n| visible(n));
    let [vacancies, seats, originals] =
        [&counts.vacancies, &counts.seats, &counts.originals].map(|n| visible(n));
    let program = visible(program);
    let mut text = say!(
        lang,
        "年度：{title}（{id}）\n安置部门：{bureau}\n计分办法：{issuer}　{scheme}（{edition}）\n\
         候选人{people}名，岗位{vacancies}个，名额{seats}个，已安置{placed}名，裁定{rulings}件，原始文件{originals}件，由 {program} 制作\n",
        "Round: {title} ({id})\nBureau: {bureau}\nScheme: {issuer}, {scheme} ({edition})\n\
         {people} candidates, {vacancies} vacancies, {seats} seats, {placed} placed, {rulings} rulings, {originals} files as handed in; made by {program}\n"
    );
    let rests = [(roster, ("移交名册", "Roster")), (plan, ("岗位计划", "Plan"))];
    for (basis, (zh, en)) in rests.into_iter().filter_map(|(basis, name)| Some((basis.as_ref()?, name))) {
        let StatedBasis { count, document, issuer } = basis;
        let [count, document, issuer] = [count, document, issuer].map(|text| visible(text));
        text.push_str(&say!(
            lang,
            "{zh}：{issuer}　{document}，载明{count}\n",
            "{en}: {issuer}, {document}, which states {count}\n"
        ));
    }
    if let Some(replaces) = replaces {
        let replaced = fingerprint_words(replaces);
        text.push_str(&say!(lang, "取代的案卷：{replaced}\n", "It replaces the record: {replaced}\n"));
    }
    text
}
