//! The same period with a few of its inputs changed.

use super::base::money;
use crate::number::{Amount, Change, Count, MICRO, Ratio, Unit, Value};
use crate::retention::{Counts, Input, Totals, counts};

/// What can be changed, in the order of the changes of links.
pub const INPUTS: [Input; 5] = [
    Input::Expansion,
    Input::Contraction,
    Input::Churn,
    Input::CustomersLost,
    Input::CustomersNew,
];

/// A change for each of [`INPUTS`]; `None` is none.
pub type Changes = [Option<Change>; 5];

/// The changed totals, or the first input that the changes would take below zero or beyond what it
/// can be.
///
/// Amounts are rounded to a millionth of the currency, customers to whole ones. Churned revenue that
/// is not changed itself follows the customers lost, at what they paid on average.
pub fn what_if(totals: &Totals, changes: &Changes) -> Result<Totals, Input> {
    let mut changed = with_solved_counts(totals);
    for (input, change) in INPUTS.into_iter().zip(changes) {
        if let Some(change) = change.filter(|change| !change.is_none()) {
            apply(&mut changed, input, change).ok_or(input)?;
        }
    }
    let [_, _, churn, lost, _] = changes;
    if churn.is_none() && lost.is_some() {
        follow(totals, &mut changed).ok_or(Input::CustomersLost)?;
    }
    let (start, lost) = (
        count(&changed, Input::CustomersStart),
        count(&changed, Input::CustomersLost),
    );
    match start.zip(lost) {
        Some((start, lost)) if lost > start => Err(Input::CustomersLost),
        _ => Ok(changed),
    }
}

/// What a customer who left paid on average.
pub fn leaver(totals: &Totals) -> Option<Ratio> {
    let lost = count(&with_solved_counts(totals), Input::CustomersLost)?;
    let churn = money(totals, Input::Churn);
    churn.checked_div(Ratio::whole(lost.signed()))
}

/// A change in percent of what it changes; `None` where there is nothing to change.
pub fn in_percent(totals: &Totals, input: Input, change: Change) -> Option<Ratio> {
    let by = Ratio::of(change.by);
    if change.is_percent {
        return Some(by);
    }
    let known = with_solved_counts(totals);
    let before = match count(&known, input) {
        Some(count) => Ratio::whole(count.signed()),
        None => money(&known, input),
    };
    by.checked_mul(Ratio::whole(100))?.checked_div(before)
}

/// All four counts, and the end as what follows from the others.
fn with_solved_counts(totals: &Totals) -> Totals {
    let mut all = totals.clone();
    if let Counts::Solved(solved) = counts(totals) {
        for input in Input::CUSTOMERS {
            let blank = totals.customers(input) == Ok(None) && input.is_optional();
            if let Some(entry) = all.customers_mut(input).filter(|_| !blank) {
                *entry = Ok(Some(solved.of(input)));
            }
        }
        all.customers_end = Ok(None);
    }
    all
}

fn count(totals: &Totals, input: Input) -> Option<Count> {
    totals.customers(input).ok().flatten()
}

fn apply(totals: &mut Totals, input: Input, change: Change) -> Option<()> {
    if let Some(known) = count(totals, input) {
        let before = Ratio::whole(known.signed());
        let after = before.checked_add(change.of(before)?)?;
        let whole = Value::Ratio(after).round(Unit::Count, 0)?;
        let after = i64::try_from(whole.mantissa()).ok()?;
        *totals.customers_mut(input)? = Ok(Some(Count::from_signed(after)?));
        return Some(());
    }
    // What is not known cannot be changed; it stays what it is.
    if totals.revenue(input).ok().flatten().is_none() {
        return Some(());
    }
    let before = money(totals, input);
    let after = before.checked_add(change.of(before)?)?;
    *totals.revenue_mut(input)? = Ok(Some(amount(after)?));
    Some(())
}

/// Churned revenue at the same average for each customer lost.
fn follow(before: &Totals, changed: &mut Totals) -> Option<()> {
    let Some(average) = leaver(before) else {
        return Some(());
    };
    if before.churned.ok().flatten().is_none() {
        return Some(());
    }
    let lost = count(changed, Input::CustomersLost)?;
    changed.churned = Ok(Some(amount(
        average.checked_mul(Ratio::whole(lost.signed()))?,
    )?));
    Some(())
}

/// Rounded to a millionth, half away from zero; not below zero.
fn amount(money: Ratio) -> Option<Amount> {
    let micros = money.checked_mul(Ratio::new(MICRO, 1)?)?;
    let micros = Value::Ratio(micros).round(Unit::Plain, 0)?;
    let amount = Amount::from_micros(micros.mantissa()).ok()?;
    (!amount.is_negative()).then_some(amount)
}
