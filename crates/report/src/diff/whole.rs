//! What differs of vacancies and of the round as a whole.

use super::person::warning;
use super::rows::{row_line, row_words};
use super::{SHOWN, more};
use crate::failures::visible;
use crate::keys::grouped;
use crate::lang::{Lang, say};
use crate::stages::kind_words;
use anzhi_core::digest::Digest;
use anzhi_core::fault::Table;
use anzhi_core::scheme::Part;
use anzhi_record::diff::{
    Diff, OriginalChange, PaperChange, RowChange, Side, StageChange, StatedChange, VacancyDiff,
};
use anzhi_record::stage::{How, StageKind};
use anzhi_record::verify::Severity;

/// What was handed in otherwise of the round as a whole.
pub(super) fn inputs(diff: &Diff, lang: Lang) -> String {
    let whole = &diff.whole;
    let mut lines: Vec<String> = whole.papers.iter().map(|paper| paper_words(paper, lang)).collect();
    lines.extend(stated(diff, Severity::Input, lang));
    lines.extend(whole.stages.iter().map(|stage| stage_words(stage, lang)));
    lines.extend(
        whole
            .rows
            .iter()
            .filter(|row| row.severity() == Severity::Input)
            .map(|row| row_line(diff, row, lang)),
    );
    listed(&lines, lang)
}

/// What is written down otherwise of the round as a whole.
pub(super) fn bookkeeping(diff: &Diff, lang: Lang) -> String {
    let whole = &diff.whole;
    let mut lines = stated(diff, Severity::Bookkeeping, lang);
    lines.extend(whole.warnings.iter().map(|change| warning(*change, lang)));
    let slight = whole.rows.iter().filter(|row| row.severity() == Severity::Bookkeeping);
    lines.extend(slight.map(|row| row_line(diff, row, lang)));
    let turns = whole.turns;
    if turns > 0 {
        lines.push(say!(
            lang,
            "选岗的轮次有变的{turns}人（第几个选岗，随名次和他人变动）",
            "people who chose in a turn of another number: {turns}"
        ));
    }
    if !whole.originals.is_empty() {
        lines.push(originals(&whole.originals, lang));
    }
    listed(&lines, lang)
}

/// What differs of a vacancy.
pub(super) fn vacancy(diff: &Diff, vacancy: &VacancyDiff, lang: Lang) -> String {
    let id = &vacancy.id;
    let name = |side: &Side| {
        let vacancy = side.round.vacancy(side.round.find_vacancy(id.as_str())?);
        Some(format!("{id} {} {}", vacancy.unit, vacancy.post))
    };
    let name = name(&diff.sides.new).or_else(|| name(&diff.sides.old)).unwrap_or_else(|| id.to_string());
    let own = |row: &RowChange| {
        if row.table == Table::Vacancies { row_words(diff, row, lang) } else { row_line(diff, row, lang) }
    };
    let mut told: Vec<String> = vacancy.rows.iter().map(own).collect();
    if vacancy.left.differ() {
        let seats = |left: Option<u32>| match left {
            Some(left) => left.to_string(),
            None => lang.pick("无此岗位", "no such vacancy").into(),
        };
        let left = vacancy.left.map(seats);
        let (old, new) = (left.old, left.new);
        told.push(say!(lang, "剩余名额：{old} → {new}", "seats left: {old} → {new}"));
    }
    told.extend(vacancy.warnings.iter().map(|change| warning(*change, lang)));
    let told = told.join(lang.pick("；", "; "));
    say!(lang, "- 岗位{name}：{told}\n", "- vacancy {name}: {told}\n")
}

fn listed(lines: &[String], lang: Lang) -> String {
    let shown: String = lines.iter().take(SHOWN).map(|line| format!("- {line}\n")).collect();
    shown + &more(lines.len(), "line", lang)
}

/// A paper that is another.
pub(crate) fn paper_words(paper: &PaperChange, lang: Lang) -> String {
    let what = match paper.part {
        Part::Scoring => lang.pick("计分办法", "the scheme"),
        Part::Ranking => lang.pick("排序办法", "the paper on ranking"),
        Part::Choosing => lang.pick("选岗办法", "the paper on choosing"),
    };
    let name = |name: &Option<String>| {
        name.as_deref()
            .map_or_else(|| lang.pick("无", "none").to_owned(), |name| format!("“{}”", visible(name)))
    };
    let (old, new) = (name(&paper.names.old), name(&paper.names.new));
    let names = if old == new { old } else { format!("{old} → {new}") };
    let how = match (paper.part, paper.scores_otherwise) {
        (Part::Scoring, true) => lang.pick("计分部分不同", "it scores otherwise"),
        (Part::Scoring, false) => lang.pick("文件不同，计分部分相同", "another file; it scores as before"),
        (Part::Ranking | Part::Choosing, _) => lang.pick("文件不同", "another file"),
    };
    say!(lang, "{what}：{names}，{how}", "{what}: {names}, {how}")
}

fn stated(diff: &Diff, severity: Severity, lang: Lang) -> Vec<String> {
    let here = diff.whole.stated.iter().filter(|change| change.severity == severity);
    here.map(|change| stated_words(change, lang)).collect()
}

/// Something that a heading or a statement says otherwise.
pub(crate) fn stated_words(change: &StatedChange, lang: Lang) -> String {
    let value = |value: &Option<String>| {
        value
            .as_deref()
            .map_or_else(|| lang.pick("无", "none").to_owned(), |value| format!("“{}”", visible(value)))
    };
    let (what, old, new) =
        (path_words(&change.path, lang), value(&change.values.old), value(&change.values.new));
    say!(lang, "{what}：{old} → {new}", "{what}: {old} → {new}")
}

/// What stands at a path of the heading or the statement.
fn path_words(path: &str, lang: Lang) -> &str {
    let zh = match path {
        "counts.candidates" => "候选人数",
        "counts.originals" => "原始文件数",
        "counts.placed" => "安置人数",
        "counts.rulings" => "裁定数",
        "counts.seats" => "名额总数",
        "counts.sittings" => "场次数",
        "counts.vacancies" => "岗位数",
        "filing_date" => "证书提交截止日",
        "format" => "案卷格式版本",
        "operator" => "经办人",
        "plan.count" => "岗位计划所列名额",
        "plan.document" => "岗位计划文号",
        "plan.issuer" => "岗位计划发文机关",
        "program" => "制作案卷的程序",
        "roster.count" => "移交名册所列人数",
        "roster.document" => "移交名册文号",
        "roster.issuer" => "移交名册发文机关",
        "round.bureau" => "安置部门",
        "round.id" => "年度代号",
        "round.title" => "标题",
        "round.year" => "年份",
        _ => path,
    };
    lang.pick(zh, path)
}

fn stage_words(change: &StageChange, lang: Lang) -> String {
    let stage = &change.stage;
    let kind = StageKind::ALL.into_iter().find(|kind| kind.as_str() == stage.stage);
    let kind = kind.map_or_else(|| visible(&stage.stage), |kind| kind_words(kind, lang).to_owned());
    let fingerprint = stage
        .fingerprint
        .parse::<Digest>()
        .map_or_else(|_| visible(&stage.fingerprint), |digest| grouped(&digest));
    match change.how {
        How::Removed => say!(
            lang,
            "公示环节“{kind}”不在新案卷中，封存指纹：{fingerprint}",
            "the stage “{kind}” is not in the new record; its fingerprint: {fingerprint}"
        ),
        How::Added | How::Changed => say!(
            lang,
            "公示环节“{kind}”只在新案卷中，封存指纹：{fingerprint}",
            "the stage “{kind}” is only in the new record; its fingerprint: {fingerprint}"
        ),
    }
}

fn originals(changes: &[OriginalChange], lang: Lang) -> String {
    let named = |change: &OriginalChange| {
        let name = visible(&change.name);
        match change.how {
            How::Added => say!(lang, "{name}（新增）", "{name} (added)"),
            How::Removed => say!(lang, "{name}（撤去）", "{name} (taken out)"),
            How::Changed => name,
        }
    };
    let names: Vec<String> = changes.iter().take(SHOWN).map(named).collect();
    let (names, all) = (names.join(lang.pick("、", ", ")), changes.len());
    say!(
        lang,
        "原始文件不同的{all}个：{names}（写法不同而内容相同的也在内）",
        "files as handed in that are others, if only in writing: {all} ({names})"
    )
}
