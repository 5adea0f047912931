//! What is worth a look in a scheme, in words: how it stands, and what to do if it is not meant so.

use crate::lang::{Lang, say};
use anzhi_schemes::FormWarningKind;

/// What the scheme does as it stands.
pub(crate) fn worth(kind: FormWarningKind, found: &str, lang: Lang) -> String {
    let name = found.trim_matches(['"', '\'']);
    match kind {
        FormWarningKind::OncePerBeforePrice => lang
            .pick(
                "同一事由先择一、后定分：择取时看档次，不看分值",
                "of each cause one is kept before points are given: the class decides, not the points",
            )
            .into(),
        FormWarningKind::LimitBeforeDeduction => lang
            .pick(
                "先封顶、后扣分：扣分从封顶后的分数中减，超出上限的部分不能抵扣",
                "the limit comes before a deduction: what lies above the limit makes up for nothing",
            )
            .into(),
        FormWarningKind::ForgedAfterOncePer => lang
            .pick(
                "同一事由择一之后才剔除记录（如不实的）：所择如恰为剔除的一条，同一事由的其他记录也不计分",
                "facts are taken out, such as forged ones, after one of each cause was kept: if it is that one, \
                 a true one of the same cause gives nothing either",
            )
            .into(),
        FormWarningKind::BarAfterOncePer => lang
            .pick(
                "限制条件所看的，是同一事由已经择一的结果：同一事由有几条，只当一条",
                "the bar looks at what is left after one of each cause was kept: several facts of a cause are one",
            )
            .into(),
        FormWarningKind::ValueUnused => {
            say!(lang, "中间值“{name}”没有用到", "nothing uses the value “{name}”")
        }
        FormWarningKind::LadderUnused => {
            say!(lang, "档次“{name}”没有用到", "nothing uses the ladder “{name}”")
        }
        FormWarningKind::DependsOnTopMark => lang
            .pick(
                "考试成绩按最高分折算：最高分一有更正，所有人的总成绩都随之改变",
                "marks are converted against the top mark: if that mark is corrected, every total changes",
            )
            .into(),
    }
}

/// What to do about it.
pub(crate) fn mend(kind: FormWarningKind, lang: Lang) -> &'static str {
    match kind {
        FormWarningKind::OncePerBeforePrice => lang.pick(
            "原文如按分值高者计，请把 once_per 移到 price 之后",
            "If the paper counts the higher points, put once_per behind price",
        ),
        FormWarningKind::LimitBeforeDeduction => lang.pick(
            "原文如是扣分之后再封顶，请把 limit 移到扣分之后",
            "If the paper deducts first, put limit behind the deduction",
        ),
        FormWarningKind::ForgedAfterOncePer => {
            lang.pick("请把剔除这一步移到 once_per 之前", "Take them out before once_per")
        }
        FormWarningKind::BarAfterOncePer => lang.pick(
            "原文如按实有条数，请改看 once_per 之前的值",
            "If the paper counts every fact, name a value from before once_per",
        ),
        FormWarningKind::ValueUnused => lang.pick(
            "请在计分项、条件或排序中用到它，或者删去",
            "Use it in an item, a condition or the ranking, or delete it",
        ),
        FormWarningKind::LadderUnused => {
            lang.pick("请在步骤或条件中用到它，或者删去", "Use it in a step or a condition, or delete it")
        }
        FormWarningKind::DependsOnTopMark => lang.pick(
            "原文如此的，不必改动；最高分核实之后再计分、签认",
            "Leave it if the paper says so; score and sign once the top mark is certain",
        ),
    }
}
