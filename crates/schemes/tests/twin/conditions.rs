//! The naive second implementation, continued: conditions of vacancies, and the share of the exam.

use crate::naive::{EDUCATION, anniversary, highest_degree};
use crate::placing::{Ranked, Verdict};
use crate::plain::{Counters, Job, Person, Plain};
use crate::ruled::group;

/// The first condition of a vacancy that a person does not meet.
pub(crate) fn closed_by(plain: &Plain, person: &Person, job: &Job) -> Option<&'static str> {
    if job.group.is_some() && job.group != group(plain, person) {
        return Some("closed by group");
    }
    if job.sex.is_some_and(|sex| sex != person.sex) {
        return Some("closed by sex");
    }
    if let Some(least) = job.education {
        let least = EDUCATION.iter().position(|row| row.0 == least);
        if highest_degree(person) < least {
            return Some("closed by education");
        }
    }
    if let Some((most, on)) = job.age {
        // At most 35 holds until the day before the 36th birthday.
        let birthday = anniversary(person.born, person.born.0 + most + 1);
        if birthday <= on {
            let eve = (person.born.1, person.born.2) == (2, 29) && on.1 == 2 && on == birthday && on.2 == 28;
            return Some(match (eve, on == birthday) {
                (true, _) => "closed by age, 29 February decides",
                (_, true) => "closed by age, on the birthday",
                _ => "closed by age",
            });
        }
    }
    if let Some(name) = job.certificate
        && !person.certificates.iter().any(|(held, date)| *held == name && *date <= plain.filing)
    {
        let late = person.certificates.iter().any(|(held, _)| *held == name);
        return Some(if late { "closed by certificate, too late" } else { "closed by certificate" });
    }
    person.relatives.contains(&job.unit).then_some("closed by relative")
}

/// The average share of the exam: four places half up, and a warning outside 0.25 to 0.42.
pub(crate) fn share(order: &[Ranked<'_>], verdict: &mut Verdict, count: &mut Counters) {
    let exam: i64 = order.iter().map(|(_, sheet)| sheet.exam).sum();
    let total: i64 = order.iter().map(|(_, sheet)| sheet.total).sum();
    if total <= 0 {
        return;
    }
    let rounded = (20_000 * exam + total) / (2 * total);
    verdict.share = Some(format!("{}.{:04}", rounded / 10_000, rounded % 10_000));
    let small = count.hit_if(100 * exam < 25 * total, "exam share too small");
    let great = count.hit_if(100 * exam > 42 * total, "exam share too great");
    if small || great {
        verdict.warnings.insert(("exam-share-outside", String::new()));
    } else {
        count.hit("exam share as aimed");
    }
}
