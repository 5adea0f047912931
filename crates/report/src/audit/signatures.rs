//! Signatures and answers in words.

use super::told::{Teller, Told};
use crate::lang::say;
use anzhi_record::audit::SignatureLead;

pub(super) fn told(teller: &Teller<'_>, lead: &SignatureLead) -> Told {
    let lang = teller.lang;
    match lead {
        SignatureLead::BeforeRuling { candidate, signed, ruling } => {
            let (id, ruling) = (teller.id(*candidate), teller.ruling(*ruling));
            let by = teller.authority(&ruling.authority);
            let text = say!(
                lang,
                "{id}签认现表的日期是{signed}，早于计分所依据的裁定（{by}），当时尚无此表",
                "{id} signed the present sheet on {signed}, before the ruling that it goes by ({by}): that day there was no such sheet"
            );
            Told::new(text).of([*candidate]).naming([ruling.object.to_string()]).explained(*candidate)
        }
        SignatureLead::Stands { candidate, authority } => {
            let (id, by) = (teller.id(*candidate), teller.authority(authority));
            let text = say!(
                lang,
                "{id}所签的不是现表，经答复沿用原签认（{by}）",
                "{id} signed another sheet than the present one, which counts by an answer ({by})"
            );
            Told::new(text).of([*candidate]).explained(*candidate)
        }
    }
}
