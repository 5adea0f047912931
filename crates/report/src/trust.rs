//! What is wrong with a trust file, in words.

use crate::failures::io_sentence;
use crate::forms;
use crate::keys::wrong_key;
use crate::lang::{Lang, say};
use crate::numbers;
use crate::scheme::faults_heading;
use crate::scheme::snippet::Remark;
use anzhi_record::trust::{TrustFault, TrustFaultKind};
use anzhi_schemes::FormFault;

/// All faults of a trust file, each with its line, and how many there are. `file` is what the file is called, `text`
/// what stands in it.
///
/// ```
/// use anzhi_record::trust::Trust;
/// use anzhi_report::{Lang, trust_faults_text};
///
/// let text = "[[role]]\nrole = '甲'\nneeded = 2\nkeys = ['bureau.pub.pem']\n";
/// let read = |file: &str| std::fs::read(format!("../../testdata/keys/{file}"));
/// let faults = Trust::parse(text.as_bytes(), &read).err().ok_or("read")?;
/// let expected = "\
/// “trust.toml” has 1 fault and cannot be used before it is mended:
///
/// Fault: it needs 2 signatures and lists 1 key [trust-needs-more-than-keys]
///  --> trust.toml:3:10
///   |
/// 3 | needed = 2
///   |          ^
///   |
///   = To mend: List as many keys as are needed, or need fewer
/// ";
/// assert_eq!(trust_faults_text("trust.toml", text, &faults, Lang::En), expected);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn trust_faults_text(file: &str, text: &str, faults: &[TrustFault], lang: Lang) -> String {
    let mut told = faults_heading(file, faults.len(), lang);
    for fault in faults {
        let (wrong, mend, code) = (wrong(fault, lang), mend(fault, lang), fault.kind.code());
        let remark = Remark {
            file,
            text,
            place: (!is_nowhere(fault)).then_some((fault.place.line, fault.place.column)),
            span: fault.place.start..fault.place.end,
            title: say!(lang, "差错：{wrong} [{code}]", "Fault: {wrong} [{code}]"),
            mend: say!(lang, "改法：{mend}", "To mend: {mend}"),
        };
        told.push('\n');
        told.push_str(&remark.to_text());
    }
    told
}

/// Whether a fault is on the whole file: what that lacks stands nowhere in it.
pub(crate) fn is_nowhere(fault: &TrustFault) -> bool {
    of_form(fault).is_some_and(|fault| forms::is_nowhere(&fault))
}

/// The fault as one of any TOML file, if it is.
fn of_form(TrustFault { place, kind }: &TrustFault) -> Option<FormFault> {
    let TrustFaultKind::Form(kind) = kind else { return None };
    Some(FormFault {
        line: place.line,
        column: place.column,
        kind: kind.clone(),
        found: place.found.clone(),
        start: place.start,
        end: place.end,
    })
}

/// What is wrong.
pub(crate) fn wrong(fault: &TrustFault, lang: Lang) -> String {
    let found = &fault.place.found;
    match &fault.kind {
        TrustFaultKind::Form(kind) => forms::wrong(kind, found, lang),
        TrustFaultKind::BadRole => say!(
            lang,
            "身份{found}过长，或首尾有空格，或含有看不见的字符",
            "the role {found} is too long, has blanks at its ends or holds unseen characters"
        ),
        TrustFaultKind::DoubledRole => say!(lang, "身份{found}写了两次", "the role {found} stands twice"),
        TrustFaultKind::DoubledStage => say!(lang, "环节{found}写了两次", "the stage {found} stands twice"),
        TrustFaultKind::UnknownStage => say!(lang, "没有{found}这一环节", "there is no stage {found}"),
        TrustFaultKind::NeedsNobody => say!(
            lang,
            "至少要求1人签署，这里写的是{found}",
            "at least 1 signature must be needed, not {found}"
        ),
        TrustFaultKind::NeedsMore { keys } => {
            let (needed, listed) = (numbers::count(found, "signature"), numbers::count(*keys, "key"));
            say!(lang, "要求{found}人签署，所列公钥只有{keys}个", "it needs {needed} and lists {listed}")
        }
        TrustFaultKind::NoKeys => lang.pick("没有列出公钥", "no key is listed").into(),
        TrustFaultKind::DoubledKey { role, file } => say!(
            lang,
            "{found}与身份“{role}”下的“{file}”是同一公钥，一个公钥只能列一次",
            "{found} is the key of “{file}” under the role “{role}”: a key may be listed only once"
        ),
        TrustFaultKind::KeyFileMissing => say!(lang, "没有公钥文件{found}", "there is no key file {found}"),
        TrustFaultKind::KeyFileUnreadable(kind) => {
            let why = io_sentence(&(*kind).into(), lang);
            say!(lang, "公钥文件{found}无法读取：{why}", "the key file {found} cannot be read: {why}")
        }
        TrustFaultKind::KeyPrivate => say!(
            lang,
            "{found}是私钥文件，这里要用公钥",
            "{found} is a private key; this takes the public one"
        ),
        TrustFaultKind::KeyUnusable(error) => {
            let why = wrong_key(*error, lang);
            say!(lang, "公钥文件{found}不能用：{why}", "the key file {found} cannot be used: {why}")
        }
    }
}

/// How to mend it.
pub(crate) fn mend(fault: &TrustFault, lang: Lang) -> String {
    match &fault.kind {
        TrustFaultKind::Form(kind) => return forms::mend(kind, &fault.place.found, lang),
        TrustFaultKind::BadRole => lang.pick(
            "请写成案卷签署时所用的身份，如\"安置部门\"，100字以内",
            "Write the role as it is signed in, such as \"bureau\", in at most 100 characters",
        ),
        TrustFaultKind::DoubledRole => lang.pick(
            "同一身份只写一节，公钥都列在该节的 keys 中",
            "Let each role stand once, with all its keys",
        ),
        TrustFaultKind::DoubledStage => lang.pick("请删去一处", "Delete one of them"),
        TrustFaultKind::UnknownStage => lang.pick(
            "请写 plan（岗位计划）、scores（计分）、exams（考试成绩）或 ranking（排名）",
            "Write plan, scores, exams or ranking",
        ),
        TrustFaultKind::NeedsNobody => lang.pick(
            "请写明至少几人签署；不作要求的身份，整节删去",
            "Say how many must sign; a role that nobody need sign in is left out",
        ),
        TrustFaultKind::NeedsMore { .. } => lang.pick(
            "请补列公钥，或减少人数",
            "List as many keys as are needed, or need fewer",
        ),
        TrustFaultKind::NoKeys => lang.pick(
            "请列出公钥文件，如 keys = [\"bureau.pub.pem\"]",
            "List the key files: keys = [\"bureau.pub.pem\"]",
        ),
        TrustFaultKind::DoubledKey { .. } => lang.pick(
            "请删去一处；一人兼两种身份的，须用两把密钥分别签署",
            "Delete one of them; whoever signs in two roles has a key for each",
        ),
        TrustFaultKind::KeyFileMissing => lang.pick(
            "公钥文件须与信任文件放在同一文件夹；请核对文件名",
            "Key files lie beside the trust file; check the name",
        ),
        TrustFaultKind::KeyFileUnreadable(_) => lang.pick(
            "请核对这是不是公钥文件，能否打开",
            "Check that this is a key file, and that you may read it",
        ),
        TrustFaultKind::KeyPrivate => lang.pick(
            "请换成公钥：由持有人运行 anzhi key public 导出；私钥不得离开持有人",
            "Have its owner take the public key out with anzhi key public; a private key stays with its owner",
        ),
        TrustFaultKind::KeyUnusable(_) => lang.pick(
            "请向签署人重新索取公钥，并当面或电话核对指纹",
            "Ask the signer for the public key again, and compare its fingerprint in person",
        ),
    }
    .into()
}
