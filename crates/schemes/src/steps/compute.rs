//! `compute` and `round` in their written form.

use super::{Desk, one_of};
use crate::form::FormFaultKind;
use crate::scheme::rounding;
use crate::section::Value;
use anzhi_core::points::Points;
use anzhi_core::scheme::{RoundTo, Unit};
use anzhi_core::steps::{Compute, Expression, Kind, Round, Step};

/// `{ is = "max(0, 2 - 0.1 * missing_years)", unit = "points" }`, with `round`.
pub(super) fn read_compute(value: &Value<'_>, desk: &mut Desk<'_>) -> Option<Step> {
    let form = value.section()?;
    let is = form.need("is").and_then(|value| expression(&value, desk));
    let units =
        [Unit::Day, Unit::Month, Unit::Number, Unit::Points, Unit::Year].map(|unit| (unit.word(), unit));
    let unit = form.need("unit").and_then(|value| one_of(&value, &units));
    let round = form.get("round").map(|value| round_to(&value));
    form.end();
    let round = match round {
        Some(read) => Some(read?),
        None => None,
    };
    Some(Step::Compute(Compute { is: is?, unit: unit?, round }))
}

/// `{ places = 2, mode = "half_up" }`.
pub(super) fn read_round(value: &Value<'_>, _: &mut Desk<'_>) -> Option<Step> {
    round_to(value).map(|to| Step::Round(Round { to }))
}

fn round_to(value: &Value<'_>) -> Option<RoundTo> {
    let form = value.section()?;
    let round = rounding(&form);
    form.end();
    round
}

/// How deep parentheses may be nested.
const DEEPEST: usize = 16;

fn expression(value: &Value<'_>, desk: &Desk<'_>) -> Option<Expression> {
    let tokens = tokens(value.text()?);
    let mut reader = Reader { tokens: &tokens, at: value, desk };
    let read = reader.sum(0)?;
    if reader.tokens.is_empty() { Some(read) } else { reader.malformed() }
}

/// Names, figures and signs. A minus within a name or before a figure belongs to it: the sign has blanks around it.
fn tokens(text: &str) -> Vec<&str> {
    let sign = |c: char| matches!(c, '(' | ')' | ',' | '*' | '+');
    let mut tokens = Vec::new();
    for word in text.split_whitespace() {
        let mut rest = word;
        while let Some(place) = rest.find(sign) {
            let (before, from) = rest.split_at(place);
            let (sign, after) = from.split_at(1);
            tokens.extend([before, sign].into_iter().filter(|token| !token.is_empty()));
            rest = after;
        }
        tokens.extend(Some(rest).filter(|rest| !rest.is_empty()));
    }
    tokens
}

struct Reader<'r, 't> {
    tokens: &'r [&'t str],
    at: &'r Value<'t>,
    desk: &'r Desk<'r>,
}

impl Reader<'_, '_> {
    fn malformed<T>(&self) -> Option<T> {
        self.at.fault(FormFaultKind::MalformedExpression);
        None
    }

    /// Takes this token, if it comes next.
    fn takes(&mut self, token: &str) -> bool {
        match self.tokens {
            [next, rest @ ..] if *next == token => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }

    fn sum(&mut self, depth: usize) -> Option<Expression> {
        if depth > DEEPEST {
            self.at.fault(FormFaultKind::TooDeep);
            return None;
        }
        let first = self.product(depth)?;
        let mut more = Vec::new();
        loop {
            if self.takes("+") {
                more.push((true, self.product(depth)?));
            } else if self.takes("-") {
                more.push((false, self.product(depth)?));
            } else {
                break;
            }
        }
        if more.is_empty() {
            return Some(first);
        }
        more.insert(0, (true, first));
        Some(Expression::Sum(more))
    }

    fn product(&mut self, depth: usize) -> Option<Expression> {
        let mut parts = vec![self.part(depth)?];
        while self.takes("*") {
            parts.push(self.part(depth)?);
        }
        if parts.len() == 1 { parts.pop() } else { Some(Expression::Product(parts)) }
    }

    /// A figure, a value, something in parentheses, or `min(…)` and `max(…)`.
    fn part(&mut self, depth: usize) -> Option<Expression> {
        if self.takes("(") {
            let inner = self.sum(depth + 1)?;
            return if self.takes(")") { Some(inner) } else { self.malformed() };
        }
        let [token, rest @ ..] = self.tokens else { return self.malformed() };
        if matches!(*token, ")" | "," | "*" | "+" | "-") {
            return self.malformed();
        }
        self.tokens = rest;
        match *token {
            "max" if self.takes("(") => self.several(depth).map(Expression::Greatest),
            "min" if self.takes("(") => self.several(depth).map(Expression::Least),
            token => match token.parse::<Points>() {
                Ok(number) => Some(Expression::Number(number)),
                Err(_) => self.value(token),
            },
        }
    }

    /// At least two, up to the closing parenthesis.
    fn several(&mut self, depth: usize) -> Option<Vec<Expression>> {
        let mut parts = vec![self.sum(depth + 1)?];
        while self.takes(",") {
            parts.push(self.sum(depth + 1)?);
        }
        if parts.len() > 1 && self.takes(")") { Some(parts) } else { self.malformed() }
    }

    fn value(&mut self, name: &str) -> Option<Expression> {
        let (id, declared) = self.desk.book.find_value(name, self.at)?;
        match declared.shape.kind {
            Some(Kind::Points | Kind::Quantity) => Some(Expression::Value(id)),
            Some(
                Kind::Category | Kind::Classed | Kind::Entries | Kind::Quantities | Kind::Rows | Kind::Spans,
            )
            | None => {
                self.at.fault(FormFaultKind::NotComposed);
                None
            }
        }
    }
}
