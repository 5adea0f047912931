//! What is wrong with the command line, in words. English comes from the parser, Chinese from here.

use crate::exit::Exit;
use crate::output;
use anzhi_report::Lang;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Prints help to stdout, or what is wrong to stderr.
pub(crate) fn report(error: &Error, lang: Lang) -> Exit {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return output::data(&error.to_string()).map_or(Exit::CouldNot, |()| Exit::Done);
    }
    let help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    output::message(&if help { error.to_string() } else { lang.pick(chinese(error), error.to_string()) });
    Exit::CouldNot
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the parser's set of errors is open")]
fn chinese(error: &Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(all)) => all.join("、"),
        Some(_) | None => String::new(),
    };
    let (argument, value) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue));
    let wrong = match error.kind() {
        ErrorKind::UnknownArgument => format!("没有“{argument}”这个选项或参数"),
        ErrorKind::InvalidSubcommand => format!("没有“{}”这个命令", context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("缺少{argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("“{argument}”后面没有内容"),
        ErrorKind::InvalidValue => {
            format!("“{argument}”不能是“{value}”，可以是：{}", context(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => format!("“{argument}”不能是“{value}”"),
        ErrorKind::ArgumentConflict => match context(ContextKind::PriorArg) {
            prior if prior == argument => format!("“{argument}”写了两次"),
            prior => format!("“{argument}”不能与“{prior}”同时使用"),
        },
        ErrorKind::InvalidUtf8 => "参数含有无法识别的字符".into(),
        _ => "命令写法有误".into(),
    };
    format!("{wrong}。用法请看：anzhi --help\n")
}
