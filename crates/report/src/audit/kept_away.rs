//! Who did not choose in turn, in words.

use super::told::{Teller, Told};
use crate::lang::say;
use crate::numbers::count;
use crate::words::give_up;
use anzhi_record::audit::KeptAwayLead;

pub(super) fn told(teller: &Teller<'_>, lead: KeptAwayLead) -> Told {
    let KeptAwayLead { candidate, kind, rank, listed, open, proved } = lead;
    let (lang, id, kind) = (teller.lang, teller.id(candidate), give_up(kind, teller.lang));
    let rank_words = match rank {
        Some(rank) => say!(lang, "（第{rank}名）", " (rank {rank})"),
        None => lang.pick("（不参加排名）", " (not ranked)").into(),
    };
    let preferences = count(listed, "preference");
    let mut text = say!(
        lang,
        "{id}{rank_words}登记为“{kind}”，填报志愿{listed}个",
        "{id}{rank_words}: recorded as “{kind}”, with {preferences}"
    );
    if let Some((vacancy, order)) = open {
        let vacancy = teller.vacancy(vacancy);
        text.push_str(&say!(
            lang,
            "；轮到时第{order}志愿{vacancy}尚可选",
            "; when the turn came, preference {order}, {vacancy}, was still to be had"
        ));
    }
    if !proved {
        text.push_str(lang.pick("；没有写明依据", "; without evidence"));
    }
    let told = Told::new(text).of([candidate]).at(open.map(|(vacancy, _)| vacancy));
    told.perhaps("rank", rank).figure("preferences", listed).explained(candidate)
}
