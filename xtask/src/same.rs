//! Whether the tables of a bench say the same.

use crate::run::Outcome;

/// Where our columns stand among those of the peers: month; NRR, GRR and CR of the trailing twelve
/// months; start, expansion, contraction, churn, new, returned, end.
const COLUMNS: [usize; 11] = [0, 16, 17, 18, 1, 4, 5, 6, 2, 3, 7];
/// How many of them follow the month as rates.
const RATES: usize = 3;

/// Every cell of our table against the peers': amounts to the cent, rates as far as theirs are
/// rounded. Ours may be in any order, and shows its numbers as a page does.
pub fn as_peers(ours: &[String], peers: &[String]) -> Outcome {
    if ours.len() != peers.len() {
        return Err(format!("{} months of {}", ours.len(), peers.len()));
    }
    let peers: Vec<Vec<&str>> = peers.iter().map(|row| row.split('|').collect()).collect();
    for row in ours {
        let cells: Vec<&str> = row.split('|').collect();
        let month = cells.first().and_then(|cell| month(cell));
        let peer = peers
            .iter()
            .find(|peer| peer.first().copied() == month.as_deref())
            .ok_or(format!("no other shows the month of {row}"))?;
        let alike = |(column, cell): (usize, &&str)| {
            let known = COLUMNS.get(column).and_then(|at| peer.get(*at));
            match column {
                0 => true,
                _ => known.is_some_and(|known| alike(cell, known, column <= RATES)),
            }
        };
        if cells.len() != COLUMNS.len() || !cells.iter().enumerate().all(alike) {
            return Err(format!("ours and theirs differ:\n  {row}\n  {peer:?}"));
        }
    }
    Ok(())
}

/// "Jan 2022" and what is noted beside it → "2022-01".
fn month(cell: &str) -> Option<String> {
    const NAMES: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let (name, rest) = cell.split_once(' ')?;
    let number = NAMES.find(name)? / 3 + 1;
    Some(format!("{}-{number:02}", rest.get(..4)?))
}

fn alike(ours: &str, theirs: &str, is_rate: bool) -> bool {
    match (hundredths(ours), hundredths(theirs)) {
        (Some(a), Some(b)) if is_rate => a.abs_diff(b) <= 5,
        (a, b) => a == b,
    }
}

/// "1,234.5" and "1234.50", "99.9%" and "99.9". None: nothing is said.
fn hundredths(cell: &str) -> Option<i64> {
    let cell = cell.trim_end_matches('%').replace(',', "");
    if cell.is_empty() {
        return None;
    }
    let (whole, fraction) = cell.split_once('.').unwrap_or((&cell, ""));
    let digits = format!("{fraction:0<2}");
    format!("{whole}{digits}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{as_peers, month};

    #[test]
    fn every_cell_counts() {
        let theirs = "2022-02|10.00|1.50|0.00|2.00|3.00|0.00|1234.50|1|1|0|0|2|90.0|70.0|100.0|\
                      101.2|90.0|66.7";
        let check = |ours: &str, expect: bool| {
            let found = as_peers(&[ours.to_owned()], &[theirs.to_owned()]);
            assert_eq!(found.is_ok(), expect, "{ours}: {found:?}");
        };
        check(
            "Feb 2022|101.2%|90.0%|66.67%|10|2|3|0|1.50|0|1,234.50",
            true,
        );
        check(
            "Feb 2022a note|101.2%|90%|66.7%|10|2|3|0|1.50|0|1,234.50",
            true,
        );
        check(
            "Feb 2022|101.3%|90.0%|66.7%|10|2|3|0|1.50|0|1,234.50",
            false,
        );
        check(
            "Feb 2022|101.2%|90.0%|66.7%|10|2|3|0|1.50|0|1,234.51",
            false,
        );
        check("Feb 2022|—|90.0%|66.7%|10|2|3|0|1.50|0|1,234.50", false);
        check(
            "Mar 2022|101.2%|90.0%|66.7%|10|2|3|0|1.50|0|1,234.50",
            false,
        );
        assert!(as_peers(&[], &[theirs.to_owned()]).is_err());

        // The first year has no rates: a dash here, nothing there, which is not 0.
        let young = "2022-02|10.00|1.50|0.00|2.00|3.00|0.00|1234.50|1|1|0|0|2|90.0|70.0|100.0|||";
        let check = |rates: &str, expect: bool| {
            let ours = format!("Feb 2022|{rates}|10|2|3|0|1.50|0|1,234.50");
            let found = as_peers(&[ours], &[young.to_owned()]);
            assert_eq!(found.is_ok(), expect, "{rates}: {found:?}");
        };
        check("—|—|—", true);
        check("—|0.0%|—", false);
    }

    #[test]
    fn months_have_names() {
        assert_eq!(
            month("Dec 2024looks incomplete").as_deref(),
            Some("2024-12")
        );
        assert_eq!(month("12"), None);
    }
}
