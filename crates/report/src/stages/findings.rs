//! What does not hold of stages, in sentences.

use super::{change_words, kind_words, to_words};
use crate::failures::visible;
use crate::keys::grouped;
use crate::lang::{Lang, say};
use anzhi_record::stage::{ChainBreak, Misstated, StageFinding};

/// One finding in a sentence.
pub(crate) fn stage_sentence(finding: &StageFinding, lang: Lang) -> String {
    match finding {
        StageFinding::Chain { stage, why } => chain(stage, *why, lang),
        StageFinding::ChangedWithoutRuling { from, to, change } => {
            let (change, to) = (change_words(change, lang), to_words(to.as_deref(), lang));
            say!(
                lang,
                "{change}（在环节{from}之后、{to}之前改动），没有裁定",
                "from stage {from} to {to}, {change}, without a ruling"
            )
        }
        StageFinding::ConditionUnmet { stage, role, needed, counted } => {
            let (stage, role) = (visible(stage), visible(role));
            say!(
                lang,
                "“{stage}”须有{needed}人以“{role}”签署，计入的只有{counted}人",
                "“{stage}” needs {needed} to have signed as “{role}”, and only {counted} count"
            )
        }
        StageFinding::LeftOut { fingerprint, kind, date } => {
            let (fingerprint, kind) = (grouped(fingerprint), kind_words(*kind, lang));
            say!(
                lang,
                "所持的{kind}环节（{date}公示）不在案卷之中，封存指纹：{fingerprint}",
                "the stage that you hold ({kind}, posted on {date}) is none of the record's: {fingerprint}"
            )
        }
        StageFinding::Missing { kind } => {
            let kind = kind_words(*kind, lang);
            say!(
                lang,
                "信任文件要求有{kind}环节，案卷中没有",
                "the trust file asks for a stage ({kind}), and the record holds none"
            )
        }
        StageFinding::Misstated { stage, of } => misstated(stage, of, lang),
        StageFinding::OtherSecret { stage } => say!(
            lang,
            "环节{stage}是用另一个密值封存的，无法比对；请找回当时的 secret.hex",
            "stage {stage} was sealed under another secret and cannot be compared; find the secret.hex of that day"
        ),
        StageFinding::ScoringChanged { from, to } => {
            let to = to_words(to.as_deref(), lang);
            say!(
                lang,
                "计分办法的计分部分改变（在环节{from}之后、{to}之前），任何裁定都不能认可",
                "from stage {from} to {to}, the scoring part of the scheme is another one, which no ruling can cover"
            )
        }
        StageFinding::Unsigned { stage, key } => {
            let (stage, key) = (visible(stage), grouped(key));
            say!(lang, "所给公钥没有签署“{stage}”：{key}", "the given key has not signed “{stage}”: {key}")
        }
    }
}

fn chain(stage: &str, why: ChainBreak, lang: Lang) -> String {
    match why {
        ChainBreak::Before => say!(
            lang,
            "环节{stage}所写的前一环节，不是排在它前面的那一个；请按封存的先后给出全部环节",
            "stage {stage} names another one before it; give all stages in the order in which they were sealed"
        ),
        ChainBreak::First => say!(
            lang,
            "环节{stage}之前还有环节，没有给出",
            "there was a stage before {stage} that is missing"
        ),
        ChainBreak::Round => {
            say!(lang, "环节{stage}是另一个年度的", "stage {stage} is of another round")
        }
    }
}

fn misstated(stage: &str, of: &Misstated, lang: Lang) -> String {
    match of {
        Misstated::Ranking => say!(
            lang,
            "环节{stage}所封存的排名，不是其中的数据算出的",
            "the ranking in stage {stage} does not come of what it holds"
        ),
        Misstated::Sheet(id) => {
            let id = visible(id);
            say!(
                lang,
                "环节{stage}所封存的{id}号计分表，不是其中的数据算出的",
                "the sheet of {id} in stage {stage} does not come of what it holds"
            )
        }
    }
}
