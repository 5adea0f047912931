//! The naive second implementation of `county-reference`, written from the text of the scheme: lists, loops and
//! hundredths of points. It knows nothing of the engine.

use crate::plain::{Award, Counters, Day, Person, Plain};
use std::collections::BTreeSet;

/// Points in hundredths: service, grade, education, rewards, discipline.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) items: [i64; 5],
    pub(crate) assessment: i64,
    pub(crate) exam: i64,
    pub(crate) total: i64,
    /// The awards that stay after once per cause.
    pub(crate) kept: BTreeSet<u32>,
}

pub(crate) const CUTOFF: Day = (2026, 3, 31);

pub(crate) const GRADES: [(&str, &str, i64); 7] = [
    ("正团", "技8", 600),
    ("副团", "技9", 500),
    ("正营", "技10", 400),
    ("副营", "技11", 300),
    ("正连", "技12", 200),
    ("副连", "技13", 100),
    ("排", "技14", 50),
];
pub(crate) const EDUCATION: [(&str, i64); 6] =
    [("高中及以下", 0), ("中专", 100), ("大专", 200), ("本科", 300), ("硕士", 400), ("博士", 500)];
pub(crate) const AWARDS: [(&str, i64, i64); 5] = [
    ("荣誉称号", 3000, 3000),
    ("一等功", 1500, 3000),
    ("二等功", 500, 1500),
    ("三等功", 100, 500),
    ("嘉奖", 0, 0),
];
pub(crate) const SANCTIONS: [(&str, i64); 16] = [
    ("撤职", -500),
    ("降职", -400),
    ("降级", -400),
    ("降衔", -400),
    ("记大过", -300),
    ("行政记大过", -300),
    ("留党察看", -300),
    ("记过", -200),
    ("行政记过", -200),
    ("撤销党内职务", -200),
    ("严重警告", -100),
    ("党内严重警告", -100),
    ("行政严重警告", -100),
    ("警告", -50),
    ("党内警告", -50),
    ("行政警告", -50),
];

/// The birthday in a year: 29 February falls on the 28th in a common year.
pub(crate) fn anniversary(day: Day, year: i32) -> Day {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day.1, day.2) == (2, 29) && !leap { (year, 2, 28) } else { (year, day.1, day.2) }
}

/// What keeps a sheet back.
pub(crate) enum Held {
    Fault(&'static str),
    Gaps(Vec<String>),
}

/// The points of a gap, or the gap that nobody has filled.
fn gap(plain: &Plain, count: &mut Counters, key: String, open: &mut Vec<String>) -> i64 {
    if let Some(points) = plain.fillings.get(&key) {
        count.hit(&format!("gap filled {key}"));
        return *points;
    }
    count.hit(&format!("gap open {key}"));
    open.push(key);
    0
}

/// Service: 0.5 per year, a part year counts as a year.
fn service(person: &Person, count: &mut Counters) -> Result<i64, Held> {
    if person.enlisted > CUTOFF {
        return Err(Held::Fault("enlisted after the cut-off"));
    }
    count.hit_if(person.enlisted == CUTOFF, "service on the cut-off");
    let years = (0..).find(|n| anniversary(person.enlisted, person.enlisted.0 + n) >= CUTOFF).unwrap_or(0);
    let full = anniversary(person.enlisted, person.enlisted.0 + years) == CUTOFF;
    count.hit(if full { "service full years" } else { "service part year" });
    Ok(i64::from(years) * 50)
}

/// The grade that counts: with both filled the track says which; a track whose own grade is blank is a fault.
pub(crate) fn grade_term(person: &Person) -> Result<&'static str, &'static str> {
    match (person.post, person.technical, person.track) {
        (_, _, Some("文职")) => Ok("文职"),
        (Some(_), Some(_), None) => Err("track blank"),
        (None, None, _) => Err("no grade"),
        (None, Some(_), Some("职务")) | (Some(_), None, Some("技术")) => Err("no grade on the track"),
        (Some(post), Some(technical), Some(track)) => Ok(if track == "职务" { post } else { technical }),
        (Some(only), None, _) | (None, Some(only), _) => Ok(only),
    }
}

fn grade(plain: &Plain, person: &Person, count: &mut Counters, open: &mut Vec<String>) -> Result<i64, Held> {
    let term = grade_term(person).map_err(Held::Fault)?;
    if let (Some(_), Some(_), Some(track @ ("职务" | "技术"))) = (person.post, person.technical, person.track)
    {
        count.hit(&format!("both grades, track {track}"));
    }
    match GRADES.iter().find(|row| row.0 == term || row.1 == term) {
        Some(row) => {
            count.hit(&format!("grade {term}"));
            Ok(row.2)
        }
        None => Ok(gap(plain, count, format!("grade.{term}"), open)),
    }
}

/// The highest degree that counts, as its place in the list.
pub(crate) fn highest_degree(person: &Person) -> Option<usize> {
    let counts = |date: Option<Day>| date.is_none_or(|date| date <= CUTOFF);
    (0..EDUCATION.len()).rev().find(|class| {
        person.degrees.iter().any(|(term, date, _)| *term == EDUCATION[*class].0 && counts(*date))
    })
}

fn education(person: &Person, count: &mut Counters) -> Result<i64, Held> {
    if person.degrees.is_empty() {
        return Err(Held::Fault("no degree"));
    }
    for (_, date, _) in &person.degrees {
        count.hit(match date {
            None => "degree without a date",
            Some(date) if *date > CUTOFF => "degree after the cut-off",
            Some(date) if *date == CUTOFF => "degree on the cut-off",
            Some(_) => "degree before the cut-off",
        });
    }
    let Some(highest) = highest_degree(person) else {
        count.hit("no degree counts");
        return Ok(0);
    };
    count.hit(&format!("education {}", EDUCATION[highest].0));
    Ok(EDUCATION[highest].1)
}

/// The row as the normal form writes it.
pub(crate) fn award_line(award: &Award) -> String {
    let flag = |flag: Option<bool>| flag.map_or("", |yes| if yes { "是" } else { "否" });
    let (y, m, d) = award.date;
    let (wartime, collective) = (flag(award.wartime), flag(award.collective));
    format!("奖励,{},{y:04}-{m:02}-{d:02},{wartime},{collective},{}", award.class, award.cause.trim())
}

fn priced<'a>(person: &'a Person, count: &mut Counters) -> Result<Vec<(i64, &'a Award)>, Held> {
    let mut priced = Vec::new();
    for award in &person.awards {
        let (Some(wartime), Some(collective)) = (award.wartime, award.collective) else {
            return Err(Held::Fault("flag of an award blank"));
        };
        let late = award.date > CUTOFF;
        if count.hit_if(collective, "award collective") || count.hit_if(late, "award after the cut-off") {
            continue;
        }
        count.hit_if(award.date == CUTOFF, "award on the cut-off");
        count.hit(&format!("award {}{}", if wartime { "战时" } else { "" }, award.class));
        let row = AWARDS.iter().find(|row| row.0 == award.class).ok_or(Held::Fault("award unknown"))?;
        priced.push((if wartime { row.2 } else { row.1 }, award));
    }
    Ok(priced)
}

/// Rewards: once per cause the highest, at most two of the same points. Awards stand in the order of the normal form.
fn rewards(person: &Person, count: &mut Counters) -> Result<(i64, BTreeSet<u32>), Held> {
    let priced = priced(person, count)?;
    let mut kept: Vec<(i64, &Award)> = Vec::new();
    for (place, (points, award)) in priced.iter().enumerate() {
        let cause = award.cause.trim();
        // Of equals of one day, the smaller row stays: the one that stands before.
        let beaten = priced.iter().enumerate().find(|(other_place, (other, rival))| {
            let key = (-other, rival.date, *other_place);
            !cause.is_empty() && rival.cause.trim() == cause && key < (-points, award.date, place)
        });
        match beaten {
            None => kept.push((*points, *award)),
            Some((_, (other, _))) if other > points => count.hit("same cause, highest stays"),
            Some((_, (_, rival))) if rival.date < award.date => count.hit("same cause, earlier stays"),
            Some(_) => count.hit("same cause, smaller row stays"),
        }
        let empty = priced.iter().filter(|(_, other)| other.cause.trim().is_empty()).count();
        count.hit_if(cause.is_empty() && empty > 1, "several without a cause");
    }
    let mut sum = 0;
    for (place, (points, _)) in kept.iter().enumerate() {
        let before = kept[..place].iter().filter(|(other, _)| other == points).count();
        if !count.hit_if(before >= 2, "third of the same points") {
            sum += points;
        }
    }
    Ok((sum, kept.iter().map(|(_, award)| award.line).collect()))
}

/// Discipline: the heaviest in full, every other 0.5 off.
fn discipline(plain: &Plain, person: &Person, count: &mut Counters, open: &mut Vec<String>) -> i64 {
    let mut values = Vec::new();
    for (term, date, _) in &person.sanctions {
        if count.hit_if(*date > CUTOFF, "sanction after the cut-off") {
            continue;
        }
        match SANCTIONS.iter().find(|row| row.0 == *term) {
            Some(row) => {
                count.hit(&format!("sanction {term}"));
                values.push(row.1);
            }
            None => values.push(gap(plain, count, format!("discipline.{term}"), open)),
        }
    }
    let Some(heaviest) = values.iter().copied().max_by_key(|points| points.abs()) else { return 0 };
    count.hit_if(values.len() > 1, "token");
    count.hit_if(!SANCTIONS.iter().any(|row| row.1 == heaviest), "gap is the heaviest");
    let others = i64::try_from(values.len() - 1).unwrap_or(0);
    heaviest - 50 * others
}

/// The exam counts a tenth, half a hundredth up.
fn exam(person: &Person, count: &mut Counters) -> Result<i64, Held> {
    let mark = person.mark.ok_or(Held::Fault("no mark"))?;
    count.hit_if(mark % 10 == 5, "exam half up");
    Ok((mark + 5) / 10)
}

pub(crate) fn score(plain: &Plain, person: &Person, count: &mut Counters) -> Result<Sheet, Held> {
    let mut open = Vec::new();
    let (points, kept) = rewards(person, count)?;
    let items = [
        service(person, count)?,
        grade(plain, person, count, &mut open)?,
        education(person, count)?,
        points,
        discipline(plain, person, count, &mut open),
    ];
    let (assessment, exam) = (items.iter().sum(), exam(person, count)?);
    if open.is_empty() {
        Ok(Sheet { items, assessment, exam, total: assessment + exam, kept })
    } else {
        Err(Held::Gaps(open))
    }
}
