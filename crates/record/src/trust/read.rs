//! Reads a trust file, so that all its faults come at once.

use super::{Condition, ReadKey, Trust, TrustFault, TrustFaultKind, TrustedKey};
use crate::key::KeyFile;
use crate::stage::StageKind;
use crate::statement::is_words;
use anzhi_core::digest::Digest;
use anzhi_schemes::{Section, Value, places, read_form, text_of_form};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;

pub(super) fn trust(bytes: &[u8], keys: &ReadKey<'_>) -> Result<Trust, Vec<TrustFault>> {
    let of_form = |faults: Vec<_>| faults.into_iter().map(TrustFault::from).collect::<Vec<_>>();
    let text = text_of_form(bytes).map_err(of_form)?;
    let mut reader = Reader { keys, roles: BTreeSet::new(), listed: BTreeMap::new(), faults: Vec::new() };
    let read = read_form(text, |top| {
        let stages = reader.stages(top);
        // Every one is read before the first that cannot be ends it.
        let roles = top.needed_sections("role", MOST_ROLES);
        let conditions: Vec<_> = roles.iter().map(|role| reader.condition(role)).collect();
        top.end();
        Some(Trust { stages, conditions: conditions.into_iter().collect::<Option<_>>()? })
    });
    let own = places(text, reader.faults, |place, kind| TrustFault { place, kind });
    match read {
        Ok(trust) if own.is_empty() => Ok(trust),
        read => {
            let mut faults = of_form(read.err().unwrap_or_default());
            faults.extend(own);
            faults.sort_by_key(|fault| fault.place.start);
            Err(faults)
        }
    }
}

/// So many roles a file may state.
const MOST_ROLES: usize = 100;

struct Reader<'r> {
    keys: &'r ReadKey<'r>,
    roles: BTreeSet<String>,
    /// Each key with the role under which it stands and its file.
    listed: BTreeMap<Digest, (String, String)>,
    faults: Vec<(Range<usize>, TrustFaultKind)>,
}

impl Reader<'_> {
    fn fault(&mut self, at: &Value<'_>, kind: TrustFaultKind) {
        self.faults.push((at.span(), kind));
    }

    /// The stages that must be there.
    fn stages(&mut self, top: &Section<'_>) -> Vec<StageKind> {
        let mut stages = Vec::new();
        for item in top.get("stages").and_then(|value| value.array()).unwrap_or_default() {
            match item.text().map(str::parse) {
                Some(Ok(kind)) if stages.contains(&kind) => self.fault(&item, TrustFaultKind::DoubledStage),
                Some(Ok(kind)) => stages.push(kind),
                Some(Err(_)) => self.fault(&item, TrustFaultKind::UnknownStage),
                None => {}
            }
        }
        stages
    }

    /// One condition. Whatever is wrong with a part of it, the others are read.
    fn condition(&mut self, section: &Section<'_>) -> Option<Condition> {
        let role = self.role(section).unwrap_or_default();
        let needed = section.need("needed");
        let listed = section.need("keys").and_then(|value| Some((value, value.array()?)));
        section.end();
        let (value, items) = listed?;
        if items.is_empty() {
            self.fault(&value, TrustFaultKind::NoKeys);
        }
        let keys: Vec<_> = items.iter().filter_map(|item| self.key(item, &role)).collect();
        let needed = self.needed(&needed?, items.len())?;
        Some(Condition { role, needed, keys })
    }

    fn role(&mut self, section: &Section<'_>) -> Option<String> {
        let role = section.text("role")?;
        let value = section.get("role")?;
        if !is_words(&role) && !role.trim().is_empty() {
            self.fault(&value, TrustFaultKind::BadRole);
        }
        if !self.roles.insert(role.to_string()) {
            self.fault(&value, TrustFaultKind::DoubledRole);
        }
        Some(role.into())
    }

    fn needed(&mut self, value: &Value<'_>, keys: usize) -> Option<usize> {
        let needed = value.integer(i64::MIN, i64::MAX)?;
        match usize::try_from(needed) {
            Ok(needed @ 1..) if needed <= keys => return Some(needed),
            // A list of nobody is fault enough.
            Ok(1..) if keys == 0 => {}
            Ok(1..) => self.fault(value, TrustFaultKind::NeedsMore { keys }),
            Ok(0) | Err(_) => self.fault(value, TrustFaultKind::NeedsNobody),
        }
        None
    }

    fn key(&mut self, item: &Value<'_>, role: &str) -> Option<TrustedKey> {
        let file = item.text()?;
        let kind = match (self.keys)(file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => TrustFaultKind::KeyFileMissing,
            Err(error) => TrustFaultKind::KeyFileUnreadable(error.kind()),
            Ok(bytes) => match KeyFile::parse(&bytes) {
                Err(error) => TrustFaultKind::KeyUnusable(error),
                Ok(KeyFile::Private(_) | KeyFile::Encrypted(_)) => TrustFaultKind::KeyPrivate,
                Ok(KeyFile::Public(key)) => {
                    let here = (role.to_owned(), file.to_owned());
                    match self.listed.insert(key.fingerprint(), here) {
                        None => return Some(TrustedKey { file: file.into(), key }),
                        Some((role, file)) => TrustFaultKind::DoubledKey { role, file },
                    }
                }
            },
        };
        self.fault(item, kind);
        None
    }
}
