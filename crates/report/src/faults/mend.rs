//! How to mend each kind of fault.

use crate::lang::{Lang, say};
use anzhi_core::digest::ShortCode;
use anzhi_core::fault::{Fault, FaultKind, Table};
use anzhi_core::ids::CandidateId;

#[expect(clippy::too_many_lines, reason = "one line for each kind of fault, so that none can be forgotten")]
pub(crate) fn mend(fault: &Fault, lang: Lang) -> String {
    let did_you_mean = |nearest: &Option<Box<str>>, zh: &str, en: &str| match nearest {
        Some(near) => say!(lang, "是否应为“{near}”？{zh}", "Did you mean “{near}”? {en}"),
        None => lang.pick(zh, en).into(),
    };
    match &fault.kind {
        FaultKind::MissingFile if fault.place.table == Table::Secret => lang
            .pick(
                "请从备份中恢复原件；确无备份的，运行 anzhi init 文件夹 --secret-only 重新生成，此前的签认随之全部失效",
                "Restore it from a backup; if there is none, anzhi init DIR --secret-only makes a new one, which voids all signatures",
            )
            .into(),
        FaultKind::MissingFile => lang.pick("请补上", "Add it").into(),
        FaultKind::TwoFiles { .. } => lang.pick("请只保留一个", "Keep one of them").into(),
        FaultKind::EmptyFile => {
            lang.pick("表头须在第一行，上面不能有标题；不用此表的，删去此文件", "The header is the first line, without a title above it; delete a file that is not used").into()
        }
        FaultKind::NoCandidates => {
            lang.pick("请逐人登记，每人一行", "Enter them, one line for each person").into()
        }
        FaultKind::TotalRow => lang
            .pick("请删去此行，合计由程序计算", "Delete the line; the program does the sums")
            .into(),
        FaultKind::FileTooLarge { .. } => {
            lang.pick("请核对是否放错了文件", "Check whether this is the right file").into()
        }
        FaultKind::UnknownFile { nearest } => did_you_mean(
            &nearest.as_ref().map(|name| format!("{name}.csv").into()),
            "请改用规定的表名，或移出文件夹",
            "Use the name of a table, or move the file away",
        ),
        FaultKind::PathOutside => lang
            .pick(
                "请把计分办法放进本文件夹，写作“./文件名.toml”",
                "Put the scheme into the folder: “./NAME.toml”",
            )
            .into(),
        FaultKind::NotUtf8 if matches!(fault.place.table, Table::Round | Table::Scheme) => lang
            .pick("请用记事本另存，编码选“UTF-8”", "Save it as UTF-8 with a text editor")
            .into(),
        FaultKind::NotUtf8 => lang
            .pick("请在电子表格中另存为“CSV UTF-8（逗号分隔）”", "Save it as “CSV UTF-8 (comma delimited)”")
            .into(),
        FaultKind::NulByte => lang.pick("请重新导出此文件", "Export the file anew").into(),
        FaultKind::MalformedSecret => lang
            .pick(
                "应为64位小写十六进制数并以换行结尾；请用原件，勿手工编辑",
                "It is 64 lower-case hexadecimal digits and a line feed; restore the original",
            )
            .into(),
        FaultKind::UnknownScheme { nearest } => did_you_mean(
            nearest,
            "可写内置办法的名称，或“./文件名.toml”",
            "Name a shipped scheme, or “./NAME.toml”",
        ),
        FaultKind::SchemeNameTaken => lang
            .pick("请给本单位的办法另起 id 或版次（edition）", "Give your own scheme another id or edition")
            .into(),
        FaultKind::UnknownColumn { .. } if fault.found.contains(['\t', ';', '，', '；']) => lang
            .pick("请另存为“CSV UTF-8（逗号分隔）”", "Save it as “CSV UTF-8 (comma delimited)”")
            .into(),
        FaultKind::UnknownColumn { nearest } => {
            did_you_mean(nearest, "请改正表头，或删去此列", "Mend the header, or delete the column")
        }
        FaultKind::MissingColumn => lang.pick("请补上此列", "Add the column").into(),
        FaultKind::DoubledColumn => lang.pick("请删去其中一列", "Delete one of them").into(),
        FaultKind::WrongCellCount { .. } => {
            lang.pick("请核对逗号与引号", "Check commas and quotation marks").into()
        }
        FaultKind::MissingValue if is_asked_by_vacancies(fault) => lang
            .pick("有岗位限此项条件，请填写", "Vacancies ask for it; fill it in")
            .into(),
        FaultKind::MissingValue => lang.pick("请填写", "Fill it in").into(),
        FaultKind::UnusedCell { .. } => {
            lang.pick("请清空此格，或改正类别", "Empty the cell, or mend the kind").into()
        }
        FaultKind::CellTooLong { .. } => lang.pick("请缩短", "Shorten it").into(),
        FaultKind::ControlCharacter => lang.pick("请删去后重新录入，写成一行", "Type it again on one line").into(),
        FaultKind::Placeholder => lang.pick("请换成实际内容", "Write what belongs there").into(),
        FaultKind::MalformedId => lang
            .pick(
                "编号由1至32个字母、汉字、数字或“-”“_”“.”组成",
                "An id is 1 to 32 letters, digits, '-', '_' or '.'",
            )
            .into(),
        FaultKind::DamagedId => lang
            .pick(
                "请把该列设为文本格式，按原件重新录入",
                "Format the column as text and enter the id from the original",
            )
            .into(),
        FaultKind::MalformedDate => {
            lang.pick("请写作2006-03-31（年四位，月、日各两位）；表格软件改动日期的，先把该列设为文本格式", "Write it as 2006-03-31; format the column as text if a spreadsheet changes it").into()
        }
        FaultKind::NoSuchDay => lang.pick("请按原件核对日期", "Check the date against the original").into(),
        FaultKind::MalformedNumber => lang
            .pick(
                "请写作12.5，不用千分位、全角数字或科学记数",
                "Write it as 12.5, without separators or exponents",
            )
            .into(),
        FaultKind::TooManyPlaces { .. } => lang.pick("请按规定位数填写", "Use fewer decimal places").into(),
        FaultKind::OutOfBounds { .. } => lang.pick("请核对", "Check it").into(),
        FaultKind::MalformedCount => lang.pick("请填写整数", "Write a whole number").into(),
        FaultKind::MalformedFlag => lang.pick("请填“是”或“否”", "Write 是 or 否 (yes or no)").into(),
        FaultKind::UnknownCategory { nearest, known } => {
            let known = say!(lang, "可填：{known}", "Known here: {known}");
            did_you_mean(nearest, &known, &known)
        }
        FaultKind::MalformedCode => lang
            .pick(
                "短码形如 XXXX-XXXX-XXXX-XXXX-X，请按纸面抄录",
                "A code looks like XXXX-XXXX-XXXX-XXXX-X; copy it from the paper",
            )
            .into(),
        FaultKind::WrongCheckCharacter => {
            lang.pick("抄录有误，请按纸面重抄；最后一位请分清数字0、1与字母O、I", "It was copied wrongly; copy it again from the paper, telling 0 from O and 1 from I at the end").into()
        }
        FaultKind::DoubledId { .. } | FaultKind::DoubledRow { .. } | FaultKind::DoubledPreference { .. } => {
            lang.pick("请删去其中一行，或改正", "Delete one of them, or mend it").into()
        }
        FaultKind::UnknownCandidate { nearest } | FaultKind::UnknownVacancy { nearest } => {
            did_you_mean(nearest, "请核对编号", "Check the id")
        }
        FaultKind::UnknownGroup { known } if known.is_empty() => {
            lang.pick("本计分办法不分组别，请删去", "The scheme has no groups; delete it").into()
        }
        FaultKind::UnknownSitting { known }
        | FaultKind::UnknownGroup { known }
        | FaultKind::UnknownRowKind { known } => {
            say!(lang, "可填：{known}", "Known here: {known}")
        }
        FaultKind::OtherSitting { .. } => {
            lang.pick("只能填报本场次的岗位", "Only vacancies of the own sitting can be listed").into()
        }
        FaultKind::TooManyRows { .. } => {
            lang.pick("请核对是否重复导入", "Check for rows imported twice").into()
        }
        FaultKind::BrokenOrder { .. } => lang
            .pick(
                "同一人的志愿序号应为1、2、3，依次不断",
                "The preferences of one person are numbered 1, 2, 3 …",
            )
            .into(),
        FaultKind::EndBeforeStart { .. } | FaultKind::BeforeBirth { .. } => {
            lang.pick("请按档案核对两个日期", "Check both dates against the file").into()
        }
        FaultKind::HalfAgeLimit => lang.pick("请补填另一项", "Fill in the other").into(),
        FaultKind::NoFilingDate => lang
            .pick(
                "请在round.toml中写明 filing_date = \"年-月-日\"",
                "Add filing_date = \"YYYY-MM-DD\" to round.toml",
            )
            .into(),
        FaultKind::MissingMark => {
            lang.pick("请补录；缺考的记0分并在备注中说明", "Enter it; an absentee has 0 with a remark that says so").into()
        }
        FaultKind::NoExams => lang.pick("请新建“考试.csv”，表头为“候选人,成绩,备注”，登记考试成绩", "Make exams.csv with the header candidate,mark,remark and enter the marks").into(),
        FaultKind::EqualLots { .. } => {
            lang.pick("请按抽签记录核对，或重新抽签", "Check the record of the draw, or draw again").into()
        }
        FaultKind::StartAfterEnd { .. } => lang.pick("请按档案核对", "Check it against the file").into(),
        FaultKind::NoRow => lang
            .pick(
                "请按档案补录；确实没有的，填最低一类（如“高中及以下”）",
                "Enter it from the file; if there is none, enter the lowest class",
            )
            .into(),
        FaultKind::FactNeeded { .. } => lang.pick("请按档案补填", "Fill it in from the file").into(),
        FaultKind::TrackBlank => lang.pick("请填写移交序列", "Fill in the track").into(),
        FaultKind::GradeBlank => lang
            .pick(
                "请填写职务等级或技术等级；有移交序列的，填该序列的等级",
                "Fill in the grade of the track, or the only grade there is",
            )
            .into(),
        FaultKind::NotOneClass { .. } => lang
            .pick(
                "请核对该行的等次；计分办法的分类也可能有误",
                "Check the row; the classes of the scheme may be wrong too",
            )
            .into(),
        FaultKind::AboveTop { .. } | FaultKind::BelowBottom { .. } => lang
            .pick(
                "请按档案核对该行；确实如此的，在计分办法中写明此时如何计",
                "Check the row against the file; if it is right, state in the scheme what then holds",
            )
            .into(),
        FaultKind::RowTwice { .. } => lang
            .pick(
                "请核对该行；无误的，修订计分办法，使一条记录只归入其中一项",
                "Check the row; if it is right, mend the scheme so that a row falls to one value only",
            )
            .into(),
        FaultKind::UnknownLabel { .. } => lang
            .pick(
                "请核对该段经历的类别；办法确未规定的，报请有权机关补充规定",
                "Check the kind of the period; if the paper is silent, have the scheme completed",
            )
            .into(),
        FaultKind::NoGroup => lang
            .pick("请核对其等级，或修订计分办法的组别", "Check the grade, or the groups of the scheme")
            .into(),
        FaultKind::Arithmetic { .. } => {
            lang.pick("请核对计分办法中的数值", "Check the figures of the scheme").into()
        }
        FaultKind::VoidAnswer { open } => renewed(open, lang),
        FaultKind::VoidRuling { .. } => lang
            .pick("请删去此裁定，或按现值重新裁定", "Remove the ruling, or renew it on the present value")
            .into(),
        FaultKind::RulingContradicts { .. } => lang
            .pick(
                "请按档案核对两处；另一处有误的，先更正另一处",
                "Check both against the file; if the other is wrong, mend that first",
            )
            .into(),
        FaultKind::UnknownObject => lang
            .pick(
                "对象写作 候选人/编号、候选人/编号/列名、候选人/编号/奖惩/第几条/列名 或 缺项/名称，公示后变更的照待填行抄录；第几条以本人计分表所列为准，不是表格的行号",
                "Objects are candidate/ID, candidate/ID/COLUMN, candidate/ID/event/N/COLUMN or gap/NAME, of a change as the ready line has it; N as the score sheet counts, not the line of the file",
            )
            .into(),
        FaultKind::RulingsCollide { .. } => {
            lang.pick("一个对象只能有一项裁定", "One object takes one ruling").into()
        }
        FaultKind::NoSeatLeft => {
            lang.pick("请核对名额或撤销裁定", "Check the seats, or withdraw the ruling").into()
        }
        FaultKind::NothingChanged => lang
            .pick("请照待填行抄录两个短码；没有变更的，删去此行", "Copy both codes from the ready line, or delete the line")
            .into(),
        FaultKind::PlacedAlready { .. } | FaultKind::RefillOfExcluded => {
            lang.pick("请核对编号，或删去此裁定", "Check the id, or delete the ruling").into()
        }
        FaultKind::RefillOfVoided { .. } => lang
            .pick("请核对编号，两项裁定只留一项", "Check the ids; only one of the two rulings can stand")
            .into(),
        FaultKind::RefillClosed { .. } => lang
            .pick("请核对岗位编号和本人条件，或删去此裁定", "Check the id and the conditions, or delete the ruling")
            .into(),
        FaultKind::NoCutoff => {
            lang.pick("请填写确定截止日所依据的日期", "Fill in the date that decides the cut-off").into()
        }
        FaultKind::NoPopulation | FaultKind::SeveralPopulations { .. } => lang
            .pick(
                "请核对确定计分对象的各栏；确属办法未规定的，报请裁定更正事实",
                "Check the columns that decide it; if the paper is silent, have a ruling correct the fact",
            )
            .into(),
        FaultKind::NoSitting { known } => say!(
            lang,
            "请核对确定场次的各栏；场次有：{known}",
            "Check the columns that decide the sitting; the sittings are: {known}"
        ),
        FaultKind::VacancyKind { known } => say!(lang, "可填：{known}", "It can be one of: {known}"),
        FaultKind::SchemePartMissing { part } => say!(
            lang,
            "请在round.toml中以{part} = \"…\"指明规定这一部分的办法",
            "Name the paper that states it in round.toml: {part} = \"…\""
        ),
        FaultKind::SchemeFragment => lang
            .pick("请改用完整的计分办法，或把缺失的条款补入办法", "Use a whole scheme, or complete this one")
            .into(),
        FaultKind::CannotFill { known } => say!(lang, "可填：{known}", "It can be one of: {known}"),
        FaultKind::CheckFailed { .. } => {
            lang.pick("请勿使用本次结果，并报告开发者", "Do not use the result, and report this").into()
        }
    }
}

/// What takes the place of a void answer: whose questions are open now under which codes, the first few if there
/// are many.
fn renewed(open: &[(CandidateId, ShortCode)], lang: Lang) -> String {
    const SHOWN: usize = 3;
    let code = |(id, code): &(CandidateId, ShortCode)| say!(lang, "{id}号为{code}", "{id}: {code}");
    let codes: Vec<String> = open.iter().take(SHOWN).map(code).collect();
    let codes = codes.join(lang.pick("，", ", "));
    match open.len() {
        0 => lang.pick("请删去此行", "Remove the line").into(),
        count if count <= SHOWN => say!(
            lang,
            "请删去此行；要答复的是现在的问题的，重新报批，改用现在的问题码（{codes}）",
            "Remove the line; if a present question is meant, have it decided anew under its code ({codes})"
        ),
        count => say!(
            lang,
            "请删去此行；要答复的是现在的问题的，重新报批，改用现在的问题码（{codes}，等共{count}个）",
            "Remove the line; if a present question is meant, have it decided anew under its code ({codes} … {count} in all)"
        ),
    }
}

/// Sex and date of birth are needed only if a vacancy asks.
fn is_asked_by_vacancies(fault: &Fault) -> bool {
    fault.place.table == Table::Candidates
        && matches!(&*fault.place.column, "sex" | "性别" | "born" | "出生日期")
}
