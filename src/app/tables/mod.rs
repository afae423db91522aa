//! The tables beneath the instrument, of a customer list: what stands in them, in which order, and
//! as which file they leave.

mod accounts;
mod cohorts;
mod grid;
mod lines;
mod methods;
mod months;
mod movers;
mod order;
mod segments;
mod tools;
mod warnings;

pub use accounts::{Accounts, Sorting};
pub use cohorts::{Base, Heat, Measure, Starts, cohorts, quarter};
pub use grid::{Column, Form, Grid, Row, Sort};
pub use lines::{Drawn, View, WHOLE};
pub use methods::{behind, differences, differences_title, methods};
pub use months::{each_month, months, window_ending};
pub use movers::{concentration, kinds, movers};
pub use segments::segments;
pub use tools::{by_subscription, tool};
pub use warnings::Listed;

use super::list::List;
use crate::accounts::Span;
use crate::app::text::Style;
use crate::export;
use crate::insight::tools::Tool;

/// How the tables are shown; the same for every list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    sorts: [Sort; 4],
    pub measure: Measure,
    pub base: Base,
    /// The trend month by month, not looking back twelve months.
    pub monthly: bool,
    /// Whether the table of every account is open: only then it is put in order.
    pub every_account: bool,
    pub starts: Starts,
    /// The tool that is matched.
    pub tool: Tool,
}

/// A table that can be sorted by its headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorted {
    Months,
    Cohorts,
    Segments,
    Accounts,
}

impl Sorted {
    pub const ALL: [Sorted; 4] = [
        Sorted::Months,
        Sorted::Cohorts,
        Sorted::Segments,
        Sorted::Accounts,
    ];

    /// Its name in the page's markup.
    pub fn id(self) -> &'static str {
        match self {
            Sorted::Months => "months",
            Sorted::Cohorts => "cohorts",
            Sorted::Segments => "segments",
            Sorted::Accounts => "accounts",
        }
    }

    fn parse(id: &str) -> Option<Sorted> {
        Sorted::ALL.into_iter().find(|table| table.id() == id)
    }
}

impl Default for Shown {
    /// Newest month first, oldest start first, largest segment and largest change first.
    fn default() -> Shown {
        let by = |column, descending| Sort { column, descending };
        Shown {
            sorts: [
                by(0, true),
                by(0, false),
                by(segments::START, true),
                by(accounts::CHANGE, false),
            ],
            measure: Measure::Revenue,
            base: Base::First,
            monthly: false,
            every_account: false,
            starts: Starts::Month,
            tool: Tool::default(),
        }
    }
}

impl Shown {
    pub fn sort(&self, table: Sorted) -> Sort {
        let [months, cohorts, segments, accounts] = self.sorts;
        match table {
            Sorted::Months => months,
            Sorted::Cohorts => cohorts,
            Sorted::Segments => segments,
            Sorted::Accounts => accounts,
        }
    }

    /// A heading was pressed, named like "months:3".
    pub fn press(&mut self, heading: &str) {
        let Some((table, column)) = heading.split_once(':') else {
            return;
        };
        let (Some(table), Ok(column)) = (Sorted::parse(table), column.parse()) else {
            return;
        };
        let sort = self.sort(table).press(column);
        let [months, cohorts, segments, accounts] = &mut self.sorts;
        *match table {
            Sorted::Months => months,
            Sorted::Cohorts => cohorts,
            Sorted::Segments => segments,
            Sorted::Accounts => accounts,
        } = sort;
    }
}

/// What a button copies of a table: as the page shows it, in its order.
pub fn copied(list: &List, shown: &Shown, table: &str, style: Style) -> Option<Grid> {
    let sorted = |table: Sorted, mut grid: Grid| {
        grid.sort(shown.sort(table));
        grid
    };
    Some(match table {
        "months" => sorted(Sorted::Months, months(list, shown.monthly)?),
        "cohorts" => {
            let chosen = (shown.measure, shown.base, shown.starts);
            let grid = cohorts(list.read.monthly()?.1, chosen, list.scale()).grid;
            sorted(Sorted::Cohorts, grid)
        }
        "segments" => sorted(Sorted::Segments, segments(list)?),
        "movers" => movers::all(list)?,
        "concentration" => concentration(list)?,
        "methods" => methods(list)?,
        "differences" => differences(list)?,
        "tool" => tool(list, shown.tool, style)?,
        "accounts" => Accounts::of(list, shown.sort(Sorted::Accounts))?.grid(list),
        _ => return None,
    })
}

/// A table as a file: exact, under the names of the download contract.
///
/// How the figures were counted stands in the first row of one more column.
pub fn csv(list: &List, table: &str, definition: Option<String>) -> Option<String> {
    let monthly = || list.read.monthly().map(|(_, figures)| figures);
    let scale = list.scale();
    let compared = || list.compared.as_deref();
    let span = || -> Option<Span> { Some(compared()?.span) };
    let ledger = || list.read.ledger();
    let table = match table {
        "months" => export::months(monthly()?, scale),
        "trailing" => export::trailing(monthly()?, scale),
        "cohorts" => export::cohorts(monthly()?, scale),
        "segments" => {
            let compared = compared()?;
            export::segments(ledger()?, &compared.segments, Some(&compared.window))
        }
        "movers" => export::movers(ledger()?, &compared()?.movers, span()?),
        "accounts" => export::accounts(ledger()?, span()?),
        "methods" => export::methods(&compared()?.methods),
        "concentration" => {
            let grid = concentration(list)?;
            return Some(export::csv(&grid.table().defined(definition)));
        }
        "differences" => {
            let grid = differences(list)?;
            return Some(export::csv(&grid.table().defined(definition)));
        }
        _ => return None,
    };
    Some(export::csv(&table.defined(definition)))
}
