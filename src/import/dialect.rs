//! The start of a file → its delimiter, its header and its columns.

use super::choices::Choices;
use super::columns::{self, Columns};
use super::guess;
use super::roles::Role;
use super::scan::{Dialect, Scan};
use super::text::decode;

/// How a file is to be read.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub dialect: Dialect,
    /// Excel's `sep=;` line stands first.
    pub separator_line: bool,
    /// Records before the first row of data, header included: preamble and blank lines.
    pub header: Option<usize>,
    pub columns: Option<Columns>,
    pub header_cells: Vec<String>,
    /// The record above months that stand below each other, with the customers side by side.
    pub transposed: Option<usize>,
    /// The first records as they were read.
    pub first_rows: Vec<Vec<String>>,
}

impl Plan {
    /// Whether a column has a heading, or a cell in one of the first rows.
    pub fn says_something(&self, column: usize) -> bool {
        let first = self.first_rows.iter().chain([&self.header_cells]);
        let mut cells = first.filter_map(|row| row.get(column));
        cells.any(|cell| !cell.trim().is_empty())
    }
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Headers stand among the first records.
const LOOKED_AT: usize = 60;
const SHOWN: usize = 8;

/// The delimiter that makes the columns readable, else the one that parts all records alike.
pub(super) fn plan(sample: &[u8], whole: bool, choices: &Choices) -> Plan {
    let stated = separator(sample);
    let chosen = choices.delimiter.or(stated);
    // One that is not there parts nothing.
    let there = DELIMITERS
        .into_iter()
        .filter(|d| *d == b',' || sample.contains(d));
    let candidates = chosen.map_or_else(|| there.collect(), |d| vec![d]);
    let mut best: Option<(usize, Plan)> = None;
    for delimiter in candidates {
        let dialect = Dialect {
            delimiter,
            quote: Some(b'"'),
        };
        let rows = records(sample, dialect, whole);
        let skip = usize::from(stated.is_some());
        let (score, plan) = with(dialect, rows, skip, choices);
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, plan));
        }
    }
    let mut plan = match best {
        Some((_, plan)) => plan,
        None => {
            with(
                Dialect {
                    delimiter: b',',
                    quote: Some(b'"'),
                },
                Vec::new(),
                0,
                choices,
            )
            .1
        }
    };
    plan.separator_line = stated.is_some();
    plan
}

/// The delimiter that parts the records of a text of unknown columns.
pub fn delimiter(sample: &[u8]) -> u8 {
    let evenness = |delimiter: u8| {
        even(&records(
            sample,
            Dialect {
                delimiter,
                quote: Some(b'"'),
            },
            true,
        ))
    };
    // The first of equals: commas.
    DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|d| evenness(*d))
        .unwrap_or(b',')
}

/// More fields count, but only if all records have as many.
fn even(rows: &[Vec<String>]) -> usize {
    let mut widths = rows
        .iter()
        .filter(|row| row.iter().any(|c| !c.is_empty()))
        .map(Vec::len);
    let first = widths.next().unwrap_or(0);
    if first > 1 && widths.all(|w| w == first) {
        first
    } else {
        0
    }
}

fn with(dialect: Dialect, rows: Vec<Vec<String>>, skip: usize, choices: &Choices) -> (usize, Plan) {
    let mut columns = None;
    let mut header = None;
    if choices.header != Some(false) {
        for (at, row) in rows.iter().enumerate().skip(skip) {
            let below = rows.get(at.saturating_add(1)..).unwrap_or_default();
            columns = columns::recognise(row, below, choices.date_order);
            if columns.is_some() {
                header = Some(at);
                break;
            }
        }
    }
    let known = |c: &Columns| c.roles.iter().filter(|r| **r != Role::Ignored).count();
    let mut score = columns.as_ref().map_or(0, |c| known(c).saturating_mul(100));
    let blank = |row: &&Vec<String>| row.iter().all(|c| c.trim().is_empty());
    let unknown = columns.is_none() && choices.roles.is_empty();
    let transposed = (skip..rows.len())
        .filter(|_| unknown)
        .find(|at| guess::is_transposed(rows.get(*at..).unwrap_or_default()));
    if transposed.is_some() {
        score = 50;
    } else if columns.is_none() {
        let data: Vec<_> = rows
            .iter()
            .skip(skip)
            .filter(|row| !blank(row))
            .cloned()
            .collect();
        columns = guess::columns(&data);
        let below = data.get(1..).unwrap_or_default();
        if columns.is_none() && below.len() > 1 || choices.header == Some(true) {
            columns = guess::columns(below).or(columns);
            header = rows
                .iter()
                .skip(skip)
                .position(|row| !blank(&row))
                .map(|at| at.saturating_add(skip));
        }
        score = if columns.is_some() { 50 } else { even(&rows) };
        if columns.is_none() {
            header = None;
        }
    }
    let header_cells = header
        .and_then(|at| rows.get(at).cloned())
        .unwrap_or_default();
    if let Some(columns) = &mut columns {
        for (at, role) in &choices.roles {
            if let Some(place) = columns.roles.get_mut(*at) {
                *place = *role;
            }
        }
        if let Some(layout) = choices.layout {
            columns.layout = layout;
        }
        columns.said(&choices.roles);
    } else if let Some(layout) = choices.layout.filter(|_| !choices.roles.is_empty()) {
        // What stands above a header has fewer cells.
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let first = rows.iter().skip(skip).position(|row| row.len() == width);
        let role = |at: usize| choices.roles.iter().find(|r| r.0 == at).map(|r| r.1);
        let roles = (0..width)
            .map(|at| role(at).unwrap_or(Role::Ignored))
            .collect();
        columns = Some(Columns::guessed(layout, roles));
        if choices.header == Some(true) {
            header = first.map(|at| at.saturating_add(skip));
        }
    }
    let first_rows = rows.into_iter().take(SHOWN).collect();
    (
        score,
        Plan {
            dialect,
            separator_line: false,
            header,
            columns,
            header_cells,
            transposed,
            first_rows,
        },
    )
}

/// The first records of a sample, as text. A record that the sample cuts off is left out.
pub(super) fn records(sample: &[u8], dialect: Dialect, whole: bool) -> Vec<Vec<String>> {
    let mut scan = Scan::default();
    scan.block(sample, dialect);
    let mut rows = Vec::new();
    let mut scratch = Vec::new();
    while let Some(record) = scan.next(sample, dialect, whole) {
        let cells =
            (0..record.width()).map(|at| decode(record.cell(at, &mut scratch)).into_owned());
        rows.push(cells.collect());
        if rows.len() >= LOOKED_AT {
            break;
        }
    }
    rows
}

/// `sep=;` as the first line.
fn separator(sample: &[u8]) -> Option<u8> {
    let line = sample.strip_prefix(b"\"").unwrap_or(sample);
    let (name, rest) = line.split_at_checked(4)?;
    match rest {
        _ if !name.eq_ignore_ascii_case(b"sep=") => None,
        [delimiter, b'\r' | b'\n' | b'"', ..] | [delimiter] => Some(*delimiter),
        _ => None,
    }
}
