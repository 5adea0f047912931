//! Dossiers for the scheme zhangqiu-2015 drawn from a seed, and what rulings fill in for them.

use crate::random::Random;
use crate::zhangqiu::{Rest, Ruled, fits};
use anzhi_core::date::Date;
use anzhi_core::dossier::{Dossier, Row};
use anzhi_core::facts::{CategoryId, Cell, FactSchema, Source};
use anzhi_core::points::Points;
use anzhi_core::scheme::{Filling, Scheme};
use anzhi_core::score::Cohort;
use anzhi_schemes::{load, shipped};

/// The scheme, what rulings of one round have filled, and people.
#[derive(Debug)]
pub struct Drawn {
    /// The scheme zhangqiu-2015.
    pub scheme: Scheme,
    /// Every gap filled.
    pub cohort: Cohort,
    /// The same for the function written by hand.
    pub ruled: Ruled,
    /// One degree, five events and five periods each.
    pub dossiers: Vec<Dossier>,
}

const YEAR: i16 = 2026;

impl Drawn {
    /// So many dossiers. Of a hundred cells that are needed `blank` stand empty; with 0 no dossier has a fault.
    pub fn new(n: u32, seed: u64, rest: Rest, blank: u32) -> Self {
        let scheme = load(shipped("zhangqiu-2015").unwrap_or_default()).unwrap().scheme;
        assert!(fits(&scheme.scoring.facts), "columns have moved");
        let ruled = ruled(rest);
        let fillings = scheme.scoring.gaps.iter().map(|gap| Some(filling(&ruled, gap.key.as_str(), gap)));
        let cohort = Cohort::new(&scheme, YEAR, true, fillings.collect());
        let mut drawing = Drawing { random: Random::new(seed), blank, cutoff: ruled.cutoff };
        let dossiers = (0..n).map(|number| drawing.dossier(&scheme.scoring.facts, number)).collect();
        Self { scheme, cohort, ruled, dossiers }
    }
}

fn ruled(rest: Rest) -> Ruled {
    let posts = [10, 9, 8, 7, 6, 5, 4, 16, 15, 14, 13, 12, 11, 10].map(Points::from_int);
    let mut half = 0;
    let sanctions = [(); 12].map(|()| {
        half -= 1;
        Points::HALF.times(Points::from_int(half), "sanction").unwrap()
    });
    Ruled {
        cutoff: Date::new(YEAR, 3, 31).unwrap(),
        rest,
        posts,
        prizes: [2, 10, 15, 20].map(Points::from_int),
        sanctions,
        factor: "0.35".parse().unwrap(),
    }
}

fn filling(ruled: &Ruled, key: &str, gap: &anzhi_core::scheme::Gap) -> Filling {
    const SANCTIONS: [&str; 12] = [
        "警告",
        "严重警告",
        "记过",
        "撤销党内职务",
        "记大过",
        "留党察看",
        "降职",
        "降级",
        "降衔",
        "撤职",
        "开除党籍",
        "开除军籍",
    ];
    const PRIZES: [&str; 4] = ["其他", "第3名", "第2名", "第1名"];
    let place = |terms: &[&str], term| terms.iter().position(|known| *known == term).unwrap();
    match key.split_once('.').unwrap_or((key, "")) {
        ("cutoff", _) => Filling::Date(ruled.cutoff),
        ("service", "rest") => {
            let word = match ruled.rest {
                Rest::HalfUp => "half_up",
                Rest::Up => "up",
            };
            gap.fills.parse(word).unwrap()
        }
        ("exam", _) => Filling::Points(ruled.factor),
        ("post", grade) => {
            let number: usize = grade.trim_start_matches('技').parse().unwrap();
            Filling::Points(ruled.posts[6 + number])
        }
        ("science", class) => Filling::Points(ruled.prizes[place(&PRIZES, class)]),
        ("discipline", class) => Filling::Points(ruled.sanctions[place(&SANCTIONS, class)]),
        (owner, term) => unreachable!("a gap {owner}.{term} that this file does not know"),
    }
}

struct Drawing {
    random: Random,
    blank: u32,
    cutoff: Date,
}

impl Drawing {
    fn dossier(&mut self, schema: &FactSchema, number: u32) -> Dossier {
        let technical = self.random.chance(40);
        let both = self.random.chance(10);
        let track =
            if both || self.random.chance(70) { self.category_at(u32::from(technical)) } else { Cell::Blank };
        let post = if !technical || both { self.category(5) } else { Cell::Blank };
        let technical = if technical || both { self.category(14) } else { Cell::Blank };
        let enlisted = self.date(1990, 36, self.blank.min(2));
        let attributes = vec![Cell::Blank, Cell::Blank, enlisted, post, technical, track];
        let degrees = vec![self.row(schema, Source::Degrees, "")];
        let periods = (0..5).map(|_| self.row(schema, Source::Periods, "任职")).collect();
        let events = (0..5).map(|place| {
            let kind = match (place, self.random.below(100)) {
                (0..4, _) | (_, 0..20) => "奖励",
                (_, 20..50) => "科技奖",
                (_, _) => "处分",
            };
            self.row(schema, Source::Events, kind)
        });
        let rows = [degrees, periods, events.collect()];
        let id = format!("c{number:06}").parse().unwrap();
        let mark = Points::from_int(i32::try_from(4_000 + self.random.below(6_001)).unwrap());
        let mark = mark.times("0.01".parse().unwrap(), "mark").unwrap();
        Dossier::new(schema, id, number + 2, attributes, rows).unwrap().with_mark(Some(mark))
    }

    fn row(&mut self, schema: &FactSchema, source: Source, kind: &str) -> Row {
        let cells = match (source, kind) {
            (Source::Degrees, _) => vec![self.category(6), self.date(2000, 26, 2), Cell::Flag(true)],
            (Source::Periods, _) => vec![self.date(1990, 18, 0), self.date(2008, 18, 0)],
            (Source::Events, "奖励") => {
                let (class, date) = (self.category(5), self.date(1995, 31, 3));
                vec![class, date, self.flag(15), self.flag(10), Cell::Text("抗洪".into()), Cell::Blank]
            }
            (Source::Events, "科技奖") => {
                let (class, date) = (self.category(2), self.date(1995, 31, 3));
                let none = || Cell::Blank;
                vec![class, date, none(), none(), none(), self.category(4)]
            }
            (Source::Events, _) => vec![self.category(12), self.date(1995, 31, 3)],
        };
        let table = schema.find_table(source, kind);
        Row { line: 2, table, kind: kind.into(), cells, ..Row::default() }
    }

    /// The cell, or in some cases nothing.
    fn needed(&mut self, cell: Cell) -> Cell {
        if self.random.chance(self.blank) { Cell::Blank } else { cell }
    }

    fn category_at(&mut self, place: u32) -> Cell {
        self.needed(Cell::Category(CategoryId(u16::try_from(place).unwrap())))
    }

    fn category(&mut self, bound: u32) -> Cell {
        let place = self.random.below(bound);
        self.category_at(place)
    }

    fn flag(&mut self, percent: u32) -> Cell {
        let flag = self.random.chance(percent);
        self.needed(Cell::Flag(flag))
    }

    /// A day of these years, in some of a hundred cases one near the cut-off, before or after it.
    fn date(&mut self, first: u16, years: u32, near: u32) -> Cell {
        let near = self.random.chance(near).then(|| i32::from(self.random.small(5)) - 2);
        let date = near.and_then(|days| self.cutoff.days_later(days)).unwrap_or_else(|| {
            let year = i16::try_from(u32::from(first) + self.random.below(years)).unwrap();
            Date::new(year, 1, 1).unwrap().days_later(i32::try_from(self.random.below(365)).unwrap()).unwrap()
        });
        self.needed(Cell::Date(date))
    }
}
