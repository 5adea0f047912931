//! The document of a scheme leaves nothing out: whatever changes in a file that loads changes what is shown.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_core::scheme::Part;
use anzhi_report::{Lang, scheme_show_text};
use anzhi_schemes::{LoadedScheme, load, shipped, shipped_names};
use std::ops::Range;

/// All shipped schemes, and one with every kind of step and rule.
fn files() -> Vec<(String, String)> {
    let shipped = shipped_names().map(|name| (name.to_owned(), shipped(name).unwrap().to_owned()));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/schemes/every-step.toml");
    let every = ("every-step".to_owned(), std::fs::read_to_string(path).unwrap());
    shipped.chain([every]).collect()
}

/// A file and what is shown of it.
struct Shown {
    name: String,
    text: String,
    loaded: LoadedScheme,
    /// In these languages.
    shown: Vec<(Lang, String)>,
}

impl Shown {
    /// A shipped scheme with few kinds of rules, and one with all of them, in both languages.
    fn two() -> impl Iterator<Item = Self> {
        let two = |(name, _): &(String, String)| ["county-reference", "every-step"].contains(&&**name);
        files().into_iter().filter(two).map(|file| Self::of(file, &[Lang::Zh, Lang::En]))
    }

    /// All in Chinese.
    fn all() -> impl Iterator<Item = Self> {
        files().into_iter().map(|file| Self::of(file, &[Lang::Zh]))
    }

    fn of((name, text): (String, String), langs: &[Lang]) -> Self {
        let loaded = load(&text).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        let shown = langs.iter().map(|lang| (*lang, scheme_show_text(&loaded, *lang))).collect();
        Self { name, text, loaded, shown }
    }

    /// Puts something else in one place. Whether the file then says something else; if so, it must be seen.
    fn changed(&self, place: Range<usize>, to: &str) -> bool {
        let (before, after) = (&self.text[..place.start], &self.text[place.end..]);
        let Ok(loaded) = load(&format!("{before}{to}{after}")) else { return false };
        let same = loaded.scheme == self.loaded.scheme && loaded.aliases == self.loaded.aliases;
        if same && loaded.notes() == self.loaded.notes() {
            return false;
        }
        let (line, was) = (before.matches('\n').count() + 1, &self.text[place]);
        for (lang, shown) in &self.shown {
            let now = scheme_show_text(&loaded, *lang);
            assert!(now != *shown, "{} line {line} {lang:?}: {was:?} → {to:?} does not show", self.name);
        }
        true
    }

    /// The lines that are no comments, with where they begin.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut at = 0;
        let lines = self.text.split_inclusive('\n').map(move |line| {
            at += line.len();
            (at - line.len(), line)
        });
        lines.filter(|(_, line)| !line.starts_with('#'))
    }

    /// The texts in quotation marks, without them.
    fn quoted(&self) -> Vec<Range<usize>> {
        let mut quoted = Vec::new();
        for (begin, line) in self.lines() {
            let marks: Vec<usize> = line.match_indices('"').map(|(at, _)| begin + at).collect();
            quoted.extend(marks.chunks_exact(2).map(|pair| pair[0] + 1..pair[1]));
        }
        quoted
    }
}

/// Where the runs of these characters stand in a text.
fn runs(text: &str, of: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| of(*c)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += c.len_utf8(),
            _ => runs.push(at..at + c.len_utf8()),
        }
    }
    runs
}

#[test]
fn every_figure_is_shown() {
    let (mut figures, mut loads) = (0, 0);
    for shown in Shown::all() {
        let lines: Vec<(usize, &str)> = shown.lines().collect();
        for (begin, line) in lines {
            for run in runs(line, |c| c.is_ascii_digit()) {
                let place = begin + run.start..begin + run.end;
                let was = &line[run];
                // Another digit behind it: 0.5 becomes 0.57, 12 becomes 127, 03-31 cannot be.
                loads += usize::from(shown.changed(place, &format!("{was}7")));
                figures += 1;
            }
        }
    }
    assert!(figures > 2_000 && loads > figures / 2, "{loads} of {figures}");
}

#[test]
fn every_name_and_text_is_shown() {
    for shown in Shown::two() {
        let texts = shown.quoted();
        let loads = texts.iter().filter(|text| shown.changed(text.end..text.end, "甲")).count();
        assert!(texts.len() > 100 && loads > 40, "{}: {loads} of {}", shown.name, texts.len());
    }
}

/// Words of which a file has one or another.
const WORDS: &[&[&str]] = &[
    &["true", "false"],
    &["last", "next"],
    &["whole", "fragment", "assessment", "assessment + exam"],
    &["down", "up", "half_up", "half_even", "over_half_up", "two_step", "two_step_half_up"],
    &["once", "each", "days", "ymd"],
    &["all", "class", "points", "label", "magnitude", "earliest", "latest"],
    &["stay", "fault", "zero", "natural", "year", "month", "day", "number"],
    &["out", "end_of_list", "end_of_group", "leftover", "assigned"],
    &["directive", "next_sitting", "nothing", "declared", "until_placed"],
    &["none", "hundred", "top", "assessment", "exam"],
    &["at_least", "at_most", "above", "below", "at", "each"],
    &["all", "any"],
    &["keep", "drop"],
    &["earlier", "later"],
];

#[test]
fn every_word_is_shown() {
    for shown in Shown::two() {
        let mut loads = 0;
        let lines: Vec<(usize, &str)> = shown.lines().collect();
        for (begin, line) in lines {
            for run in runs(line, |c| c.is_ascii_alphanumeric() || c == '_') {
                let was = &line[run.clone()];
                let others = WORDS.iter().filter(|words| words.contains(&was)).flat_map(|words| *words);
                for to in others.filter(|to| **to != was) {
                    loads += usize::from(shown.changed(begin + run.start..begin + run.end, to));
                }
            }
        }
        assert!(loads > 10, "{}: {loads}", shown.name);
    }
}

#[test]
fn no_line_and_no_part_can_go_unseen() {
    for shown in Shown::two() {
        let lines: Vec<(usize, &str)> = shown.lines().filter(|(_, line)| !line.trim().is_empty()).collect();
        let mut loads = 0;
        for (begin, line) in lines {
            loads += usize::from(shown.changed(begin..begin + line.len(), ""));
            // Within a line: each `, key = …` up to the next comma or bracket.
            for (at, _) in line.match_indices(", ") {
                let rest = &line[at + 2..];
                let end = rest.find([',', ']', '}']).unwrap_or(rest.trim_end().len());
                loads += usize::from(shown.changed(begin + at..begin + at + 2 + end, ""));
            }
        }
        assert!(loads > 40, "{}: {loads}", shown.name);
    }
}

#[test]
fn every_assumption_and_every_gap_stands_in_the_lists_at_the_end() {
    for (name, text) in files() {
        let loaded = load(&text).unwrap();
        let [zh, en] = [Lang::Zh, Lang::En].map(|lang| scheme_show_text(&loaded, lang));
        let gaps = &loaded.scheme.scoring.gaps;
        for (number, gap) in (1..).zip(gaps) {
            assert!(
                zh.contains(&format!("\n  缺项{number}：")) && zh.contains(&format!("缺项/{}）", gap.key))
            );
            assert!(en.contains(&format!("\n  Gap {number}: ")) && en.contains(&format!("gap/{})", gap.key)));
            assert!(zh.contains(&format!("【缺项{number}】")), "{}: {}", name, gap.key);
            assert!(en.contains(&format!("[gap {number}]")), "{}: {}", name, gap.key);
        }
        let scores = loaded.scheme.identity.parts.contains(&Part::Scoring);
        assert_eq!(zh.contains(&format!("全部缺项（{}项）", gaps.len())), scores, "{name}");
        let assumed = zh.lines().filter(|line| line.trim_start().starts_with("假定")).count();
        assert!(zh.contains(&format!("全部假定（{assumed}项）")), "{}: {assumed}", name);
    }
}

#[test]
fn ways_of_which_one_is_picked_stand_below_one_another() {
    let (_, text) = files().into_iter().find(|(name, _)| name == "every-step").unwrap();
    let loaded = load(&text).unwrap();
    let [zh, en] = [Lang::Zh, Lang::En].map(|lang| scheme_show_text(&loaded, lang));
    let part = |shown: &str, begin: &str, end: &str| {
        let (_, part) = shown.split_once(begin).unwrap();
        part.split_once(end).unwrap().0.to_owned()
    };
    let lines = [
        "    （1）原文未载，由当年裁定（【缺项8】）在下列各种计法中选定一种：",
        "        缺项8：计算哪些时间未列",
        "        “现役时间”：",
        "          （1）取中间值“现役月数”的结果",
        "        “艰苦时间”：",
        "          （1）取中间值“艰苦时间”的结果",
        "          （2）几段时间重叠的，各段分别计",
        "          （3）计算时长：每满1年计1年；不足1年的部分按1年计；有几段时间的，年、月、日分别相加，满30日进1个月，\
         满12个月进1年，再行计算",
        "    （2）原文未载，由当年裁定（【缺项9】）在下列各种计法中选定一种：",
        "        缺项9：几年起算未列",
        "        “三年起”：",
        // Months or years, as the first choice says.
        "          （1）计分：36以内的不计分，超过36的部分每单位0.05分",
        "          （2）最多计7分",
        "        “五年起”：",
        "          （1）计分：不超过60的不计分，超过60的计【缺项10】，以后每单位加0.06分",
        "              缺项10：五年的分值未列",
        "          （2）得分的取舍：多余的位数舍去，取整数",
        "        “不计”：",
        "          （1）计分：0即计0分",
        "",
    ];
    assert_eq!(part(&zh, "原文缺页\n  计法：\n", "\n中间值"), lines.join("\n"));
    assert!(zh.contains("\n  缺项9：“整年”的计法；原因：几年起算未列；由裁定选定一种：三年起；五年起；不计（裁定中写作：缺项/whole.one_of）\n"));
    assert!(zh.contains("\n  缺项8：“整年”中“times”的计法；"));
    let english = part(&en, "原文缺页\n  Rule:\n", "\nValue");
    for line in [
        "    (1) The paper does not say; a ruling ([gap 8]) picks one of these ways:\n        Gap 8: 计算哪些时间未列\n",
        "        “三年起”:\n          (1) Points: nothing up to 36, 0.05 points for each 1 beyond 36\n",
    ] {
        assert!(english.contains(line), "{english}");
    }
    assert!(en.contains("\n  Gap 9: how “整年” counts; why: 几年起算未列; a ruling picks one of: 三年起; 五年起; 不计 (in rulings: gap/whole.one_of)\n"));
}

/// A number whose unit is known to all ways keeps it behind them.
#[test]
fn what_ways_share_is_known_behind_them() {
    let text = shipped("county-reference").unwrap();
    let measure = |rest: &str| format!("[{{ measure = {{ unit = \"year\", rest = \"{rest}\" }} }}]");
    let choice = |first: &str, second: &str| {
        format!("{{ one_of = {{ gap = \"未载\", ways = {{ \"一\" = {first}, \"二\" = {second} }} }} }}")
    };
    let plain = "{ measure = { unit = \"year\", rest = \"up\" } }";
    assert_eq!(text.matches(plain).count(), 1);
    let shown = |choice: &str| scheme_show_text(&load(&text.replace(plain, choice)).unwrap(), Lang::Zh);
    assert!(shown(&choice(&measure("up"), &measure("down"))).contains("（3）计分：每年0.5分"));
    let month = measure("down").replace("year", "month");
    assert!(shown(&choice(&measure("up"), &month)).contains("（3）计分：每单位0.5分"));
}

#[test]
fn what_a_file_does_not_state_is_not_shown() {
    let text = shipped("county-reference").unwrap();
    let (head, rest) = text.split_once("[cutoff]").unwrap();
    let (_, facts) = rest.split_once("# ---- 事实 ----").unwrap();
    let (facts, _) = facts.split_once("# ---- 计分项 ----").unwrap();
    let (_, ranking) = text.split_once("[ranking]").unwrap();
    let (ranking, _) = ranking.split_once("[choosing]").unwrap();
    let head =
        head.replace("signed = \"whole\"", "parts = [\"ranking\"]").replace("county-reference", "mine");
    let loaded = load(&format!("{head}{facts}[ranking]{ranking}")).unwrap();
    let shown = scheme_show_text(&loaded, Lang::Zh);
    assert!(shown.contains("\n所列部分：排名\n") && shown.contains("、排名\n"), "{shown}");
    for unstated in
        ["、选岗\n", "、场次\n", "、考核计分项\n", "、考试和总成绩\n", "、计算截止日和周年\n", "计分部分摘要"]
    {
        assert!(!shown.contains(unstated), "{unstated}: {shown}");
    }
}
