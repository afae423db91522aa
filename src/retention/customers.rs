//! The four customer counts: any three give the fourth, and four may disagree.

use super::reason::Reason;
use super::totals::{Fault, Input, Totals};
use crate::number::{Count, Ratio};

/// What start (B), new (W), lost (L) and end (E) say together: E = B + W + V − L, where the
/// returning customers V are none unless given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counts {
    /// Two or more are blank, or one cannot be used.
    Incomplete,
    /// All four are known and add up.
    Solved(Solved),
    /// The blank one would have to be `value`, which is below zero or too large.
    Impossible { worked_out: Input, value: i64 },
    /// Four were given that do not add up.
    Disagree(Disagreement),
}

/// Four counts that add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Solved {
    pub start: Count,
    pub new: Count,
    pub returned: Count,
    pub lost: Count,
    pub end: Count,
    /// The one that was left blank and follows from the others.
    pub worked_out: Option<Input>,
}

/// Four counts that do not add up: B + W + V − L is `sum`, but E was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    pub start: Count,
    pub new: Count,
    pub returned: Count,
    pub lost: Count,
    pub end: Count,
    /// B + W + V − L, perhaps below zero.
    pub sum: i64,
    /// By how much one of them is off: sum − end.
    pub off: i64,
    /// Customer retention by the other reading, (E − W − V) / B, where that is 0% to 100%.
    pub other_retention: Option<Ratio>,
    /// The values of end, new and lost that would each mend it, where possible.
    pub fixes: Vec<(Input, Count)>,
}

/// Works the fourth count out, or says how four disagree.
pub fn counts(totals: &Totals) -> Counts {
    solve(totals).unwrap_or(Counts::Incomplete)
}

/// Customers who were there at the start and still are: B − L.
pub fn customers_kept(totals: &Totals) -> Result<Count, Reason> {
    let (start, lost) = opening(totals)?;
    Count::from_signed(start.saturating_sub(lost)).ok_or(Reason::LostExceedStart)
}

/// Customers at the start and lost, as given or worked out, and fit for a share: B > 0, L ≤ B.
pub(super) fn opening(totals: &Totals) -> Result<(i64, i64), Reason> {
    let start = count(totals, Input::CustomersStart)?;
    let lost = count(totals, Input::CustomersLost)?;
    if start == 0 {
        return Err(Reason::ZeroCustomersStart);
    }
    if lost > start {
        return Err(Reason::LostExceedStart);
    }
    Ok((start, lost))
}

/// Customers at the start, as given or worked out, above zero.
pub(super) fn start(totals: &Totals) -> Result<i64, Reason> {
    match count(totals, Input::CustomersStart)? {
        0 => Err(Reason::ZeroCustomersStart),
        start => Ok(start),
    }
}

/// Customers at the end, as given or worked out, unless the four contradict each other.
pub(super) fn end(totals: &Totals) -> Result<i64, Reason> {
    match counts(totals) {
        Counts::Disagree(_) => Err(Reason::CountsDisagree),
        _ => count(totals, Input::CustomersEnd),
    }
}

/// One count, as given or worked out.
fn count(totals: &Totals, input: Input) -> Result<i64, Reason> {
    match given(totals, input) {
        Err(Reason::Missing(_)) => match counts(totals) {
            Counts::Solved(solved) => Ok(solved.of(input).signed()),
            Counts::Impossible { .. } => Err(Reason::CountsDisagree),
            _ if input == Input::CustomersEnd => Err(what_end_waits_for(totals)),
            _ => Err(Reason::Missing(input)),
        },
        known => known,
    }
}

fn given(totals: &Totals, input: Input) -> Result<i64, Reason> {
    match totals.customers(input) {
        Ok(Some(count)) => Ok(count.signed()),
        Ok(None) if input.is_optional() => Ok(0),
        Ok(None) => Err(Reason::Missing(input)),
        Err(fault) => Err(Reason::Faulty(input, fault)),
    }
}

fn what_end_waits_for(totals: &Totals) -> Reason {
    let needed = Input::CUSTOMERS
        .into_iter()
        .filter(|&input| input != Input::CustomersEnd);
    let problem = needed.filter_map(|input| given(totals, input).err()).next();
    problem.unwrap_or(Reason::Missing(Input::CustomersEnd))
}

/// `None` when a count is unusable or two are blank.
fn solve(totals: &Totals) -> Option<Counts> {
    let known =
        |input| -> Result<Option<i64>, Fault> { Ok(totals.customers(input)?.map(Count::signed)) };
    let start = known(Input::CustomersStart).ok()?;
    let new = known(Input::CustomersNew).ok()?;
    let returned = known(Input::CustomersReturned).ok()?.unwrap_or(0);
    let lost = known(Input::CustomersLost).ok()?;
    let end = known(Input::CustomersEnd).ok()?;
    // Counts are below 10^15, so none of these sums saturates.
    let sum = |b: i64, w: i64, l: i64| {
        b.saturating_add(w)
            .saturating_add(returned)
            .saturating_sub(l)
    };
    let (blank, value) = match (start, new, lost, end) {
        (Some(b), Some(w), Some(l), None) => (Input::CustomersEnd, sum(b, w, l)),
        (Some(b), Some(w), None, Some(e)) => (Input::CustomersLost, sum(b, w, e)),
        (Some(b), None, Some(l), Some(e)) => (
            Input::CustomersNew,
            e.saturating_add(l)
                .saturating_sub(b)
                .saturating_sub(returned),
        ),
        (None, Some(w), Some(l), Some(e)) => (
            Input::CustomersStart,
            e.saturating_add(l)
                .saturating_sub(w)
                .saturating_sub(returned),
        ),
        (Some(b), Some(w), Some(l), Some(e)) => {
            let sum = sum(b, w, l);
            return Some(if sum == e {
                solved(totals, None)
            } else {
                disagreement(totals, sum)?
            });
        }
        _ => return None,
    };
    Some(match Count::from_signed(value) {
        Some(count) => solved(totals, Some((blank, count))),
        None => Counts::Impossible {
            worked_out: blank,
            value,
        },
    })
}

fn solved(totals: &Totals, worked_out: Option<(Input, Count)>) -> Counts {
    let value = |input| match worked_out {
        Some((blank, count)) if blank == input => count,
        _ => totals
            .customers(input)
            .ok()
            .flatten()
            .unwrap_or(Count::ZERO),
    };
    Counts::Solved(Solved {
        start: value(Input::CustomersStart),
        new: value(Input::CustomersNew),
        returned: value(Input::CustomersReturned),
        lost: value(Input::CustomersLost),
        end: value(Input::CustomersEnd),
        worked_out: worked_out.map(|(blank, _)| blank),
    })
}

fn disagreement(totals: &Totals, sum: i64) -> Option<Counts> {
    let Counts::Solved(given) = solved(totals, None) else {
        return None;
    };
    let (b, w, v) = (
        given.start.signed(),
        given.new.signed(),
        given.returned.signed(),
    );
    let off = sum.saturating_sub(given.end.signed());
    let kept = given.end.signed().saturating_sub(w).saturating_sub(v);
    let possible = (0..=b).contains(&kept);
    let mend = |input, value: i64| Count::from_signed(value).map(|count| (input, count));
    let fixes = [
        mend(Input::CustomersEnd, sum),
        mend(Input::CustomersNew, w.saturating_sub(off)),
        mend(Input::CustomersLost, b.saturating_sub(kept)).filter(|_| possible),
    ];
    Some(Counts::Disagree(Disagreement {
        start: given.start,
        new: given.new,
        returned: given.returned,
        lost: given.lost,
        end: given.end,
        sum,
        off,
        other_retention: Ratio::new(kept.into(), b.into()).filter(|_| possible),
        fixes: fixes.into_iter().flatten().collect(),
    }))
}

impl Solved {
    /// The count of one input; zero for an input that is not a count.
    pub fn of(&self, input: Input) -> Count {
        match input {
            Input::CustomersStart => self.start,
            Input::CustomersNew => self.new,
            Input::CustomersReturned => self.returned,
            Input::CustomersLost => self.lost,
            Input::CustomersEnd => self.end,
            _ => Count::ZERO,
        }
    }
}
