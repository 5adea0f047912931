//! Which of several ways is taken, what is asked of whom, and who has answered.

use crate::{Postings, ROWS, SCALE, YEARS, read, round, told, zh};
use anzhi_core::fault::FaultKind;
use anzhi_core::place::stand;
use anzhi_report::{Lang, faults_text, questions_text};

const WAYS: &str = "{ one_of = { gap = '几年起算，原文未载', ways = { '三年起' = [{ scale = [{ at = '3', each = '1' }] }], \
                    '五年起' = [{ scale = [{ at = '5', each = '1' }] }, { limit = { to = '1' } }] } } }";

fn years_by_ways() -> String {
    format!("{ROWS}, {{ spans = {{}} }}, {{ overlap = 'once' }}, {YEARS}, {WAYS}")
}

#[test]
fn which_way_is_taken_and_who_says_so() {
    let steps = years_by_ways();
    let seven: Postings<'_> = &[("2010-01-01", "2017-01-01", "")];
    assert_eq!(
        zh(&steps, seven, &[("times.one_of", "三年起")]),
        [
            "计算时间：2010-01-01至2017-01-01",
            "正好满7年，计7年",
            "计分办法没有规定“时间”的计法（几年起算，原文未载），经裁定（1号）选定“三年起”，以下照此计算",
            "满3年以后每年1分，得4 × 1 = 4分",
        ]
    );
    let english = |fills: &[(&str, &str)], postings| told("", &steps, postings, fills, Lang::En).split_off(2);
    assert_eq!(
        english(&[("times.one_of", "五年起")], seven),
        [
            "the paper leaves out how “时间” counts (几年起算，原文未载); a ruling (1号) picks “五年起”, by which the \
             following is counted",
            "from 5 on 1 for each year: 2 × 1 = 2 points",
            "at most 1: 2 counts as 1",
        ]
    );
    // Three years are beyond neither threshold: whatever is ruled, the sheet says the same.
    let three: Postings<'_> = &[("2010-01-01", "2013-01-01", "")];
    let alike = zh(&steps, three, &[]);
    assert_eq!(alike, zh(&steps, three, &[("times.one_of", "五年起")]));
    assert_eq!(
        alike[2..],
        [
            "计分办法没有规定“时间”的计法（几年起算，原文未载），各种计法对本人结果相同，不须裁定，以下照“三年起”列算",
            "满3年以后每年1分，得0分",
        ]
    );
    assert_eq!(
        english(&[], three)[0],
        "the paper leaves out how “时间” counts (几年起算，原文未载); all ways come to the same for this person, and no \
         ruling is needed; the following is counted by “三年起”"
    );
}

#[test]
fn a_choice_of_ways_is_asked_with_the_line_that_answers_it() {
    let open = round("", &years_by_ways(), &[("2010-01-01", "2017-01-01", "")], &[]);
    let standing = stand(&open).unwrap();
    let text = questions_text(&open, &standing.questions, &Default::default(), Lang::Zh);
    assert!(
        text.contains(
            "计分办法没有规定“时间”的计法（几年起算，原文未载），涉及01号，须报有权机关裁定补定，可填：三年起、五年起\n"
        ) && text.contains("补定缺项,缺项/times.one_of,,…,…,…,…,,\n"),
        "{text}"
    );
    let text = questions_text(&open, &standing.questions, &Default::default(), Lang::En);
    assert!(
        text.contains(
            "the paper leaves out how “时间” counts (几年起算，原文未载); it concerns 01 and needs a ruling, one of 三年起, 五年起\n"
        ),
        "{text}"
    );
}

/// What a value comes to by the way that was taken is told in the unit of that way.
#[test]
fn the_unit_of_a_value_is_that_of_the_way_taken() {
    let measure = |unit: &str| format!("[{{ measure = {{ unit = '{unit}', rest = 'down', add = 'ymd' }} }}]");
    let ways = format!("ways = {{ '按年' = {}, '按月' = {} }}", measure("year"), measure("month"));
    let value = format!(
        "[[values]]\nid = 'long'\nsteps = [{ROWS}, {{ spans = {{}} }}, {{ overlap = 'once' }}, {{ one_of = {{ gap = '未载', {ways} }} }}]\n"
    );
    let last = |word| {
        let fills = [("long.one_of", word)];
        let seven: Postings<'_> = &[("2010-01-01", "2017-01-01", "")];
        told(&value, &format!("{{ use = ['long'] }}, {SCALE}"), seven, &fills, Lang::Zh).pop().unwrap()
    };
    assert_eq!(last("按年"), "每年1分，得7 × 1 = 7分");
    assert_eq!(last("按月"), "每个月1分，得84 × 1 = 84分");
}

#[test]
fn no_other_word_than_the_name_of_a_way_fills_it() {
    let other = read("", &years_by_ways(), &[], &[("times.one_of", "七年起")]);
    let faults = other.map(|_| ()).unwrap_err();
    assert_eq!(faults.tables.len(), 1, "{faults:?}");
    assert_eq!(faults.tables[0].kind, FaultKind::CannotFill { known: "三年起、五年起".into() });
    let text = faults_text(&faults, &Default::default(), Lang::Zh);
    assert!(text.contains("三年起、五年起") && text.contains("[cannot-fill]"), "{text}");
}
