//! Score sheets on the screen: for signing, and line by line.

use crate::lang::{Lang, say};
use crate::numbers::{count, total};
use crate::placement::{average_share, heading};
use crate::questions::questions_text;
use crate::rulings::rulings_on;
use crate::steps::{item_sentences, value_sentences};
use crate::totals::{source, totals_text};
use crate::words::{consequence, exclusion, tie_key, unplaced_word};
use anzhi_core::date::MissingDay;
use anzhi_core::outcome::{ExamShare, Fate, Scores, Standing};
use anzhi_core::round::{CandidateRef, GiveUpKind, Round};
use anzhi_core::scheme::{AssumedOf, Choosing, Scheme, Signed};
use anzhi_core::sheet::{Sheet, SheetDigest};
use anzhi_tables::Headers;
use tabled::builder::Builder;
use tabled::settings::{Alignment, Style, object::Columns};

/// All that scoring gives: the sheets, a table of them, the average share of the exam, and what holds sheets back.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let standing = anzhi_core::place::stand(&round).map_err(|faults| format!("{faults:?}"))?;
/// let text = anzhi_report::score_text(&round, &standing, &Default::default(), anzhi_report::Lang::Zh);
/// assert!(text.contains("考试占总成绩的平均比重：0.2673"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn score_text(round: &Round, standing: &Standing, headers: &Headers, lang: Lang) -> String {
    let Standing { scores, questions, .. } = standing;
    let mut text = sheets_text(round, scores, lang);
    text.push_str(&format!("\n{}", score_table(round, scores, lang)));
    text.push_str(&average_share(round, standing.exam_share(), lang));
    if !questions.is_empty() {
        text.push_str(&format!("\n{}", questions_text(round, questions, headers, lang)));
    }
    text
}

/// The sheet of every candidate, for reading and signing.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// use anzhi_report::{Lang, sheets_text};
///
/// let (scores, _) = anzhi_core::place::score_all(&round).map_err(|faults| format!("{faults:?}"))?;
/// let text = sheets_text(&round, &scores, Lang::Zh);
/// assert_eq!(text.matches("\n计分表　").count(), 25);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sheets_text(round: &Round, scores: &Scores, lang: Lang) -> String {
    let mut text = heading(round, lang);
    for candidate in round.all_candidates() {
        let person = round.candidate(candidate);
        let (id, name) = (person.id(), &person.name);
        text.push_str(&say!(lang, "\n计分表　{id}号　{name}\n", "\nScore sheet · {id} · {name}\n"));
        text.push_str(&rulings_on(round, candidate, lang));
        match scores.sheet(candidate) {
            Some(scored) => text.push_str(&sheet_text(round, candidate, scored, lang)),
            None => text.push_str(no_sheet(round, candidate, lang)),
        }
    }
    text
}

/// Why there is no sheet: a gap that must be filled, or that nobody fills for somebody left out.
pub(crate) fn no_sheet(round: &Round, candidate: CandidateRef, lang: Lang) -> &'static str {
    if round.is_excluded(candidate) {
        lang.pick(
            "有缺项未补定；因不予排名，不须补定，不计分。\n",
            "A gap is not filled; whoever is excluded needs no score.\n",
        )
    } else {
        lang.pick("有待裁定的事项，尚不能计分。\n", "A ruling is needed before a score can be given.\n")
    }
}

/// A table of all sheets: a line per candidate, a column per item, the code to sign.
///
/// ```
/// # let folder = anzhi_tables::Directory("../../testdata/rounds/county".as_ref());
/// # let round = anzhi_tables::read_round(&folder)?.round.map_err(|faults| format!("{faults:?}"))?;
/// let (scores, _) = anzhi_core::place::score_all(&round).map_err(|faults| format!("{faults:?}"))?;
/// assert!(anzhi_report::score_table(&round, &scores, anzhi_report::Lang::Zh).contains("签认码"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn score_table(round: &Round, scores: &Scores, lang: Lang) -> String {
    let scoring = &round.scheme().scoring;
    let mut builder = Builder::default();
    let mut head = vec![lang.pick("编号", "id").to_owned(), lang.pick("姓名", "name").to_owned()];
    head.extend(scoring.items.iter().map(|item| item.title.to_string()));
    head.push(lang.pick("考核", "assessment").into());
    let with_exam = round.cohort().exam_held;
    if with_exam {
        head.extend([lang.pick("考试折算", "exam"), lang.pick("总成绩", "total")].map(String::from));
        head.push(lang.pick("考试占比", "exam share").into());
    }
    head.push(lang.pick("签认码", "code to sign").into());
    builder.push_record(head);
    for candidate in round.all_candidates() {
        let person = round.candidate(candidate);
        let mut line = vec![person.id().to_string(), person.name.to_string()];
        match scores.sheet(candidate) {
            Some((sheet, digest)) => {
                line.extend(sheet.items.iter().map(|item| item.points.to_string()));
                line.push(sheet.assessment.to_string());
                if with_exam {
                    line.push(sheet.exam.map_or_else(String::new, |exam| total(round, exam.points)));
                    line.push(sheet.total.map_or_else(String::new, |points| total(round, points)));
                    line.push(share(sheet));
                }
                line.push(
                    code(round, sheet, digest)
                        .unwrap_or_else(|| lang.pick("未含考试", "before the exam").into()),
                );
            }
            None if round.is_excluded(candidate) => line.push(lang.pick("不计分", "no score").into()),
            None => line.push(lang.pick("待裁定", "waits for a ruling").into()),
        }
        builder.push_record(line);
    }
    let mut table = builder.build();
    table.with(Style::sharp());
    table.modify(Columns::new(2..), Alignment::right());
    format!("{table}\n")
}

/// The share of the exam in one total, if the total is above zero.
pub(crate) fn exam_share(sheet: &Sheet) -> Option<ExamShare> {
    let parts = sheet.exam.zip(sheet.total).map(|(exam, total)| (exam.points, total));
    ExamShare::of(parts.into_iter())
}

/// That share, or a dash.
fn share(sheet: &Sheet) -> String {
    exam_share(sheet).map_or_else(|| "—".into(), ExamShare::to_four_places)
}

/// What the paper leaves open beside the items and the scheme's file decides.
pub(crate) fn other_assumptions(scheme: &Scheme, lang: Lang) -> impl Iterator<Item = String> {
    let assumed = scheme.scoring.assumed.iter().map(move |assumed| {
        let text = &assumed.text;
        if assumed.of == AssumedOf::Anniversary {
            let rule = anniversary(scheme.scoring.anniversary, lang);
            return say!(lang, "{rule}（{text}）", "{rule} ({text})");
        }
        let of = assumed_of(&assumed.of, lang);
        say!(lang, "{of}：{text}", "{of}: {text}")
    });
    let stated = scheme.identity.assumptions.clone();
    let assumed = assumed.filter(move |text| stated.iter().all(|other| **other != **text));
    let exam = scheme.scoring.exam.iter().flat_map(|exam| &exam.assumptions);
    let open = scheme.ranking.assumptions.iter().chain(&scheme.choosing.assumptions);
    let texts = scheme.identity.assumptions.iter().chain(exam).chain(open);
    texts.map(ToString::to_string).chain(assumed)
}

/// Where the anniversary of 29 February falls in a common year.
fn anniversary(missing: MissingDay, lang: Lang) -> &'static str {
    match missing {
        MissingDay::Last => lang.pick(
            "周年日为2月29日的，平年以2月28日为周年日",
            "the anniversary of 29 February is 28 February in a common year",
        ),
        MissingDay::Next => lang.pick(
            "周年日为2月29日的，平年以3月1日为周年日",
            "the anniversary of 29 February is 1 March in a common year",
        ),
    }
}

/// What an assumption is about.
pub(crate) fn assumed_of(of: &AssumedOf, lang: Lang) -> String {
    match of {
        AssumedOf::Anniversary => lang.pick("周年日", "anniversaries").into(),
        AssumedOf::Assessment => lang.pick("考核折算", "the assessment").into(),
        AssumedOf::Bar(title) => title.to_string(),
        AssumedOf::Cutoff => lang.pick("计算截止日", "the cut-off").into(),
        AssumedOf::Table(name) => say!(lang, "共用表“{name}”", "the table “{name}”"),
        AssumedOf::Total => lang.pick("总成绩", "the total").into(),
    }
}

/// The code to sign; none while the exam is missing and the whole sheet is to be signed.
pub(crate) fn code(round: &Round, sheet: &Sheet, digest: &SheetDigest) -> Option<String> {
    let signed = round.scheme().scoring.signed;
    let ready = signed == Signed::Assessment || sheet.total.is_some();
    ready.then(|| digest.code(signed).to_string())
}

/// One sheet line by line: clause, facts, steps, points; then the totals and the code.
pub(crate) fn sheet_text(
    round: &Round,
    candidate: CandidateRef,
    scored: &(Sheet, SheetDigest),
    lang: Lang,
) -> String {
    let (sheet, _) = scored;
    let scheme = round.scheme();
    let mut text = String::new();
    text.push_str(&values(round, candidate, sheet, lang));
    for (number, line) in (1..).zip(&sheet.items) {
        let item = scheme.scoring.item(line.item);
        let (title, points, clause) = (&item.title, line.points, &item.clause);
        let in_english = count(points, "point");
        text.push_str(&say!(
            lang,
            "{number}. {title}：{points}分\n   条款：{clause}\n",
            "{number}. {title}: {in_english}\n   Clause: {clause}\n"
        ));
        text.push_str(&source(item.source.as_deref(), lang));
        for sentence in item_sentences(round, candidate, sheet, line, lang) {
            text.push_str(&format!("   - {sentence}\n"));
        }
        text.push_str(&assumptions(&item.assumptions, lang));
    }
    for assumption in other_assumptions(scheme, lang) {
        text.push_str(&say!(lang, "（假定：{assumption}）\n", "(Assumption: {assumption})\n"));
    }
    text.push_str(&rules(round, lang));
    text.push_str(&totals_text(round, sheet, lang));
    if sheet.exam.is_some() {
        let share = share(sheet);
        text.push_str(&say!(lang, "考试占总成绩：{share}\n", "Share of the exam: {share}\n"));
    }
    text.push_str(&signature_line(round, candidate, scored, lang));
    text
}

/// What the file decides in place of the paper, below what it is about.
fn assumptions(texts: &[Box<str>], lang: Lang) -> String {
    let line = |text: &str| say!(lang, "   （假定：{text}）\n", "   (Assumption: {text})\n");
    texts.iter().map(|text| line(text)).collect()
}

/// Whom the sheet counts among, and the values that its items use.
fn values(round: &Round, candidate: CandidateRef, sheet: &Sheet, lang: Lang) -> String {
    let scoring = &round.scheme().scoring;
    let mut text = String::new();
    if let Some(cutoff) = sheet.cutoff.filter(|_| round.cohort().cutoff.is_none()) {
        text.push_str(&say!(lang, "计算截止日：{cutoff}\n", "Cut-off: {cutoff}\n"));
    }
    if let Some(population) = sheet.population {
        let population = scoring.population(population);
        let title = &population.title;
        text.push_str(&say!(lang, "计分对象：{title}\n", "Scored as: {title}\n"));
        text.push_str(&assumptions(&population.assumptions, lang));
    }
    for bar in &sheet.bars {
        let (title, clause) = (&scoring.bar(*bar).title, &scoring.bar(*bar).clause);
        text.push_str(&say!(lang, "限制：{title}（{clause}）\n", "Bar: {title} ({clause})\n"));
    }
    if !sheet.values.is_empty() {
        text.push_str(lang.pick("计算中用到的数据：\n", "What the items are computed from:\n"));
    }
    for line in &sheet.values {
        let value = scoring.value(line.value);
        let title = &value.title;
        text.push_str(&say!(lang, "○ {title}\n", "○ {title}\n"));
        for sentence in value_sentences(round, candidate, sheet, line, lang) {
            text.push_str(&format!("   - {sentence}\n"));
        }
        text.push_str(&assumptions(&value.assumptions, lang));
    }
    text
}

/// The code to sign with room for the signature; whom a ruling has placed or left out need not sign.
fn signature_line(
    round: &Round,
    candidate: CandidateRef,
    (sheet, digest): &(Sheet, SheetDigest),
    lang: Lang,
) -> String {
    let Some(code) = code(round, sheet, digest) else { return String::new() };
    match Fate::by_ruling(round, candidate) {
        None => {}
        Some(Fate::Excluded) => {
            let because = exclusion(round, candidate, lang);
            return say!(
                lang,
                "（{because}；不参加选岗，不须签认）\n",
                "({because}; does not choose, and needs no signature)\n"
            );
        }
        Some(_) => {
            return lang
                .pick("（不参加选岗，不须签认）\n", "(Does not choose in turn; no signature is needed)\n")
                .into();
        }
    }
    say!(
        lang,
        "签认码：{code}　　本人签字：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿\n",
        "Code to sign: {code}    Signature: ____________    Date: ____________\n"
    )
}

/// What the checked scheme does with equal totals and with those kept from choosing: the rule itself, whatever the
/// scheme's own words for it are.
fn rules(round: &Round, lang: Lang) -> String {
    let scheme = round.scheme();
    let keys = scheme.ranking.ties.iter().map(|key| tie_key(round, *key, lang));
    let lot = lang.pick("抽签，签号小者在先", "the smaller lot goes first").to_owned();
    let keys = keys.chain([lot]).collect::<Vec<_>>().join(lang.pick("，", ", "));
    let kinds = GiveUpKind::WORDS.map(|(kind, ..)| consequence(round, kind, lang));
    let kinds = kinds.into_iter().chain(meeting(&scheme.choosing, lang));
    let kinds = kinds.collect::<Vec<_>>().join(lang.pick("；", "; "));
    say!(lang, "同分排序：{keys}\n选岗规则：{kinds}\n", "Equal totals: {keys}\nChoosing: {kinds}\n")
}

/// How long a turn lasts, and what becomes of whoever finds nothing open.
fn meeting(choosing: &Choosing, lang: Lang) -> Vec<String> {
    let mut rules = Vec::new();
    if let Some(minutes) = choosing.minutes {
        rules.push(say!(lang, "每人选岗限时{minutes}分钟", "a turn lasts {minutes} minutes"));
    }
    if let Some(minutes) = choosing.late_minutes {
        rules.push(say!(
            lang,
            "迟到超过{minutes}分钟的，按缺席处理",
            "more than {minutes} minutes late counts as absent"
        ));
    }
    rules.extend(choosing.unplaced.map(|unplaced| {
        let then = unplaced_word(unplaced, lang);
        say!(lang, "志愿用尽的，{then}", "when a list is exhausted: {then}")
    }));
    rules
}
