//! What people read of the steps on events: somebody who knows the paper and not the program must see from the
//! sentences which row counted as what, and why.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_core::place::place;
use anzhi_report::{Lang, explain_text};
use anzhi_tables::read_round;
use std::collections::BTreeMap;

const SCHEME: &str = "
language = 1
id = 'small'
title = '小办法'
edition = '1'
signed = 'whole'
cutoff = { month_day = '03-31' }
anniversary = { missing_day = 'last' }
source = { issuer = '某局', title = '某文', address = 'address not known', trust = '虚构' }

[facts.categories]
merit = ['嘉奖', '三等功', '二等功', '一等功']

[facts.attributes]
enlisted = { title = '入伍日期', type = 'date' }

[facts.tables.award]
source = 'events'
kinds = ['奖励']
[facts.tables.award.fields]
number = { title = '序号', type = 'text' }
class = { title = '等次', type = 'merit' }
date = { title = '日期', type = 'date' }
wartime = { title = '战时', type = 'flag' }
cause = { title = '事由', type = 'text' }

[ladders]
merit = ['嘉奖', '三等功', '二等功', '一等功']

VALUES
[[items]]
id = 'awards'
title = '奖励'
clause = '条款'
steps = [STEPS]

[ranking]
ties = ['lot']

[choosing]
gave_up = 'out'
absent = 'out'
timed_out = 'out'
late = 'out'

[[sittings]]
id = 'main'
title = '选岗会'
";

const CLASSED: &str = "{ rows = { table = 'award' } }, { classify = { ladder = 'merit', field = 'class' } }";
const PRICE: &str = "{ price = { '嘉奖' = '0', '三等功' = '2', '二等功' = '5', '一等功' = '9' } }";

/// Class, day, whether of wartime, and cause of each award.
type Awards<'a> = &'a [(&'a str, &'a str, bool, &'a str)];

/// The sentences on the item, and on values, of somebody with these awards, where rulings fill gaps.
fn told(values: &str, steps: &str, awards: Awards<'_>, fills: &[(&str, &str)], lang: Lang) -> Vec<String> {
    let mut events = String::from("candidate,kind,number,class,date,wartime,cause,evidence,remark\n");
    for (number, (class, date, wartime, cause)) in awards.iter().enumerate() {
        let wartime = if *wartime { "是" } else { "否" };
        events.push_str(&format!("01,奖励,{number:02},{class},{date},{wartime},{cause},,\n"));
    }
    let mut rulings = String::from("kind,object,old,new,who,date,document,remark\n");
    for (gap, filling) in fills {
        rulings.push_str(&format!("fill_gap,gap/{gap},,{filling},某小组,2026-05-01,1号,\n"));
    }
    let scheme = SCHEME.replace("VALUES", values).replace("STEPS", steps);
    let round = "id = 'small'\ntitle = '某年度'\nbureau = '某局'\nyear = 2026\nscheme = 'scheme.toml'\noperator = '某'\n";
    let files = BTreeMap::from(
        [
            ("round.toml", round),
            ("scheme.toml", &scheme),
            ("secret.hex", "aab49384b4290b8e04697523f377ddf4279ca17b803f92ca8dedb358f85796c2\n"),
            (
                "candidates.csv",
                "id,name,sex,born,enlisted,evidence,remark\n01,甲,男,1980-01-01,2000-09-01,,\n",
            ),
            ("events.csv", &events),
            ("rulings.csv", &rulings),
            ("vacancies.csv", "id,unit,post,seats\nV1,某单位,科员,1\n"),
        ]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())),
    );
    let read = read_round(&files).unwrap().round;
    let round = read.map_err(|faults| format!("{faults:#?}")).unwrap();
    let who = round.find_candidate("01").unwrap();
    let text = explain_text(&round, &place(&round), who, lang);
    text.lines().filter_map(|line| line.strip_prefix("   - ")).map(ToOwned::to_owned).collect()
}

/// The sentences that are neither of the rows in the file nor of their sum.
fn of_step(steps: &str, awards: Awards<'_>, fills: &[(&str, &str)], lang: Lang) -> Vec<String> {
    let said = told("", &format!("{CLASSED}, {steps}"), awards, fills, lang);
    let step = |line: &String| {
        let common = ["档案记载", "分值：", "合计"].iter().chain(&["points:", "together"]);
        !common.clone().any(|begin| line.starts_with(begin)) && !line.contains("in the file")
    };
    said.into_iter().filter(step).collect()
}

const UP: &str = "shift = { by = 1, where = { field = 'wartime', is = true }";

#[test]
fn which_row_was_raised_and_why() {
    let steps = format!("{{ {UP}, top = 'stay' }} }}, {PRICE}, {{ sum = {{}} }}");
    let awards: Awards<'_> = &[("三等功", "2010-01-01", true, ""), ("三等功", "2011-01-01", false, "")];
    assert_eq!(of_step(&steps, awards, &[], Lang::Zh), ["第1条：战时，由“三等功”提高1等，按“二等功”计"]);
    let english = of_step(&steps, awards, &[], Lang::En);
    assert_eq!(english, ["row 1: 战时: raised by 1 from “三等功”, it counts as “二等功”"]);
    // Past the highest class a ruling says what holds.
    let open = format!("{{ {UP}, top = {{ gap = '未载' }} }} }}, {PRICE}, {{ sum = {{}} }}");
    let top: Awards<'_> = &[("一等功", "2010-01-01", true, "")];
    assert_eq!(
        of_step(&open, top, &[("awards.top", "二等功")], Lang::Zh),
        ["第1条：战时，“一等功”提高后超过最高一等（计分办法没有规定，由裁定补定，1号），按“二等功”计"]
    );
    let down = format!("{{ shift = {{ by = -2, bottom = 'stay' }} }}, {PRICE}, {{ sum = {{}} }}");
    assert_eq!(
        of_step(
            &down,
            &[("三等功", "2010-01-01", false, ""), ("一等功", "2010-01-01", false, "")],
            &[],
            Lang::Zh
        ),
        ["第1条：“三等功”降低后低于最低一等，按“嘉奖”计", "第2条：由“一等功”降低2等，按“三等功”计"]
    );
}

#[test]
fn which_of_a_cause_stayed() {
    let flood: Awards<'_> = &[
        ("三等功", "2010-01-01", false, "抗洪"),
        ("三等功", "2009-01-01", true, "抗洪"),
        ("二等功", "2012-01-01", false, ""),
    ];
    for (keep, zh, en) in [
        (
            "date = 'date', keep = ['points', 'earliest']",
            "第1条不计：与第2条事由相同，只计分高的一项，同分的计日期在先的",
            "row 1 does not count: of the same cause as row 2, the higher counts, of equals the earlier",
        ),
        (
            "keep = ['class', { prefer = { field = 'wartime', is = true } }]",
            "第1条不计：与第2条事由相同，只计等次高的一项，同等次的计属于“战时”的",
            "row 1 does not count: of the same cause as row 2, the higher class counts, of equals what is “战时”",
        ),
        (
            "date = 'date', keep = ['magnitude', 'latest']",
            "第2条不计：与第1条事由相同，只计分量重的一项，仍相同的计日期在后的",
            "row 2 does not count: of the same cause as row 1, the heavier counts, of equals the later",
        ),
    ] {
        let steps = format!("{PRICE}, {{ once_per = {{ field = 'cause', {keep} }} }}, {{ sum = {{}} }}");
        assert_eq!(of_step(&steps, flood, &[], Lang::Zh), [zh], "{keep}");
        assert_eq!(of_step(&steps, flood, &[], Lang::En), [en], "{keep}");
    }
}

#[test]
fn what_the_second_and_the_third_of_a_class_add() {
    let price =
        "{ price = { '嘉奖' = '0', '三等功' = ['4', { gap = '缺损' }], '二等功' = '5', '一等功' = '9' } }";
    let merit = ("三等功", "2010-01-01", false, "");
    let said = told(
        "",
        &format!("{CLASSED}, {price}, {{ sum = {{}} }}"),
        &[merit, merit, merit, ("二等功", "2010-01-01", false, "")],
        &[("awards.三等功.2", "7")],
        Lang::Zh,
    );
    let prices = said.iter().find(|line| line.starts_with("分值")).unwrap();
    assert_eq!(
        prices,
        "分值：第1条4分（第1个“三等功”，1个共4分），第2条3分（第2个“三等功”，2个共7分），第3条0分（第3个“三等功”，\
         只计2个），第4条5分"
    );
    assert!(said.iter().any(|line| line.starts_with("第2条：计分办法没有规定")), "{said:?}");
}

#[test]
fn factors_tokens_and_the_best() {
    let two: Awards<'_> = &[("三等功", "2010-01-01", true, ""), ("二等功", "2011-01-01", false, "")];
    for (step, fills, zh) in [
        (
            "times = { factor = '1.5', where = { field = 'wartime', is = true } }",
            &[][..],
            "第1条：战时，2 × 1.5，计3分",
        ),
        (
            "times = { factor = { gap = '未载' }, where = { field = 'wartime', is = true } }",
            &[("awards.factor", "2")],
            "第1条：战时，2 × 2（计分办法没有规定，由裁定补定，1号），计4分",
        ),
        ("token = { rest = '0.5' }", &[], "有多项：第2条最高，全额计算；其余每项计0.5分"),
        (
            "token = { rest = { gap = '截断' } }",
            &[("awards.rest", "1")],
            "有多项：第2条最高，全额计算；其余每项计1分（计分办法没有规定，由裁定补定，1号）",
        ),
        ("best = { n = 1, per = 'all' }", &[], "第1条不计：只计最高一项"),
        ("best = { n = 1, per = 'all', by = 'magnitude' }", &[], "第1条不计：只计最重一项"),
    ] {
        let steps = format!("{PRICE}, {{ {step} }}, {{ sum = {{}} }}");
        assert_eq!(of_step(&steps, two, fills, Lang::Zh), [zh], "{step}");
    }
}

#[test]
fn how_a_cap_cut_what() {
    let merit = ("三等功", "2010-01-01", false, "");
    let four: Awards<'_> = &[merit, merit, merit, merit];
    for (limit, fills, zh, en) in [
        (
            "per = 'class', to = 'next_class', top = 'none'",
            &[][..],
            "“三等功”累计不超过高一等次一次的分值5分：第3条由2分减为1分，第4条2分不再计",
            "“三等功” together at most 5, which one of the next class gives: row 3 counts 1 instead of 2, row 4 (2) \
             no longer counts",
        ),
        (
            "per = 'all', to = '7'",
            &[],
            "各项合计不超过7分：第4条由2分减为1分",
            "all together at most 7: row 4 counts 1 instead of 2",
        ),
        (
            "per = 'all', by = 'best_class', to = { '三等功' = { gap = '未载' } }",
            &[("awards.三等功", "6")],
            "最高等次为“三等功”，各项合计不超过6分（计分办法没有规定，由裁定补定，1号）：第4条2分不再计",
            "the highest class is “三等功”: all together at most 6 (left out by the paper, filled by a ruling, 1号): \
             row 4 (2) no longer counts",
        ),
    ] {
        let steps = format!("{PRICE}, {{ limit = {{ {limit} }} }}, {{ sum = {{}} }}");
        assert_eq!(of_step(&steps, four, fills, Lang::Zh), [zh], "{limit}");
        assert_eq!(of_step(&steps, four, fills, Lang::En), [en], "{limit}");
        // What nothing passes is not worth a sentence.
        assert_eq!(of_step(&steps, &four[..2], fills, Lang::Zh), [""; 0], "{limit}");
    }
    let sum = |limit: &str| format!("{PRICE}, {{ sum = {{}} }}, {{ limit = {{ {limit} }} }}");
    assert_eq!(of_step(&sum("to = '6'"), four, &[], Lang::Zh), ["最多计6分：8分按6分计"]);
    assert_eq!(of_step(&sum("at_least = '10'"), four, &[], Lang::Zh), ["最少计10分：8分按10分计"]);
}

#[test]
fn rows_come_from_values_with_their_classes() {
    let steps = format!("{CLASSED}, {PRICE}");
    let value = format!("[[values]]\nid = 'priced'\ntitle = '全部奖励'\nsteps = [{steps}]\n");
    let merit = ("三等功", "2010-01-01", false, "");
    let limit =
        "{ use = ['priced'] }, { limit = { per = 'class', to = 'next_class', top = 'none' } }, { sum = {} }";
    let said = told(&value, limit, &[merit, merit, merit], &[], Lang::Zh);
    assert!(said.contains(&"取“全部奖励”的结果：第1条、第2条、第3条".to_owned()), "{said:?}");
    let cut = "“三等功”累计不超过高一等次一次的分值5分：第3条由2分减为1分".to_owned();
    assert!(said.contains(&cut), "{said:?}");
    let which = "{ rows = { table = 'award', where = { field = 'wartime', is = true } } }, \
                 { classify = { ladder = 'merit', field = 'class' } }, ";
    let said = told("", &format!("{which}{PRICE}, {{ sum = {{}} }}"), &[merit], &[], Lang::Zh);
    assert_eq!(said, ["档案中没有这类记载（战时）"]);
}
