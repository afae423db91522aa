//! Words of the two bridges.

use super::{Style, counted, fill};
use crate::app::sheet::Sheet;
use crate::chart::bridge::{Kind, Step};
use crate::number::{Amount, Count, Ratio};
use crate::retention::{Input, Metric};

/// A bridge with what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridge {
    pub steps: Vec<Step>,
    /// The finding: "ends at 110.0%, after 10.0% lost and 20.0% won".
    pub title: String,
    pub description: String,
    pub caption: String,
}

/// Both bridges, or why one is missing; nothing where both are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub bridges: [Option<Bridge>; 2],
    pub missing: [String; 2],
}

pub fn shown(sheet: &Sheet) -> Option<Shown> {
    let missing = |metric| super::why(sheet.figure(metric).err(), sheet.basis);
    let bridges = [revenue_bridge(sheet), customer_bridge(sheet)];
    bridges.iter().any(Option::is_some).then(|| Shown {
        bridges,
        missing: [missing(Metric::Nrr), missing(Metric::CustomerRetention)],
    })
}

/// From revenue at the start to that of the same customers at the end.
pub fn revenue_bridge(sheet: &Sheet) -> Option<Bridge> {
    let style = sheet.style;
    let share = |metric| sheet.figure(metric).ok()?.as_ratio();
    let amount = |input| sheet.totals.revenue(input).ok().flatten();
    let nrr = share(Metric::Nrr)?;
    let (contraction, churn) = (share(Metric::ContractionRate)?, share(Metric::ChurnRate)?);
    let expansion = share(Metric::ExpansionRate)?;
    let lowered = Ratio::ONE.checked_sub(contraction)?;
    let kept = lowered.checked_sub(churn)?;
    let start = amount(Input::Start)?;
    let money = |input| Some(money_in_short(style, amount(input)?));
    let [less, left, more] = [
        money(Input::Contraction)?,
        money(Input::Churn)?,
        money(Input::Expansion)?,
    ];
    let losses = amount(Input::Contraction)?
        .micros()
        .saturating_add(amount(Input::Churn)?.micros());
    let kept_money = Amount::from_micros(start.micros().saturating_sub(losses)).ok()?;
    let kept_money = money_in_short(style, kept_money);
    let end_money = sheet.end_of_start()?;
    let end_money = match end_money.round(6).and_then(|money| Amount::new(money).ok()) {
        Some(money) => money_in_short(style, money),
        None => style.plain_money(end_money),
    };
    let start_money = money_in_short(style, start);
    let percent = |share| style.percent(share);
    let step = |kind, (from, to), name, value: &str, share: String| Step {
        kind,
        from,
        to,
        value: value.to_owned(),
        name,
        share,
    };
    let (minus, plus) = (
        |words: &str| signed("\u{2212}", words),
        |words: &str| signed("+", words),
    );
    let end = fill("NRR {}", [percent(nrr)]);
    let steps = vec![
        step(
            Kind::Start,
            (Ratio::ZERO, Ratio::ONE),
            "Start",
            &start_money,
            percent(Ratio::ONE),
        ),
        step(
            Kind::Contraction,
            (Ratio::ONE, lowered),
            "Contraction",
            &minus(&less),
            minus(&percent(contraction)),
        ),
        step(
            Kind::Churned,
            (lowered, kept),
            "Churned",
            &minus(&left),
            minus(&percent(churn)),
        ),
        step(
            Kind::Kept,
            (Ratio::ZERO, kept),
            "Kept",
            &kept_money,
            percent(kept),
        ),
        step(
            Kind::Expansion,
            (kept, nrr),
            "Expansion",
            &plus(&more),
            plus(&percent(expansion)),
        ),
        step(Kind::End, (kept, nrr), "End", &end_money, end),
    ];
    let lost = percent(contraction.checked_add(churn)?);
    Some(Bridge {
        steps,
        title: fill(
            "ends at {}, after {} lost and {} won",
            [percent(nrr), lost, percent(expansion)],
        ),
        description: fill(
            "From {} at the start, less {} contraction and {} churned, {} is kept. \
             Expansion of {} brings it to {}, which is NRR {}.",
            [
                start_money,
                less,
                left,
                kept_money,
                more,
                end_money,
                percent(nrr),
            ],
        ),
        caption: fill(
            "Revenue, share of the {} at the start. The upright line marks 100%.",
            [style.money(start)],
        ),
    })
}

/// From the customers at the start to those who stayed; who is new stands apart.
pub fn customer_bridge(sheet: &Sheet) -> Option<Bridge> {
    let style = sheet.style;
    let retention = sheet.figure(Metric::CustomerRetention).ok()?.as_ratio()?;
    let (start, stayed) = (sheet.customers_start()?, sheet.stayed()?);
    let lost = Count::new(start.value().saturating_sub(stayed.value()))?;
    let churn = style.percent(Ratio::ONE.checked_sub(retention)?);
    let cr = style.percent(retention);
    let [all, gone, left] = [start, lost, stayed].map(|count| style.count(count));
    let step = |kind, (from, to), name, value: String, share: String| Step {
        kind,
        from,
        to,
        value,
        name,
        share,
    };
    let mut steps = vec![
        step(
            Kind::CustomersStart,
            (Ratio::ZERO, Ratio::ONE),
            "Start",
            all.clone(),
            style.percent(Ratio::ONE),
        ),
        step(
            Kind::Lost,
            (Ratio::ONE, retention),
            "Lost",
            signed("\u{2212}", &gone),
            signed("\u{2212}", &churn),
        ),
        step(
            Kind::Stayed,
            (Ratio::ZERO, retention),
            "Stayed",
            left.clone(),
            fill("CR {}", [cr.clone()]),
        ),
    ];
    let mut apart = Vec::new();
    let arrivals = [
        ("New", Input::CustomersNew, " new"),
        ("Returned", Input::CustomersReturned, " returned"),
    ];
    for (name, input, words) in arrivals {
        let Some(count) = arrived(sheet, input) else {
            continue;
        };
        let share = Ratio::new(count.value().into(), start.value().into())?;
        let value = style.count(count);
        apart.push([&value, words].concat());
        steps.push(step(
            Kind::New,
            (Ratio::ZERO, share),
            name,
            fill("+{}", [value]),
            "not in CR".to_owned(),
        ));
    }
    let apart = match apart.is_empty() {
        true => String::new(),
        false => fill(
            " {} stand apart and do not count in CR.",
            [apart.join(" and ")],
        ),
    };
    let left = counted(&left, "customer", "customers");
    Some(Bridge {
        steps,
        title: fill(
            "end at {}, {} of {} lost",
            [cr.clone(), gone.clone(), all.clone()],
        ),
        description: fill(
            "Of {} at the start, {} left and {} stayed, which is CR {}.{}",
            [all.clone(), gone, left, cr, apart],
        ),
        caption: fill(
            "Customers, share of the {} at the start. New customers stand apart.",
            [all],
        ),
    })
}

/// New or returned customers, where the four counts agree and there are any.
fn arrived(sheet: &Sheet, input: Input) -> Option<Count> {
    let (_, new, returned) = sheet.end_and_arrivals()?;
    match input {
        Input::CustomersNew => Some(new).filter(|new| *new != Count::ZERO),
        _ => returned,
    }
}

fn signed(sign: &str, words: &str) -> String {
    match words.trim_start_matches(['0', '.', ',', '%']).is_empty() {
        true => words.to_owned(),
        false => [sign, words].concat(),
    }
}

/// Money that fits above a column: of large sums no cents, of very large ones millions.
fn money_in_short(style: Style, amount: Amount) -> String {
    let micros = amount.size().micros();
    let million = Amount::from_micros(amount.micros() / 1_000_000);
    match (micros / 1_000_000, million) {
        (10_000_000_000.., Ok(millions)) => style.rounded(millions) + " M",
        (10_000.., _) => style.rounded(amount),
        _ => style.amount(amount),
    }
}
