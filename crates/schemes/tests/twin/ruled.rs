//! The naive second implementation, continued: what rulings make of a round before anybody is scored.

use crate::naive::{GRADES, award_line, grade_term};
use crate::plain::{Counters, Object, Person, Plain, Ruling};
use std::collections::BTreeSet;

/// The groups of the second scheme: who chooses first, and the others.
pub(crate) const GROUPS: [&str; 2] = ["团职正营", "副营以下"];

/// The group that a person's grade belongs to.
fn group_by_grade(person: &Person) -> &'static str {
    let first = ["正团", "副团", "正营", "技8", "技9", "技10"];
    GROUPS[usize::from(!grade_term(person).is_ok_and(|term| first.contains(&term)))]
}

/// The group of a person: a ruling comes before the grade. `None` in the scheme without groups.
pub(crate) fn group(plain: &Plain, person: &Person) -> Option<&'static str> {
    let ruled = plain.rulings.iter().find(|ruling| ruling.id == person.id && ruling.object == Object::Group);
    let named = |ruling: &Ruling| GROUPS.into_iter().find(|group| *group == ruling.new);
    plain.second.then(|| ruled.and_then(named).unwrap_or_else(|| group_by_grade(person)))
}

/// The round with its facts as rulings leave them, or the fault that a ruling is.
pub(crate) fn ruled(plain: &Plain, count: &mut Counters) -> Result<Plain, &'static str> {
    collide(plain)?;
    let mut after = plain.clone();
    // Rows stand in the order of the normal form, which is that of the facts as handed in.
    after.people.iter_mut().for_each(|person| person.awards.sort_by_key(award_line));
    // Those on facts first: a group is what the facts make of it.
    for ruling in plain.rulings.iter().filter(|ruling| ruling.object != Object::Group) {
        let person = after.people.iter_mut().find(|person| person.id == ruling.id).ok_or("nobody")?;
        change(person, ruling, count)?;
    }
    for ruling in plain.rulings.iter().filter(|ruling| ruling.object == Object::Group) {
        let person = after.people.iter().find(|person| person.id == ruling.id).ok_or("nobody")?;
        if group_by_grade(person) != ruling.old {
            return Err("void ruling on a group");
        }
        count.hit("regrouped");
    }
    seats(plain)?;
    Ok(after)
}

/// Two rulings on one object, or two of exclusion, placement and group on one person.
fn collide(plain: &Plain) -> Result<(), &'static str> {
    for person in &plain.people {
        let own = || plain.rulings.iter().filter(|ruling| ruling.id == person.id);
        let on_facts = own().filter(|ruling| ruling.object != Object::Group).count();
        let facts: BTreeSet<String> =
            own().filter(|r| r.object != Object::Group).map(|r| format!("{:?}", r.object)).collect();
        if facts.len() < on_facts {
            return Err("colliding rulings on a fact");
        }
        let groups = own().filter(|ruling| ruling.object == Object::Group).count();
        if usize::from(person.excluded) + usize::from(person.placed.is_some()) + groups > 1 {
            return Err("colliding rulings on a person");
        }
    }
    Ok(())
}

/// Changes one fact; the ruling is void if the fact is not what the ruling says that it was.
fn change(person: &mut Person, ruling: &Ruling, count: &mut Counters) -> Result<(), &'static str> {
    match ruling.object {
        Object::Post => {
            if person.post.unwrap_or("") != ruling.old {
                return Err("void ruling on an attribute");
            }
            person.post = GRADES.iter().map(|row| row.0).find(|term| *term == ruling.new);
            count.hit("fact ruled, attribute");
        }
        Object::Wartime(line) => {
            let award = person.awards.iter_mut().find(|award| award.line == line).ok_or("no such award")?;
            if award.wartime != Some(ruling.old == "是") {
                return Err("void ruling on a row");
            }
            award.wartime = Some(ruling.new == "是");
            count.hit("fact ruled, row");
        }
        Object::Group => {}
    }
    Ok(())
}

/// Placements by ruling: within the own sitting, and no more than there are seats. So are lists.
fn seats(plain: &Plain) -> Result<(), &'static str> {
    for job in &plain.jobs {
        let placed = plain.people.iter().filter(|person| person.placed.as_ref() == Some(&job.id));
        if placed.clone().any(|person| person.sitting != job.sitting) {
            return Err("placed in another sitting");
        }
        if placed.count() > usize::try_from(job.seats).unwrap_or(0) {
            return Err("no seat left for a ruling");
        }
        let lists = |person: &&Person| person.list.contains(&job.id) && person.sitting != job.sitting;
        if plain.people.iter().any(|person| lists(&person)) {
            return Err("preference of another sitting");
        }
    }
    Ok(())
}
