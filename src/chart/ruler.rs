//! One scale for NRR, CR and the GRR range: equal footing for the two figures.

use super::Length;
use crate::number::Ratio;
use crate::retention::GrossRange;

/// What stands on the ruler. Rates are shares: 1 is 100%.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needles {
    pub nrr: Option<Ratio>,
    pub customer_retention: Option<Ratio>,
    pub gross: Option<GrossRange>,
}

/// Marks along the ruler, in percent of its width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruler {
    pub ticks: Vec<Tick>,
    pub nrr: Option<Length>,
    pub customer_retention: Option<Length>,
    pub gross: Option<(Length, Length)>,
    /// How near the GRR label comes to the NRR label.
    pub gross_label: LabelRoom,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    pub at: Length,
    /// The rate in whole percent.
    pub percent: i64,
    pub size: TickSize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TickSize {
    Short,
    Middle,
    /// Carries a label.
    Long,
    /// 100%: nothing lost, nothing gained. Drawn in ink.
    Hundred,
}

/// The GRR label yields where it would touch the NRR label: its value stands in the next line too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelRoom {
    Always,
    WhenWide,
    Never,
}

/// 40 points wide, doubled until every needle and 100% fit with a margin, and centred on them.
/// `None` when nothing is known, or a rate is so large (over 4,000%) that a ruler says nothing.
pub fn ruler(needles: Needles) -> Option<Ruler> {
    let known = [
        needles.nrr,
        needles.customer_retention,
        needles.gross.map(|range| range.low),
        needles.gross.map(|range| range.high),
    ];
    if needles.nrr.is_none() && needles.customer_retention.is_none() {
        return None;
    }
    let points = |rate: Ratio| Length::of(100).times(rate);
    let rates = || known.into_iter().flatten().map(points);
    let low = rates().min()?.min(Length::of(100));
    let high = rates().max()?.max(Length::of(100));
    if high > Length::of(4_000) {
        return None;
    }
    let span = span_for(high.minus(low));
    let start = start_for(low, high, span);
    let place =
        |rate: Ratio| Length::share(points(rate).minus(Length::of(start)), Length::of(span));
    let nrr = needles.nrr.map(place);
    let gross = needles
        .gross
        .map(|range| (place(range.low), place(range.high)));
    Some(Ruler {
        ticks: ticks(start, span),
        nrr,
        customer_retention: needles.customer_retention.map(place),
        gross,
        gross_label: label_room(nrr, gross),
    })
}

fn span_for(spread: Length) -> i64 {
    let mut span: i64 = 40;
    while Length::of(span.saturating_mul(9) / 10) < spread {
        span = span.saturating_mul(2);
    }
    span
}

/// The multiple of an eighth of the span (5 points on the usual ruler) that centres the needles.
fn start_for(low: Length, high: Length, span: i64) -> i64 {
    let step = span / 8;
    let centre = low.plus(high).half().0 / 1000;
    let ideal = centre.saturating_sub(span / 2).max(0);
    let rounded = ideal
        .saturating_add(step / 2)
        .checked_div(step)
        .unwrap_or(0);
    rounded.saturating_mul(step)
}

fn ticks(start: i64, span: i64) -> Vec<Tick> {
    let step = span / 40;
    (0..=40_i64)
        .map(|index| {
            let percent = start.saturating_add(step.saturating_mul(index));
            let steps = percent.checked_div(step).unwrap_or(0);
            Tick {
                at: Length(index.saturating_mul(2_500)),
                percent,
                size: match steps {
                    _ if percent == 100 => TickSize::Hundred,
                    _ if steps % 10 == 0 => TickSize::Long,
                    _ if steps % 5 == 0 => TickSize::Middle,
                    _ => TickSize::Short,
                },
            }
        })
        .collect()
}

fn label_room(nrr: Option<Length>, gross: Option<(Length, Length)>) -> LabelRoom {
    let (Some(nrr), Some((low, high))) = (nrr, gross) else {
        return LabelRoom::Always;
    };
    match nrr.minus(low.plus(high).half()).0.abs() {
        0..16_000 => LabelRoom::Never,
        16_000..34_000 => LabelRoom::WhenWide,
        _ => LabelRoom::Always,
    }
}
