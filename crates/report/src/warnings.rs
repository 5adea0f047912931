//! Warnings in words.

use crate::lang::{Lang, say};
use anzhi_core::warning::{Warning, WarningCode};

/// A warning as a line of text.
pub(crate) fn warning_line(warning: &Warning, lang: Lang) -> String {
    let words = warning_words(warning.code, lang);
    let code = warning.code.as_str();
    let who = warning.candidate.as_ref().map_or_else(String::new, |id| say!(lang, "{id}号：", "{id}: "));
    let at =
        warning.vacancy.as_ref().map_or_else(String::new, |id| say!(lang, "（岗位{id}）", " (vacancy {id})"));
    format!("{who}{words}{at} [{code}]")
}

#[expect(clippy::too_many_lines, reason = "one line for each code, so that none can be forgotten")]
pub(crate) fn warning_words(code: WarningCode, lang: Lang) -> &'static str {
    match code {
        WarningCode::CertificateUnasked => lang.pick(
            "提交的证书没有岗位要求，请核对名称",
            "no vacancy asks for a certificate handed in; check its name",
        ),
        WarningCode::EarlierSignatureStands => lang.pick(
            "计分表已变，经答复沿用原签认",
            "the sheet has changed and an earlier signature counts, by an answer",
        ),
        WarningCode::ExamShareOutside => lang.pick(
            "考试成绩在总成绩中的平均占比超出计分办法的预期范围",
            "the average share of the exam lies outside what the scheme aims at",
        ),
        WarningCode::FactNotCounted => {
            lang.pick("有一项处分在计算截止日之后，未计入", "a sanction after the cut-off was not counted")
        }
        WarningCode::FillingUnreached => lang.pick(
            "裁定补定了一个本年度没有人涉及的缺项，请核对缺项名称",
            "a ruling fills a gap that nobody's facts reach; check its name",
        ),
        WarningCode::GiveUpUnused => lang.pick(
            "已由裁定直接安置，登记的放弃、缺席等情形不起作用，请核对",
            "placed by ruling; the giving-up or absence that is recorded has no effect",
        ),
        WarningCode::IdNumberAsId => lang.pick(
            "编号像是身份证号，将出现在公示材料中，建议改用序号",
            "the id looks like an identity number and will stand on public papers",
        ),
        WarningCode::LotUnneeded => lang.pick("所抽的签没有用到", "the lot decides nothing"),
        WarningCode::MarkWithoutRemark => {
            lang.pick("考试成绩为0而备注空缺", "the mark is 0 and no remark says why")
        }
        WarningCode::NoDegreeCounted => lang.pick(
            "所填学历没有一项可计，学历不得分，请核对取得日期",
            "none of the degrees counts, and education gives no points; check their dates",
        ),
        WarningCode::PeriodAfterCutoff => lang.pick(
            "有一段经历起于计算截止日之后，不计",
            "a period begins after the cut-off and does not count",
        ),
        WarningCode::PlacedAgainstCondition => lang.pick(
            "本人不符合裁定安置岗位的条件",
            "placed by ruling on a vacancy whose conditions are not met",
        ),
        WarningCode::PreferencesUnused => lang.pick(
            "已登记放弃、缺席或超时，所填志愿不再使用",
            "the preferences are not used, a giving-up is recorded",
        ),
        WarningCode::RefillAfterGivingUp => lang.pick(
            "已登记放弃、缺席等情形的人员获得递补，请核对",
            "given a seat after the meeting although a giving-up or absence is recorded; check it",
        ),
        WarningCode::RefillOutOfOrder => lang.pick(
            "名次在前、填报过该岗位、符合条件而未安置的人员没有递补，请核对递补次序",
            "given a seat past somebody ranked before who had listed that vacancy and has none; check the order",
        ),
        WarningCode::RelativeUnitUnknown => lang.pick(
            "回避单位没有岗位，请核对单位名称是否与岗位表一致",
            "the relative's unit offers no vacancy; check that its name is as in the vacancies",
        ),
        WarningCode::RulingWithoutEffect => lang.pick(
            "裁定的新值与原值相同，没有改变什么，请核对",
            "a ruling puts in place the value that was there; check what was meant",
        ),
    }
}
