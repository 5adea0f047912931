//! What stands above everything that differs: which records, whether one names the other, how many people it touches.

use super::{Section, in_people};
use crate::failures::visible;
use crate::keys::grouped;
use crate::lang::{Lang, say};
use anzhi_record::diff::{Both, Diff, Succession};
use anzhi_record::stage::How;

/// The first lines.
pub(super) fn head(diff: &Diff, names: Both<&str>, lang: Lang) -> String {
    let mut text = String::from(lang.pick("案卷比较\n\n", "Two records compared\n\n"));
    text.push_str(&succession(diff, lang));
    let fingerprints = diff.sides.as_ref().map(|side| grouped(&side.fingerprint));
    let (old, new) = (visible(names.old), visible(names.new));
    let (one, other) = (&fingerprints.old, &fingerprints.new);
    text.push_str(&say!(
        lang,
        "旧案卷：{old}\n　指纹：{one}\n新案卷：{new}\n　指纹：{other}\n",
        "Old: {old}\n  fingerprint: {one}\nNew: {new}\n  fingerprint: {other}\n"
    ));
    text.push_str(lang.pick(
        "两份案卷均已全部重算，内容相符。签名没有核验，须另用 anzhi verify 核验。\n",
        "Both hold when computed anew. Signatures were not judged: run anzhi verify on each.\n",
    ));
    text.push_str(&notes(diff, lang));
    text.push_str(&if diff.is_empty() { nothing(diff, lang) } else { summary(diff, lang) });
    text
}

/// Whether the new record says that it replaces the old one.
fn succession(diff: &Diff, lang: Lang) -> String {
    match diff.succession {
        Succession::Named => {
            lang.pick("新案卷注明替代旧案卷。\n", "The new record says that it replaces the old one.\n").into()
        }
        Succession::None => lang
            .pick(
                "注意：新案卷没有注明替代哪一份案卷（round.toml 中没有 replaces）。\n",
                "NOTE: the new record does not say that it replaces any (there is no `replaces` in round.toml).\n",
            )
            .into(),
        Succession::Other(other) => {
            let other = grouped(&other);
            say!(
                lang,
                "注意：新案卷注明替代的不是旧案卷，而是另一份，指纹：{other}\n",
                "NOTE: the new record says that it replaces another one than the old: {other}\n"
            )
        }
        Succession::Reversed => lang
            .pick(
                "注意：两份案卷的次序颠倒了，旧案卷注明替代新案卷。\n",
                "NOTE: these stand the wrong way round: the old record says that it replaces the new one.\n",
            )
            .into(),
        Succession::Same => String::new(),
    }
}

/// What concerns the whole of both records.
fn notes(diff: &Diff, lang: Lang) -> String {
    let mut text = String::new();
    if !diff.is_of_one_round() {
        let ids = diff.sides.as_ref().map(|side| &side.round.heading().id);
        let (old, new) = (ids.old, ids.new);
        text.push_str(&say!(
            lang,
            "注意：两份案卷的年度代号不同：旧为“{old}”，新为“{new}”。\n",
            "NOTE: these are records of two rounds: “{old}” and “{new}”.\n"
        ));
    }
    if diff.other_secret {
        text.push_str(lang.pick(
            "注意：两份案卷的密值不同，签认码、问题码等短码无从对照，不作比较。\n",
            "NOTE: the secrets of the rounds differ; no code can be held against another, and none is compared.\n",
        ));
    }
    let missing = diff.whole.stages.iter().filter(|stage| stage.how == How::Removed).count();
    if missing > 0 {
        text.push_str(&say!(
            lang,
            "注意：旧案卷所载的公示环节，有{missing}个不在新案卷中（见“录入有变”）。\n",
            "NOTE: stages of the old record that the new one does not hold: {missing} (see what was handed in).\n"
        ));
    }
    text
}

fn nothing(diff: &Diff, lang: Lang) -> String {
    match diff.succession {
        Succession::Same => lang
            .pick("两次给出的是同一份案卷，没有不同。\n", "It is the same record twice; nothing differs.\n")
            .into(),
        Succession::Named | Succession::None | Succession::Other(_) | Succession::Reversed => lang
            .pick("除替代关系外，两份案卷没有不同。\n", "Nothing differs but which record is replaced.\n")
            .into(),
    }
}

/// How many people each severity touches, each person by the gravest.
fn summary(diff: &Diff, lang: Lang) -> String {
    let counts = Section::ALL
        .map(|section| (section, diff.people.iter().filter(|person| Section::of(person) == section).count()));
    let told = counts.into_iter().filter(|(_, n)| *n > 0).map(|(section, n)| {
        let (title, in_english) = (section.title(lang), in_people(n));
        say!(lang, "{title}{n}人", "{title}: {in_english}")
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        return lang.pick("没有涉及任何人的不同。\n", "Nothing differs of any person.\n").into();
    }
    let told = told.join(lang.pick("，", "; "));
    say!(
        lang,
        "涉及的人（每人只计入最严重的一类）：{told}。\n",
        "People touched, each by the gravest: {told}.\n"
    )
}
