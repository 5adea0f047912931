//! The order of candidates, and what happens when they choose.

use super::Show;
use super::page::Page;
use crate::lang::say;
use crate::words::{give_up, tie_words};
use anzhi_core::round::GiveUpKind;
use anzhi_core::scheme::{Attend, Consequence, Counted, SittingRule, TieKey, Unplaced};

impl Show<'_> {
    pub(super) fn ranking(&self, page: &mut Page) {
        let (lang, ranking) = (self.lang, &self.scheme.ranking);
        page.part(lang.pick("排名", "Ranking"));
        if ranking.groups.is_empty() {
            page.line(
                1,
                lang.pick(
                    "全体人员按总成绩由高到低排列。",
                    "Everybody in one order, the higher total first.",
                ),
            );
        } else {
            page.line(
                1,
                lang.pick(
                    "分组排名，各组依次在先，组内按总成绩由高到低排列；同时符合几组的，归入在前的一组：",
                    "In groups, one after the other, within each the higher total first; whoever fits several \
                     belongs to the first of them:",
                ),
            );
        }
        for (number, group) in (1..).zip(&ranking.groups) {
            let (key, when) = (&group.key, self.those(&group.when));
            page.line(2, &say!(lang, "第{number}组“{key}”：{when}", "Group {number} “{key}”: {when}"));
        }
        page.line(
            1,
            lang.pick("总成绩相同的，依次按下列各项定先后：", "Equal totals are ordered by, in this order:"),
        );
        for (number, key) in (1..).zip(&ranking.ties) {
            let words = tie_words(self.scoring, *key, lang);
            let ladder = match key {
                TieKey::Higher(_, ladder) => {
                    let classes = self.scoring.ladder(*ladder).classes.join(lang.pick("、", ", "));
                    say!(lang, "（由低到高：{classes}）", " (from the lowest: {classes})")
                }
                TieKey::Assessment
                | TieKey::Earlier(_)
                | TieKey::Exam
                | TieKey::Item(_)
                | TieKey::Later(_)
                | TieKey::Value(_) => String::new(),
            };
            page.line(2, &say!(lang, "（{number}）{words}{ladder}", "({number}) {words}{ladder}"));
        }
        let last = ranking.ties.len() + 1;
        page.line(
            2,
            &say!(
                lang,
                "（{last}）仍相同的，公开抽签，签号小者在先",
                "({last}) lots drawn in public, the smaller goes first"
            ),
        );
        page.named(1, lang.pick("出处", "Source"), self.notes.of("ranking").source.as_deref());
        page.assume_all(1, lang.pick("排名", "ranking"), &ranking.assumptions);
    }

    pub(super) fn choosing(&self, page: &mut Page) {
        let (lang, choosing) = (self.lang, &self.scheme.choosing);
        page.part(lang.pick("选岗", "Choosing"));
        for kind in [GiveUpKind::GaveUp, GiveUpKind::Absent, GiveUpKind::TimedOut, GiveUpKind::Late] {
            let (event, then) = (give_up(kind, lang), self.consequence(choosing.consequence(kind)));
            page.line(1, &say!(lang, "{event}的：{then}", "{event}: {then}"));
        }
        if let Some(minutes) = choosing.minutes {
            let english = crate::numbers::count(minutes, "minute");
            page.line(1, &say!(lang, "选岗时限：每人{minutes}分钟", "A turn lasts at most {english}"));
        }
        if let Some(minutes) = choosing.late_minutes {
            let english = crate::numbers::count(minutes, "minute");
            page.line(
                1,
                &say!(
                    lang,
                    "迟到时限：迟到{minutes}分钟以上的，按缺席处理",
                    "Whoever is late by {english} or more counts as absent"
                ),
            );
        }
        if let Some((counted, _)) = choosing.education {
            let title = match counted {
                Counted::Item(item) => &self.scoring.item(item).title,
                Counted::Value(value) => &self.scoring.value(value).title,
            };
            page.line(
                1,
                &say!(
                    lang,
                    "岗位要求的学历，按“{title}”中本人最高的等次判断",
                    "What education a vacancy asks for is held against the highest class of “{title}”"
                ),
            );
        }
        if let Some(unplaced) = choosing.unplaced {
            let then = match unplaced {
                Unplaced::Directive => lang.pick("由安置部门指令性分配", "the bureau assigns a vacancy"),
                Unplaced::NextSitting => lang.pick("在下一场选岗", "choose in the next sitting"),
                Unplaced::Nothing => lang.pick("本年度不再安排，列为未安置", "stay unplaced in this round"),
            };
            page.line(
                1,
                &say!(lang, "志愿用尽、没有选到岗位的：{then}", "Those whose lists are exhausted: {then}"),
            );
        }
        page.named(1, lang.pick("出处", "Source"), self.notes.of("choosing").source.as_deref());
        page.assume_all(1, lang.pick("选岗", "choosing"), &choosing.assumptions);
    }

    fn consequence(&self, consequence: Consequence) -> &'static str {
        let lang = self.lang;
        match consequence {
            Consequence::Assigned => {
                lang.pick("不再选岗，由安置部门指令性分配", "no further turn, the bureau assigns a vacancy")
            }
            Consequence::EndOfGroup => {
                lang.pick("排在本组别最后，再选一次", "one further turn at the end of the group")
            }
            Consequence::EndOfList => {
                lang.pick("排在全体最后，再选一次", "one further turn at the end of everybody")
            }
            Consequence::Leftover => lang.pick(
                "在其他人（包括排在最后的）选完后的剩余岗位中再选一次",
                "one further turn after all other turns, from what is left",
            ),
            Consequence::Out => lang.pick("本年度不再选岗", "no further turn in this round"),
        }
    }

    pub(super) fn sittings(&self, page: &mut Page) {
        let lang = self.lang;
        page.part(lang.pick("场次", "Sittings"));
        if !self.scoring.kinds.is_empty() {
            let kinds = self.scoring.kinds.join(lang.pick("、", ", "));
            page.line(1, &say!(lang, "岗位类别：{kinds}", "Kinds of vacancy: {kinds}"));
        }
        for (number, sitting) in (1..).zip(&self.scheme.sittings) {
            let SittingRule { key, title, when, kind } = sitting;
            let who = when.as_ref().map_or_else(String::new, |when| {
                let when = self.those(when);
                say!(lang, "；参加人员：{when}", "; for those: {when}")
            });
            let kind = kind.map_or_else(String::new, |kind| {
                let kind = self.kinds_named(&[kind]);
                say!(lang, "；只提供类别为{kind}的岗位", "; offers vacancies of the kind {kind} only")
            });
            page.line(
                1,
                &say!(
                    lang,
                    "第{number}场：{title}（{key}）{who}{kind}",
                    "Sitting {number}: {title} ({key}){who}{kind}"
                ),
            );
        }
        if self.scheme.sittings.len() > 1 {
            let attend = match self.scheme.choosing.attend {
                Attend::Declared if self.scheme.sittings.iter().all(|sitting| sitting.when.is_none()) => lang
                    .pick(
                        "每人只参加一场，以候选人表载明的为准。",
                        "Everybody sits once, where the table of candidates says.",
                    ),
                Attend::Declared => lang.pick(
                    "每人只参加一场：候选人表载明的；未载明的，为条件符合的第一场。",
                    "Everybody sits once: where the table of candidates says, else in the first that takes them.",
                ),
                Attend::UntilPlaced => lang.pick(
                    "每人依次参加条件符合的各场，到有结果为止。",
                    "Everybody sits in each that takes them, one after another, until something is settled.",
                ),
            };
            page.line(1, attend);
        }
    }
}
