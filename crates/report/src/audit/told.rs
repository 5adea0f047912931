//! A lead in words, with its figures, and where more of it stands.

use crate::failures::quoted;
use crate::lang::{Lang, say};
use crate::numbers;
use anzhi_core::fault::Table;
use anzhi_core::outcome::Placement;
use anzhi_core::points::Points;
use anzhi_core::round::{Authority, CandidateRef, Decision, Round, Ruling, VacancyRef};
use anzhi_record::audit::{Audit, RulingRef};
use anzhi_tables::layout::file_names;
use std::path::Path;

/// A lead in words.
pub(crate) struct Told {
    /// The sentence, without a stop.
    pub(crate) text: String,
    /// Whom it is about.
    pub(crate) people: Vec<CandidateRef>,
    /// Which vacancies it is about.
    pub(crate) vacancies: Vec<VacancyRef>,
    /// What else it names, as rulings name it.
    pub(crate) objects: Vec<String>,
    /// Its figures by name.
    pub(crate) figures: Vec<(&'static str, String)>,
    /// Where more of it stands.
    pub(crate) more: More,
}

/// Where more of a lead stands.
#[derive(Clone, Copy)]
pub(crate) enum More {
    /// In the explanation of somebody.
    Explain(CandidateRef),
    /// In a table of the record.
    Table(Table),
    /// In the report of verifying.
    Verify,
    /// In the report of verifying under a key.
    VerifyByKey,
}

impl More {
    /// The command, or the file.
    pub(crate) fn words(self, audit: &Audit<'_>, record: &Path, lang: Lang) -> String {
        let shown = quoted(record);
        match self {
            Self::Explain(who) => {
                let id = audit.round().0.candidate(who).id();
                format!("anzhi explain {shown} {id}")
            }
            Self::Table(table) => quoted(&record.join(format!("round/{}.csv", file_names(table).0))),
            Self::Verify => format!("anzhi verify {shown}"),
            Self::VerifyByKey => {
                say!(lang, "anzhi verify {shown} --key 公钥文件", "anzhi verify {shown} --key FILE")
            }
        }
    }
}

impl Told {
    pub(crate) fn new(text: String) -> Self {
        let more = More::Verify;
        Self {
            text,
            people: Vec::new(),
            vacancies: Vec::new(),
            objects: Vec::new(),
            figures: Vec::new(),
            more,
        }
    }

    pub(crate) fn of(mut self, people: impl IntoIterator<Item = CandidateRef>) -> Self {
        self.people.extend(people);
        self
    }

    pub(crate) fn at(mut self, vacancies: impl IntoIterator<Item = VacancyRef>) -> Self {
        self.vacancies.extend(vacancies);
        self
    }

    pub(crate) fn naming(mut self, objects: impl IntoIterator<Item = String>) -> Self {
        self.objects.extend(objects);
        self
    }

    #[expect(clippy::needless_pass_by_value, reason = "most figures are numbers")]
    pub(crate) fn figure(mut self, name: &'static str, value: impl ToString) -> Self {
        self.figures.push((name, value.to_string()));
        self
    }

    /// A figure that may not be there.
    pub(crate) fn perhaps(self, name: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.figure(name, value),
            None => self,
        }
    }

    pub(crate) fn explained(self, who: CandidateRef) -> Self {
        self.more(More::Explain(who))
    }

    pub(crate) fn more(mut self, more: More) -> Self {
        self.more = more;
        self
    }
}

/// So many ids are named in a sentence; the form for programs has them all.
const NAMED: usize = 10;

/// What all sentences need.
pub(crate) struct Teller<'a> {
    pub(crate) audit: &'a Audit<'a>,
    pub(crate) round: &'a Round,
    pub(crate) placement: &'a Placement,
    pub(crate) lang: Lang,
}

impl<'a> Teller<'a> {
    pub(crate) fn new(audit: &'a Audit<'a>, lang: Lang) -> Self {
        let (round, placement) = audit.round();
        Self { audit, round, placement, lang }
    }

    pub(crate) fn ruling(&self, ruling: RulingRef) -> &'a Ruling {
        self.audit.ruling(ruling)
    }

    pub(crate) fn decision(&self, ruling: RulingRef) -> &'a Decision {
        self.audit.decision(ruling)
    }

    /// Somebody by id: `18号`, `18`.
    pub(crate) fn id(&self, who: CandidateRef) -> String {
        let id = self.round.candidate(who).id();
        say!(self.lang, "{id}号", "{id}")
    }

    /// The first of some people by id: `18、19号`, `18, 19 …`.
    pub(crate) fn ids(&self, people: &[CandidateRef]) -> String {
        let list = self.list(people.iter().map(|who| self.round.candidate(*who).id()));
        say!(self.lang, "{list}号", "{list}")
    }

    /// The first of some texts, and that there are more.
    pub(crate) fn list(&self, texts: impl Iterator<Item: ToString>) -> String {
        let texts: Vec<String> = texts.map(|text| text.to_string()).collect();
        let more = if texts.len() > NAMED { self.lang.pick("等", " …") } else { "" };
        format!("{}{more}", texts[..texts.len().min(NAMED)].join(self.lang.pick("、", ", ")))
    }

    /// A vacancy with unit and post.
    pub(crate) fn vacancy(&self, vacancy: VacancyRef) -> String {
        let vacancy = self.round.vacancy(vacancy);
        format!("{} {} {}", vacancy.id, vacancy.unit, vacancy.post)
    }

    /// Points as totals are written.
    pub(crate) fn total(&self, points: Points) -> String {
        numbers::total(self.round, points)
    }

    /// Who decided, when, by which document.
    pub(crate) fn authority(&self, authority: &Authority) -> String {
        let Authority { who, date, document } = authority;
        if document.is_empty() {
            return say!(self.lang, "{who}，{date}，没有文号", "{who}, {date}, no document");
        }
        say!(self.lang, "{who}，{date}，{document}", "{who}, {date}, {document}")
    }
}
