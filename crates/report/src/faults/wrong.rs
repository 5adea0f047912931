//! What is wrong, for each kind of fault.

use crate::lang::{Lang, say};
use crate::questions::word;
use crate::words::{broken, condition_word, table_name};
use anzhi_core::fault::{Fault, FaultKind, Table};

#[expect(clippy::too_many_lines, reason = "one line for each kind of fault, so that none can be forgotten")]
pub(crate) fn wrong(fault: &Fault, lang: Lang) -> String {
    let found = &fault.found;
    match &fault.kind {
        FaultKind::MissingFile if fault.place.table == Table::Candidates => lang
            .pick("缺少“候选人.csv”（或candidates.csv）", "candidates.csv (or 候选人.csv) is missing")
            .into(),
        FaultKind::MissingFile => say!(lang, "缺少文件“{found}”", "the file “{found}” is missing"),
        FaultKind::TwoFiles { other } => say!(
            lang,
            "同一张表有两个文件：“{found}”和“{other}”",
            "one table stands in two files: “{found}” and “{other}”"
        ),
        FaultKind::EmptyFile => say!(lang, "没有找到表头", "there is no header"),
        FaultKind::NoCandidates => say!(lang, "表中没有候选人", "there are no candidates"),
        FaultKind::FileTooLarge { limit } => {
            say!(lang, "文件超过上限{limit}字节", "the file is larger than {limit} bytes")
        }
        FaultKind::UnknownFile { .. } => say!(lang, "不认识的表“{found}”", "no table has the name “{found}”"),
        FaultKind::PathOutside => {
            say!(lang, "路径“{found}”不在本文件夹之内", "the path “{found}” leads out of the folder")
        }
        FaultKind::NotUtf8 => {
            say!(lang, "文件不是UTF-8编码（字节{found}）", "the file is not UTF-8 (bytes {found})")
        }
        FaultKind::NulByte => say!(lang, "文件中有空字节（NUL）", "the file holds a NUL byte"),
        FaultKind::MalformedSecret => {
            say!(lang, "密值格式不对", "the secret is malformed")
        }
        FaultKind::UnknownScheme { .. } => {
            say!(lang, "没有名为“{found}”的计分办法", "no scheme has the name “{found}”")
        }
        FaultKind::SchemeNameTaken => say!(
            lang,
            "计分办法自称“{found}”，版次也与程序内置的相同，内容却不同",
            "the scheme calls itself “{found}”, edition included, and is not the shipped one"
        ),
        FaultKind::UnknownColumn { .. } if found.contains(['\t', ';', '，', '；']) => {
            say!(lang, "各列没有用英文逗号分隔", "the columns are not divided by commas")
        }
        FaultKind::UnknownColumn { .. } => {
            say!(lang, "不认识的列“{found}”", "the column “{found}” is unknown")
        }
        FaultKind::MissingColumn => say!(lang, "缺少必需的列", "a needed column is missing"),
        FaultKind::DoubledColumn => say!(lang, "列“{found}”重复", "the column “{found}” stands twice"),
        FaultKind::WrongCellCount { expected } => say!(
            lang,
            "本行有{found}格，表头有{expected}格",
            "the line has {found} cells, the header has {expected}"
        ),
        FaultKind::MissingValue => say!(lang, "必填项空缺", "a needed value is blank"),
        FaultKind::UnusedCell { kind } => {
            let kind = word("kind", kind, lang);
            say!(
                lang,
                "“{kind}”不用填此项，却填了“{found}”",
                "“{kind}” does not use this, yet it says “{found}”"
            )
        }
        FaultKind::CellTooLong { limit } => {
            say!(lang, "内容超过{limit}个字：“{found}”", "longer than {limit} characters: “{found}”")
        }
        FaultKind::ControlCharacter => {
            say!(
                lang,
                "内容含有换行或看不见的字符",
                "the cell holds a line break or another character that is not seen"
            )
        }
        FaultKind::Placeholder => lang.pick("“…”是待填的记号", "“…” only marks a place to fill in").into(),
        FaultKind::MalformedId => say!(lang, "编号“{found}”不合格式", "“{found}” is not an id"),
        FaultKind::DamagedId => {
            say!(lang, "编号“{found}”已被电子表格损坏", "a spreadsheet has damaged the id “{found}”")
        }
        FaultKind::MalformedDate => {
            say!(lang, "“{found}”不是规定格式的日期", "“{found}” is not a date in the needed form")
        }
        FaultKind::NoSuchDay => say!(lang, "日历上没有“{found}”", "the calendar has no “{found}”"),
        FaultKind::MalformedNumber => say!(lang, "“{found}”不是数", "“{found}” is not a plain number"),
        FaultKind::TooManyPlaces { places } => {
            say!(lang, "“{found}”的小数超过{places}位", "“{found}” has more than {places} decimal places")
        }
        FaultKind::OutOfBounds { least, most } => {
            say!(
                lang,
                "“{found}”不在{least}至{most}之间",
                "“{found}” does not lie between {least} and {most}"
            )
        }
        FaultKind::MalformedCount => say!(lang, "“{found}”不是整数", "“{found}” is not a whole number"),
        FaultKind::MalformedFlag => {
            say!(lang, "“{found}”既不是“是”也不是“否”", "“{found}” is neither 是 nor 否")
        }
        FaultKind::UnknownCategory { .. } => say!(lang, "不认识“{found}”", "“{found}” is unknown here"),
        FaultKind::MalformedCode => say!(lang, "“{found}”不是短码", "“{found}” is not a short code"),
        FaultKind::WrongCheckCharacter => {
            say!(lang, "短码“{found}”的校验位不符", "the check character of “{found}” does not fit")
        }
        FaultKind::DoubledId { first } => {
            say!(lang, "“{found}”重复，第{first}行已有", "“{found}” stands in line {first} already")
        }
        FaultKind::TotalRow => say!(lang, "“{found}”是合计行", "“{found}” is a line of sums"),
        FaultKind::DoubledRow { first } => {
            say!(lang, "与第{first}行完全相同", "the line says the same as line {first}")
        }
        FaultKind::UnknownCandidate { .. } => {
            say!(lang, "候选人表中没有“{found}”", "no candidate has the id “{found}”")
        }
        FaultKind::UnknownVacancy { .. } => {
            say!(lang, "岗位表中没有“{found}”", "no vacancy has the id “{found}”")
        }
        FaultKind::UnknownSitting { .. } => say!(lang, "没有场次“{found}”", "there is no sitting “{found}”"),
        FaultKind::UnknownGroup { .. } => say!(lang, "没有组别“{found}”", "there is no group “{found}”"),
        FaultKind::OtherSitting { own } => say!(
            lang,
            "“{found}”不属于本人所在的场次“{own}”",
            "“{found}” is not of the candidate's sitting “{own}”"
        ),
        FaultKind::TooManyRows { limit } => {
            say!(lang, "“{found}”的记录超过{limit}行", "“{found}” has more than {limit} rows")
        }
        FaultKind::DoubledPreference { first } => say!(
            lang,
            "同一岗位“{found}”填报了两次，第{first}行已有",
            "the vacancy “{found}” stands in line {first} already"
        ),
        FaultKind::BrokenOrder { expected } => {
            say!(
                lang,
                "志愿序号应为{expected}，实为“{found}”",
                "the preference should be number {expected}, not “{found}”"
            )
        }
        FaultKind::EndBeforeStart { start } => {
            say!(
                lang,
                "终止日期{found}早于起始日期{start}",
                "it ends on {found}, before it begins on {start}"
            )
        }
        FaultKind::BeforeBirth { born } => {
            say!(lang, "日期{found}早于出生日期{born}", "{found} is before the birth on {born}")
        }
        FaultKind::UnknownRowKind { .. } => {
            say!(lang, "不认识的类别“{found}”", "the kind “{found}” is unknown")
        }
        FaultKind::HalfAgeLimit => say!(
            lang,
            "年龄上限与年龄截止日只填了一项",
            "an upper age and its date go together, only one is given"
        ),
        FaultKind::NoFilingDate => say!(
            lang,
            "岗位要求证书“{found}”，而round.toml没有证书提交截止日",
            "the vacancy asks for “{found}” and round.toml has no filing date"
        ),
        FaultKind::MissingMark => {
            say!(lang, "候选人“{found}”没有考试成绩", "the candidate “{found}” has no mark")
        }
        FaultKind::NoExams => {
            say!(lang, "还没有考试成绩表，不能排名选岗", "there are no marks yet, nobody can be placed")
        }
        FaultKind::EqualLots { other } => {
            say!(
                lang,
                "签号{found}与同分的{other}号相同",
                "the lot {found} is also that of {other}, who is tied with this one"
            )
        }
        FaultKind::StartAfterEnd { end } => {
            say!(lang, "日期{found}晚于计算截止日{end}", "{found} is after the cut-off on {end}")
        }
        FaultKind::NoRow => {
            say!(lang, "候选人“{found}”没有一条记录", "the candidate “{found}” has no row here")
        }
        FaultKind::FactNeeded { item } => {
            say!(
                lang,
                "候选人“{found}”缺少计算“{item}”所需的事实",
                "“{item}” needs a fact of “{found}” that is blank"
            )
        }
        FaultKind::TrackBlank => say!(
            lang,
            "候选人“{found}”职务等级、技术等级兼有，而移交序列空缺",
            "“{found}” has two grades and no track that decides between them"
        ),
        FaultKind::GradeBlank => say!(lang, "候选人“{found}”没有相应的等级", "“{found}” lacks the grade"),
        FaultKind::UnknownLabel { label, item } => say!(
            lang,
            "候选人“{found}”有“{label}”一类的时间，“{item}”没有规定这一类怎样计",
            "“{found}” has time of the kind “{label}”, of which “{item}” says nothing"
        ),
        FaultKind::NotOneClass { item } => say!(
            lang,
            "“{found}”的一条记录在“{item}”中不属于任何等次，或同时属于几个等次",
            "a row of “{found}” fits no class of “{item}”, or several"
        ),
        FaultKind::AboveTop { item } => say!(
            lang,
            "“{found}”的一条记录在“{item}”中应提高等次，而已没有更高的等次",
            "a row of “{found}” would be raised past the highest class of “{item}”"
        ),
        FaultKind::BelowBottom { item } => say!(
            lang,
            "“{found}”的一条记录在“{item}”中应降低等次，而已没有更低的等次",
            "a row of “{found}” would be lowered past the lowest class of “{item}”"
        ),
        FaultKind::RowTwice { item } => say!(
            lang,
            "“{found}”的一条记录在“{item}”中出现两次，不能重复计分",
            "a row of “{found}” comes into “{item}” twice, and must not count twice"
        ),
        FaultKind::NoGroup => {
            say!(lang, "计分办法的各组别都不包括候选人“{found}”", "no group of the scheme takes “{found}”")
        }
        FaultKind::Arithmetic { quantity } => {
            say!(lang, "“{quantity}”超出可计算的范围", "“{quantity}” cannot be held exactly")
        }
        FaultKind::VoidAnswer { .. } => say!(
            lang,
            "答复所针对的问题{found}现在并不存在",
            "the question {found} that this answers is not asked now"
        ),
        FaultKind::VoidRuling { present } if present.is_empty() => say!(
            lang,
            "裁定所写原值为“{found}”，现在却是空的，裁定失效",
            "the ruling replaces “{found}”, but nothing stands there now: it is void"
        ),
        FaultKind::VoidRuling { present } => say!(
            lang,
            "裁定所写原值为“{found}”，现值却是“{present}”，裁定失效",
            "the ruling replaces “{found}”, but the value is “{present}” now: it is void"
        ),
        FaultKind::RulingContradicts { place, value } => {
            let (table, line, column) = (table_name(place.table, lang), place.line, &place.column);
            say!(
                lang,
                "新值“{found}”与{table}表第{line}行“{column}”的“{value}”矛盾",
                "the new value “{found}” cannot stand beside “{value}” ({table} line {line}, “{column}”)"
            )
        }
        FaultKind::UnknownObject => say!(lang, "没有裁定对象“{found}”", "there is no object “{found}”"),
        FaultKind::RulingsCollide { first } => say!(
            lang,
            "与第{first}行的裁定冲突：“{found}”",
            "this ruling on “{found}” collides with the one in line {first}"
        ),
        FaultKind::NoSeatLeft => {
            say!(lang, "岗位“{found}”已没有名额", "the vacancy “{found}” has no seat left")
        }
        FaultKind::NothingChanged => {
            say!(lang, "新值与原值同为“{found}”，没有变更", "old and new are “{found}”: nothing is changed")
        }
        FaultKind::PlacedAlready { vacancy } => say!(
            lang,
            "“{found}”已安置在岗位{vacancy}，不能递补",
            "“{found}” has a seat on {vacancy} and cannot be given another"
        ),
        FaultKind::RefillOfExcluded => say!(
            lang,
            "“{found}”不予排名，不能递补",
            "“{found}” is left out of the ranking and cannot be given a seat"
        ),
        FaultKind::RefillOfVoided { void } => say!(
            lang,
            "“{found}”已由第{void}行的裁定撤销选岗，不能再递补",
            "the seat of “{found}” is taken back in line {void}: no other can be given"
        ),
        FaultKind::RefillClosed { why } => {
            let why = condition_word(*why, lang);
            say!(
                lang,
                "本人不符合岗位“{found}”的条件（{why}），不能递补",
                "a condition closes the vacancy “{found}” to this candidate ({why})"
            )
        }
        FaultKind::NoCutoff => {
            say!(lang, "{found}的计算截止日无从确定", "the cut-off of {found} cannot be told")
        }
        FaultKind::NoPopulation => {
            say!(lang, "{found}不属于任何一类计分对象", "no population of the scheme takes {found}")
        }
        FaultKind::SeveralPopulations { first, second } => say!(
            lang,
            "{found}同时属于“{first}”和“{second}”两类计分对象",
            "{found} belongs to two populations, “{first}” and “{second}”"
        ),
        FaultKind::NoSitting { .. } => {
            say!(
                lang,
                "{found}不属于任何场次，或不属于所填的场次",
                "no sitting takes {found}, or not the one named"
            )
        }
        FaultKind::VacancyKind { .. } => say!(
            lang,
            "岗位类别“{found}”不是本场次提供的，或计分办法没有这一类别",
            "“{found}” is not the kind of vacancy of this sitting, or no kind of the scheme"
        ),
        FaultKind::SchemePartMissing { part } => {
            say!(
                lang,
                "计分办法“{found}”没有规定{part}部分",
                "the scheme “{found}” does not state the part {part}"
            )
        }
        FaultKind::SchemeFragment => {
            say!(
                lang,
                "计分办法“{found}”残缺，不能据以排名",
                "the scheme “{found}” is a fragment and ranks nobody"
            )
        }
        FaultKind::CannotFill { .. } => {
            say!(lang, "“{found}”不能用来补定这一缺项", "“{found}” cannot fill this gap")
        }
        FaultKind::CheckFailed { what } => {
            let what = broken(*what, lang);
            say!(
                lang,
                "独立复核未通过（{what}），属于程序错误",
                "the independent check failed ({what}): an error of the program"
            )
        }
    }
}
