//! A class of tampering: what is tried, and where it must be found.

use anzhi_record::Package;
use anzhi_record::key::PublicKey;
use anzhi_record::verify::{Answer, Report, Step, Verdict, verify};
use anzhi_tables::read_round;
use std::thread;

/// A record that was tampered with, in words, and the keys that it is verified under.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) what: String,
    pub(crate) package: Package,
    pub(crate) keys: Vec<PublicKey>,
}

/// A class of tampering.
#[derive(Clone)]
pub(crate) struct Class {
    pub(crate) name: &'static str,
    pub(crate) cases: Vec<Case>,
    /// The steps of which one at least must not pass.
    pub(crate) found_in: Vec<Step>,
    /// Whether some of it may be beyond judging: later versions.
    pub(crate) may_be_unchecked: bool,
}

/// What came of a class.
pub(crate) struct Tally {
    pub(crate) name: &'static str,
    pub(crate) tried: usize,
    /// How often the answer was 0, 1 and 2.
    pub(crate) answers: [usize; 3],
    pub(crate) may_be_unchecked: bool,
    /// The steps in which it was found, in words.
    pub(crate) found_in: String,
}

impl Class {
    pub(crate) fn new(name: &'static str, found_in: &[Step], cases: Vec<Case>) -> Self {
        Self { name, cases, found_in: found_in.to_vec(), may_be_unchecked: false }
    }

    /// Verifies every case, on all cores.
    pub(crate) fn try_all(&self) -> Tally {
        let cores = thread::available_parallelism().map_or(1, |cores| cores.get());
        let part = self.cases.len().div_ceil(cores).max(1);
        let answers = thread::scope(|scope| {
            let parts: Vec<_> =
                self.cases.chunks(part).map(|cases| scope.spawn(|| self.answers(cases))).collect();
            parts
                .into_iter()
                .map(|part| part.join().unwrap())
                .fold([0; 3], |a, b| [0, 1, 2].map(|i| a[i] + b[i]))
        });
        Tally {
            name: self.name,
            tried: self.cases.len(),
            answers,
            may_be_unchecked: self.may_be_unchecked,
            found_in: numbers(self.found_in.iter().map(|step| *step as usize)),
        }
    }

    fn answers(&self, cases: &[Case]) -> [usize; 3] {
        let mut answers = [0; 3];
        for Case { what, package, keys } in cases {
            let report = verify(package, keys, Some(&read_round));
            let answer = report.answer();
            assert_ne!(answer, Answer::Verified, "{}: {what}", self.name);
            assert!(self.is_found(&report), "{}: {what}: {:?}", self.name, report.verdicts);
            answers[answer as usize] += 1;
        }
        answers
    }

    fn is_found(&self, report: &Report) -> bool {
        self.found_in.iter().any(|step| *report.verdict(*step) != Verdict::Passed)
    }
}

/// The record of the case that is called so.
pub(crate) fn picked(cases: Vec<Case>, what: &str) -> Package {
    let called: Vec<Case> = cases.into_iter().filter(|case| case.what == what).collect();
    let [Case { package, .. }]: [Case; 1] =
        called.try_into().unwrap_or_else(|all: Vec<_>| panic!("{} cases are called {what}", all.len()));
    package
}

/// Steps by their numbers.
pub(crate) fn numbers(steps: impl Iterator<Item = usize>) -> String {
    steps.map(|step| (step + 1).to_string()).collect::<Vec<_>>().join(", ")
}

impl Tally {
    /// What came of a class that is not of whole records.
    pub(crate) fn of(name: &'static str, answers: [usize; 3], found_in: String) -> Self {
        Self { name, tried: answers.iter().sum(), answers, may_be_unchecked: false, found_in }
    }

    pub(crate) fn row(&self) -> String {
        let Self { name, tried, answers: [verified, refuted, unchecked], .. } = self;
        format!("| {name} | {tried} | {verified} | {refuted} | {unchecked} | {} |\n", self.found_in)
    }
}
