//! What is posted in public before the meeting (公示内容), and how a ruling that changes it afterwards names it.

use crate::digest::{ParseCodeError, ShortCode};
use crate::fault::FaultKind;
use crate::ids::{CandidateId, VacancyId};
use std::fmt;
use std::str::FromStr;

/// One thing that is posted, and that only a ruling changes afterwards. Nobody has to know it: who or what is gone has
/// changed too.
///
/// ```
/// use anzhi_core::{fault::FaultKind, round::Posted};
///
/// let mark: Posted = "mark/07".parse().map_err(|kind| format!("{kind:?}"))?;
/// assert_eq!((mark.kind(), mark.candidate().map(|id| id.as_str())), ("mark", Some("07")));
/// assert_eq!(mark.to_string(), "mark/07");
/// assert_eq!("round".parse(), Ok(Posted::Round));
/// assert_eq!("round/2026".parse::<Posted>(), Err(FaultKind::UnknownObject));
/// assert_eq!("mark/a b".parse::<Posted>(), Err(FaultKind::MalformedId));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Posted {
    /// An answer to a question (答复), by its code.
    Answer(ShortCode),
    /// The paper on choosing (选岗办法).
    Choosing,
    /// What kept somebody from choosing (放弃).
    GiveUp(CandidateId),
    /// Somebody's lot (抽签).
    Lot(CandidateId),
    /// Somebody's mark (考试).
    Mark(CandidateId),
    /// Somebody's relatives and certificates (申报材料).
    Papers(CandidateId),
    /// Somebody's own line and facts (候选人).
    Person(CandidateId),
    /// Somebody's list (志愿).
    Preferences(CandidateId),
    /// The paper on ranking (排序办法).
    Ranking,
    /// What stands in `round.toml` (年度).
    Round,
    /// A ruling (裁定), by its code.
    Ruling(ShortCode),
    /// The scheme (计分办法).
    Scheme,
    /// A vacancy (岗位).
    Vacancy(VacancyId),
}

impl Posted {
    /// All kinds with their names in tables, English and Chinese.
    pub const WORDS: [(&'static str, &'static str); 13] = [
        ("answer", "答复"),
        ("choosing", "选岗办法"),
        ("give-up", "放弃"),
        ("lot", "抽签"),
        ("mark", "考试"),
        ("papers", "申报材料"),
        ("person", "候选人"),
        ("preferences", "志愿"),
        ("ranking", "排序办法"),
        ("round", "年度"),
        ("ruling", "裁定"),
        ("scheme", "计分办法"),
        ("vacancy", "岗位"),
    ];

    /// What kind of thing it is, by its English name.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Answer(_) => "answer",
            Self::Choosing => "choosing",
            Self::GiveUp(_) => "give-up",
            Self::Lot(_) => "lot",
            Self::Mark(_) => "mark",
            Self::Papers(_) => "papers",
            Self::Person(_) => "person",
            Self::Preferences(_) => "preferences",
            Self::Ranking => "ranking",
            Self::Round => "round",
            Self::Ruling(_) => "ruling",
            Self::Scheme => "scheme",
            Self::Vacancy(_) => "vacancy",
        }
    }

    /// Whose it is, if it is somebody's.
    pub fn candidate(&self) -> Option<&CandidateId> {
        match self {
            Self::GiveUp(id)
            | Self::Lot(id)
            | Self::Mark(id)
            | Self::Papers(id)
            | Self::Person(id)
            | Self::Preferences(id) => Some(id),
            Self::Answer(_)
            | Self::Choosing
            | Self::Ranking
            | Self::Round
            | Self::Ruling(_)
            | Self::Scheme
            | Self::Vacancy(_) => None,
        }
    }
}

impl fmt::Display for Posted {
    /// As rulings in normal form name it: `vacancy/A06`, `ruling/CODE`, `scheme`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind();
        match self {
            Self::Answer(code) | Self::Ruling(code) => write!(f, "{kind}/{code}"),
            Self::GiveUp(id)
            | Self::Lot(id)
            | Self::Mark(id)
            | Self::Papers(id)
            | Self::Person(id)
            | Self::Preferences(id) => write!(f, "{kind}/{id}"),
            Self::Vacancy(id) => write!(f, "{kind}/{id}"),
            Self::Choosing | Self::Ranking | Self::Round | Self::Scheme => f.write_str(kind),
        }
    }
}

impl FromStr for Posted {
    type Err = FaultKind;

    /// One writing only, so that two rulings on one thing cannot have two objects.
    fn from_str(text: &str) -> Result<Self, FaultKind> {
        let Some((kind, id)) = text.split_once('/') else {
            return match text {
                "choosing" => Ok(Self::Choosing),
                "ranking" => Ok(Self::Ranking),
                "round" => Ok(Self::Round),
                "scheme" => Ok(Self::Scheme),
                _ => Err(FaultKind::UnknownObject),
            };
        };
        let person = |of: fn(CandidateId) -> Self| id.parse().map(of).map_err(|_| FaultKind::MalformedId);
        match kind {
            "answer" => code(id).map(Self::Answer),
            "give-up" => person(Self::GiveUp),
            "lot" => person(Self::Lot),
            "mark" => person(Self::Mark),
            "papers" => person(Self::Papers),
            "person" => person(Self::Person),
            "preferences" => person(Self::Preferences),
            "ruling" => code(id).map(Self::Ruling),
            "vacancy" => id.parse().map(Self::Vacancy).map_err(|_| FaultKind::MalformedId),
            _ => Err(FaultKind::UnknownObject),
        }
    }
}

/// A short code in its one writing.
pub(super) fn code(text: &str) -> Result<ShortCode, FaultKind> {
    match text.parse::<ShortCode>() {
        Ok(code) if code.to_string() == text => Ok(code),
        Ok(_) | Err(ParseCodeError::Malformed) => Err(FaultKind::MalformedCode),
        Err(ParseCodeError::WrongCheckCharacter) => Err(FaultKind::WrongCheckCharacter),
    }
}

#[cfg(test)]
mod tests {
    use super::Posted;
    use crate::fault::FaultKind;

    const CODE: &str = "Q9W1-DFWF-077Y-MGA1-W";

    #[test]
    fn every_kind_is_written_as_it_is_read() {
        for (kind, _) in Posted::WORDS {
            let texts = [kind.to_owned(), format!("{kind}/07"), format!("{kind}/{CODE}")];
            let read: Vec<Posted> = texts.iter().filter_map(|text| text.parse().ok()).collect();
            // Of one form each: alone, of an id (which a code may be), or of a code.
            assert!(!read.is_empty() && read.iter().all(|posted| posted.kind() == kind), "{kind}: {read:?}");
            assert!(read.iter().all(|posted| texts.contains(&posted.to_string())), "{kind}: {read:?}");
        }
        assert!(Posted::WORDS.is_sorted());
    }

    #[test]
    fn nothing_has_two_names() {
        let lower = CODE.to_lowercase();
        for (text, kind) in [
            ("", FaultKind::UnknownObject),
            ("vacancy", FaultKind::UnknownObject),
            ("scheme/", FaultKind::UnknownObject),
            ("candidate/07", FaultKind::UnknownObject),
            ("Mark/07", FaultKind::UnknownObject),
            ("mark/", FaultKind::MalformedId),
            ("mark/07/1", FaultKind::MalformedId),
            ("ruling/07", FaultKind::MalformedCode),
            (&format!("ruling/{lower}"), FaultKind::MalformedCode),
            ("answer/Q9W1-DFWF-077Y-MGA2-W", FaultKind::WrongCheckCharacter),
        ] {
            assert_eq!(text.parse::<Posted>(), Err(kind), "{text}");
        }
    }
}
