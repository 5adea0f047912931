//! What could not be done, in words.

use crate::lang::{Lang, say};
use anzhi_tables::{InitError, ReadError};
use std::io;
use std::path::Path;

/// A file or folder that cannot be read.
///
/// ```
/// let error = anzhi_tables::read_round(&anzhi_tables::Directory("nowhere".as_ref())).unwrap_err();
/// let text = anzhi_report::read_failure(&error, anzhi_report::Lang::En);
/// assert_eq!(text, "“nowhere” cannot be read: no such file or folder.\n");
/// ```
pub fn read_failure(failure: &ReadError, lang: Lang) -> String {
    let (path, why) = (failure.path.display(), io_sentence(&failure.error, lang));
    say!(lang, "无法读取“{path}”：{why}。\n", "“{path}” cannot be read: {why}.\n")
}

/// A file that has been written.
///
/// ```
/// use anzhi_report::{Lang, written};
///
/// assert_eq!(written("result.json".as_ref(), Lang::Zh), "结果已写入“result.json”。\n");
/// ```
pub fn written(path: &Path, lang: Lang) -> String {
    let path = path.display();
    say!(lang, "结果已写入“{path}”。\n", "The result is in “{path}”.\n")
}

/// A file that cannot be written.
///
/// ```
/// use anzhi_report::{Lang, write_failure};
///
/// let full = std::io::ErrorKind::StorageFull.into();
/// let text = write_failure("result.json".as_ref(), &full, Lang::En);
/// assert_eq!(text, "“result.json” was not written: the disk is full.\n");
/// ```
pub fn write_failure(path: &Path, error: &io::Error, lang: Lang) -> String {
    let (path, why) = (path.display(), io_sentence(error, lang));
    say!(lang, "没有写入“{path}”：{why}。\n", "“{path}” was not written: {why}.\n")
}

/// A folder that cannot be made.
///
/// ```
/// use anzhi_report::{Lang, init_failure};
/// use anzhi_tables::InitError;
///
/// let text = init_failure(&InitError::UnknownScheme, Lang::En);
/// assert!(text.starts_with("There is no scheme of that name. Known are: county-reference, "));
/// ```
pub fn init_failure(failure: &InitError, lang: Lang) -> String {
    match failure {
        InitError::Exists(path) if path.ends_with("secret.hex") => {
            lang.pick("已有密值，不予覆盖。\n", "There is a secret already; it is not overwritten.\n").into()
        }
        InitError::Exists(path) => write_failure(path, &io::ErrorKind::AlreadyExists.into(), lang),
        InitError::Io(path, error) => write_failure(path, error, lang),
        InitError::UnknownScheme => {
            let known = anzhi_schemes::shipped_names().collect::<Vec<_>>().join(lang.pick("、", ", "));
            say!(
                lang,
                "没有这个计分办法。现有：{known}。\n",
                "There is no scheme of that name. Known are: {known}.\n"
            )
        }
        InitError::NoRandomness => lang
            .pick("系统没有提供随机数，未能生成密值。\n", "The system gave no randomness for the secret.\n")
            .into(),
    }
}

/// A folder, or only its secret, has been made; what to do next.
///
/// ```
/// use anzhi_report::{Lang, init_done};
///
/// assert!(init_done("2026".as_ref(), false, Lang::En).ends_with("Then run: anzhi check \"2026\"\n"));
/// // A new secret alone voids what has been signed.
/// assert!(init_done("2026".as_ref(), true, Lang::En).contains("voids all signatures"));
/// ```
pub fn init_done(dir: &Path, secret_only: bool, lang: Lang) -> String {
    let dir = dir.display();
    if secret_only {
        return say!(
            lang,
            "已在“{dir}”中生成密值 secret.hex，请妥善保管，不得公开；此前的签认随之全部失效。\n",
            "The secret is in “{dir}/secret.hex”; keep it, and never publish it. It voids all signatures given before.\n"
        );
    }
    say!(
        lang,
        "已建立“{dir}”。请先改好 round.toml，再填各表；密值 secret.hex 须妥善保管，不得公开。\n填好后运行：anzhi check \"{dir}\"\n",
        "“{dir}” is ready. Complete round.toml and the tables; keep secret.hex and never publish it.\nThen run: anzhi check \"{dir}\"\n"
    )
}

/// An id that no candidate of the round has.
///
/// ```
/// use anzhi_report::{Lang, unknown_candidate};
///
/// let known = || ["2026-01", "2026-02"].into_iter();
/// let text = unknown_candidate(known(), "2026-o1", Lang::En);
/// assert_eq!(text, "No candidate has the id “2026-o1”; perhaps “2026-01”?\n");
/// assert_eq!(unknown_candidate(known(), "7", Lang::En), "No candidate has the id “7”.\n");
/// ```
pub fn unknown_candidate<'k>(known: impl Iterator<Item = &'k str>, id: &str, lang: Lang) -> String {
    match anzhi_schemes::nearest(id, known) {
        Some(near) => say!(
            lang,
            "没有编号为“{id}”的候选人，是否为“{near}”？\n",
            "No candidate has the id “{id}”; perhaps “{near}”?\n"
        ),
        None => say!(lang, "没有编号为“{id}”的候选人。\n", "No candidate has the id “{id}”.\n"),
    }
}

/// A path between quotation marks that a shell understands, with what nobody sees written out.
pub(crate) fn quoted(path: &Path) -> String {
    format!("\"{}\"", visible(&path.display().to_string()))
}

/// A text from elsewhere on one line, with what nobody sees written out: nothing in it can pass for a line of the
/// program's own.
pub(crate) fn visible(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
        if anzhi_tables::is_unseen(c) {
            shown.extend(c.escape_unicode())
        } else {
            shown.push(c)
        }
        shown
    })
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the system's set of errors is open")]
pub(crate) fn io_sentence(error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists => lang
            .pick(
                "已经存在，不予覆盖，请换一个名称",
                "it exists already and is not overwritten; take another name",
            )
            .into(),
        io::ErrorKind::InvalidInput => lang.pick("不是普通文件", "not a regular file").into(),
        io::ErrorKind::IsADirectory => lang.pick("这是文件夹，不是文件", "it is a folder, not a file").into(),
        io::ErrorKind::NotFound => lang.pick("没有这个文件或文件夹", "no such file or folder").into(),
        io::ErrorKind::PermissionDenied => lang.pick("没有权限", "permission denied").into(),
        io::ErrorKind::NotADirectory => lang.pick("不是文件夹", "not a folder").into(),
        io::ErrorKind::StorageFull => lang.pick("磁盘已满", "the disk is full").into(),
        _ => say!(lang, "系统报告“{error}”", "{error}"),
    }
}
