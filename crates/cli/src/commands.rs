//! One function for each command: one call into the crates, print, exit code.

use crate::arguments::{Arguments, Dir, Explain, Format, Init, Task};
use crate::exit::Exit;
use crate::output::{data, json, message};
use crate::{keys, place, records};
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_core::outcome::Outcome;
use anzhi_core::place::{score_all, stand};
use anzhi_core::round::Round;
use anzhi_report::{Lang, json as forms};
use anzhi_schemes::LoadedScheme;
use anzhi_tables::{Directory, Faults, Folder, Headers, read_round};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Runs one command.
pub(crate) fn run(arguments: &Arguments, lang: Lang) -> Exit {
    let talk = Talk { lang, format: arguments.format };
    let done = match &arguments.task {
        Task::Init(args) => init(args, talk),
        Task::Check(args) => check(args, talk),
        Task::Score(args) => score(args, talk),
        Task::Place(args) => place::place(args, talk),
        Task::Explain(args) => explain(args, talk),
        Task::Sign(args) => records::sign(args, talk),
        Task::Verify(args) => records::verify(args, talk),
        Task::Key(args) => keys::key(&args.task, talk),
    };
    done.unwrap_or_else(|exit| exit)
}

/// How the answer is to be given.
#[derive(Clone, Copy)]
pub(crate) struct Talk {
    pub(crate) lang: Lang,
    pub(crate) format: Format,
}

impl Talk {
    /// Prints the answer as text or JSON.
    pub(crate) fn answer<T: Serialize>(
        self,
        text: impl FnOnce() -> String,
        form: impl FnOnce() -> T,
    ) -> Result<(), Exit> {
        let printed = match self.format {
            Format::Text => data(&text()),
            Format::Json => json(&form()),
        };
        printed.map_err(|error| unwritten(Path::new("stdout"), &error, self))
    }
}

/// Says why something could not be done.
pub(crate) fn failed(text: &str) -> Exit {
    message(text);
    Exit::CouldNot
}

/// A round without faults, its scheme, and the files and headers that it was read from.
pub(crate) struct Opened {
    pub(crate) round: Round,
    pub(crate) scheme: Option<LoadedScheme>,
    pub(crate) files: BTreeMap<Table, String>,
    pub(crate) headers: Headers,
}

/// Reads the round of a folder, or prints what is wrong with it.
pub(crate) fn open(folder: &dyn Folder, talk: Talk) -> Result<Opened, Exit> {
    let reading =
        read_round(folder).map_err(|failure| failed(&anzhi_report::read_failure(&failure, talk.lang)))?;
    match reading.round {
        Ok(round) => {
            Ok(Opened { round, scheme: reading.scheme, files: reading.files, headers: reading.headers })
        }
        Err(faults) => Err(refuse(&faults, &reading.files, talk)?),
    }
}

/// Prints faults: as the answer, for that is what was asked or what keeps the answer from being given.
fn refuse(faults: &Faults, files: &BTreeMap<Table, String>, talk: Talk) -> Result<Exit, Exit> {
    talk.answer(
        || anzhi_report::faults_text(faults, files, talk.lang),
        || forms::faults_json(faults, files, talk.lang),
    )?;
    Ok(Exit::No)
}

/// Prints faults that scoring or placing has found.
pub(crate) fn faulty(mut tables: Vec<Fault>, opened: &Opened, talk: Talk) -> Result<Exit, Exit> {
    opened.headers.name_columns(&mut tables);
    refuse(&Faults { tables, forms: Vec::new() }, &opened.files, talk)
}

fn init(args: &Init, talk: Talk) -> Result<Exit, Exit> {
    let made = if args.secret_only {
        anzhi_tables::init_secret(&args.dir)
    } else {
        let year =
            args.year.unwrap_or_else(|| jiff::tz::TimeZone::UTC.to_datetime(jiff::Timestamp::now()).year());
        anzhi_tables::init(&args.dir, &args.scheme, year)
    };
    made.map_err(|failure| failed(&anzhi_report::init_failure(&failure, talk.lang)))?;
    message(&anzhi_report::init_done(&args.dir, args.secret_only, talk.lang));
    Ok(Exit::Done)
}

fn check(args: &Dir, talk: Talk) -> Result<Exit, Exit> {
    let opened = open(&Directory(&args.dir), talk)?;
    let round = &opened.round;
    match stand(round) {
        Err(faults) => faulty(faults, &opened, talk),
        Ok(standing) => {
            let warnings = &standing.warnings;
            talk.answer(
                || {
                    let text = anzhi_report::check_text(round, &standing, &opened.headers, talk.lang);
                    text + &anzhi_report::warnings_text(warnings, talk.lang)
                },
                || forms::check_json(round, &standing.questions, warnings, talk.lang),
            )?;
            Ok(if standing.questions.is_empty() { Exit::Done } else { Exit::Questions })
        }
    }
}

fn score(args: &Dir, talk: Talk) -> Result<Exit, Exit> {
    let opened = open(&Directory(&args.dir), talk)?;
    let round = &opened.round;
    match score_all(round) {
        Err(faults) => faulty(faults, &opened, talk),
        Ok((scores, questions)) => {
            talk.answer(
                || {
                    let sheets = anzhi_report::sheets_text(round, &scores, talk.lang);
                    sheets + "\n" + &anzhi_report::score_table(round, &scores, talk.lang)
                },
                || forms::score_json(round, &scores, &questions, talk.lang),
            )?;
            if questions.is_empty() {
                return Ok(Exit::Done);
            }
            message(&anzhi_report::questions_text(round, &questions, &opened.headers, talk.lang));
            Ok(Exit::Questions)
        }
    }
}

/// Says that something was not written.
pub(crate) fn unwritten(path: &Path, error: &io::Error, talk: Talk) -> Exit {
    failed(&anzhi_report::write_failure(path, error, talk.lang))
}

fn explain(args: &Explain, talk: Talk) -> Result<Exit, Exit> {
    let opened = match records::round_of(&args.dir, talk)? {
        Some(package) => match package.round() {
            Some(round) => open(&round, talk)?,
            None => return Ok(Exit::No),
        },
        None => open(&Directory(&args.dir), talk)?,
    };
    let round = &opened.round;
    let Some(candidate) = round.find_candidate(&args.candidate) else {
        return Err(failed(&anzhi_report::unknown_candidate(round, &args.candidate, talk.lang)));
    };
    let outcome = anzhi_core::place::place(round);
    // Before the exam nobody can be placed, but sheets can be explained.
    let waits = |faults: &[Fault]| faults.iter().all(|fault| fault.kind == FaultKind::NoExams);
    match &outcome {
        Outcome::Fault(faults) if !waits(faults) => return faulty(faults.clone(), &opened, talk),
        Outcome::Fault(_) => {
            if let Err(faults) = stand(round) {
                return faulty(faults, &opened, talk);
            }
        }
        Outcome::Done(_) | Outcome::Questions(_) => {}
    }
    talk.answer(
        || anzhi_report::explain_text(round, &outcome, candidate, talk.lang),
        || forms::explain_json(round, &outcome, candidate, talk.lang),
    )?;
    Ok(Exit::Done)
}
