//! Random decisions of people, and what spoils a round.

use crate::naive::GRADES;
use crate::plain::{Answer, Award, Counters, Object, Person, Plain, Ruling, Signed};
use crate::random::Rng;
use crate::ruled::{GROUPS, group, ruled};

fn word(yes: bool) -> String {
    if yes { "是" } else { "否" }.to_owned()
}

/// Rulings on facts and groups that fit what they are about.
pub(crate) fn decide(rng: &mut Rng, plain: &mut Plain) {
    for person in &plain.people {
        if let Some(post) = person.post.filter(|_| rng.chance(8)) {
            let new = rng.pick(&GRADES).0;
            let object = Object::Post;
            plain.rulings.push(Ruling { id: person.id.clone(), object, old: post.into(), new: new.into() });
        }
        if let Some(Award { line, wartime: Some(wartime), .. }) =
            person.awards.first().filter(|_| rng.chance(20))
        {
            let (object, old, new) = (Object::Wartime(*line), word(*wartime), word(!wartime));
            plain.rulings.push(Ruling { id: person.id.clone(), object, old, new });
        }
    }
    // The group is that of the facts as rulings leave them.
    let after = ruled(plain, &mut Counters::default());
    for person in after.iter().flat_map(|after| &after.people) {
        let is_free = !person.excluded && person.placed.is_none();
        if let Some(old) = group(plain, person).filter(|_| is_free && rng.chance(20)) {
            let new = if old == GROUPS[0] { GROUPS[1] } else { GROUPS[0] };
            let object = Object::Group;
            plain.rulings.push(Ruling { id: person.id.clone(), object, old: old.into(), new: new.into() });
        }
    }
}

/// Makes one thing wrong that no ruling and no answer mends.
pub(crate) fn spoil(rng: &mut Rng, plain: &mut Plain) {
    let place = rng.below(plain.people.len());
    let award = |wartime, collective| Award {
        line: 190,
        class: "三等功",
        date: (2018, 8, 8),
        wartime,
        collective,
        cause: "",
    };
    let person = &mut plain.people[place];
    match rng.below(8) {
        0 => person.enlisted = (2026, 4, 1),
        1 => (person.post, person.technical, person.track) = (Some("正营"), Some("技9"), None),
        2 => (person.post, person.technical, person.track) = (None, None, None),
        3 => person.degrees.clear(),
        4 => person.awards.push(award(None, Some(false))),
        5 => {
            (person.post, person.technical, person.track) = if rng.chance(50) {
                (Some("正营"), None, Some("技术"))
            } else {
                (None, Some("技9"), Some("职务"))
            }
        }
        6 => person.awards.push(award(Some(false), None)),
        _ => person.mark = None,
    }
}

/// Makes one decision wrong.
pub(crate) fn spoil_decision(rng: &mut Rng, plain: &mut Plain) {
    let place = rng.below(plain.people.len());
    let job = rng.below(plain.jobs.len());
    // Nobody is decided on twice but on purpose.
    let id = plain.people[place].id.clone();
    plain.rulings.retain(|ruling| ruling.id != id);
    (plain.people[place].excluded, plain.people[place].placed) = (false, None);
    if plain.second {
        return spoil_sitting(rng, plain, [place, job]);
    }
    let post = plain.people[place].post.unwrap_or("").to_owned();
    match rng.below(6) {
        0 => plain.rulings.push(rule(&id, Object::Post, "排长", "正营")),
        1 => spoil_row(rng, plain),
        2 => {
            // The second would fit what the first has made of it.
            plain.rulings.push(rule(&id, Object::Post, &post, "正营"));
            plain.rulings.push(rule(&id, Object::Post, "正营", "副营"));
        }
        3 => {
            (plain.people[place].excluded, plain.people[place].placed) =
                (true, Some(plain.jobs[job].id.clone()))
        }
        4 => {
            plain.jobs[job].seats = 1;
            let free = plain.people.iter_mut().filter(|person| !person.excluded);
            free.take(2).for_each(|person| person.placed = Some(plain.jobs[job].id.clone()));
        }
        _ => void_answer(rng, &mut plain.people[place]),
    }
}

fn rule(id: &str, object: Object, old: &str, new: &str) -> Ruling {
    Ruling { id: id.into(), object, old: old.into(), new: new.into() }
}

/// A ruling on a row that says otherwise already.
fn spoil_row(rng: &mut Rng, plain: &mut Plain) {
    let person = plain.people.iter().find(|person| person.awards.iter().any(|award| award.wartime.is_some()));
    let Some(person) = person else { return void_answer(rng, &mut plain.people[0]) };
    let id = person.id.clone();
    let award = person.awards.iter().find_map(|award| Some((award.line, award.wartime?)));
    plain.rulings.retain(|ruling| ruling.id != id || ruling.object == Object::Group);
    plain.rulings.extend(award.map(|(line, yes)| rule(&id, Object::Wartime(line), &word(!yes), &word(yes))));
}

/// What can be wrong only where there are groups and sittings.
fn spoil_sitting(rng: &mut Rng, plain: &mut Plain, [place, job]: [usize; 2]) {
    let (person, job) = (&mut plain.people[place], &plain.jobs[job]);
    match rng.below(3) {
        0 => plain.rulings.push(rule(&person.id, Object::Group, "排长组", GROUPS[0])),
        1 => (person.sitting, person.list) = (1 - job.sitting, vec![job.id.clone()]),
        _ => {
            (person.sitting, person.placed) = (1 - job.sitting, Some(job.id.clone()));
            person.list.clear();
        }
    }
}

/// An answer to a question that is not asked any more, or never was.
fn void_answer(rng: &mut Rng, person: &mut Person) {
    (person.signed, person.answer) = match rng.below(2) {
        0 => (Signed::Present, Some(Answer::Present)),
        _ => (Signed::Other, Some(Answer::Stale)),
    };
}
