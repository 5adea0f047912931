//! The arguments and what `--help` says about them, in Chinese and English.

use crate::words::{about, argument, value_name};
use anzhi_core::date::Date;
use anzhi_record::audit::Seed;
use anzhi_record::key::Algorithm;
use anzhi_record::stage::StageKind;
use anzhi_report::Lang;
use clap::{
    Arg, ArgAction, Args, Command, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum,
};
use std::ffi::OsString;
use std::path::PathBuf;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "anzhi", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) task: Task,
    #[arg(
        long,
        global = true,
        value_enum,
        hide_possible_values = true,
        hide_default_value = true,
        default_value = "text"
    )]
    pub(crate) format: Format,
    /// Read by [`language`] before anything else; here so that it is known.
    #[arg(long, global = true, value_enum, hide_possible_values = true)]
    lang: Option<LangWord>,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    Init(Init),
    Check(Dir),
    Score(Dir),
    Place(Place),
    Explain(Explain),
    Seal(Seal),
    Diff(Diff),
    Publish(Publish),
    Receipt(Receipt),
    Sign(Sign),
    Verify(Verify),
    Audit(Audit),
    Key(Key),
    Scheme(Scheme),
}

#[derive(Args, Debug)]
pub(crate) struct Audit {
    #[arg(id = "record_dir")]
    pub(crate) record: PathBuf,
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) sample: Option<u32>,
    #[arg(long, requires = "sample")]
    pub(crate) seed: Option<Seed>,
}

#[derive(Args, Debug)]
pub(crate) struct Init {
    pub(crate) dir: PathBuf,
    #[arg(long, default_value = "county-reference", hide_default_value = true)]
    pub(crate) scheme: String,
    #[arg(long, value_parser = clap::value_parser!(i16).range(1950..=2200))]
    pub(crate) year: Option<i16>,
    #[arg(long, conflicts_with_all = ["scheme", "year"])]
    pub(crate) secret_only: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Dir {
    pub(crate) dir: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Place {
    pub(crate) dir: PathBuf,
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// The record holds the result.
    #[arg(long, conflicts_with = "out")]
    pub(crate) record: Option<PathBuf>,
    #[arg(long, requires = "record")]
    pub(crate) after: Vec<PathBuf>,
    #[arg(long, requires_all = ["record", "role", "name"])]
    pub(crate) key: Option<PathBuf>,
    #[arg(long, requires = "key")]
    pub(crate) role: Option<String>,
    #[arg(long, requires = "key")]
    pub(crate) name: Option<String>,
    #[arg(long, requires = "key")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    pub(crate) dir: PathBuf,
    pub(crate) candidate: String,
}

#[derive(Args, Debug)]
pub(crate) struct Diff {
    #[arg(id = "old_record")]
    pub(crate) old: PathBuf,
    #[arg(id = "new_record")]
    pub(crate) new: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Publish {
    #[arg(id = "record_dir")]
    pub(crate) record: PathBuf,
    #[arg(id = "publish_out", long = "out")]
    pub(crate) out: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Receipt {
    #[arg(id = "record_dir")]
    pub(crate) record: PathBuf,
    pub(crate) candidate: String,
    #[arg(id = "receipt_out", long = "out")]
    pub(crate) out: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Seal {
    pub(crate) dir: PathBuf,
    #[arg(id = "stage_kind", long = "stage", value_parser = stage_kind)]
    pub(crate) stage: StageKind,
    #[arg(id = "stage_date", long = "date", value_parser = day)]
    pub(crate) date: Date,
    #[arg(id = "stage_out", long = "out")]
    pub(crate) out: PathBuf,
    #[arg(long)]
    pub(crate) after: Vec<PathBuf>,
    #[arg(long, requires_all = ["role", "name"])]
    pub(crate) key: Option<PathBuf>,
    #[arg(long, requires = "key")]
    pub(crate) role: Option<String>,
    #[arg(long, requires = "key")]
    pub(crate) name: Option<String>,
    #[arg(long, requires = "key")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

fn stage_kind(text: &str) -> Result<StageKind, String> {
    text.parse().map_err(|error: anzhi_record::stage::UnknownStage| error.to_string())
}

/// A day in its one writing, so that nobody's habits decide what it means.
fn day(text: &str) -> Result<Date, String> {
    text.parse::<Date>()
        .ok()
        .filter(|date| date.to_string() == text)
        .ok_or_else(|| "not a day such as 2026-05-20".into())
}

#[derive(Args, Debug)]
pub(crate) struct Sign {
    #[arg(id = "signed")]
    pub(crate) record: PathBuf,
    #[arg(long)]
    pub(crate) key: PathBuf,
    #[arg(long)]
    pub(crate) role: String,
    #[arg(long)]
    pub(crate) name: String,
    #[arg(long)]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Verify {
    #[arg(id = "verified")]
    pub(crate) record: PathBuf,
    #[arg(id = "public_key", long = "key")]
    pub(crate) keys: Vec<PathBuf>,
    #[arg(id = "trust_file", long = "trust", conflicts_with = "public_key")]
    pub(crate) trust: Option<PathBuf>,
    #[arg(id = "held_stage", long = "stage")]
    pub(crate) stages: Vec<PathBuf>,
}

#[derive(Args, Debug)]
#[command(subcommand_required = true, arg_required_else_help = true, disable_help_subcommand = true)]
pub(crate) struct Key {
    #[command(subcommand)]
    pub(crate) task: KeyTask,
}

/// What is to be done with a key.
#[derive(Debug, Subcommand)]
pub(crate) enum KeyTask {
    New(KeyNew),
    Public(KeyFile),
    Show(KeyFile),
}

#[derive(Args, Debug)]
pub(crate) struct KeyNew {
    #[arg(id = "key_out", long = "out")]
    pub(crate) out: PathBuf,
    #[arg(
        long,
        value_enum,
        hide_possible_values = true,
        hide_default_value = true,
        default_value = "ed25519"
    )]
    pub(crate) algorithm: AlgorithmWord,
    #[arg(long, conflicts_with = "no_passphrase")]
    pub(crate) passphrase_file: Option<PathBuf>,
    #[arg(long)]
    pub(crate) no_passphrase: bool,
}

#[derive(Args, Debug)]
pub(crate) struct KeyFile {
    pub(crate) key_file: PathBuf,
    #[arg(long)]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Args, Debug)]
#[command(subcommand_required = true, arg_required_else_help = true, disable_help_subcommand = true)]
pub(crate) struct Scheme {
    #[command(subcommand)]
    pub(crate) task: SchemeTask,
}

/// What is to be done with schemes.
#[derive(Debug, Subcommand)]
pub(crate) enum SchemeTask {
    Check(SchemeCheck),
    Compare(SchemeCompare),
    List,
    Schema,
    Show(SchemeCheck),
    Test(SchemeTest),
}

#[derive(Args, Debug)]
pub(crate) struct SchemeCheck {
    #[arg(id = "scheme_file")]
    pub(crate) file: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct SchemeCompare {
    #[arg(id = "first_scheme")]
    pub(crate) first: PathBuf,
    #[arg(id = "second_scheme")]
    pub(crate) second: PathBuf,
    #[arg(id = "compared_round", long = "round")]
    pub(crate) round: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct SchemeTest {
    #[arg(id = "tested_scheme")]
    pub(crate) file: Option<PathBuf>,
}

/// The algorithm of a new key.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum AlgorithmWord {
    Ed25519,
    Sm2,
}

impl From<AlgorithmWord> for Algorithm {
    fn from(word: AlgorithmWord) -> Self {
        match word {
            AlgorithmWord::Ed25519 => Self::Ed25519,
            AlgorithmWord::Sm2 => Self::Sm2,
        }
    }
}

/// The form of what is printed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Format {
    Json,
    Text,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LangWord {
    En,
    Zh,
}

/// The language that `--lang` asks for, else that of the environment. It is needed before the arguments are
/// understood, so that what is wrong with them is said in it.
pub(crate) fn language(words: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    let mut words = words.iter().filter_map(|word| word.to_str());
    while let Some(word) = words.next() {
        let asked = if word == "--lang" { words.next() } else { word.strip_prefix("--lang=") };
        match asked {
            Some("en") => return Lang::En,
            Some("zh") => return Lang::Zh,
            Some(_) | None => {}
        }
    }
    Lang::from_environment(variable)
}

/// Understands the command line.
///
/// # Errors
/// What is wrong with it, or the help that was asked for.
pub(crate) fn parse(words: Vec<OsString>, lang: Lang) -> Result<Arguments, clap::Error> {
    let matches = command(lang).try_get_matches_from(words)?;
    Arguments::from_arg_matches(&matches)
}

/// The command with its help in that language.
fn command(lang: Lang) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    in_words(Arguments::command().arg(version), "", lang)
}

/// Gives one command its help, its usage line and headings with a colon of their language. `within` is the command
/// that it is a part of.
fn in_words(command: Command, within: &str, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    let (about, usage) = about(format!("{within} {name}").trim_start(), lang);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let takes = if command.has_subcommands() {
        lang.pick("命令：\n{subcommands}\n\n", "Commands:\n{subcommands}\n\n")
    } else if command.get_positionals().next().is_some() {
        lang.pick("参数：\n{positionals}\n\n", "Arguments:\n{positionals}\n\n")
    } else {
        ""
    };
    let (usage_is, options) =
        lang.pick(("用法：{usage}", "选项：\n{options}"), ("Usage: {usage}", "Options:\n{options}"));
    let template = format!("{{about-with-newline}}\n{usage_is}\n\n{takes}{options}\n");
    let within = if name == "anzhi" { "" } else { &name };
    let command = command.mut_subcommands(|subcommand| in_words(subcommand, within, lang));
    command.about(about).override_usage(usage).help_template(template).arg(help).mut_args(|arg| {
        let text = argument(arg.get_id().as_str(), lang);
        let arg = match value_name(arg.get_id().as_str(), lang) {
            Some(name) => arg.value_name(name),
            None => arg,
        };
        arg.help(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_is_described_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let command = command(lang);
            command.clone().debug_assert();
            let whole = about("anzhi", lang).0;
            let mut parts: Vec<&Command> = vec![&command];
            while let Some(part) = parts.pop() {
                parts.extend(part.get_subcommands());
                let told = part.get_about().map(ToString::to_string);
                assert_eq!(told.as_deref() == Some(whole), part.get_name() == "anzhi", "{}", part.get_name());
                for arg in part.get_arguments() {
                    assert!(
                        arg.get_help().is_some_and(|help| !help.to_string().is_empty()),
                        "{}",
                        arg.get_id()
                    );
                }
            }
        }
    }

    #[test]
    fn the_option_decides_before_the_environment() {
        let of = |words: &[&str]| {
            language(&words.iter().map(OsString::from).collect::<Vec<_>>(), |_| Some("en_US.UTF-8".into()))
        };
        assert_eq!(of(&["anzhi", "check", "x"]), Lang::En);
        assert_eq!(of(&["anzhi", "check", "x", "--lang", "zh"]), Lang::Zh);
        assert_eq!(of(&["anzhi", "--lang=zh", "check", "x"]), Lang::Zh);
    }
}
