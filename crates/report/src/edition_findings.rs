//! What verifying a public edition finds, in words: where, what stands there, what should.

use crate::failures::visible;
use crate::lang::{Lang, say};
use crate::verification::findings;
use anzhi_record::edition::{EditionFinding, Odd, Place};

/// One finding in a sentence, and its code.
pub(crate) fn sentence(finding: &EditionFinding, lang: Lang) -> (String, &'static str) {
    let sentence = match finding {
        EditionFinding::At { sitting, place, what, found, expected } => {
            let (sitting, place, what) = (visible(sitting), place_words(place, lang), odd(*what, lang));
            let differs = differing(found.as_deref(), expected.as_deref(), lang);
            say!(
                lang,
                "场次“{sitting}”{place}：{what}{differs}",
                "sitting “{sitting}”, {place}: {what}{differs}"
            )
        }
        EditionFinding::NotNamed => lang
            .pick(
                "年度陈述没有指明公开版（第1版格式）",
                "the statement names no public edition: it is of version 1",
            )
            .into(),
        EditionFinding::Paper(finding) => findings::sentence(finding, lang),
        EditionFinding::Stated { path, statement, edition } => {
            let [statement, edition] = [statement, edition].map(|text| visible(text));
            say!(
                lang,
                "记载项 {path}：陈述为{statement}，公开版为{edition}",
                "what is stated as {path}: {statement} in the statement, {edition} in the edition"
            )
        }
    };
    (sentence, finding.code())
}

fn differing(found: Option<&str>, expected: Option<&str>, lang: Lang) -> String {
    let nothing = || lang.pick("无", "nothing").to_owned();
    let side = |value: Option<&str>| value.map_or_else(nothing, visible);
    match (found, expected) {
        (None, None) => String::new(),
        (Some(found), None) => {
            let found = visible(found);
            say!(lang, "（公开版为{found}）", " ({found} in the edition)")
        }
        (found, Some(_)) => {
            let (found, expected) = (side(found), side(expected));
            say!(
                lang,
                "（公开版为{found}，应为{expected}）",
                " ({found} in the edition, {expected} by what stands beside it)"
            )
        }
    }
}

fn place_words(place: &Place, lang: Lang) -> String {
    match place {
        Place::After(n) => say!(lang, "选岗会后第{n}项", "entry {n} after the meeting"),
        Place::Listed(n) => say!(lang, "名单第{n}位", "place {n} of the list"),
        Place::Rank(rank) => say!(lang, "第{rank}名", "rank {rank}"),
        Place::Sitting => lang.pick("整场", "as a whole").into(),
        Place::Turn(n) => say!(lang, "第{n}个选岗", "turn {n}"),
        Place::Unranked(n) => say!(lang, "未排名者第{n}项", "entry {n} of those without a rank"),
        Place::Vacancy(id) => {
            let id = visible(id);
            say!(lang, "岗位{id}", "vacancy {id}")
        }
    }
}

fn odd(what: Odd, lang: Lang) -> &'static str {
    match what {
        Odd::AfterSeats => lang.pick("撤销、递补之后，人数多于名额", "more people than seats in the end"),
        Odd::AfterTold => {
            lang.pick("撤销、递补与其人原来的去向不符", "does not fit what the person had before")
        }
        Odd::Choice => lang
            .pick("某一志愿的去向与当时的名额不符", "a preference and the seats at that time do not agree"),
        Odd::Doubled => lang.pick("重复出现", "stands twice"),
        Odd::Group => {
            lang.pick("组别不在所列之中，或次序颠倒", "a group that is not listed, or out of order")
        }
        Odd::ListEnd => lang.pick("志愿所列与选岗结果不符", "the list does not end where the turn ended"),
        Odd::NoSeat => lang.pick("已没有名额", "no seat was left"),
        Odd::Order => lang.pick("没有按次序排列", "out of order"),
        Odd::Outcome => lang.pick("结果与选岗经过不符", "the outcome does not follow from the turns"),
        Odd::Preference => {
            lang.pick("志愿序号与所列志愿不符", "the number of the preference is not that of the list")
        }
        Odd::Rank => lang.pick("名次不是依次递增", "the ranks are not 1, 2, 3 …"),
        Odd::Seats => lang.pick("名额对不上", "the seats do not add up"),
        Odd::Tie => lang.pick("同分序号不符", "the number within the tie is another"),
        Odd::TotalForm => lang.pick("总成绩不合写法", "the total is no number in its one writing"),
        Odd::TotalOrder => lang.pick("总成绩高于前一名", "the total is above that of the one before"),
        Odd::Turn => lang.pick("不应轮到此人", "the turn was another's"),
        Odd::TurnEvent => lang.pick("选定与岗位不符", "event and vacancy do not fit"),
        Odd::UnknownVacancy => lang.pick("没有这个岗位", "there is no such vacancy"),
        Odd::Vacancy => lang.pick("岗位与选岗经过不符", "the vacancy does not follow from the turns"),
    }
}
