//! One function for each command: one call into the crates, print, exit code.

use crate::arguments::{Arguments, Explain, Format, Init, Place, Task};
use crate::exit::Exit;
use crate::output::{data, json, message};
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_core::outcome::{Outcome, Standing};
use anzhi_core::place::{place, score_all, stand};
use anzhi_core::question::QuestionKind;
use anzhi_core::round::{CandidateRef, Round};
use anzhi_record::{RoundResult, write_new};
use anzhi_report::{Lang, json as forms};
use anzhi_tables::{Directory, Faults, Headers, Reading, read_round};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// Runs one command.
pub(crate) fn run(arguments: &Arguments, lang: Lang) -> Exit {
    let talk = Talk { lang, format: arguments.format };
    let done = match &arguments.task {
        Task::Init(args) => init(args, talk),
        Task::Check(args) => on_round(&args.dir, talk, check),
        Task::Score(args) => on_round(&args.dir, talk, score),
        Task::Place(args) => place_round(args, talk),
        Task::Explain(args) => explain(args, talk),
    };
    done.unwrap_or_else(|exit| exit)
}

/// How the answer is to be given.
#[derive(Clone, Copy)]
struct Talk {
    lang: Lang,
    format: Format,
}

impl Talk {
    /// Prints the answer as text or JSON.
    fn answer<T: Serialize>(
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

fn failed(text: &str) -> Exit {
    message(text);
    Exit::CouldNot
}

/// A round without faults, and the files and headers that it was read from.
struct Opened {
    round: Round,
    files: BTreeMap<Table, String>,
    headers: Headers,
}

/// Reads a folder and goes on with its round, or prints what is wrong with it.
fn on_round(
    dir: &Path,
    talk: Talk,
    then: impl FnOnce(&Opened, Talk) -> Result<Exit, Exit>,
) -> Result<Exit, Exit> {
    on_reading(read(dir, talk)?, talk, then)
}

fn read(dir: &Path, talk: Talk) -> Result<Reading, Exit> {
    read_round(&Directory(dir)).map_err(|failure| failed(&anzhi_report::read_failure(&failure, talk.lang)))
}

fn on_reading(
    reading: Reading,
    talk: Talk,
    then: impl FnOnce(&Opened, Talk) -> Result<Exit, Exit>,
) -> Result<Exit, Exit> {
    match reading.round {
        Ok(round) => then(&Opened { round, files: reading.files, headers: reading.headers }, talk),
        Err(faults) => refuse(&faults, &reading.files, talk),
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

fn faulty(mut tables: Vec<Fault>, opened: &Opened, talk: Talk) -> Result<Exit, Exit> {
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

fn check(opened: &Opened, talk: Talk) -> Result<Exit, Exit> {
    let round = &opened.round;
    match stand(round) {
        Err(faults) => faulty(faults, opened, talk),
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

fn score(opened: &Opened, talk: Talk) -> Result<Exit, Exit> {
    let round = &opened.round;
    let standing = match scored(round) {
        Err(faults) => return faulty(faults, opened, talk),
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
    Ok(Standing { scores, rankings: Vec::new(), questions, warnings: Vec::new() })
}

fn place_round(args: &Place, talk: Talk) -> Result<Exit, Exit> {
    if let Some(out) = args.out.as_deref().filter(|out| out.symlink_metadata().is_ok()) {
        return Err(unwritten(out, &io::ErrorKind::AlreadyExists.into(), talk));
    }
    on_round(&args.dir, talk, |opened, talk| {
        let round = &opened.round;
        let outcome = place(round);
        let (exit, warnings, text) = match &outcome {
            Outcome::Fault(faults) => return faulty(faults.clone(), opened, talk),
            Outcome::Questions(standing) => {
                let ranking = anzhi_report::standing_text(round, standing, talk.lang);
                let questions =
                    anzhi_report::questions_text(round, &standing.questions, &opened.headers, talk.lang);
                (Exit::Questions, &standing.warnings, ranking + "\n" + &questions)
            }
            Outcome::Done(placement) => {
                if let Some(out) = &args.out {
                    let bytes = RoundResult::new(round, placement).to_bytes();
                    write_new(out, &bytes, 0o666).map_err(|error| unwritten(out, &error, talk))?;
                    message(&anzhi_report::written(out, talk.lang));
                }
                (Exit::Done, &placement.warnings, anzhi_report::placement_text(round, placement, talk.lang))
            }
        };
        if talk.format == Format::Text {
            message(&anzhi_report::warnings_text(warnings, talk.lang));
        }
        talk.answer(|| text, || forms::place_json(round, &outcome, talk.lang))?;
        Ok(exit)
    })
}

fn unwritten(path: &Path, error: &io::Error, talk: Talk) -> Exit {
    failed(&anzhi_report::write_failure(path, error, talk.lang))
}

fn explain(args: &Explain, talk: Talk) -> Result<Exit, Exit> {
    let (reading, id) = (read(&args.dir, talk)?, &*args.candidate);
    // Whatever else is wrong with the round, nobody of that id will be in it.
    if let Some(known) = reading.candidates.as_ref().filter(|known| !known.contains(id)) {
        return Err(failed(&anzhi_report::unknown_candidate(known.iter().map(|id| &**id), id, talk.lang)));
    }
    on_reading(reading, talk, |opened, talk| match opened.round.find_candidate(id) {
        Some(candidate) => explain_one(opened, candidate, talk),
        None => Err(failed(&anzhi_report::unknown_candidate(std::iter::empty(), id, talk.lang))),
    })
}

fn explain_one(opened: &Opened, candidate: CandidateRef, talk: Talk) -> Result<Exit, Exit> {
    let round = &opened.round;
    let outcome = place(round);
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
