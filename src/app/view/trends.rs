//! The pictures of a list: the trend of its rates, and how much rests on a few.

use super::picture::draw;
use crate::app::dom;
use crate::app::list::{Compared, List};
use crate::app::tables::each_month;
use crate::app::text::{Style, trend as words};
use crate::chart::mark::Mark;
use crate::chart::small;
use crate::number::Ratio;

/// The rates from month to month: looking back twelve months where there are two such months.
pub fn trend(list: &List, monthly: bool, style: Style) {
    dom::show("trend-by", !each_month(list, false));
    let found = words::trend(list, each_month(list, monthly), style);
    dom::show("trend-figure", found.is_some());
    let Some(found) = found else { return };
    let marks = crate::chart::trend::trend(&found.points, found.ends);
    finding("trend", &found.title, &found.description, &marks);
}

/// A picture, with its finding above and what is seen beneath it.
fn finding(id: &str, title: &str, description: &str, marks: &[Mark]) {
    draw(id, title, description, marks);
    dom::text(&[id, "-title"].concat(), title);
    dom::text(&[id, "-said"].concat(), "");
    dom::text(&[id, "-seen"].concat(), description);
}

/// How much rests on the largest accounts, as far as they are known by name.
pub fn curve(list: &List, compared: &Compared, style: Style) {
    let start = compared.window.movements.start;
    let mut sum = 0_i128;
    let shares = compared.movers.largest.iter().filter_map(|mover| {
        sum = sum.wrapping_add(mover.before.into());
        Ratio::new(sum, start)
    });
    let shares: Vec<Ratio> = shares.collect();
    let ten = shares.len().min(10);
    let share = ten.checked_sub(1).and_then(|at| shares.get(at));
    dom::show("curve-figure", shares.len() > 1);
    let Some(share) = share else { return };
    let told = |accounts: usize| {
        let share = accounts.checked_sub(1).and_then(|at| shares.get(at));
        let said = share.map(|share| words::concentration(accounts, *share, style));
        said.unwrap_or_default()
    };
    let marks = small::concentration(&shares, compared.window.movements.customers_start, told);
    let title = words::concentration(ten, *share, style);
    finding("curve", &title, &words::curve(list, &shares, style), &marks);
}
