//! The answer of `scheme check`: every fault at its line, or that there is none.

use super::snippet::Remark;
use super::warnings;
use crate::forms::{is_nowhere, mend, wrong};
use crate::lang::{Lang, say};
use crate::numbers;
use anzhi_schemes::{FormFault, FormWarning, LoadedScheme, nearest, shipped_names};

/// All faults of a scheme's file, each with its line, and how many there are. `file` is what the file is called,
/// `text` what stands in it.
///
/// ```
/// use anzhi_report::{Lang, scheme_faults_text};
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let text = format!("titel = \"某县办法\"\n{text}");
/// let faults = anzhi_schemes::load(&text).err().ok_or("loaded")?;
/// let told = scheme_faults_text("mine.toml", &text, &faults, Lang::En);
/// let expected = "\
/// “mine.toml” has 1 fault and cannot be used before it is mended:
///
/// Fault: the key “titel” is unknown [toml-unknown-key]
///  --> mine.toml:1:1
///   |
/// 1 | titel = \"某县办法\"
///   | ^^^^^
///   |
///   = To mend: Did you mean “title”?
/// ";
/// assert_eq!(told, expected);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn scheme_faults_text(file: &str, text: &str, faults: &[FormFault], lang: Lang) -> String {
    let mut told = faults_heading(file, faults.len(), lang);
    for fault in faults {
        let FormFault { line, column, kind, found, start, end } = fault;
        let (wrong, mend, code) = (wrong(kind, found, lang), mend(kind, found, lang), kind.code());
        let remark = Remark {
            file,
            text,
            place: (!is_nowhere(fault)).then_some((*line, *column)),
            span: *start..*end,
            title: say!(lang, "差错：{wrong} [{code}]", "Fault: {wrong} [{code}]"),
            mend: say!(lang, "改法：{mend}", "To mend: {mend}"),
        };
        told.push('\n');
        told.push_str(&remark.to_text());
    }
    told
}

/// How many faults a file has.
pub(crate) fn faults_heading(file: &str, count: usize, lang: Lang) -> String {
    let in_english = numbers::count(count, "fault");
    let until = if count == 1 { "it is" } else { "they are" };
    say!(
        lang,
        "“{file}”有{count}处差错，改正之前不能使用：\n",
        "“{file}” has {in_english} and cannot be used before {until} mended:\n"
    )
}

/// A scheme without faults in one line, and what is worth a look in it.
///
/// ```
/// use anzhi_report::{Lang, scheme_checked_text};
///
/// let text = anzhi_schemes::shipped("county-reference").ok_or("not shipped")?;
/// let loaded = anzhi_schemes::load(text).map_err(|faults| format!("{faults:?}"))?;
/// let told = scheme_checked_text("county-reference", &loaded, Lang::En);
/// assert!(told.starts_with("No faults: county-reference (") && told.ends_with(", 0 warnings.\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn scheme_checked_text(file: &str, loaded: &LoadedScheme, lang: Lang) -> String {
    let LoadedScheme { scheme, text, warnings, .. } = loaded;
    let (id, edition) = (&scheme.identity.id, &scheme.identity.edition);
    let (items, gaps, count) = (scheme.scoring.items.len(), scheme.scoring.gaps.len(), warnings.len());
    let [english_items, english_gaps, english_warnings] =
        [(items, "item"), (gaps, "gap"), (count, "warning")].map(|(n, noun)| numbers::count(n, noun));
    let mut told = say!(
        lang,
        "没有差错：{id}（{edition}），计分项{items}个，缺项{gaps}个，提示{count}条。\n",
        "No faults: {id} ({edition}), {english_items}, {english_gaps}, {english_warnings}.\n"
    );
    for warning in warnings {
        told.push('\n');
        told.push_str(&warning_text(file, text, warning, lang));
    }
    told
}

fn warning_text(file: &str, text: &str, warning: &FormWarning, lang: Lang) -> String {
    let FormWarning { line, column, kind, found, start, end } = warning;
    let (worth, mend) = (warnings::worth(*kind, found, lang), warnings::mend(*kind, lang));
    let code = kind.code();
    let remark = Remark {
        file,
        text,
        place: Some((*line, *column)),
        span: *start..*end,
        title: say!(lang, "提示：{worth} [{code}]", "Warning: {worth} [{code}]"),
        mend: mend.into(),
    };
    remark.to_text()
}

/// A word that is neither a file nor the name of a shipped scheme.
///
/// ```
/// use anzhi_report::{Lang, unknown_scheme};
///
/// let told = unknown_scheme("county-refrence", Lang::En);
/// assert!(told.ends_with("nor a shipped scheme of that name; perhaps “county-reference”?\n"));
/// ```
pub fn unknown_scheme(word: &str, lang: Lang) -> String {
    match nearest(word, shipped_names()) {
        Some(near) => say!(
            lang,
            "没有“{word}”这个文件，也没有这个名称的内置办法，是否为“{near}”？\n",
            "There is neither a file “{word}” nor a shipped scheme of that name; perhaps “{near}”?\n"
        ),
        None => say!(
            lang,
            "没有“{word}”这个文件，也没有这个名称的内置办法。内置办法请看：anzhi scheme list\n",
            "There is neither a file “{word}” nor a shipped scheme of that name. See: anzhi scheme list\n"
        ),
    }
}
