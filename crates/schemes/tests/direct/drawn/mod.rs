//! Who is drawn for each paper: as awkward as the paper allows, now and then with a fault.

pub(crate) mod henan;
pub(crate) mod jiangxi;
pub(crate) mod jilin;
pub(crate) mod shenzhen;
pub(crate) mod soldiers;

use crate::person::Person;
use crate::random::Random;

/// Command, technical and, if there are such, civilian grades: mostly one is filled.
fn grades(random: &mut Random, person: &mut Person, posts: &'static str, civilian: &'static str) {
    let tracks = if civilian.is_empty() { 2 } else { 3 };
    let track = random.below(tracks);
    let technical = "技1 技2 技3 技4 技5 技6 技7 技8 技8 技9 技9 技10 技11 技12 技13 技14";
    let mut cells = [None; 3];
    for (place, words) in [posts, technical, civilian].into_iter().enumerate().take(tracks) {
        let filled = if place == track { 98 } else { 15 };
        cells[place] = random.chance(filled).then(|| random.word(words));
    }
    [person.post, person.technical, person.civilian] = cells;
    person.track = random.chance(80).then_some(["职务", "技术", "文职"][track]);
}
