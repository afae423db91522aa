//! The calculation as spreadsheet formulas, for pasting into Excel, Sheets or Calc.
//!
//! A formula pasted as text keeps its cell references as they are written; nothing shifts them to
//! where the block lands. Functions that find out their own place (INDIRECT, OFFSET, ROW) would
//! hide the calculation, and arguments are separated by a comma in some languages and by a
//! semicolon in others. So there are two forms, both of cell references, numbers, + − ÷ and
//! brackets only, which every spreadsheet in every language understands:
//!
//! - [`formulas`]: labels, values and formulas that refer to them, written for the cell in which
//!   the block will be pasted (A1 unless told otherwise): change a value and the rates follow;
//! - [`literal`]: the same with the numbers inside the formulas: right wherever it is pasted.

use super::csv::{guarded, quoted};
use crate::number::Mark;
use crate::retention::{Counts, Input, Metric, Totals, counts, figure, identity, retained_revenue};

/// The cell in which the block's upper left corner will lie. Counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub column: u32,
    pub row: u32,
}

impl Anchor {
    pub const A1: Anchor = Anchor { column: 1, row: 1 };

    /// Reads a cell's name as people write it: `C10`, `$c$10`. Up to XFD1048576, Excel's last.
    pub fn parse(text: &str) -> Option<Anchor> {
        let text = text.trim().replace('$', "");
        let split = text.find(|c: char| !c.is_ascii_alphabetic())?;
        let (letters, digits) = text.split_at_checked(split)?;
        let column = letters.bytes().try_fold(0_u32, |column, letter| {
            let digit = letter.to_ascii_uppercase().checked_sub(b'A')?;
            column
                .checked_mul(26)?
                .checked_add(u32::from(digit))?
                .checked_add(1)
        })?;
        let row: u32 = digits
            .parse()
            .ok()
            .filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        let inside = (1..16_384).contains(&column) && (1..=1_048_000).contains(&row);
        inside.then_some(Anchor { column, row })
    }

    /// The name of a column: A to Z, AA and so on.
    fn column_name(column: u32) -> String {
        let mut letters = Vec::new();
        let mut rest = column;
        while let Some(above) = rest.checked_sub(1) {
            letters.push(char::from(b'A'.wrapping_add((above % 26) as u8)));
            rest = above / 26;
        }
        letters.iter().rev().collect()
    }
}

/// A line of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Something that was given.
    Given(Input),
    /// Revenue kept at the end: S + X − C − K.
    Retained,
    Nrr,
    /// GRR by movements, the lower end of the range.
    GrrByMovements,
    CustomersKept,
    CustomerRetention,
    /// Revenue per retained customer ÷ revenue per starting customer: NRR ÷ CR.
    Growth,
}

impl Line {
    /// In the order of the block. A line refers to lines above it only.
    pub const ALL: [Line; 12] = [
        Line::Given(Input::Start),
        Line::Given(Input::Expansion),
        Line::Given(Input::Contraction),
        Line::Given(Input::Churn),
        Line::Retained,
        Line::Nrr,
        Line::GrrByMovements,
        Line::Given(Input::CustomersStart),
        Line::Given(Input::CustomersLost),
        Line::CustomersKept,
        Line::CustomerRetention,
        Line::Growth,
    ];

    /// The calculation, if the line is one: operands and what stands between them.
    fn formula(self) -> Option<Formula> {
        use Input::{Churn, Contraction, CustomersLost, CustomersStart, Expansion, Start};
        use Line::Given;
        Some(match self {
            Given(_) => return None,
            Line::Retained => &[
                ("", Given(Start)),
                ("+", Given(Expansion)),
                ("-", Given(Contraction)),
                ("-", Given(Churn)),
            ],
            Line::Nrr => &[("", Line::Retained), ("/", Given(Start))],
            Line::GrrByMovements => &[
                ("(", Given(Start)),
                ("-", Given(Contraction)),
                ("-", Given(Churn)),
                (")/", Given(Start)),
            ],
            Line::CustomersKept => &[("", Given(CustomersStart)), ("-", Given(CustomersLost))],
            Line::CustomerRetention => &[("", Line::CustomersKept), ("/", Given(CustomersStart))],
            Line::Growth => &[("", Line::Nrr), ("/", Line::CustomerRetention)],
        })
    }

    /// Whether the line has a value: given, or all that it needs is and its rate is defined.
    fn stands(self, totals: &Totals) -> bool {
        let defined = |metric| figure(totals, metric).is_ok();
        match self {
            Line::Given(input) => value(totals, input).is_some(),
            Line::Retained => retained_revenue(totals).is_ok(),
            Line::Nrr => defined(Metric::Nrr),
            Line::GrrByMovements => defined(Metric::GrrByMovements),
            Line::CustomersKept | Line::CustomerRetention => defined(Metric::CustomerRetention),
            Line::Growth => identity(totals).is_ok(),
        }
    }
}

type Formula = &'static [(&'static str, Line)];

/// The plain text of an input that was given, or of a count that follows from the others.
fn value(totals: &Totals, input: Input) -> Option<String> {
    let revenue = totals
        .revenue(input)
        .ok()
        .flatten()
        .map(|amount| amount.to_string());
    let count = || match counts(totals) {
        Counts::Solved(solved) if Input::CUSTOMERS.contains(&input) => Some(solved.of(input)),
        _ => totals.customers(input).ok().flatten(),
    };
    revenue.or_else(|| Some(count()?.value().to_string()))
}

/// The value with the decimal mark of the reader's spreadsheet.
fn marked(value: &str, mark: Mark) -> String {
    value.replace('.', mark.decimal().encode_utf8(&mut [0; 4]))
}

/// Labels, values and formulas with cell references, tab separated, to be pasted at `anchor`.
/// Formulas whose values were not all given are left out. `mark` is the spreadsheet's decimal mark.
pub fn formulas<'a>(
    totals: &Totals,
    anchor: Anchor,
    mark: Mark,
    label: impl Fn(Line) -> &'a str,
) -> String {
    let lines: Vec<Line> = Line::ALL
        .into_iter()
        .filter(|line| line.stands(totals))
        .collect();
    let column = Anchor::column_name(anchor.column.saturating_add(1));
    let cell = |line: Line| {
        let index = lines
            .iter()
            .position(|&other| other == line)
            .unwrap_or_default();
        let row = anchor
            .row
            .saturating_add(u32::try_from(index).unwrap_or_default());
        [column.as_str(), &row.to_string()].concat()
    };
    block(&lines, label, |line| match (line, line.formula()) {
        (Line::Given(input), _) => marked(&value(totals, input).unwrap_or_default(), mark),
        (_, formula) => spelled(formula.unwrap_or_default(), &cell),
    })
}

/// Labels and formulas with the numbers in them, tab separated: right wherever they are pasted.
pub fn literal<'a>(totals: &Totals, mark: Mark, label: impl Fn(Line) -> &'a str) -> String {
    let computed = Line::ALL
        .into_iter()
        .filter(|line| line.formula().is_some() && line.stands(totals));
    let lines: Vec<Line> = computed.collect();
    block(&lines, label, |line| {
        spelled(line.formula().unwrap_or_default(), &|line| {
            operand(totals, mark, line)
        })
    })
}

/// A number, or a calculation in brackets.
fn operand(totals: &Totals, mark: Mark, line: Line) -> String {
    match (line, line.formula()) {
        (Line::Given(input), _) => marked(&value(totals, input).unwrap_or_default(), mark),
        (_, formula) => {
            let inner = spelled(formula.unwrap_or_default(), &|line| {
                operand(totals, mark, line)
            });
            ["(", inner.trim_start_matches('='), ")"].concat()
        }
    }
}

fn spelled(formula: Formula, operand: &dyn Fn(Line) -> String) -> String {
    formula
        .iter()
        .fold(String::from("="), |text, (sign, line)| {
            text + sign + &operand(*line)
        })
}

fn block<'a>(
    lines: &[Line],
    label: impl Fn(Line) -> &'a str,
    cell: impl Fn(Line) -> String,
) -> String {
    let mut out = String::new();
    for &line in lines {
        quoted(&mut out, &guarded(label(line)), '\t');
        out.push('\t');
        out.push_str(&cell(line));
        out.push_str("\r\n");
    }
    out
}
