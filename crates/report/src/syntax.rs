//! What the parser of TOML says, in words that help somebody who does not know TOML.

use crate::lang::{Lang, say};

/// How a message of the parser begins; what that is called, and how it is mended.
type Row = (&'static str, (&'static str, &'static str), (&'static str, &'static str));

/// The messages that people meet.
const ROWS: &[Row] = &[
    ("duplicate key", ("键重复", "a doubled key"), ("请只保留一个", "Keep one of them")),
    (
        "unexpected key or value",
        ("此处应当换行，一行只写一项", "the line should end here: there is one key to a line"),
        ("请另起一行，或删去多余的内容", "Begin a new line, or delete what is too much"),
    ),
    (
        "key with no value",
        ("键后面没有等号", "a key without “=”"),
        ("请补上等号和内容", "Add “=” and a value"),
    ),
    ("missing comma", ("缺少逗号", "a comma is missing"), ("请补上英文逗号", "Add it")),
    (
        "unquoted keys cannot be empty",
        ("等号前面没有键", "no key stands before “=”"),
        ("请补上键，或删去此行", "Add it, or delete the line"),
    ),
    (
        "unexpected leading zero",
        ("整数以0开头", "a whole number that begins with 0"),
        (
            "请去掉前面的0；日期、编号放在英文双引号里",
            "Take it away; dates and codes stand in quotation marks",
        ),
    ),
];

/// The beginnings of messages about a text that does not end.
const OPEN_TEXT: [&str; 3] = ["invalid basic string", "invalid literal string", "invalid multi-line"];

/// What is wrong.
pub(crate) fn wrong(message: &str, found: &str, lang: Lang) -> String {
    if is_chinese_key(message, found) {
        return say!(
            lang,
            "键“{found}”没有放在引号里",
            "the key “{found}” does not stand in quotation marks"
        );
    }
    if begins(message, &OPEN_TEXT) {
        return lang
            .pick(
                "引号没有配对，或文字中有看不见的字符",
                "a text without its closing quotation mark, or with an unseen character",
            )
            .into();
    }
    if message.starts_with("unclosed") {
        return lang.pick("括号没有配对", "a bracket that is not closed").into();
    }
    match row(message) {
        Some((_, wrong, _)) => lang.pick(wrong.0, wrong.1).into(),
        None if message.contains("quot") => say!(lang, "TOML格式有误", "this is not TOML ({message})"),
        None => say!(lang, "TOML格式有误（{message}）", "this is not TOML ({message})"),
    }
}

/// How to mend it.
pub(crate) fn mend(message: &str, found: &str, lang: Lang) -> String {
    if is_chinese_key(message, found) {
        return say!(
            lang,
            "有汉字的键要放在英文双引号里，如 \"{found}\" = \"3\"",
            "A key with other characters than letters, digits, - and _ needs them: \"{found}\" = \"3\""
        );
    }
    if begins(message, &OPEN_TEXT) {
        return lang
            .pick(
                "文字写成一行，两端都是英文引号，如 \"某县\"",
                "Write it on one line, between straight quotation marks: \"A county\"",
            )
            .into();
    }
    if message.starts_with("unclosed") {
        return lang.pick("请补上右括号", "Close it").into();
    }
    match row(message) {
        Some((_, _, mend)) => lang.pick(mend.0, mend.1).into(),
        None if message.contains("quot") || found.contains(['“', '”']) => lang
            .pick(
                "等号右边的文字要放在英文双引号里，如 title = \"某县\"",
                "A text stands in straight quotation marks: title = \"A county\"",
            )
            .into(),
        None => lang.pick("请改正此处", "Mend this place").into(),
    }
}

fn row(message: &str) -> Option<&'static Row> {
    ROWS.iter().find(|(begins, ..)| message.starts_with(begins))
}

fn begins(message: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| message.starts_with(beginning))
}

/// Whether a Chinese word is a key without quotation marks.
fn is_chinese_key(message: &str, found: &str) -> bool {
    let is_word = found.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    message.starts_with("invalid unquoted key") && is_word && !found.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;
    use anzhi_schemes::{FormFaultKind, load};

    /// The words of the parser are its own; an update that changes them must show.
    #[test]
    fn what_people_get_wrong_is_said_in_their_words() {
        let cases = [
            ("正团 = '3'", "键“正团”没有放在引号里"),
            ("a = 'x", "引号没有配对，或文字中有看不见的字符"),
            ("a = \"x", "引号没有配对，或文字中有看不见的字符"),
            ("a = 'x' b = 1", "此处应当换行，一行只写一项"),
            ("a", "键后面没有等号"),
            ("= 1", "等号前面没有键"),
            ("a = 03", "整数以0开头"),
            ("a = ['1' '2']", "缺少逗号"),
            ("a = ['1'", "括号没有配对"),
            ("[a", "括号没有配对"),
            ("a = {", "括号没有配对"),
            ("a = 1\na = 2", "键重复"),
            ("a = 某县", "TOML格式有误"),
        ];
        for (text, expected) in cases {
            let faults = load(text).map(|_| ()).unwrap_err();
            let fault = faults.iter().find(|fault| fault.kind.code() == "toml-syntax").unwrap();
            let FormFaultKind::Syntax { message } = &fault.kind else { unreachable!("the code says so") };
            let found = &fault.found;
            assert_eq!(wrong(message, found, Lang::Zh), expected, "{text}: {message}");
        }
    }
}
