//! People and facts to be held against the paper files, as a form that is printed and filled in (抽查核对表).

use super::head::holds;
use crate::failures::quoted;
use crate::lang::{Lang, say};
use crate::words::table_name;
use anzhi_record::audit::{Audit, FACTS_EACH, Sample, Sampled, SampledFact};
use anzhi_tables::layout::file_names;
use std::path::Path;

/// A sample as a form: for each person who was drawn the facts that were, with their places and evidence, and blanks for
/// what the paper file says and for whoever looked it up.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/county".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// # let (_, record) = anzhi_record::place_and_seal(&round, &scheme, &Default::default(), None);
/// # let record = record.ok_or("questions are open")?;
/// use anzhi_record::audit::Audit;
/// use anzhi_report::{Lang, sample_text};
///
/// let audit = Audit::of(&record, None).map_err(|report| format!("{report:?}"))?;
/// let text = sample_text(&audit, &audit.sample(2, None), "2026".as_ref(), Lang::En);
/// assert!(text.contains("Drawn: 2 of 25 people") && text.contains("NO SEED"));
/// assert_eq!(text.matches("Compared by: ").count(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sample_text(audit: &Audit<'_>, sample: &Sample, record: &Path, lang: Lang) -> String {
    let mut text = String::from(lang.pick("抽查核对表：", "Comparison with the paper files: "));
    text.push_str(&holds(audit, record, lang));
    let (count, of) = (sample.people.len(), sample.of);
    text.push_str(&say!(
        lang,
        "抽取：{of}人中{count}人，每人至多{FACTS_EACH}条\n",
        "Drawn: {count} of {of} people, at most {FACTS_EACH} facts of each\n"
    ));
    text.push_str(&seed_words(sample, record, lang));
    for (n, person) in (1..).zip(&sample.people) {
        text.push_str(&person_text(n, person, lang));
    }
    text
}

fn seed_words(sample: &Sample, record: &Path, lang: Lang) -> String {
    if let Some(seed) = &sample.seed {
        let seed = seed.as_str();
        return say!(lang, "种子：{seed}\n", "Seed: {seed}\n");
    }
    let (shown, count) = (quoted(record), sample.people.len());
    say!(
        lang,
        "没有写明种子：制作案卷的人可以反复试做案卷，直到抽到的人合意为止。请在案卷封存以后公开选定种子（如此后某日的彩票开奖号码），重新抽取：anzhi audit {shown} --sample {count} --seed 种子\n",
        "NO SEED was given: whoever made the record could have tried records until the sample suited them. Choose a seed in public once the record is sealed, such as the lottery numbers of a later day, and draw again: anzhi audit {shown} --sample {count} --seed TEXT\n"
    )
}

fn person_text(n: usize, person: &Sampled, lang: Lang) -> String {
    let Sampled { id, name, line, facts } = person;
    let mut text = say!(
        lang,
        "\n【{n}】{id}号　{name}（round/candidates.csv第{line}行）\n",
        "\n[{n}] {id} {name} (round/candidates.csv, line {line})\n"
    );
    for (n, fact) in (1..).zip(facts) {
        text.push_str(&fact_text(n, fact, lang));
    }
    // What was left out is in no line that could be drawn.
    text.push_str(lang.pick(
        "  档案中有而案卷中没有的（处分、亲属等）：＿＿＿＿＿＿＿＿＿＿＿＿\n",
        "  in the file and not in the record (sanctions, relatives …): ________________________\n",
    ));
    text.push_str(lang.pick(
        "  核对人：＿＿＿＿＿＿　　监督人：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿\n",
        "  Compared by: ____________  Supervised by: ____________  Date: ____________\n",
    ));
    text
}

fn fact_text(n: usize, fact: &SampledFact, lang: Lang) -> String {
    let SampledFact { table, line, cells, evidence } = fact;
    let (name, file) = (table_name(*table, lang), file_names(*table).0);
    // Whose it is stands above.
    let own = cells.iter().filter(|(column, _)| column.key != "candidate");
    let cells: Vec<String> = own
        .map(|(column, cell)| {
            let title = lang.pick(&column.title, &column.key);
            say!(lang, "{title}：{cell}", "{title}: {cell}")
        })
        .collect();
    let cells = cells.join(lang.pick("；", "; "));
    let evidence = if evidence.is_empty() { lang.pick("没有写明", "none") } else { evidence };
    say!(
        lang,
        "  {n}. {name}（round/{file}.csv第{line}行）：{cells}\n     依据：{evidence}\n     核对结果：□相符　□不符，档案为：＿＿＿＿＿＿＿＿＿＿＿＿\n",
        "  {n}. {name} (round/{file}.csv, line {line}): {cells}\n     evidence: {evidence}\n     the file: [ ] agrees  [ ] says otherwise: ________________________\n"
    )
}
