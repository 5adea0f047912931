//! Single words and short sentences: tables, events, outcomes, conditions, warnings.

use crate::lang::{Lang, say};
use anzhi_core::eligibility::Closed;
use anzhi_core::fault::Table;
use anzhi_core::outcome::Fate;
use anzhi_core::recheck::Broken;
use anzhi_core::round::{CandidateRef, Exclusion, GiveUpKind, Round, VoidCause};
use anzhi_core::scheme::{Consequence, Scoring, TieKey, Unplaced};
use anzhi_core::session::Event;
use anzhi_tables::layout::file_names;

/// The name of a table or file.
pub(crate) fn table_name(table: Table, lang: Lang) -> &'static str {
    let papers = [
        (Table::Scheme, "计分办法", "the scheme"),
        (Table::RankingPaper, "排序办法", "the paper on ranking"),
        (Table::ChoosingPaper, "选岗办法", "the paper on choosing"),
    ];
    if let Some((_, chinese, english)) = papers.into_iter().find(|(paper, ..)| *paper == table) {
        return lang.pick(chinese, english);
    }
    let (english, chinese) = file_names(table);
    lang.pick(chinese, english)
}

/// What happened in a turn, and what the scheme makes of it.
pub(crate) fn event(round: &Round, event: Event, lang: Lang) -> String {
    match event {
        Event::Chose(_) => lang.pick("选定", "chose").into(),
        Event::Exhausted => lang.pick("志愿用尽", "list exhausted").into(),
        Event::Absent => kept_away(round, GiveUpKind::Absent, lang),
        Event::GaveUp => kept_away(round, GiveUpKind::GaveUp, lang),
        Event::Late => kept_away(round, GiveUpKind::Late, lang),
        Event::TimedOut => kept_away(round, GiveUpKind::TimedOut, lang),
    }
}

/// What a giving-up, absence or lateness leads to.
pub(crate) fn consequence(round: &Round, kind: GiveUpKind, lang: Lang) -> String {
    match round.scheme().choosing.consequence(kind) {
        Consequence::Assigned | Consequence::EndOfGroup | Consequence::EndOfList | Consequence::Leftover => {
            kept_away(round, kind, lang)
        }
        Consequence::Out => {
            let what = give_up(kind, lang);
            say!(lang, "{what}，不再选岗", "{what}, no further turn")
        }
    }
}

/// What kept somebody from choosing, and what the scheme makes of it.
pub(crate) fn kept_away(round: &Round, kind: GiveUpKind, lang: Lang) -> String {
    let what = give_up(kind, lang);
    match round.scheme().choosing.consequence(kind) {
        Consequence::Assigned => {
            say!(lang, "{what}，由安置部门指令性分配", "{what}, the bureau assigns a vacancy")
        }
        Consequence::EndOfGroup => {
            say!(lang, "{what}，排在本组别最后", "{what}, sent to the end of the group")
        }
        Consequence::EndOfList => say!(lang, "{what}，排在最后", "{what}, sent to the end"),
        Consequence::Leftover => {
            say!(
                lang,
                "{what}，在其他人选完后的剩余岗位中选",
                "{what}, chooses from what is left at the very end"
            )
        }
        Consequence::Out => what.into(),
    }
}

/// What kept somebody from choosing.
pub(crate) fn give_up(kind: GiveUpKind, lang: Lang) -> &'static str {
    match kind {
        GiveUpKind::Absent => lang.pick("缺席", "absent"),
        GiveUpKind::GaveUp => lang.pick("放弃", "gave up"),
        GiveUpKind::Late => lang.pick("迟到", "late"),
        GiveUpKind::TimedOut => lang.pick("超时", "timed out"),
    }
}

/// Why a seat was taken back after the meeting.
pub(crate) fn void_cause(cause: VoidCause, lang: Lang) -> &'static str {
    match cause {
        VoidCause::Absent => lang.pick("缺席", "absent"),
        VoidCause::Excluded => lang.pick("不予排名", "excluded"),
        VoidCause::GaveUp => lang.pick("放弃", "gave up"),
    }
}

/// Which condition closes a vacancy, in one word.
pub(crate) fn condition_word(closed: Closed, lang: Lang) -> &'static str {
    match closed {
        Closed::Age => lang.pick("年龄", "age"),
        Closed::Bar(_) => lang.pick("计分办法限制选报", "a bar of the scheme"),
        Closed::Certificate => lang.pick("证书", "certificate"),
        Closed::Education => lang.pick("学历", "education"),
        Closed::Group => lang.pick("组别", "group"),
        Closed::NoSeat => lang.pick("名额", "no seat"),
        Closed::Relative => lang.pick("回避", "a relative at the unit"),
        Closed::Sex => lang.pick("性别", "sex"),
        Closed::Sitting => lang.pick("场次", "sitting"),
    }
}

/// What becomes of whoever finds nothing open.
pub(crate) fn unplaced_word(unplaced: Unplaced, lang: Lang) -> &'static str {
    match unplaced {
        Unplaced::Directive => lang.pick("由安置部门指令性分配", "the bureau assigns a vacancy"),
        Unplaced::NextSitting => lang.pick("参加下一场选岗", "the next sitting"),
        Unplaced::Nothing => lang.pick("本年度不再安置", "nothing in this round"),
    }
}

/// Why somebody is left out of the ranking.
pub(crate) fn exclusion(round: &Round, candidate: CandidateRef, lang: Lang) -> String {
    let scoring = &round.scheme().scoring;
    match round.exclusion(candidate) {
        Some(Exclusion::Ruling) | None => lang.pick("经裁定不予排名", "excluded by a ruling").into(),
        Some(Exclusion::Bar(bar)) => {
            let (title, clause) = (&scoring.bar(bar).title, &scoring.bar(bar).clause);
            say!(lang, "按“{title}”的规定不予排名（{clause}）", "excluded by “{title}” ({clause})")
        }
        Some(Exclusion::Gate) => {
            let gate = scoring.exam.as_ref().and_then(|exam| exam.gate.as_ref());
            let (least, clause) = gate.map(|gate| (gate.at_least, &*gate.clause)).unwrap_or_default();
            say!(
                lang,
                "考试成绩不到{least}分，不予排名（{clause}）",
                "excluded by a mark below {least} ({clause})"
            )
        }
    }
}

/// What came of a candidate.
pub(crate) fn fate(fate: Fate, lang: Lang) -> &'static str {
    match fate {
        Fate::Absent => lang.pick("缺席", "absent"),
        Fate::Excluded => lang.pick("不予排名", "excluded"),
        Fate::Exhausted => lang.pick("志愿用尽，未安置", "unplaced, list exhausted"),
        Fate::GaveUp => lang.pick("放弃", "gave up"),
        Fate::Placed { .. } => lang.pick("已安置", "placed"),
        Fate::PlacedByRuling(_) => lang.pick("裁定安置", "placed by ruling"),
    }
}

/// A tie key.
pub(crate) fn tie_key(round: &Round, key: TieKey, lang: Lang) -> String {
    tie_words(&round.scheme().scoring, key, lang)
}

/// A tie key of a scheme without a round.
pub(crate) fn tie_words(scoring: &Scoring, key: TieKey, lang: Lang) -> String {
    match key {
        TieKey::Assessment => lang.pick("考核成绩高者在先", "the higher assessment goes first").into(),
        TieKey::Exam => lang.pick("考试折算分高者在先", "more for the exam goes first").into(),
        TieKey::Value(value) => {
            let title = &scoring.value(value).title;
            say!(lang, "{title}多者在先", "more of “{title}” goes first")
        }
        TieKey::Higher(attribute, _) => {
            let title = &scoring.facts.attribute(attribute).title;
            say!(lang, "{title}高者在先", "the higher “{title}” goes first")
        }
        TieKey::Item(item) => {
            let title = &scoring.item(item).title;
            say!(lang, "“{title}”得分高者在先", "more points for “{title}” go first")
        }
        TieKey::Earlier(date) => {
            let title = &scoring.facts.attribute(date).title;
            say!(lang, "{title}早者在先", "the earlier date of “{title}” goes first")
        }
        TieKey::Later(date) => {
            let title = &scoring.facts.attribute(date).title;
            say!(lang, "{title}晚者在先", "the later date of “{title}” goes first")
        }
    }
}

/// A word that says how something is done, in the scheme's file and in rulings.
pub(crate) fn way(word: &str, lang: Lang) -> String {
    let zh = match word {
        "all" => "不分类别合并看是否连续",
        "down" => "舍去",
        "each" => "分别计",
        "half_up" => "满半数的进一",
        "label" => "各类别分别看是否连续",
        "once" => "重叠的只计一次",
        "order" => "重叠的计列在前面的",
        "over_half_up" => "超过半数的进一",
        "stay" => "仍按最高一等",
        "two_step" => "不超过半数的计0.5，超过的计1",
        "two_step_half_up" => "不足半数的计0.5，满半数的计1",
        "up" => "进一",
        _ => return word.into(),
    };
    say!(lang, "{zh}（{word}）", "{word}")
}

/// What the independent check found broken.
pub(crate) fn broken(what: Broken, lang: Lang) -> &'static str {
    match what {
        Broken::AfterGiven => lang.pick(
            "选岗会后有人递补到不应递补的岗位",
            "a seat given after the meeting was not to be given to that person",
        ),
        Broken::AfterSeats => lang.pick(
            "撤销、递补之后，有岗位的人数多于名额",
            "more people sit on a vacancy than it has seats, once all is done",
        ),
        Broken::AfterTaken => lang.pick(
            "选岗会后撤销的不是本人所选的岗位",
            "a seat taken back after the meeting was not had by that person",
        ),
        Broken::AfterTold => lang.pick(
            "选岗会后的撤销、递补与裁定不符",
            "what is told of the time after the meeting is not what the rulings say",
        ),
        Broken::Everybody => lang
            .pick("有人不在结果中或出现两次", "somebody is missing from the results, or stands there twice"),
        Broken::Fate => lang.pick("有人的结果与选岗经过不符", "a result does not follow from the turns"),
        Broken::NoTotal => lang.pick("有人没有总成绩却列入排名", "somebody ranked has no total"),
        Broken::NoTurn => lang.pick("有人没有轮到选岗", "somebody had no turn"),
        Broken::NotFirstOpen => lang.pick(
            "有人选到的不是其志愿中当时尚可选的第一个岗位",
            "somebody did not get the first vacancy open to them",
        ),
        Broken::Order => lang.pick("名次与成绩不符", "the order of choosing is not that of the ranking"),
        Broken::Ranks => lang.pick("名次不连续", "the ranks are not 1, 2, 3 …"),
        Broken::ResultOrder => {
            lang.pick("结果的次序与名次不符", "the results do not stand in the order of the ranking")
        }
        Broken::Seats => lang.pick("名额对不上", "the seats do not add up"),
        Broken::TurnEvent => {
            lang.pick("选岗经过与登记的放弃、缺席不符", "a turn says another event than was recorded")
        }
        Broken::TurnOrder => lang.pick("有人没有按次序选岗", "a turn was not taken in order"),
    }
}
