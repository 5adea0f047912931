//! The answer of `scheme test` in words.

use super::test::{Difference, Expected, Found, Tested};
use crate::faults::wrong;
use crate::lang::{Lang, say};
use crate::numbers::{self, count};
use anzhi_core::points::Points;
use anzhi_core::scheme::{Counted, Scheme};
use anzhi_core::steps::Kind;

/// One line if all worked examples of a scheme hold; else each that differs, with its working, what it states and
/// what was found.
///
/// Shown at [`Tested`].
pub fn scheme_tested_text(tested: &Tested<'_>, lang: Lang) -> String {
    let Tested { file, scheme, examples, compared, differing } = tested;
    let (english_examples, english_compared) = (count(examples, "worked example"), count(compared, "figure"));
    let counts = say!(
        lang,
        "{file}：例题{examples}道，核对{compared}处",
        "{file}: {english_examples}, {english_compared} compared"
    );
    if differing.is_empty() {
        return say!(lang, "{counts}，全部相符。\n", "{counts}, all as stated.\n");
    }
    let n = differing.len();
    let differ = if n == 1 { "1 example differs".into() } else { format!("{n} examples differ") };
    let mut text = say!(lang, "{counts}，{n}道不符：\n", "{counts}, {differ}:\n");
    for (example, differences) in differing {
        let (title, year) = (&example.title, example.year);
        text.push_str(&say!(lang, "\n例题“{title}”（{year}年）\n", "\nExample “{title}” ({year})\n"));
        for sentence in &example.working {
            text.push_str(&say!(lang, "   演算：{sentence}\n", "   working: {sentence}\n"));
        }
        for difference in differences {
            let (name, expected) = (difference.name(scheme, lang), difference.expected(scheme, lang));
            let found = difference.found(scheme, lang);
            text.push_str(&say!(
                lang,
                "   不符：{name}，例题写明{expected}，{found}\n",
                "   differs: {name}: {expected} expected, {found}\n"
            ));
        }
    }
    text
}

impl Difference {
    /// The item or value by title and name; the total.
    pub(crate) fn name(&self, scheme: &Scheme, lang: Lang) -> String {
        let (title, key) = match self.of {
            Some(Counted::Item(id)) => (&scheme.scoring.item(id).title, &scheme.scoring.item(id).key),
            Some(Counted::Value(id)) => (&scheme.scoring.value(id).title, &scheme.scoring.value(id).key),
            None => return lang.pick("总成绩", "total").into(),
        };
        say!(lang, "{title}（{key}）", "{title} ({key})")
    }

    /// The name by which the example calls it.
    pub(crate) fn key<'s>(&self, scheme: &'s Scheme) -> &'s str {
        match self.of {
            Some(Counted::Item(id)) => scheme.scoring.item(id).key.as_str(),
            Some(Counted::Value(id)) => scheme.scoring.value(id).key.as_str(),
            None => "total",
        }
    }

    /// A number of it: points, unless the value is a quantity.
    fn number(&self, scheme: &Scheme, number: Points, lang: Lang) -> String {
        let quantity = match self.of {
            Some(Counted::Value(id)) => scheme.scoring.value(id).pipeline.kind() != Kind::Points,
            Some(Counted::Item(_)) | None => false,
        };
        if quantity {
            return number.to_string();
        }
        lang.pick(format!("{number}分"), numbers::count(number, "point"))
    }

    pub(crate) fn expected(&self, scheme: &Scheme, lang: Lang) -> String {
        match &self.expected {
            Expected::Fault(code) => say!(lang, "报差错 [{code}]", "the fault [{code}]"),
            Expected::Points(points) => self.number(scheme, *points, lang),
        }
    }

    pub(crate) fn found(&self, scheme: &Scheme, lang: Lang) -> String {
        match &self.found {
            Found::Faults(faults) => {
                let each =
                    faults.iter().map(|fault| format!("{} [{}]", wrong(fault, lang), fault.kind.code()));
                let each = each.collect::<Vec<_>>().join(lang.pick("；", "; "));
                say!(lang, "但不能计算：{each}", "but it cannot be computed: {each}")
            }
            Found::Gaps(gaps) => {
                let keys = gaps.iter().map(|gap| scheme.scoring.gap(*gap).key.as_str());
                let keys = keys.collect::<Vec<_>>().join(lang.pick("、", ", "));
                say!(
                    lang,
                    "但不能计算：例题没有补定缺项{keys}",
                    "but it cannot be computed: the example does not fill {keys}"
                )
            }
            Found::NoTotal => {
                lang.pick("但没有考试成绩，不计总成绩", "but without a mark there is no total").into()
            }
            Found::Points(points) => {
                let number = self.number(scheme, *points, lang);
                say!(lang, "实际算得{number}", "but it comes to {number}")
            }
        }
    }
}
