//! Open questions in words, with the lines that answer them.

use crate::lang::{Lang, say};
use crate::numbers;
use anzhi_core::ids::Key;
use anzhi_core::points::Points;
use anzhi_core::question::{Question, QuestionKind, ReadyLine};
use anzhi_core::round::{AnswerWord, CandidateRef, GiveUpKind, Round, RulingKind};
use anzhi_core::scheme::{Fills, Scoring, TieKey};
use anzhi_core::steps::Step;
use anzhi_tables::Headers;
use anzhi_tables::layout::{columns, file_names};
use anzhi_tables::posted_in_chinese;

/// All open questions, numbered, each with its code and its ready lines.
///
/// ```
/// # let mut files = std::collections::BTreeMap::new();
/// # for file in std::fs::read_dir("../../testdata/rounds/county")?.filter_map(Result::ok) {
/// #     files.insert(file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path())?);
/// # }
/// use anzhi_report::{Lang, questions_text};
///
/// files.remove("lots.csv");
/// let reading = anzhi_tables::read_round(&files)?;
/// let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// let standing = anzhi_core::place::stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let text = questions_text(&round, &standing.questions, &reading.headers, Lang::En);
/// assert!(text.starts_with("1 question must be decided by people; nobody is placed before that:\n"));
/// assert!(text.contains("\n       21,…,…,…,,\n       22,…,…,…,,\n")); // the lines to fill in
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn questions_text(round: &Round, questions: &[Question], headers: &Headers, lang: Lang) -> String {
    let (count, in_english) = (questions.len(), numbers::count(questions.len(), "question"));
    let mut text = say!(
        lang,
        "有{count}个问题须由人决定，决定之前不安置任何人：\n",
        "{in_english} must be decided by people; nobody is placed before that:\n"
    );
    for (number, question) in (1..).zip(questions) {
        let (sentence, code) = (sentence(round, &question.kind, lang), question.code);
        text.push_str(&say!(
            lang,
            "\n{number}. {sentence}\n   问题码：{code}\n",
            "\n{number}. {sentence}\n   Code: {code}\n"
        ));
        let lines = question.ready_lines(round);
        let all = matches!(question.kind, QuestionKind::Tie { .. });
        let head = match (all, lines.len()) {
            (true, _) => lang.pick("请各填一行：", "Fill in a line for each:"),
            (false, 1) => lang.pick("请填一行：", "Fill in this line:"),
            (false, _) => lang.pick("请在下列各行中选填一行：", "Fill in one of these lines:"),
        };
        text.push_str(&format!("   {head}\n"));
        for (place, line) in lines.iter().enumerate() {
            // The lines of a tie stand under one header.
            let first = place == 0 || lines[place - 1].table != line.table;
            text.push_str(&ready_text(round, line, first, headers, lang));
        }
    }
    text
}

/// What a question asks.
pub(crate) fn sentence(round: &Round, kind: &QuestionKind, lang: Lang) -> String {
    let id = |candidate: &CandidateRef| round.candidate(*candidate).id().to_string();
    let ids = |all: &[CandidateRef]| all.iter().map(id).collect::<Vec<_>>().join(lang.pick("、", ", "));
    match kind {
        QuestionKind::Gap { gap, candidates } => {
            let (gap, who) = (round.scheme().scoring.gap(*gap), ids(candidates));
            let (name, why, fills) = (gap_name(round, &gap.key, lang), &gap.why, fills(&gap.fills, lang));
            say!(
                lang,
                "计分办法没有规定{name}（{why}），涉及{who}号，须报有权机关裁定补定{fills}",
                "the paper leaves out {name} ({why}); it concerns {who} and needs a ruling{fills}"
            )
        }
        QuestionKind::Unsigned { candidate, present } => {
            let who = id(candidate);
            say!(
                lang,
                "{who}号尚未签认计分表（现表签认码{present}）",
                "{who} has not signed the score sheet (its code is {present})"
            )
        }
        QuestionKind::SignedOther { candidate, signed, present } => {
            let who = id(candidate);
            say!(
                lang,
                "{who}号所签的是另一份计分表（签认码{signed}），现表签认码为{present}，须重新签认；经核对签字原件，确系本人先前所签并决定沿用的，填答复",
                "{who} has signed another sheet ({signed}); the present one is {present} and must be signed; or, once the paper is checked to be theirs, an answer lets the earlier signature stand"
            )
        }
        QuestionKind::Tie { candidates, total, .. } => {
            let (who, keys, total) = (ids(candidates), keys(round, lang), numbers::total(round, *total));
            say!(
                lang,
                "{who}号总成绩同为{total}分，{keys}仍不能区分，须公开抽签，签号小者在先",
                "{who} all have {total}, and {keys} do not separate them; lots must be drawn in public, the smaller goes first"
            )
        }
        QuestionKind::NoPreferences { candidate } => {
            let who = id(candidate);
            if let Some(kind) = round.give_up(*candidate) {
                let event = crate::words::kept_away(round, kind, lang);
                return say!(
                    lang,
                    "{who}号（{event}）仍须选岗，却没有志愿",
                    "{who} ({event}) still has a turn, and no preferences"
                );
            }
            say!(
                lang,
                "{who}号既没有志愿，也没有放弃记录",
                "{who} has neither preferences nor a recorded giving-up"
            )
        }
    }
}

/// What can fill a gap, unless any figure can.
fn fills(fills: &Fills, lang: Lang) -> String {
    match fills {
        Fills::Points => String::new(),
        Fills::Date => lang.pick("，填日期", " that gives a date").into(),
        Fills::Words(words) => {
            let words: Vec<String> = words.iter().map(|word| crate::words::way(word, lang)).collect();
            let words = words.join(lang.pick("、", ", "));
            say!(lang, "，可填：{words}", ", one of {words}")
        }
    }
}

/// `grade.技7` as the title of the item and the term.
pub(crate) fn gap_name(round: &Round, key: &Key, lang: Lang) -> String {
    gap_title(&round.scheme().scoring, key, lang)
}

/// The same of a scheme without a round.
pub(crate) fn gap_title(scoring: &Scoring, key: &Key, lang: Lang) -> String {
    let Some((owner, term)) = key.as_str().split_once('.') else {
        return lang.pick("计算截止日", "the cut-off").into();
    };
    let item = scoring.items.iter().find(|item| item.key.as_str() == owner).map(|item| &*item.title);
    let value = || scoring.values.iter().find(|value| value.key.as_str() == owner).map(|value| &*value.title);
    let title = item.or_else(value).unwrap_or(owner);
    // A name such as `rest` is a figure at one kind of step and a way of counting at another.
    let figure = scoring.gaps.iter().any(|gap| gap.key == *key && gap.fills == Fills::Points);
    match term {
        "factor" if owner == "assessment" => say!(lang, "考核成绩的折算比例", "the factor of the assessment"),
        "factor" if owner == "exam" => say!(lang, "考试成绩的折算比例", "the factor of the exam"),
        "overlap" => say!(lang, "“{title}”中时间重叠的计法", "how overlapping times of “{title}” count"),
        "one_of" => say!(lang, "“{title}”的计法", "how “{title}” counts"),
        "at_least" => say!(lang, "“{title}”最少计的分值", "the least that “{title}” counts"),
        "factor" => say!(lang, "“{title}”的系数", "the factor of “{title}”"),
        "rest" if figure && has_token(scoring, owner) => {
            say!(lang, "“{title}”中其余每项的分值", "what each further one of “{title}” counts")
        }
        "to" => say!(lang, "“{title}”的上限", "the limit of “{title}”"),
        "top" if figure => {
            say!(lang, "“{title}”中最高一等的上限", "the limit of the highest class of “{title}”")
        }
        "top" => say!(
            lang,
            "“{title}”中超过最高一等的计法",
            "how “{title}” counts what would pass the highest class"
        ),
        "unbroken" => say!(lang, "“{title}”中是否连续的看法", "what makes times of “{title}” unbroken"),
        "rest" => say!(lang, "“{title}”中不足一个单位的计法", "what a part of a unit of “{title}” counts"),
        _ if scoring.tables.iter().any(|table| table.key.as_str() == owner) => {
            say!(lang, "共用表（{owner}）中“{term}”的数值", "“{term}” of the shared table ({owner})")
        }
        _ if term.parse::<Points>().is_ok() => {
            say!(lang, "“{title}”自{term}起一档的数值", "the band of “{title}” that begins at {term}")
        }
        _ if figure => say!(lang, "“{title}”一项中“{term}”的数值", "“{term}” of “{title}”"),
        _ => say!(lang, "“{title}”中“{term}”的计法", "how “{title}” counts “{term}”"),
    }
}

/// Whether an item or value counts further entries as tokens.
fn has_token(scoring: &Scoring, owner: &str) -> bool {
    let item = scoring.find_item(owner).map(|item| &scoring.item(item).pipeline);
    let value = || scoring.find_value(owner).map(|value| &scoring.value(value).pipeline);
    let pipeline = item.or_else(value);
    pipeline.is_some_and(|pipeline| pipeline.every_step().any(|step| matches!(step, Step::Token(_))))
}

fn keys(round: &Round, lang: Lang) -> String {
    let keys: Vec<String> = round
        .scheme()
        .ranking
        .ties
        .iter()
        .map(|key: &TieKey| crate::words::tie_key(round, *key, lang))
        .collect();
    keys.join(lang.pick("、", ", "))
}

/// A ready line under the header of its file, with an ellipsis where people fill in.
pub(crate) fn ready_text(
    round: &Round,
    line: &ReadyLine,
    first: bool,
    headers: &Headers,
    lang: Lang,
) -> String {
    let read = headers.columns(line.table);
    let columns: Vec<(String, String)> = if read.is_empty() {
        let all = columns(line.table, &round.scheme().scoring.facts).into_iter();
        all.map(|column| (column.key.clone(), lang.pick(column.title, column.key))).collect()
    } else {
        read.to_vec()
    };
    let cell = |(key, _): &(String, String)| match line.cells.iter().find(|(other, _)| other == key) {
        Some((_, Some(cell))) => word(key, cell, lang),
        Some((_, None)) => "…".into(),
        None => String::new(),
    };
    let cells: Vec<String> = columns.iter().map(cell).collect();
    let cells = cells.join(",");
    if !first {
        return format!("       {cells}\n");
    }
    let head: Vec<String> = columns.iter().map(|(_, header)| header.clone()).collect();
    let (head, (english, chinese)) = (head.join(","), file_names(line.table));
    let file = headers
        .file(line.table)
        .map_or_else(|| lang.pick(chinese, english).to_owned() + ".csv", String::from);
    format!("     {file}\n       {head}\n       {cells}\n")
}

/// What stands in a cell as the tables write it in this language; ids and codes stay as they are.
pub(crate) fn word(column: &str, cell: &str, lang: Lang) -> String {
    let closed = || {
        let rulings = RulingKind::WORDS.map(|(_, english, chinese)| (english, chinese)).into_iter();
        let give_ups = GiveUpKind::WORDS.map(|(_, english, chinese)| (english, chinese)).into_iter();
        let answers = AnswerWord::WORDS.map(|(_, english, chinese)| (english, chinese)).into_iter();
        let mut words = rulings.chain(give_ups).chain(answers);
        words.find(|(english, _)| *english == cell).map(|(_, chinese)| chinese.to_owned())
    };
    let object = || {
        let rest = |english| cell.strip_prefix(english);
        let candidate = rest("candidate/").map(|rest| format!("候选人/{rest}"));
        let gap = || rest("gap/").map(|rest| format!("缺项/{rest}"));
        candidate.or_else(gap).or_else(|| posted_in_chinese(cell))
    };
    let chinese = match column {
        "kind" | "answer" => closed(),
        "object" => object(),
        _ => None,
    };
    lang.pick(chinese, None).unwrap_or_else(|| cell.to_owned())
}
