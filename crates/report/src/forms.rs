//! Faults of TOML files in words.

use crate::lang::{Lang, say};
use crate::syntax;
use anzhi_schemes::{FormFault, FormFaultKind, Type};

/// One fault as a line of text.
pub(crate) fn form_fault_line(file: &str, fault: &FormFault, lang: Lang) -> String {
    let FormFault { line, column, kind, found, .. } = fault;
    let (wrong, mend) = (wrong(kind, found, lang), mend(kind, found, lang));
    let code = kind.code();
    if is_nowhere(fault) {
        return say!(lang, "{file}：{wrong}。{mend}。[{code}]", "{file}: {wrong}. {mend}. [{code}]");
    }
    say!(
        lang,
        "{file}第{line}行第{column}字：{wrong}。{mend}。[{code}]",
        "{file} line {line}, character {column}: {wrong}. {mend}. [{code}]"
    )
}

#[expect(clippy::too_many_lines, reason = "one line for each kind of fault, so that none can be forgotten")]
pub(crate) fn wrong(kind: &FormFaultKind, found: &str, lang: Lang) -> String {
    match kind {
        FormFaultKind::TooLarge { most } => {
            let most = most >> 20;
            say!(lang, "文件超过{most} MB", "the file is larger than {most} MB")
        }
        FormFaultKind::NotUtf8 => {
            lang.pick("文件编码不是UTF-8，从此处起无法辨认", "not UTF-8 from here on").into()
        }
        FormFaultKind::FullWidth { character: '\u{3000}', .. } => {
            lang.pick("此处是全角空格", "this is a full-width blank").into()
        }
        FormFaultKind::FullWidth { instead, .. } if is_mark(instead) => {
            say!(lang, "此处的引号 {found} 是中文引号", "{found} is not a straight quotation mark")
        }
        FormFaultKind::FullWidth { .. } => {
            say!(lang, "此处“{found}”是全角字符", "“{found}” is full-width here")
        }
        FormFaultKind::Syntax { message } => syntax::wrong(message, found, lang),
        FormFaultKind::UnknownKey { .. } => say!(lang, "不认识的键“{found}”", "the key “{found}” is unknown"),
        FormFaultKind::MissingKey { key } => say!(lang, "缺少“{key}”", "“{key}” is missing"),
        FormFaultKind::WrongType { expected } => {
            let expected = type_name(*expected, lang);
            say!(lang, "“{found}”应为{expected}", "“{found}” should be {expected}")
        }
        FormFaultKind::Placeholder => {
            lang.pick("“…”是待填的记号", "“…” only marks a place to fill in").into()
        }
        FormFaultKind::BadText => {
            say!(lang, "文字过长或含有控制字符", "a text that is too long or holds control characters")
        }
        FormFaultKind::MalformedNumber => {
            say!(lang, "{found}不是数", "{found} is not a plain decimal number")
        }
        FormFaultKind::TooManyPlaces => {
            say!(lang, "{found}的小数超过六位", "{found} has more than six decimal places")
        }
        FormFaultKind::OutOfBounds { least, most } => {
            say!(lang, "{found}不在{least}至{most}之间", "{found} does not lie between {least} and {most}")
        }
        FormFaultKind::UnknownName { .. } => {
            say!(lang, "没有名为{found}的项", "nothing has the name {found}")
        }
        FormFaultKind::DoubledName => say!(lang, "名称{found}重复", "the name {found} is taken"),
        FormFaultKind::MalformedName => say!(lang, "{found}不能作名称", "{found} cannot be a name"),
        FormFaultKind::NotComposed => {
            say!(lang, "这一步接不上前一步的结果：{found}", "this cannot take what comes before it: {found}")
        }
        FormFaultKind::MissingPrice { of } => {
            say!(lang, "“{of}”没有分值或对应项", "“{of}” has no figure here")
        }
        FormFaultKind::BandsNotRising => {
            say!(lang, "分档没有依次升高：{found}", "the bounds do not rise: {found}")
        }
        FormFaultKind::NoLot => say!(lang, "同分排序没有以抽签结束", "the tie keys do not end with the lot"),
        FormFaultKind::UnknownLanguage => {
            say!(lang, "不认识的语言版本{found}", "the language version {found} is unknown")
        }
        FormFaultKind::NoSuchDay => say!(lang, "{found}不是日期", "{found} is not a date"),
        FormFaultKind::MalformedFingerprint => {
            say!(lang, "{found}不是案卷指纹", "{found} is not the fingerprint of a record")
        }
        FormFaultKind::ValueBelow => {
            say!(lang, "{found}在下文才定义", "{found} is declared further down")
        }
        FormFaultKind::ClassTwice { of } => {
            say!(lang, "“{of}”归入了两个等次", "“{of}” is in two classes")
        }
        FormFaultKind::LacksPart { part } => {
            say!(lang, "这份办法没有规定{part}部分", "this paper does not state the part {part}")
        }
        FormFaultKind::NothingListed => {
            say!(lang, "这里不能是空的：{found}", "nothing is listed here: {found}")
        }
        FormFaultKind::MalformedLength => say!(lang, "{found}不是时长", "{found} is not a length of time"),
        FormFaultKind::MalformedExpression => {
            say!(lang, "算式“{found}”无法读出", "the calculation “{found}” cannot be read")
        }
        FormFaultKind::TooDeep => lang.pick("套得太深", "this is nested too deep").into(),
        FormFaultKind::FewWays => {
            say!(
                lang,
                "计法不足两种，裁定无从选择：{found}",
                "there are fewer than two ways to choose from: {found}"
            )
        }
        FormFaultKind::WaysDiffer { first } => say!(
            lang,
            "{found}与“{first}”得出的不是同一种结果",
            "{found} does not give the same kind of thing as “{first}”"
        ),
        FormFaultKind::WaysNested => lang
            .pick("一种计法之中又有待裁定选择的计法", "within a way there is another choice of ways")
            .into(),
        FormFaultKind::TooMany { most } => {
            say!(lang, "超过{most}项", "there are more than {most}")
        }
    }
}

#[expect(clippy::too_many_lines, reason = "one line for each kind of fault, so that none can be forgotten")]
pub(crate) fn mend(kind: &FormFaultKind, found: &str, lang: Lang) -> String {
    match kind {
        FormFaultKind::TooLarge { .. } => {
            lang.pick("请核对是否选错了文件", "Check whether this is the right file").into()
        }
        FormFaultKind::NotUtf8 => {
            lang.pick("请用记事本另存，编码选“UTF-8”", "Save it as UTF-8 with a text editor").into()
        }
        FormFaultKind::FullWidth { character: '\u{3000}', .. } => {
            lang.pick("请改用半角空格，或删去", "Type a plain blank, or delete it").into()
        }
        FormFaultKind::FullWidth { instead, .. } => {
            say!(
                lang,
                "请切换到英文输入法，改成半角的 {instead}",
                "Type {instead} without the Chinese input method"
            )
        }
        FormFaultKind::UnknownKey { nearest: Some(near) }
        | FormFaultKind::UnknownName { nearest: Some(near) } => {
            say!(lang, "是否应为“{near}”", "Did you mean “{near}”?")
        }
        FormFaultKind::UnknownKey { nearest: None } => lang.pick("请删去或改正", "Delete or mend it").into(),
        FormFaultKind::UnknownName { nearest: None } => {
            lang.pick("请改用上文已定义的名称", "Use a name that is defined above").into()
        }
        FormFaultKind::Syntax { message } => syntax::mend(message, found, lang),
        FormFaultKind::MissingKey { .. } => lang.pick("请补上", "Add it").into(),
        FormFaultKind::WrongType { expected: Type::Text | Type::TextOrGap } => lang
            .pick(
                "数值、日期也要放在英文双引号里，如\"0.5\"、\"2026-03-31\"",
                "Figures and dates stand in quotation marks too: \"0.5\", \"2026-03-31\"",
            )
            .into(),
        FormFaultKind::WrongType { expected: Type::Integer } => {
            lang.pick("请去掉引号和小数点，如2026", "Write it without quotation marks or point: 2026").into()
        }
        FormFaultKind::WrongType { .. } => lang.pick("请改正类型", "Mend the type").into(),
        FormFaultKind::Placeholder => lang.pick("请换成实际内容", "Write what belongs there").into(),
        FormFaultKind::BadText => {
            lang.pick("请写成一行，不超过2000字", "Write one line of at most 2000 characters").into()
        }
        FormFaultKind::MalformedNumber => lang.pick("请写作\"12.5\"", "Write it as \"12.5\"").into(),
        FormFaultKind::TooManyPlaces => {
            lang.pick("请写成不超过六位小数", "Write at most six decimal places").into()
        }
        FormFaultKind::OutOfBounds { .. } => lang.pick("请核对", "Check it").into(),
        FormFaultKind::DoubledName => lang.pick("请另取名称", "Take another name").into(),
        FormFaultKind::MalformedName => lang
            .pick(
                "名称由1至32个字母、汉字、数字或“-”“_”“.”组成",
                "A name is 1 to 32 letters, digits, '-', '_' or '.'",
            )
            .into(),
        FormFaultKind::NotComposed => lang
            .pick(
                "请核对步骤的次序和种类；计分项须以分值结束",
                "Check order and kind of the steps; an item ends in points",
            )
            .into(),
        FormFaultKind::MissingPrice { .. } => lang
            .pick(
                "请写明分值；原文未载的写{ gap = \"原因\" }",
                "State it; what the paper leaves out is { gap = \"why\" }",
            )
            .into(),
        FormFaultKind::BandsNotRising => lang.pick("请由低到高排列", "Put them in rising order").into(),
        FormFaultKind::NoLot => lang.pick("请在末尾加上\"lot\"", "Add \"lot\" at the end").into(),
        FormFaultKind::UnknownLanguage => {
            lang.pick("本程序只认language = 1", "This program reads language = 1").into()
        }
        FormFaultKind::ValueBelow => {
            lang.pick("请把被引用的量移到前面", "Move the value above what uses it").into()
        }
        FormFaultKind::ClassTwice { .. } => {
            lang.pick("一种类别只能归入一个等次", "Leave it in one class only").into()
        }
        FormFaultKind::LacksPart { .. } => {
            lang.pick("请改用含有这一部分的办法", "Name a paper that states it").into()
        }
        FormFaultKind::NothingListed => lang.pick("请至少写一项", "List at least one").into(),
        FormFaultKind::MalformedLength => lang
            .pick(
                "时长写作\"3 years\"、\"6 months\"或\"10 days\"",
                "Write \"3 years\", \"6 months\" or \"10 days\"",
            )
            .into(),
        FormFaultKind::MalformedExpression => lang
            .pick(
                "算式由上文的量、数、+ - * min max和括号写成，减号两边空格，如\"max(0, 2 - 0.1 * years)\"",
                "Write values, figures, + - * min max and parentheses, a minus between blanks: \"max(0, 2 - 0.1 * years)\"",
            )
            .into(),
        FormFaultKind::TooDeep => lang.pick("请改写得平直一些", "Write it flatter").into(),
        FormFaultKind::FewWays => lang
            .pick(
                "请写出两种以上的计法；只有一种的，直接写步骤",
                "Name two ways at least; of a single one write the steps themselves",
            )
            .into(),
        FormFaultKind::WaysDiffer { .. } => lang
            .pick(
                "各种计法须以同一种结果结束：都是分值，都是时长，都是同一等次序列的记录，等等；记录须取自同一张表",
                "All ways must end in the same: points, a quantity, rows with classes of one ladder and so on, and read rows of one file",
            )
            .into(),
        FormFaultKind::WaysNested => lang
            .pick(
                "请把几处未载之处合并为一个one_of，逐一列出各种搭配；或者把其中一处写成另一个中间值",
                "List every combination in one one_of, or let one of the two stand in a value of its own",
            )
            .into(),
        FormFaultKind::TooMany { .. } => {
            lang.pick("请减少，或分成几个办法", "Have fewer of them, or split the scheme").into()
        },
        FormFaultKind::MalformedFingerprint => lang
            .pick(
                "请照所更正案卷的指纹抄录64位，字母小写，组间不留空格",
                "Copy all 64 hexadecimal digits of the fingerprint, lower case, without blanks",
            )
            .into(),
        FormFaultKind::NoSuchDay => lang
            .pick(
                "年月日写作\"2026-03-31\"，月日写作\"03-31\"",
                "Write \"2026-03-31\", a day of the year \"03-31\"",
            )
            .into(),
    }
}

/// Whether a fault is on the whole file: what that lacks stands nowhere in it.
pub(crate) fn is_nowhere(fault: &FormFault) -> bool {
    let lacks =
        matches!(fault.kind, FormFaultKind::MissingKey { .. }) && (fault.line, fault.column) == (1, 1);
    lacks || matches!(fault.kind, FormFaultKind::TooLarge { .. })
}

fn is_mark(instead: &str) -> bool {
    matches!(instead, "\"" | "'")
}

fn type_name(expected: Type, lang: Lang) -> &'static str {
    match expected {
        Type::Array => lang.pick("数组 […]", "a list […]"),
        Type::Flag => lang.pick("true或false", "true or false"),
        Type::Integer => lang.pick("整数（不加引号、无小数点）", "a whole number without quotation marks"),
        Type::Table => lang.pick("表 { … }", "a table { … }"),
        Type::Text => lang.pick("带引号的文字", "a text in quotation marks"),
        Type::TextOrGap => lang
            .pick("带引号的分值，或{ gap = \"原因\" }", "a figure in quotation marks, or { gap = \"why\" }"),
    }
}
