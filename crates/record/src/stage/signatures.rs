//! Who has signed a stage.

use super::{Stage, StageFinding};
use crate::envelope::{Envelope, Sealed};
use crate::json::{self, Malformed};
use crate::key::{KeyError, PublicKey};
use crate::statement::{ENDORSEMENT_TYPE, Endorsement};
use crate::trust::Trust;
use crate::verify::{Endorsed, Finding, Standing};
use crate::version::Version;
use anzhi_core::digest::Digest;
use base64ct::{Base64, Encoding as _};
use std::collections::{BTreeMap, BTreeSet};

/// What came of the signatures of a stage under the keys that were given.
///
/// ```
/// # let reading = anzhi_tables::read_round(&anzhi_tables::Directory("../../testdata/rounds/small".as_ref()))?;
/// # let round = reading.round.map_err(|faults| format!("{faults:?}"))?;
/// # let scheme = reading.scheme.ok_or("no scheme")?;
/// use anzhi_record::key::PrivateKey;
/// use anzhi_record::stage::{StageKind, seal_stage};
/// use anzhi_record::{Signer, trust::Trust, verify::{Answer, Standing}};
///
/// let date = "2026-05-20".parse()?;
/// let mut stage = seal_stage((&round, &scheme), StageKind::Plan, date, &[]).map_err(|why| format!("{why:?}"))?;
/// let [bureau, discipline] = ["bureau", "discipline"].map(PrivateKey::demonstration);
/// stage.sign(&Signer::new(&bureau, "安置部门", "经办01")?)?;
/// let signed = stage.signatures("plan.json", &[bureau.public()]);
/// assert_eq!((signed.answer(), signed.endorsements[0].standing), (Answer::Verified, Standing::Signed));
/// let missing = stage.signatures("plan.json", &[bureau.public(), discipline.public()]);
/// assert_eq!((missing.answer(), missing.findings[0].code()), (Answer::Refuted, "stage-unsigned"));
/// // By a trust file, each of its conditions must hold of the stage as of the record.
/// let text = "[[role]]\nrole = '纪检监察'\nneeded = 1\nkeys = ['discipline.pub.pem', 'bureau.pub.pem']";
/// let trust = Trust::parse(text.as_bytes(), &|file| std::fs::read(format!("../../testdata/keys/{file}")))
///     .map_err(|faults| format!("{faults:?}"))?;
/// assert_eq!(stage.trusted("plan.json", &trust).findings[0].code(), "stage-condition-unmet");
/// stage.sign(&Signer::new(&discipline, "纪检监察", "监督01")?)?;
/// assert_eq!(stage.trusted("plan.json", &trust).answer(), Answer::Verified);
/// // Without a key nothing is decided.
/// assert_eq!(stage.signatures("plan.json", &[]).answer(), Answer::Unchecked);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StageSignatures {
    /// All endorsements, by key.
    pub endorsements: Vec<Endorsed>,
    /// What does not hold.
    pub findings: Vec<Finding>,
    /// Whether a key was given.
    asked: bool,
}

impl StageSignatures {
    /// What the whole comes to.
    pub fn answer(&self) -> crate::verify::Answer {
        use crate::verify::Answer;
        if !self.findings.is_empty() {
            Answer::Refuted
        } else if self.asked {
            Answer::Verified
        } else {
            Answer::Unchecked
        }
    }
}

impl Stage {
    /// Checks the signatures: each given key has signed, and what else calls itself an endorsement is one. `name` is
    /// how findings call the stage.
    pub fn signatures(&self, name: &str, keys: &[PublicKey]) -> StageSignatures {
        let statement = json::to_bytes(&self.file().statement);
        let given: BTreeMap<String, PublicKey> =
            keys.iter().map(|key| (key.fingerprint().to_string(), *key)).collect();
        let mut missing: BTreeSet<&String> = given.keys().collect();
        let (mut endorsements, mut findings) = (Vec::new(), Vec::new());
        for envelope in &self.file().endorsements {
            let key = &envelope.signatures[0].keyid;
            missing.remove(key);
            let read = consistent(envelope, name, &statement, given.get(key));
            let standing = match (&read, given.contains_key(key)) {
                (Read::Endorsement(_), true) => Standing::Signed,
                (Read::Wrong(_), true) => Standing::Bad,
                (Read::Endorsement(_) | Read::Unknown | Read::Wrong(_), false) | (Read::Unknown, true) => {
                    Standing::NotJudged
                }
            };
            let words = match read {
                Read::Endorsement(endorsement) => Some(endorsement.predicate),
                Read::Unknown => None,
                Read::Wrong(finding) => {
                    findings.push(finding);
                    None
                }
            };
            endorsements.push(Endorsed { key: key.clone(), words, standing });
        }
        let unsigned = |key: &String| {
            let key = key.parse().unwrap_or_else(|_| Digest::of(b""));
            Finding::Stage(StageFinding::Unsigned { stage: name.into(), key })
        };
        findings.extend(missing.into_iter().map(unsigned));
        StageSignatures { endorsements, findings, asked: !keys.is_empty() }
    }

    /// As [`signatures`](Self::signatures), by a trust file: a key that has signed nothing is no failure, a condition
    /// that does not hold is.
    pub fn trusted(&self, name: &str, trust: &Trust) -> StageSignatures {
        let keys: Vec<PublicKey> = trust.keys().map(|listed| listed.key).collect();
        let mut signed = self.signatures(name, &keys);
        signed.findings.retain(|finding| !matches!(finding, Finding::Stage(StageFinding::Unsigned { .. })));
        for condition in trust.conditions() {
            let listed: BTreeSet<String> =
                condition.keys.iter().map(|listed| listed.key.fingerprint().to_string()).collect();
            let mut counted = 0;
            let own = signed.endorsements.iter_mut().filter(|endorsed| listed.contains(&endorsed.key));
            for endorsed in own.filter(|endorsed| endorsed.standing == Standing::Signed) {
                if endorsed.words.as_ref().is_some_and(|words| words.role == condition.role) {
                    counted += 1;
                } else {
                    endorsed.standing = Standing::OtherRole;
                }
            }
            if counted < condition.needed {
                let (stage, role, needed) = (name.into(), condition.role.clone(), condition.needed);
                let unmet = StageFinding::ConditionUnmet { stage, role, needed, counted };
                signed.findings.push(Finding::Stage(unmet));
            }
        }
        signed
    }
}

/// What an envelope holds.
enum Read {
    Endorsement(Endorsement),
    /// Of a key of an algorithm that is unknown here: it plays no part.
    Unknown,
    Wrong(Finding),
}

/// An endorsement of this statement, signed by the key that it names; that one is the given one, if there is one.
fn consistent(envelope: &Envelope, name: &str, statement: &[u8], given: Option<&PublicKey>) -> Read {
    let key = envelope.signatures[0].keyid.clone();
    let malformed = |why| Read::Wrong(Finding::Malformed { name: name.into(), why });
    let sealed = match Sealed::read(&json::to_bytes(envelope)) {
        Ok(sealed) => sealed,
        Err(why) => return malformed(why),
    };
    let endorsement: Endorsement = match json::from_bytes(sealed.payload()) {
        Ok(endorsement) => endorsement,
        Err(why) => return malformed(why),
    };
    let Ok(der) = Base64::decode_vec(&endorsement.predicate.key) else {
        return malformed(Malformed::Shape);
    };
    let own = match PublicKey::from_der(&der) {
        Ok(public) => Some(public),
        Err(KeyError::OtherAlgorithm) => None,
        Err(_) => return Read::Wrong(Finding::BadSignature { key }),
    };
    let signs = |public: &PublicKey| sealed.is_signed_by(public);
    let holds =
        Digest::of(&der).to_string() == key && own.as_ref().is_none_or(signs) && given.is_none_or(signs);
    if !holds {
        return Read::Wrong(Finding::BadSignature { key });
    }
    let form = endorsement.is_on(Version::NEW, ENDORSEMENT_TYPE, Stage::SUBJECT);
    if !form || !endorsement.predicate.is_readable() {
        return malformed(Malformed::Shape);
    }
    if !endorsement.is_of_bytes(statement) {
        return Read::Wrong(Finding::EndorsesOther { key });
    }
    if own.is_none() { Read::Unknown } else { Read::Endorsement(endorsement) }
}
