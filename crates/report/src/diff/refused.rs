//! Two records of which one does not hold, so that nothing is said of what differs.

use crate::failures::visible;
use crate::keys::grouped;
use crate::lang::{Lang, say};
use crate::verification::findings::sentence;
use crate::verification::not_done;
use anzhi_record::diff::Both;
use anzhi_record::verify::{Report, Step, Verdict};

/// So many findings of a record are told here; its own verification tells them all.
const TOLD: usize = 5;

/// Why two records are not held against each other; `names` is how the two are called.
///
/// ```
/// use anzhi_record::{Package, diff::{Both, diff}};
/// use anzhi_report::{Lang, diff_refused_text};
///
/// let nothing = Package::default();
/// let reports = diff(&nothing, &nothing, None).err().ok_or("it holds")?;
/// let text = diff_refused_text(&reports, Both { old: "2026", new: "2026-1" }, Lang::Zh);
/// assert!(text.contains("旧案卷“2026”：不相符") && text.contains("[missing-file]"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diff_refused_text(reports: &Both<Report>, names: Both<&str>, lang: Lang) -> String {
    let mut text = String::from(lang.pick(
        "有案卷与重算不相符，所载内容不可信，不作比较。\n",
        "One of the records does not hold when computed anew. What it says is not to be relied on: nothing is compared.\n",
    ));
    text.push_str(&one(&reports.old, lang.pick("旧案卷", "Old"), names.old, lang));
    text.push_str(&one(&reports.new, lang.pick("新案卷", "New"), names.new, lang));
    text.push_str(lang.pick("全部结果用 anzhi verify 查看。\n", "Run anzhi verify for all of it.\n"));
    text
}

fn one(report: &Report, which: &str, name: &str, lang: Lang) -> String {
    let name = visible(name);
    if report.holds() {
        return say!(lang, "\n{which}“{name}”：相符\n", "\n{which}, “{name}”: holds\n");
    }
    let mut text = say!(lang, "\n{which}“{name}”：不相符\n", "\n{which}, “{name}”: does NOT hold\n");
    if let Some(fingerprint) = &report.fingerprint {
        let fingerprint = grouped(fingerprint);
        text.push_str(&say!(lang, "　指纹：{fingerprint}\n", "  fingerprint: {fingerprint}\n"));
    }
    let (findings, more) = first_findings(report, lang);
    for (code, words) in findings {
        text.push_str(&format!("  - {words} [{code}]\n"));
    }
    if more > 0 {
        text.push_str(&say!(lang, "  - 另有{more}处\n", "  - and {more} more\n"));
    }
    text
}

/// The first findings of a record that does not hold, code and sentence, and how many more there are. Where nothing
/// was found, why it could not be computed.
pub(crate) fn first_findings(report: &Report, lang: Lang) -> (Vec<(&'static str, String)>, usize) {
    let steps = || Step::ALL.into_iter().filter(|step| *step != Step::Signatures);
    let findings = steps().flat_map(|step| match report.verdict(step) {
        Verdict::Failed(findings) => &findings[..],
        Verdict::NotDone(_) | Verdict::Passed => &[],
    });
    let all: Vec<(&'static str, String)> =
        findings.map(|finding| (finding.code(), sentence(finding, lang))).collect();
    if all.is_empty() {
        let why = steps().find_map(|step| match report.verdict(step) {
            Verdict::NotDone(why) if !why.is_of_the_record() => Some(("not-done", not_done(why, lang))),
            Verdict::Failed(_) | Verdict::NotDone(_) | Verdict::Passed => None,
        });
        return (why.into_iter().collect(), 0);
    }
    let more = all.len().saturating_sub(TOLD);
    (all.into_iter().take(TOLD).collect(), more)
}
