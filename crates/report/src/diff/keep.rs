//! The lines of rulings by which those who moved would keep the vacancy that they had.

use super::SHOWN;
use crate::lang::{Lang, say};
use crate::questions::ready_text;
use anzhi_record::diff::{Diff, Keep};
use anzhi_tables::Headers;

/// The lines to fill in, and for whom there is none.
pub(super) fn keeping(diff: &Diff, lang: Lang) -> String {
    let (lines, headers) = (diff.keeping(), Headers::default());
    let mut text = String::new();
    if !lines.is_empty() {
        text.push_str(lang.pick(
            "\n更正不改变已定去向的，报有权机关决定后，在新年度文件夹的裁定表中填入（只填决定维持的人）：\n",
            "\nWhoever is to keep what they had is placed by a ruling. Have it decided, and fill in the lines of those who \
             are, in the folder of the new round:\n",
        ));
        let round = &diff.sides.new.round;
        for (n, line) in lines.iter().enumerate() {
            text.push_str(&ready_text(round, line, n == 0, &headers, lang));
        }
        text.push_str(lang.pick(
            "填好后重新检查、安置、制作案卷，再比较一次：没有列入的人可能随之变动。\n",
            "Then check, place and seal anew, and compare again: others may move in turn.\n",
        ));
    }
    for (why, words) in [
        (Keep::Ruled, lang.pick("新案卷对本人已有裁定", "the new record rules on them already")),
        (Keep::Gone, lang.pick("新案卷没有本人或者原岗位", "the new record has not that person or vacancy")),
        (Keep::NoSeat, lang.pick("原岗位的名额不够", "the vacancy has no seat for them")),
    ] {
        let without =
            diff.people.iter().filter(|person| person.moved.as_ref().is_some_and(|moved| moved.keep == why));
        let ids: Vec<&str> = without.map(|person| person.id.as_str()).collect();
        if !ids.is_empty() {
            let (all, shown) = (ids.len(), ids[..ids.len().min(SHOWN)].join(lang.pick("、", ", ")));
            let more = if all > SHOWN {
                say!(lang, "等{all}人", " and others, {all} in all")
            } else {
                String::new()
            };
            text.push_str(&say!(
                lang,
                "不列待填行的：{shown}{more}（{words}）\n",
                "No line for {shown}{more}: {words}\n"
            ));
        }
    }
    text
}
