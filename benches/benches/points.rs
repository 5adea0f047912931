//! Points: reading, adding, rounding, writing.

use anzhi_core::points::{ParsePointsError, Points, PointsError, Rounding};
use divan::black_box;

fn main() {
    divan::main();
}

const TEXTS: [&str; 4] = ["82.55", "-0.5", "100", "0.000001"];

#[divan::bench(args = TEXTS)]
fn parse(text: &str) -> Result<Points, ParsePointsError> {
    black_box(text).parse()
}

#[divan::bench(args = TEXTS)]
fn write(bencher: divan::Bencher<'_, '_>, text: &str) {
    let points: Points = text.parse().unwrap_or_default();
    bencher.bench_local(|| black_box(points).to_string());
}

#[divan::bench]
fn add() -> Result<Points, PointsError> {
    black_box(Points::from_int(12)).plus(black_box(Points::from_int(30)), "total")
}

#[divan::bench(args = [Rounding::Down, Rounding::HalfEven, Rounding::HalfUp, Rounding::Up])]
fn times_rounded(bencher: divan::Bencher<'_, '_>, mode: Rounding) {
    let (mark, factor) = ("82.55".parse().unwrap_or(Points::ZERO), "0.1".parse().unwrap_or(Points::ZERO));
    bencher.bench_local(|| black_box(mark).times_rounded(black_box(factor), 2, mode, "exam"));
}
