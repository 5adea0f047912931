//! How the leads begin and end; and what is said instead of a record that does not hold.

use crate::failures::quoted;
use crate::keys::grouped;
use crate::lang::{Lang, say};
use crate::placement::heading;
use crate::verification::{findings, step_name};
use anzhi_core::round::{Basis, Round};
use anzhi_record::audit::Audit;
use anzhi_record::verify::{Report, Step, Verdict};
use std::path::Path;

/// That the record holds, which one it is, and what was not judged.
pub(super) fn head(audit: &Audit<'_>, record: &Path, lang: Lang) -> String {
    let title = lang.pick("监督核查要点：", "What to look at: ");
    let (holds, round) = (holds(audit, record, lang), heading(audit.round().0, lang));
    let meant = lang.pick(
        "以下各条值得查看，不等于有问题；最要紧的在前。\n",
        "What follows deserves a look, the most telling first; none of it says that something is wrong.\n",
    );
    let stated = stated(audit.round().0, lang);
    format!("{title}{holds}\n{round}{stated}{meant}")
}

/// What only paper can confirm: whoever leaves somebody out can lower the count that the record states.
fn stated(round: &Round, lang: Lang) -> String {
    let people = round.candidates().len();
    let seats: u64 = round.vacancies().iter().map(|vacancy| u64::from(vacancy.seats)).sum();
    let mut text = say!(
        lang,
        "案卷自述，请与所掌握的纸质文件核对：候选人{people}名，名额{seats}个",
        "As the record states it, to be compared with the papers that you hold: {people} candidates, {seats} seats"
    );
    let (roster, plan) = (&round.heading().roster, &round.heading().plan);
    for (basis, (zh, en)) in [(roster, ("移交名册", "roster")), (plan, ("岗位计划", "plan"))] {
        if let Some(Basis { document, issuer, count }) = basis {
            text.push_str(&say!(
                lang,
                "；{zh}（{issuer}　{document}）载明{count}",
                "; {en} ({issuer}, {document}) of {count}"
            ));
        }
    }
    text + "\n"
}

/// The first line: that the contents hold, and that signatures were not judged.
pub(super) fn holds(audit: &Audit<'_>, record: &Path, lang: Lang) -> String {
    let (count, fingerprint) = (audit.endorsements(), grouped(&audit.fingerprint()));
    let shown = quoted(record);
    say!(
        lang,
        "案卷内容已重算，相符；签名（{count}个）没有判断，公示环节没有与所留存的比对，须另行核验：anzhi verify {shown} --trust 信任文件 --stage 所留存的封存文件\n案卷指纹：{fingerprint}\n",
        "the record's contents hold when computed anew; signatures ({count}) were not judged, nor stages held against those that you keep; that takes anzhi verify {shown} --trust FILE --stage FILE\nFingerprint: {fingerprint}\n"
    )
}

/// What was looked for and not found, and what none of this can show.
pub(super) fn end(silent: &[&str], record: &Path, lang: Lang) -> String {
    let shown = quoted(record);
    let silent = if silent.is_empty() {
        String::new()
    } else {
        let silent = silent.join(lang.pick("；", "; "));
        say!(lang, "\n查过而没有可列的：{silent}\n", "\nLooked for and not found: {silent}\n")
    };
    say!(
        lang,
        "{silent}\n案卷里没有写的，这里查不出来：档案是否如实录入，须抽查纸质档案。抽取名单：anzhi audit {shown} --sample 10 --seed 公开选定的种子\n",
        "{silent}\nWhat is written nowhere in the record shows nowhere here: whether the files were entered as they are, paper must tell. To draw people: anzhi audit {shown} --sample 10 --seed TEXT\n"
    )
}

/// So many findings of a step are told: the report of verifying has more.
const TOLD: usize = 3;

/// Why a record is not looked through: what verifying found, in short.
///
/// ```
/// use anzhi_record::{Package, audit::Audit};
/// use anzhi_report::{Lang, audit_refused_text};
///
/// let empty = Package::default();
/// let report = Audit::of(&empty, None).err().ok_or("it holds")?;
/// let text = audit_refused_text(&report, "2026".as_ref(), Lang::Zh);
/// assert!(text.starts_with("案卷核验不通过") && text.contains("[missing-file]"));
/// # Ok::<(), &str>(())
/// ```
pub fn audit_refused_text(report: &Report, record: &Path, lang: Lang) -> String {
    let mut text = String::new();
    for step in Step::ALL {
        let Verdict::Failed(found) = report.verdict(step) else { continue };
        let name = step_name(step, lang);
        for finding in found.iter().take(TOLD) {
            let (sentence, code) = (findings::sentence(finding, lang), finding.code());
            text.push_str(&format!("- {name}{}{sentence} [{code}]\n", lang.pick("：", ": ")));
        }
        if let Some(more) = found.len().checked_sub(TOLD).filter(|more| *more > 0) {
            text.push_str(&say!(lang, "- {name}：另有{more}处\n", "- {name}: and {more} more\n"));
        }
    }
    let shown = quoted(record);
    let why = if text.is_empty() {
        lang.pick("案卷未能核验，没有核查：", "The record could not be checked; nothing was looked at:")
    } else {
        lang.pick("案卷核验不通过，没有核查：", "The record does NOT hold; nothing was looked at:")
    };
    say!(
        lang,
        "{why}\n{text}全部见：anzhi verify {shown}\n",
        "{why}\n{text}All of it: anzhi verify {shown}\n"
    )
}
