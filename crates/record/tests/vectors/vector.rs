//! A vector as it is made: what becomes of a base, under which keys, and what must be answered.

use crate::vectors::bases::Base;
use crate::vectors::form::{Failing, Form, Kind, Undone, Word};
use anzhi_record::Package;
use std::collections::BTreeMap;

/// Files by name.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The file of a vector in its folder.
pub(crate) const VECTOR: &str = "vector.json";
/// The folder within it of the files that are others than those of the base.
pub(crate) const FILES: &str = "files/";

#[derive(Clone)]
pub(crate) struct Vector {
    pub(crate) name: &'static str,
    pub(crate) form: Form,
    /// The files that are others than those of the base.
    changed: Files,
}

impl Vector {
    /// A record that is its base but for this.
    pub(crate) fn record(name: &'static str, base: &Base, package: &Package) -> Self {
        Self::folder(name, Kind::Record, base, package)
    }

    /// A public edition that is its base but for this.
    pub(crate) fn edition(name: &'static str, base: &Base, package: &Package) -> Self {
        Self::folder(name, Kind::Edition, base, package)
    }

    /// The file of a receipt.
    pub(crate) fn receipt(name: &'static str, bytes: Vec<u8>) -> Self {
        let changed = Files::from([("receipt.json".to_owned(), bytes)]);
        Self { name, form: blank(Kind::Receipt), changed }
    }

    fn folder(name: &'static str, kind: Kind, base: &Base, package: &Package) -> Self {
        let (from, to) = (&base.package().files, &package.files);
        let removed = from.keys().filter(|name| !to.contains_key(*name));
        let changed = to.iter().filter(|(name, bytes)| from.get(*name) != Some(bytes));
        let form = Form { base: Some(base.path()), remove: removed.cloned().collect(), ..blank(kind) };
        let changed = changed.map(|(name, bytes)| (name.clone(), bytes.clone())).collect();
        Self { name, form, changed }
    }

    /// Under these demonstration keys, and not under the bureau's alone.
    pub(crate) fn under(mut self, keys: &[&str]) -> Self {
        self.form.keys = keys.iter().map(|key| format!("keys/{key}.pub.pem")).collect();
        self
    }

    /// Under this trust file.
    pub(crate) fn trusting(mut self, file: &str) -> Self {
        self.form.keys.clear();
        self.form.trust = Some(file.into());
        self
    }

    /// Verified by somebody who holds this stage.
    pub(crate) fn holding(mut self, file: String) -> Self {
        self.form.stages.push(file);
        self
    }

    /// The step fails by these codes.
    pub(crate) fn fails(mut self, step: &str, codes: &[&str]) -> Self {
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        self.form.failing.push(Failing { step: step.into(), codes });
        self.form.answer = Word::Refuted;
        self
    }

    /// The step cannot be done for this reason, which leaves the whole unanswered.
    pub(crate) fn leaves(mut self, step: &str, why: &str) -> Self {
        self.form.undone.push(Undone { step: step.into(), why: why.into() });
        self.form.answer = Word::Unchecked;
        self
    }

    /// The steps wait for an earlier one.
    pub(crate) fn wait(self, steps: &[&str]) -> Self {
        steps.iter().fold(self, |vector, step| vector.leaves(step, "needs-earlier-step"))
    }

    /// What was done, in English and Chinese.
    pub(crate) fn says(mut self, what: &str, zh: &str) -> Self {
        (self.form.what, self.form.zh) = (what.into(), zh.into());
        self
    }

    /// The files of its folder.
    pub(crate) fn files(&self) -> Files {
        let changed = self.changed.iter().map(|(name, bytes)| (format!("{FILES}{name}"), bytes.clone()));
        changed.chain([(VECTOR.to_owned(), self.form.to_bytes())]).collect()
    }
}

fn blank(kind: Kind) -> Form {
    Form {
        what: String::new(),
        zh: String::new(),
        kind,
        base: None,
        remove: Vec::new(),
        keys: vec!["keys/bureau.pub.pem".into()],
        trust: None,
        stages: Vec::new(),
        answer: Word::Verified,
        failing: Vec::new(),
        undone: Vec::new(),
    }
}
