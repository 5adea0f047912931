//! Single bytes of every file of the record, one after the other.

use crate::class::Class;
use crate::records::{SMALL, case, with};
use anzhi_record::STATEMENT;
use anzhi_record::verify::Step;

pub(crate) fn classes() -> Vec<Class> {
    let files = |is: fn(&str) -> bool| SMALL.files.iter().filter(move |(name, _)| is(name));
    let changed = |is: fn(&str) -> bool, change: fn(&mut Vec<u8>, usize)| {
        let each = files(is).flat_map(|(name, bytes)| (0..bytes.len()).map(move |at| (name, bytes, at)));
        each.map(|(name, bytes, at)| {
            let mut bytes = bytes.clone();
            change(&mut bytes, at);
            case(format!("{name} at {at}"), with(&SMALL, name, bytes))
        })
        .collect::<Vec<_>>()
    };
    let flip = |bytes: &mut Vec<u8>, at: usize| bytes[at] ^= 1;
    let papers: fn(&str) -> bool = |name| name == STATEMENT || name.starts_with("endorsements/");
    let others: fn(&str) -> bool = |name| name != STATEMENT && !name.starts_with("endorsements/");
    let ends = files(|_| true).flat_map(|(name, bytes)| {
        let [mut longer, mut shorter] = [bytes.clone(), bytes.clone()];
        longer.push(b'\n');
        shorter.pop();
        [("longer", longer), ("shorter", shorter), ("empty", Vec::new())]
            .map(|(what, bytes)| case(format!("{name} {what}"), with(&SMALL, name, bytes)))
    });
    vec![
        Class::new(
            "one byte of the statement or the endorsement changed",
            &[Step::Envelope, Step::Signatures],
            changed(papers, flip),
        ),
        Class::new("one bit of any other file flipped", &[Step::Digests], changed(others, flip)),
        Class::new(
            "one byte of the statement or the endorsement taken out",
            &[Step::Envelope, Step::Signatures],
            changed(papers, |bytes, at| {
                bytes.remove(at);
            }),
        ),
        Class::new("a file longer, shorter or empty", &[Step::Signatures, Step::Digests], ends.collect()),
    ]
}
