//! The command line of anzhi: arguments, one call, print, exit code.

mod arguments;
mod audit;
mod commands;
mod compare;
mod diff;
mod exit;
mod keys;
mod output;
mod place;
mod prompt;
mod public;
mod records;
mod scheme;
mod stages;
mod usage;
mod words;

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args_os().collect();
    let lang = arguments::language(&words, |name| std::env::var(name).ok());
    match arguments::parse(words, lang) {
        Ok(arguments) => commands::run(&arguments, lang).into(),
        Err(error) => usage::report(&error, lang).into(),
    }
}
