//! Who entered and who checked, in words.

use super::told::{More, Teller, Told};
use crate::lang::say;
use anzhi_core::fault::Table;
use anzhi_record::audit::EntryLead;

pub(super) fn told(teller: &Teller<'_>, lead: &EntryLead) -> Told {
    let (lang, people) = (teller.lang, lead.people());
    let (count, ids) = (people.len(), teller.ids(people));
    let text = match lead {
        EntryLead::Alone { by, .. } => say!(
            lang,
            "“{by}”一人既录入又核对，共{count}人：{ids}",
            "Entered and checked by “{by}” alone: {count} ({ids})"
        ),
        EntryLead::Alike { .. } => say!(
            lang,
            "{ids}同名、同出生日期，请查明是否一人登记了两次",
            "{ids} have one name and one day of birth: perhaps one person, entered twice"
        ),
        EntryLead::Unchecked { .. } => say!(
            lang,
            "没有写明录入人或核对人的{count}人：{ids}",
            "Not told who entered or who checked the line: {count} ({ids})"
        ),
        EntryLead::Untold => lang
            .pick("各人都没有写明录入人、核对人", "Of nobody it is told who entered and who checked the line")
            .into(),
    };
    let told = Told::new(text).of(people.iter().copied());
    let told = told.perhaps("people", (*lead != EntryLead::Untold).then_some(count));
    match (lead, people.first()) {
        (EntryLead::Alike { .. }, Some(first)) => told.explained(*first),
        (EntryLead::Alike { .. }, None)
        | (EntryLead::Alone { .. } | EntryLead::Unchecked { .. } | EntryLead::Untold, _) => {
            told.more(More::Table(Table::Candidates))
        }
    }
}
