//! `scheme`: checks the file of a scheme, shows it as a document, lists the shipped ones, computes worked examples,
//! compares two.

use crate::arguments::{Format, SchemeCheck, SchemeTask, SchemeTest};
use crate::commands::{Talk, failed};
use crate::compare::compare;
use crate::exit::Exit;
use anzhi_report::json as forms;
use anzhi_report::{Tested, json::TestedJson};
use anzhi_schemes::{
    FormFault, LoadedScheme, MAX_BYTES, examples_bytes, load, load_bytes, scheme_schema, scheme_schema_json,
    shipped, shipped_examples, shipped_names,
};
use anzhi_tables::ReadError;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What is asked about schemes.
pub(crate) fn scheme(task: &SchemeTask, talk: Talk) -> Result<Exit, Exit> {
    match task {
        SchemeTask::Check(args) => check(args, talk),
        SchemeTask::Compare(args) => compare(args, talk),
        SchemeTask::List => list(talk),
        SchemeTask::Schema => schema(talk),
        SchemeTask::Show(args) => show(args, talk),
        SchemeTask::Test(args) => test(args, talk),
    }
}

/// Prints the JSON Schema of scheme files, the same in both forms.
fn schema(talk: Talk) -> Result<Exit, Exit> {
    talk.answer(scheme_schema, scheme_schema_json)?;
    Ok(Exit::Done)
}

fn check(args: &SchemeCheck, talk: Talk) -> Result<Exit, Exit> {
    let (name, bytes) = file(&args.file, talk)?;
    let read = load_bytes(&bytes);
    talk.answer(
        || match &read {
            Ok(loaded) => anzhi_report::scheme_checked_text(&name, loaded, talk.lang),
            Err(faults) => faults_text(&name, &bytes, faults, talk),
        },
        || forms::scheme_check_json(&name, &read, talk.lang),
    )?;
    Ok(if read.is_ok() { Exit::Done } else { Exit::No })
}

/// A scheme as a document, or what is wrong with its file. Programs read the file itself: there is no other form.
fn show(args: &SchemeCheck, talk: Talk) -> Result<Exit, Exit> {
    if talk.format == Format::Json {
        return Err(failed(anzhi_report::shown_as_text_only(talk.lang)));
    }
    let (name, bytes) = file(&args.file, talk)?;
    let read = load_bytes(&bytes);
    let text = || match &read {
        Ok(loaded) => anzhi_report::scheme_show_text(loaded, talk.lang),
        Err(faults) => faults_text(&name, &bytes, faults, talk),
    };
    talk.answer(text, || ())?;
    Ok(if read.is_ok() { Exit::Done } else { Exit::No })
}

fn faults_text(name: &str, bytes: &[u8], faults: &[FormFault], talk: Talk) -> String {
    // Of a file that is no text there is no line to show.
    let text = std::str::from_utf8(bytes).unwrap_or("");
    anzhi_report::scheme_faults_text(name, text, faults, talk.lang)
}

/// What a file is called, and what stands in it. The name of a shipped scheme is that scheme; a file of that name
/// is written with its folder.
pub(crate) fn file(path: &Path, talk: Talk) -> Result<(String, Vec<u8>), Exit> {
    let word = path.to_str().unwrap_or("");
    if word == "-" {
        let name = talk.lang.pick("标准输入", "standard input").to_owned();
        return match beginning(io::stdin().lock()) {
            Ok(bytes) => Ok((name, bytes)),
            Err(error) => Err(unread(Path::new(&name), error, talk)),
        };
    }
    if let Some(text) = shipped(word) {
        return Ok((word.into(), text.into()));
    }
    match File::open(path).and_then(beginning) {
        Ok(bytes) => Ok((path.display().to_string(), bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound && is_name(word) => {
            Err(failed(&anzhi_report::unknown_scheme(word, talk.lang)))
        }
        Err(error) => Err(unread(path, error, talk)),
    }
}

/// As much of a file as is needed to judge it.
fn beginning(file: impl Read) -> io::Result<Vec<u8>> {
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether somebody may have meant a shipped scheme.
fn is_name(word: &str) -> bool {
    !word.is_empty() && !word.contains(['/', '\\']) && !word.ends_with(".toml")
}

fn unread(path: &Path, error: io::Error, talk: Talk) -> Exit {
    failed(&anzhi_report::read_failure(&ReadError { path: path.into(), error }, talk.lang))
}

fn list(talk: Talk) -> Result<Exit, Exit> {
    let loaded: Vec<LoadedScheme> =
        shipped_names().filter_map(shipped).filter_map(|text| load(text).ok()).collect();
    let schemes = || loaded.iter().map(|loaded| &loaded.scheme.identity);
    talk.answer(
        || anzhi_report::scheme_list_text(schemes(), talk.lang),
        || forms::scheme_list_json(schemes()),
    )?;
    Ok(Exit::Done)
}

fn test(args: &SchemeTest, talk: Talk) -> Result<Exit, Exit> {
    let paths: Vec<PathBuf> = match &args.file {
        Some(path) => vec![path.clone()],
        None => shipped_names().map(PathBuf::from).collect(),
    };
    let (mut text, mut schemes) = (String::new(), Vec::new());
    for path in &paths {
        let (told, form) = tested(path, talk)?;
        text.push_str(&told);
        schemes.push(form);
    }
    let holds = schemes.iter().all(|scheme| scheme.holds);
    talk.answer(|| text, || forms::scheme_test_json(schemes))?;
    Ok(if holds { Exit::Done } else { Exit::No })
}

/// Computes the worked examples of one scheme.
fn tested(path: &Path, talk: Talk) -> Result<(String, TestedJson), Exit> {
    let faulty = |name: &str, bytes: &[u8], faults: &[FormFault]| {
        let told = faults_text(name, bytes, faults, talk);
        (told, forms::untested_json(name, faults, talk.lang))
    };
    let (name, bytes) = file(path, talk)?;
    let loaded = match load_bytes(&bytes) {
        Ok(loaded) => loaded,
        Err(faults) => return Ok(faulty(&name, &bytes, &faults)),
    };
    let (beside, bytes) = worked(path, talk)?;
    match examples_bytes(&bytes, &loaded) {
        Ok(examples) => {
            let tested = Tested::new(&name, &loaded, &examples);
            let told = anzhi_report::scheme_tested_text(&tested, talk.lang);
            Ok((told, forms::tested_json(&tested, talk.lang)))
        }
        Err(faults) => Ok(faulty(&beside, &bytes, &faults)),
    }
}

/// The worked examples of a scheme: those shipped with it, or `examples.toml` beside its file.
fn worked(path: &Path, talk: Talk) -> Result<(String, Vec<u8>), Exit> {
    const EXAMPLES: &str = "examples.toml";
    if let Some((name, text)) = path.to_str().and_then(|name| Some((name, shipped_examples(name)?))) {
        return Ok((format!("{name}/{EXAMPLES}"), text.into()));
    }
    let beside = path.with_file_name(EXAMPLES);
    match File::open(&beside).and_then(beginning) {
        Ok(bytes) => Ok((beside.display().to_string(), bytes)),
        Err(error) => Err(unread(&beside, error, talk)),
    }
}
