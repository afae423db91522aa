//! The checks under the ledger. That the counts add up is [`counts`](super::counts).

use super::customers::opening;
use super::figures::Movements;
use super::reason::Reason;
use super::totals::{Input, Totals};
use crate::number::{MICRO, Ratio};

/// Whether contraction and churn fit into what there was to lose. Sums are money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Losses {
    /// An input is missing or cannot be used.
    Waiting(Reason),
    /// C + K ≤ S.
    Fit { losses: Ratio, starting: Ratio },
    /// S < C + K ≤ S + X: only possible when accounts first grew and then shrank or left.
    Unusual { losses: Ratio, starting: Ratio },
    /// C + K > S + X: the end would be negative.
    Impossible { losses: Ratio, available: Ratio },
}

/// Whether losses fit in the start.
pub fn losses(totals: &Totals) -> Losses {
    let movements = match Movements::of(totals) {
        Ok(movements) => movements,
        Err(reason) => return Losses::Waiting(reason),
    };
    let money = |micros| Ratio::new(micros, MICRO).unwrap_or(Ratio::ZERO);
    let losses = money(movements.losses());
    let starting = money(movements.start);
    let available = money(movements.available());
    if losses > available {
        Losses::Impossible { losses, available }
    } else if losses > starting {
        Losses::Unusual { losses, starting }
    } else {
        Losses::Fit { losses, starting }
    }
}

/// Whether lost customers and churned revenue tell the same story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// An input is missing or cannot be used.
    Waiting(Reason),
    /// Both are zero, or neither is.
    Agree,
    /// Churned revenue, but no lost customers.
    ChurnWithoutLost,
    /// Lost customers, but no churned revenue.
    LostWithoutChurn,
    /// Every customer left, but revenue remains.
    AllLostButRevenue,
}

/// Whether lost customers and churned revenue agree.
pub fn leaving(totals: &Totals) -> Leaving {
    let churn = totals.micros(Input::Churn);
    let (churn, (start, lost)) = match churn.and_then(|churn| Ok((churn, opening(totals)?))) {
        Ok(known) => known,
        Err(reason) => return Leaving::Waiting(reason),
    };
    let remains = Movements::of(totals).and_then(|movements| movements.retained());
    match (churn, lost) {
        (0, 0) => Leaving::Agree,
        (_, 0) => Leaving::ChurnWithoutLost,
        (0, _) => Leaving::LostWithoutChurn,
        _ if lost == start && remains.is_ok_and(|revenue| revenue > 0) => {
            Leaving::AllLostButRevenue
        }
        _ => Leaving::Agree,
    }
}
