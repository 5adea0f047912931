//! One function for each command: one call into the crates, print, exit code.

use crate::arguments::{Arguments, Dir, Explain, Format, Init, Task};
use crate::exit::Exit;
use crate::output::{data, json, message};
use crate::{audit, diff, keys, place, public, records, scheme, stages};
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_core::outcome::{Outcome, Standing};
use anzhi_core::place::{place as place_all, score_all, stand};
use anzhi_core::question::QuestionKind;
use anzhi_core::round::{CandidateRef, Round};
use anzhi_record::Package;
use anzhi_report::{Lang, json as forms};
use anzhi_schemes::LoadedScheme;
use anzhi_tables::{Directory, Faults, Folder, Headers, Reading, read_round};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Runs one command.
pub(crate) fn run(arguments: &Arguments, lang: Lang) -> Exit {
    let talk = Talk { lang, format: arguments.format };
    let done = match &arguments.task {
        Task::Audit(args) => audit::audit(args, talk),
        Task::Init(args) => init(args, talk),
        Task::Check(args) => check(args, talk),
        Task::Score(args) => score(args, talk),
        Task::Place(args) => place::place(args, talk),
        Task::Explain(args) => explain(args, talk),
        Task::Seal(args) => stages::seal(args, talk),
        Task::Diff(args) => diff::diff(args, talk),
        Task::Publish(args) => public::publish(args, talk),
        Task::Receipt(args) => public::receipt(args, talk),
        Task::Sign(args) => records::sign(args, talk),
        Task::Verify(args) => records::verify(args, talk),
        Task::Key(args) => keys::key(&args.task, talk),
        Task::Scheme(args) => scheme::scheme(&args.task, talk),
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
    opened(read(folder, talk)?, talk)
}

fn read(folder: &dyn Folder, talk: Talk) -> Result<Reading, Exit> {
    read_round(folder).map_err(|failure| failed(&anzhi_report::read_failure(&failure, talk.lang)))
}

fn opened(reading: Reading, talk: Talk) -> Result<Opened, Exit> {
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
    records::tables_only(&args.dir, talk)?;
    let opened = open(&Directory(&args.dir), talk)?;
    let round = &opened.round;
    match checked(round) {
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

/// What stands, with what only placing everybody brings to light: whether seats can be taken back and given anew.
fn checked(round: &Round) -> Result<Standing, Vec<Fault>> {
    let standing = stand(round)?;
    let is_settled = standing.questions.is_empty() && !round.waits_for_exam();
    if !is_settled || !round.is_changed_after_meeting() {
        return Ok(standing);
    }
    match place_all(round) {
        Outcome::Fault(faults) => Err(faults),
        Outcome::Done(placement) => Ok(Standing { warnings: placement.warnings, ..standing }),
        Outcome::Questions(standing) => Ok(standing),
    }
}

fn score(args: &Dir, talk: Talk) -> Result<Exit, Exit> {
    records::tables_only(&args.dir, talk)?;
    let opened = open(&Directory(&args.dir), talk)?;
    let round = &opened.round;
    let standing = match scored(round) {
        Err(faults) => return faulty(faults, &opened, talk),
        Ok(standing) => standing,
    };
    if talk.format == Format::Text {
        message(&anzhi_report::warnings_text(&standing.warnings, talk.lang));
    }
    talk.answer(
        || anzhi_report::score_text(round, &standing, &opened.headers, talk.lang),
        || forms::score_json(round, &standing, talk.lang),
    )?;
    Ok(if standing.questions.is_empty() { Exit::Done } else { Exit::Questions })
}

/// Sheets, ranking and warnings, and the questions that hold sheets back. What only ranking finds fault with, such as
/// equal lots, keeps no sheet from being printed.
fn scored(round: &Round) -> Result<Standing, Vec<Fault>> {
    if let Ok(mut standing) = stand(round) {
        standing.questions.retain(|question| matches!(question.kind, QuestionKind::Gap { .. }));
        return Ok(standing);
    }
    let (scores, questions) = score_all(round)?;
    Ok(Standing { scores, rankings: Vec::new(), held_back: Vec::new(), questions, warnings: Vec::new() })
}

/// Says that something was not written.
pub(crate) fn unwritten(path: &Path, error: &io::Error, talk: Talk) -> Exit {
    failed(&anzhi_report::write_failure(path, error, talk.lang))
}

fn explain(args: &Explain, talk: Talk) -> Result<Exit, Exit> {
    let package = records::round_of(&args.dir, talk)?;
    let reading = match package.as_ref().and_then(Package::round) {
        Some(round) => read(&round, talk)?,
        None => read(&Directory(&args.dir), talk)?,
    };
    let id = &*args.candidate;
    // Whatever else is wrong with the round, nobody of that id will be in it.
    if let Some(known) = reading.candidates.as_ref().filter(|known| !known.contains(id)) {
        return Err(failed(&anzhi_report::unknown_candidate(known.iter().map(|id| &**id), id, talk.lang)));
    }
    let opened = opened(reading, talk)?;
    match opened.round.find_candidate(id) {
        Some(candidate) => explain_one(&opened, candidate, talk),
        None => Err(failed(&anzhi_report::unknown_candidate(std::iter::empty(), id, talk.lang))),
    }
}

fn explain_one(opened: &Opened, candidate: CandidateRef, talk: Talk) -> Result<Exit, Exit> {
    let round = &opened.round;
    let outcome = place_all(round);
    // Before the exam nobody can be placed, but sheets can be explained.
    let waits = |faults: &[Fault]| faults.iter().all(|fault| fault.kind == FaultKind::NoExams);
    match &outcome {
        Outcome::Fault(faults) if !waits(faults) => return faulty(faults.clone(), opened, talk),
        Outcome::Fault(_) => {
            if let Err(faults) = stand(round) {
                return faulty(faults, opened, talk);
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
