//! Conditions of vacancies in words.

use super::told::{More, Teller, Told};
use crate::lang::{Lang, say};
use anzhi_core::facts::{Cell, FactSchema};
use anzhi_core::fault::Table;
use anzhi_core::round::{Round, Vacancy};
use anzhi_record::audit::VacancyLead;

pub(super) fn told(teller: &Teller<'_>, lead: &VacancyLead) -> Told {
    let lang = teller.lang;
    match lead {
        VacancyLead::OnlyOne { vacancy, only, rank, had, of } => {
            let (at, id) = (teller.vacancy(*vacancy), teller.id(*only));
            let asked = conditions(teller.round, teller.round.vacancy(*vacancy), lang);
            let had_words = if *had {
                lang.pick("并由其选得", "and had it")
            } else {
                lang.pick("没有由其选得", "and did not have it")
            };
            let text = say!(
                lang,
                "岗位{at}（{asked}），参加排名的{of}人中只有{id}（第{rank}名）符合条件，{had_words}",
                "{at} ({asked}) is open to one of the {of} who are ranked: {id} (rank {rank}), {had_words}"
            );
            let told = Told::new(text).of([*only]).at([*vacancy]).figure("of", of).figure("rank", rank);
            told.figure("had", had).explained(*only)
        }
        VacancyLead::Nobody { vacancy, placed, of } => {
            let at = teller.vacancy(*vacancy);
            let asked = conditions(teller.round, teller.round.vacancy(*vacancy), lang);
            let by_ruling = if placed.is_empty() {
                String::new()
            } else {
                let ids = teller.ids(placed);
                say!(lang, "，而由裁定安置了{ids}", ", and rulings placed {ids} there")
            };
            let text = say!(
                lang,
                "岗位{at}（{asked}），参加排名的{of}人没有一人符合条件{by_ruling}",
                "{at} ({asked}) is open to none of the {of} who are ranked{by_ruling}"
            );
            let told = Told::new(text).of(placed.iter().copied()).at([*vacancy]).figure("of", of);
            told.more(placed.first().map_or(More::Table(Table::Vacancies), |who| More::Explain(*who)))
        }
    }
}

/// What a vacancy asks for, in short.
fn conditions(round: &Round, vacancy: &Vacancy, lang: Lang) -> String {
    let (scheme, schema) = (round.scheme(), &round.scheme().scoring.facts);
    let mut asked: Vec<String> = Vec::new();
    if let Some(group) = vacancy.group {
        let group = &scheme.ranking.groups[usize::from(group.0)].key;
        asked.push(say!(lang, "组别{group}", "group {group}"));
    }
    if let Some(sex) = vacancy.sex {
        let sex = Cell::Category(sex).to_normal(schema, schema.attribute(FactSchema::SEX).kind);
        asked.push(say!(lang, "限{sex}性", "sex {sex}"));
    }
    let ladder = scheme.choosing.education.map(|(_, ladder)| scheme.scoring.ladder(ladder));
    if let (Some(least), Some(ladder)) = (vacancy.education, ladder) {
        let least = ladder.classes.get(usize::from(least)).map_or("", |class| class);
        asked.push(say!(lang, "{least}以上学历", "{least} or higher"));
    }
    if let Some(age) = vacancy.age {
        let (most, on) = (age.most, age.on);
        asked.push(say!(lang, "{on}不超过{most}周岁", "at most {most} years on {on}"));
    }
    if let Some(certificate) = &vacancy.certificate {
        asked.push(say!(lang, "须有“{certificate}”", "“{certificate}”"));
    }
    asked.join(lang.pick("、", ", "))
}
