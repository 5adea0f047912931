//! The arguments and what `--help` says about them, in Chinese and English.

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
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    pub(crate) dir: PathBuf,
    pub(crate) candidate: String,
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
    let command = in_words(Arguments::command().arg(version), lang);
    command.mut_subcommands(|subcommand| in_words(subcommand, lang))
}

/// Gives one command its help, its usage line and headings with a colon of their language.
fn in_words(command: Command, lang: Lang) -> Command {
    let (about, usage) = about(command.get_name(), lang);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let template = match (lang, command.has_subcommands()) {
        (Lang::Zh, true) => {
            "{about-with-newline}\n用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}\n"
        }
        (Lang::Zh, false) => {
            "{about-with-newline}\n用法：{usage}\n\n参数：\n{positionals}\n\n选项：\n{options}\n"
        }
        (Lang::En, true) => {
            "{about-with-newline}\nUsage: {usage}\n\nCommands:\n{subcommands}\n\nOptions:\n{options}\n"
        }
        (Lang::En, false) => {
            "{about-with-newline}\nUsage: {usage}\n\nArguments:\n{positionals}\n\nOptions:\n{options}\n"
        }
    };
    command.about(about).override_usage(usage).help_template(template).arg(help).mut_args(|arg| {
        let text = argument(arg.get_id().as_str(), lang);
        let arg = match value_name(arg.get_id().as_str(), lang) {
            Some(name) => arg.value_name(name),
            None => arg,
        };
        arg.help(text)
    })
}

/// What a command does, and how it is written.
fn about(command: &str, lang: Lang) -> (&'static str, &'static str) {
    match command {
        "init" => lang.pick(
            (
                "新建一个年度文件夹：空表格、年度说明和密值",
                "anzhi init <文件夹> [--scheme 计分办法] [--year 年份] [--secret-only]",
            ),
            (
                "Make the folder of a round: empty tables, its heading, its secret",
                "anzhi init <DIR> [--scheme NAME] [--year YEAR] [--secret-only]",
            ),
        ),
        "check" => lang.pick(
            ("检查各表，一次列出全部差错、待决问题和提示", "anzhi check <文件夹>"),
            ("Check all tables: every fault, open question and warning at once", "anzhi check <DIR>"),
        ),
        "score" => lang.pick(
            ("计分：每人一份计分表（含签认码），末尾附总表", "anzhi score <文件夹>"),
            (
                "Score: a sheet for each candidate with the code to sign, and a table of all",
                "anzhi score <DIR>",
            ),
        ),
        "place" => lang.pick(
            ("计分、排名并依次选岗，得出安置结果", "anzhi place <文件夹> [--out 文件]"),
            ("Score, rank and place", "anzhi place <DIR> [--out FILE]"),
        ),
        "explain" => lang.pick(
            ("逐项说明一人的分数、名次和各志愿的去向", "anzhi explain <文件夹> <编号>"),
            (
                "Explain one candidate: score line by line, rank, each preference",
                "anzhi explain <DIR> <CANDIDATE>",
            ),
        ),
        _ => lang.pick(
            ("安置：按公布的计分办法给军转干部计分、排名、依次选岗，供监督复核", "anzhi <命令> [选项]"),
            (
                "anzhi: exact scoring, ranking and choice-order placement by a published scheme",
                "anzhi <COMMAND> [OPTIONS]",
            ),
        ),
    }
}

/// What an argument is for.
fn argument(name: &str, lang: Lang) -> &'static str {
    match name {
        "dir" => lang.pick("年度文件夹", "the folder of the round"),
        "candidate" => lang.pick("候选人编号", "the id of the candidate"),
        "scheme" => {
            lang.pick("计分办法的名称，不写为 county-reference", "the scheme, county-reference unless given")
        }
        "year" => lang.pick(
            "年份（1950至2200），不写为当前年份",
            "the year (1950 to 2200), the present one unless given",
        ),
        "secret_only" => {
            lang.pick("只给已有的文件夹补上密值 secret.hex", "only add the secret that a folder lacks")
        }
        "out" => lang.pick(
            "把结果写入此文件（result.json）；文件已存在则不写",
            "write the result (result.json) to this file, which must not exist",
        ),
        "format" => lang.pick("输出形式：text（默认）或 json", "text (default) or json"),
        "lang" => {
            lang.pick("语言：zh 或 en；不写则依系统环境", "zh or en; from the environment unless given")
        }
        "help" => lang.pick("显示用法", "show this help"),
        "version" => lang.pick("显示版本", "show the version"),
        _ => "",
    }
}

/// What stands for the value of an argument in usage lines.
fn value_name(name: &str, lang: Lang) -> Option<&'static str> {
    Some(match name {
        "dir" => lang.pick("文件夹", "DIR"),
        "candidate" => lang.pick("编号", "CANDIDATE"),
        "scheme" => lang.pick("计分办法", "NAME"),
        "year" => lang.pick("年份", "YEAR"),
        "out" => lang.pick("文件", "FILE"),
        "format" => "text|json",
        "lang" => "zh|en",
        _ => return None,
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
            let whole = about("anzhi", lang);
            for part in command.get_subcommands() {
                assert_ne!(about(part.get_name(), lang), whole, "{}", part.get_name());
            }
            let arguments = command.get_subcommands().flat_map(Command::get_arguments);
            for arg in arguments.chain(command.get_arguments()) {
                assert!(arg.get_help().is_some_and(|help| !help.to_string().is_empty()), "{}", arg.get_id());
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
