//! What people read of the steps on times: somebody who knows the paper and not the program must see from the sentences
//! which times were taken, what of them overlaps, how long they are together and what a part of a unit counts.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

#[path = "times/assumed.rs"]
mod assumed;
#[path = "times/ways.rs"]
mod ways;

use anzhi_core::place::place;
use anzhi_core::round::Round;
use anzhi_report::{Lang, explain_text};
use anzhi_tables::{Faults, read_round};
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
area = ['一类', '二类']

[facts.attributes]
enlisted = { title = '入伍日期', type = 'date' }
left = { title = '离队日期', type = 'date' }

[facts.tables.posting]
source = 'periods'
kinds = ['任职']
[facts.tables.posting.fields]
area = { title = '地区', type = 'area' }

VALUES
[[items]]
id = 'times'
title = '时间'
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

/// From which day to which, and where.
type Postings<'a> = &'a [(&'a str, &'a str, &'a str)];

/// The sentences on the item, and on values, of somebody with these postings, where rulings fill gaps.
fn told(
    values: &str,
    steps: &str,
    postings: Postings<'_>,
    fills: &[(&str, &str)],
    lang: Lang,
) -> Vec<String> {
    let round = round(values, steps, postings, fills);
    let who = round.find_candidate("01").unwrap();
    let text = explain_text(&round, &place(&round), who, lang);
    let said = text.lines().filter_map(|line| line.strip_prefix("   - ")).map(ToOwned::to_owned);
    // What the file holds is told of all rows.
    said.filter(|line| !line.starts_with("档案记载") && !line.contains("in the file")).collect()
}

/// A round of one person.
fn round(values: &str, steps: &str, postings: Postings<'_>, fills: &[(&str, &str)]) -> Round {
    read(values, steps, postings, fills).map_err(|faults| format!("{faults:#?}")).unwrap()
}

fn read(values: &str, steps: &str, postings: Postings<'_>, fills: &[(&str, &str)]) -> Result<Round, Faults> {
    let mut periods = String::from("candidate,kind,from,to,area,evidence,remark\n");
    for (from, to, area) in postings {
        periods.push_str(&format!("01,任职,{from},{to},{area},,\n"));
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
                "id,name,sex,born,enlisted,left,evidence,remark\n01,甲,男,1980-01-01,2000-09-01,2026-04-10,,\n",
            ),
            ("periods.csv", &periods),
            ("rulings.csv", &rulings),
            ("vacancies.csv", "id,unit,post,seats\nV1,某单位,科员,1\n"),
        ]
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())),
    );
    read_round(&files).unwrap().round
}

fn zh(steps: &str, postings: Postings<'_>, fills: &[(&str, &str)]) -> Vec<String> {
    told("", steps, postings, fills, Lang::Zh)
}

const ROWS: &str = "{ rows = { table = 'posting' } }";
const YEARS: &str = "{ measure = { unit = 'year', rest = 'half_up', add = 'ymd' } }";
const SCALE: &str = "{ scale = [{ at = '0', each = '1' }] }";

#[test]
fn from_which_date_to_which() {
    let days = "{ measure = { unit = 'day' } }, { scale = [{ at = '0' }] }";
    let span = |span: &str| {
        let steps = format!("{{ span = {{ {span} }} }}, {days}");
        (zh(&steps, &[], &[]).remove(0), told("", &steps, &[], &[], Lang::En).remove(0))
    };
    assert_eq!(
        span("from = 'attribute:enlisted', to = 'cutoff', begin = 'year', end_day_counts = true"),
        (
            "入伍日期2000-09-01，自当年2000-01-01起，至计算截止日2026-03-31（当日计入）".into(),
            "from 2000-01-01, the first day of the year of 2000-09-01 (入伍日期), to the cut-off on 2026-03-31, that day included".into(),
        )
    );
    assert_eq!(
        span("from = 'attribute:enlisted', to = 'attribute:left'").0,
        "自入伍日期2000-09-01起，至离队日期2026-04-10"
    );
    assert_eq!(
        span("from = 'attribute:left', to = 'cutoff', after = 'zero'"),
        (
            "离队日期2026-04-10在计算截止日之后，不计时间".into(),
            "2026-04-10 (离队日期) is after the cut-off: no time".into(),
        )
    );
}

#[test]
fn what_overlaps_and_what_it_comes_to() {
    let steps = format!("{ROWS}, {{ spans = {{}} }}, {{ overlap = 'once' }}, {YEARS}, {SCALE}");
    let postings: Postings<'_> = &[
        ("2010-01-01", "2012-01-01", ""),
        ("2011-07-01", "2013-03-01", ""),
        ("2026-01-01", "2026-06-30", ""),
    ];
    assert_eq!(
        zh(&steps, postings, &[]),
        [
            "计算时间：2010-01-01至2012-01-01、2011-07-01至2013-03-01、2026-01-01至2026-03-31",
            "第3条在计算截止日2026-03-31之后的时间不计",
            "时间有重叠：2010-01-01至2012-01-01与2011-07-01至2013-03-01",
            "重叠的只计一次，合并为2010-01-01至2013-03-01、2026-01-01至2026-03-31",
            "时长3年2个月、2个月30天，年、月、日分别相加，满30日进1个月，满12个月进1年，合计3年5个月，余数满6个月的按一年计，不满的不计，计3年",
            "每年1分，得3 × 1 = 3分",
        ]
    );
    assert_eq!(
        told("", &steps, postings, &[], Lang::En)[2..4],
        [
            "times that overlap: 2010-01-01 to 2012-01-01 and 2011-07-01 to 2013-03-01",
            "what overlaps counts once: 2010-01-01 to 2013-03-01, 2026-01-01 to 2026-03-31",
        ]
    );
    // What only touches, and what a ruling says of it.
    let open = steps.replace("'once'", "{ gap = '未载' }");
    let touching: Postings<'_> = &[("2010-01-01", "2010-06-30", ""), ("2010-07-01", "2011-01-01", "")];
    assert_eq!(
        zh(&open, touching, &[("times.overlap", "once")])[1],
        "前后相接的连续计算（计分办法没有规定，由裁定补定，1号）：2010-01-01至2011-01-01"
    );
    assert_eq!(
        zh(&open, touching, &[("times.overlap", "each")])[1],
        "各段时间分别计算（计分办法没有规定，由裁定补定，1号）"
    );
    assert_eq!(zh(&steps, &[], &[])[1], "没有可计的时间，计0年");
    assert_eq!(zh(&steps, &[("2026-04-01", "2026-06-30", "")], &[])[0], "第1条在计算截止日之后才开始，不计");
}

#[test]
fn kinds_of_time() {
    let steps = format!(
        "{ROWS}, {{ set = {{ field = 'area', to = '二类', where = {{ field = 'from', below = '2009-01-01' }} }} }}, \
         {{ spans = {{ label = ['area'] }} }}, {{ unbroken = {{ at_least = '1 year', per = 'label' }} }}, \
         {{ overlap = {{ order = ['二类', '一类'] }} }}, \
         {{ measure = {{ unit = 'year', rest = 'two_step', add = 'ymd', per = 'label', whole_times = {{ '二类' = '2' }} }} }}, \
         {{ scale = {{ label = {{ '一类' = '1', '二类' = [{{ at = '0', each = '2' }}, {{ above = '3', gives = '7', each = '1' }}] }} }} }}"
    );
    let postings: Postings<'_> = &[
        ("2008-01-01", "2010-02-01", "一类"),
        ("2009-07-01", "2011-07-01", "一类"),
        ("2012-01-01", "2012-06-01", "一类"),
    ];
    assert_eq!(
        zh(&steps, postings, &[]),
        [
            "起始日期早于2009-01-01，地区按“二类”计",
            "计算时间：“二类”2008-01-01至2010-02-01、“一类”2009-07-01至2011-07-01、“一类”2012-01-01至2012-06-01",
            "同一类的时间连续不满1年的不计：“一类”2012-01-01至2012-06-01",
            "时间有重叠：“二类”2008-01-01至2010-02-01与“一类”2009-07-01至2011-07-01",
            "同一天只计入排在前面的一类（依次为“二类”、“一类”），各类时间为“二类”2008-01-01至2010-02-01、“一类”2010-02-01至2011-07-01",
            "“一类”时长1年5个月，余数不超过6个月的计0.5，超过的计1，计1.5年",
            "“二类”时长2年1个月，“二类”满一年的部分按2倍计，余数不超过6个月的计0.5，超过的计1，计4.5年",
            "“一类”1.5年：每年1分，得1.5 × 1 = 1.5分",
            "“二类”4.5年：超过3年7分，以后每年加1分，得7 + 1.5 × 1 = 8.5分",
            "合计10分",
        ]
    );
}

#[test]
fn what_a_part_counts() {
    let steps = |measure: &str| {
        format!(
            "{ROWS}, {{ spans = {{}} }}, {{ overlap = 'each' }}, {{ measure = {{ {measure} }} }}, {SCALE}"
        )
    };
    let one: Postings<'_> = &[("2010-01-01", "2011-07-11", "")];
    let said = |measure: &str, fills: &[(&str, &str)]| zh(&steps(measure), one, fills)[1].clone();
    assert_eq!(
        said(
            "unit = 'year', rest = [{ above = '0 days', counts = '0.2' }, { at = '6 months', counts = { gap = '未载' } }], add = 'ymd'",
            &[("times.rest", "0.6")]
        ),
        "时长1年6个月10天，有余数的计0.2，余数满6个月的计0.6（计分办法没有规定，由裁定补定，1号），计1.6年"
    );
    let open = "unit = 'year', rest = { gap = '未载', between = ['down', 'two_step'] }, add = 'ymd'";
    assert_eq!(
        said(open, &[("times.rest", "two_step")]),
        "时长1年6个月10天，余数不超过6个月的计0.5，超过的计1（计分办法没有规定，由裁定补定，1号），计2年"
    );
    assert_eq!(
        said(open, &[("times.rest", "down")]),
        "满1年有余，不足一年的不计（计分办法没有规定，由裁定补定，1号），共1年"
    );
    assert_eq!(
        said("unit = '2 years', rest = 'half_up', add = 'ymd'", &[]),
        "时长1年6个月10天，余数满1年的按一个2年计，不满的不计，计1个2年"
    );
    assert_eq!(said("unit = 'day', add = 'days'", &[]), "计556天");
    let two: Postings<'_> = &[("2010-01-01", "2011-07-11", ""), ("2012-01-01", "2012-03-01", "")];
    assert_eq!(
        zh(&steps("unit = 'month', rest = 'up', add = 'each'"), two, &[])[1],
        "时长1年6个月10天、2个月，逐段计算，不足一个月的按一个月计，计21个月"
    );
    assert_eq!(zh(&steps("unit = 'day', add = 'days'"), two, &[])[1], "556 + 60天，计616天");
    assert_eq!(
        told("", &steps("unit = 'month', rest = 'up', add = 'each'"), two, &[], Lang::En)[1],
        "1 year 6 months 10 days, 2 months, each by itself; a part of a month counts as one: 21"
    );
}

#[test]
fn a_calculation_with_its_figures() {
    let values = "
[[values]]
id = 'years'
title = '服役年数'
steps = [{ span = { from = 'attribute:enlisted', to = 'cutoff' } }, { measure = { unit = 'year', rest = 'down' } }]
";
    let steps = "{ compute = { is = 'max(0, 30.25 - years) * 0.333 - (years - 2)', unit = 'points', round = { places = 1, mode = 'half_up' } } }";
    let said = told(values, steps, &[], &[], Lang::Zh);
    assert_eq!(
        said.last().unwrap(),
        "取大（0，30.25 − “服役年数”） × 0.333 − （“服役年数” − 2） = 取大（0，30.25 − 25） × 0.333 − （25 − 2） = -21.25175，四舍五入到小数点后1位，计-21.3分"
    );
    let said = told(values, steps, &[], &[], Lang::En);
    assert_eq!(
        said.last().unwrap(),
        "the greatest of (0, 30.25 − “服役年数”) × 0.333 − (“服役年数” − 2) = the greatest of (0, 30.25 − 25) × 0.333 − (25 − 2) = -21.25175; rounded half up to 1 place: -21.3 points"
    );
    let steps = "{ use = ['years'] }, { scale = [{ at = '0', each = '0.333333' }, { at = '20', each = '0.0000015' }] }";
    let rounded = steps
        .replace("0.0000015", "0.000001")
        .replace("each = '0.333333'", "gives = { gap = '未载' }, each = '0.333333'");
    let steps = format!("{rounded}, {{ round = {{ places = 2, mode = 'down' }} }}");
    let said = told(values, &steps, &[], &[("times.0", "0.5")], Lang::Zh);
    assert_eq!(
        said[said.len() - 2..],
        [
            "满0年0.5（计分办法没有规定，由裁定补定，1号）分，以后每年加0.333333分；满20年以后每年0.000001分，得0.5 + 20 × 0.333333 + 5 × 0.000001 = 7.166665分",
            "舍去到小数点后2位，得7.16分",
        ]
    );
    let none =
        told(values, "{ use = ['years'] }, { scale = [{ at = '30', gives = '1' }] }", &[], &[], Lang::Zh);
    assert_eq!(none.last().unwrap(), "不满30年，得0分");
}
