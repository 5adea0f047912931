//! What is known of a person, in plain values, and the words in which the bureau's tables would say it.

use crate::day::Day;

#[derive(Clone, Debug, Default)]
pub(crate) struct Person {
    pub(crate) enlisted: Day,
    pub(crate) discharged: Option<Day>,
    pub(crate) grade_since: Option<Day>,
    pub(crate) rank_since: Option<Day>,
    pub(crate) cadre_since: Option<Day>,
    pub(crate) post: Option<&'static str>,
    pub(crate) technical: Option<&'static str>,
    pub(crate) civilian: Option<&'static str>,
    pub(crate) track: Option<&'static str>,
    pub(crate) rank: Option<&'static str>,
    pub(crate) disability: Option<&'static str>,
    pub(crate) disability_grade: Option<&'static str>,
    pub(crate) allowance: Option<bool>,
    pub(crate) commands: Option<bool>,
    pub(crate) martyrs_child: Option<bool>,
    pub(crate) degrees: Vec<Degree>,
    pub(crate) periods: Vec<Period>,
    pub(crate) events: Vec<Event>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Degree {
    pub(crate) class: &'static str,
    pub(crate) date: Option<Day>,
    pub(crate) full_time: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Period {
    pub(crate) kind: &'static str,
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) area: &'static str,
    pub(crate) allowance: bool,
    pub(crate) altitude: Option<i64>,
    pub(crate) post: &'static str,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Event {
    pub(crate) kind: &'static str,
    pub(crate) class: &'static str,
    pub(crate) date: Day,
    pub(crate) wartime: bool,
    pub(crate) collective: bool,
    pub(crate) cause: &'static str,
    pub(crate) level: &'static str,
    pub(crate) place: i64,
}

impl Person {
    /// The grade as written, by the track of the hand-over or the only one; nothing if that is a fault.
    pub(crate) fn grade(&self) -> Option<&'static str> {
        match self.track {
            Some("职务") => self.post,
            Some("技术") => self.technical,
            Some(_) => self.civilian,
            None => {
                let mut filled = [self.post, self.technical, self.civilian].into_iter().flatten();
                filled.next().filter(|_| filled.next().is_none())
            }
        }
    }

    pub(crate) fn cell(&self, name: &str) -> Option<String> {
        let day = |day: Option<Day>| day.map(|day| day.to_string());
        let word = |word: Option<&str>| word.map(str::to_owned);
        match name {
            "enlisted" | "approved" => day(Some(self.enlisted)),
            "discharged" => day(self.discharged),
            "grade_since" => day(self.grade_since),
            "rank_since" => day(self.rank_since),
            "cadre_since" => day(self.cadre_since),
            "post_grade" => word(self.post),
            "technical_grade" => word(self.technical),
            "civilian_grade" => word(self.civilian),
            "track" => word(self.track),
            "rank" => word(self.rank),
            "disability_cause" => word(self.disability),
            "disability_grade" => word(self.disability_grade),
            "allowance" => self.allowance.map(flag),
            "command_holder" => self.commands.map(flag),
            "martyrs_child" => self.martyrs_child.map(flag),
            _ => None,
        }
    }
}

impl Degree {
    pub(crate) fn cell(&self, name: &str) -> Option<String> {
        match name {
            "class" => Some(self.class.to_owned()),
            "date" => self.date.map(|date| date.to_string()),
            _ => Some(flag(self.full_time)),
        }
    }
}

impl Period {
    pub(crate) fn cell(&self, name: &str) -> Option<String> {
        match name {
            "from" => Some(self.from.to_string()),
            "to" => Some(self.to.to_string()),
            "area_class" => Some(self.area.to_owned()),
            "allowance" => Some(flag(self.allowance)),
            "altitude" => self.altitude.map(|altitude| altitude.to_string()),
            "post" => Some(self.post.to_owned()),
            _ => None,
        }
    }
}

impl Event {
    pub(crate) fn cell(&self, name: &str) -> Option<String> {
        match name {
            "class" | "prize" => Some(self.class.to_owned()),
            "date" => Some(self.date.to_string()),
            "wartime" => Some(flag(self.wartime)),
            "collective" => Some(flag(self.collective)),
            "cause" => Some(self.cause.to_owned()),
            "level" => Some(self.level.to_owned()),
            "place" => Some(self.place.to_string()),
            _ => None,
        }
    }
}

fn flag(flag: bool) -> String {
    if flag { "是" } else { "否" }.to_owned()
}
