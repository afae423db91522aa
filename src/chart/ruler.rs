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
    /// Whether there is room for the GRR label.
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
    /// Where the ruler is wider than 20 rem.
    WhenRoomy,
    /// Where the ruler is wider than 36 rem.
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

/// At most four fifths are between the outermost needles: whole steps may move the start, and all
/// still stand on the ruler.
fn span_for(spread: Length) -> i64 {
    let mut span: i64 = 40;
    while Length::of(span.saturating_mul(4) / 5) < spread {
        span = span.saturating_mul(2);
    }
    span
}

/// The multiple of an eighth of the span (5 points on the usual ruler) that centres the needles.
fn start_for(low: Length, high: Length, span: i64) -> i64 {
    let step = Length::of(span / 8);
    let ideal = low.plus(high).minus(Length::of(span)).half();
    let steps = ideal
        .max(Length::ZERO)
        .plus(step.half())
        .0
        .checked_div(step.0);
    steps.unwrap_or(0).saturating_mul(span / 8)
}

/// 40 steps, and 100% even where it is not one of them.
fn ticks(start: i64, span: i64) -> Vec<Tick> {
    let step = span / 40;
    let regular = (0..=40_i64).map(|index| start.saturating_add(step.saturating_mul(index)));
    let mut percents: Vec<i64> = regular.chain([100]).collect();
    percents.sort_unstable();
    percents.dedup();
    let tick = |percent: i64| Tick {
        at: Length::share(Length::of(percent.saturating_sub(start)), Length::of(span)),
        percent,
        size: size(percent, span),
    };
    percents.into_iter().map(tick).collect()
}

/// A label that would touch that of 100% is left out.
fn size(percent: i64, span: i64) -> TickSize {
    let steps = percent.checked_div(span / 40).unwrap_or(0);
    let from_hundred = percent.saturating_sub(100).saturating_abs();
    match steps {
        _ if percent == 100 => TickSize::Hundred,
        _ if steps % 10 == 0 && from_hundred > span / 8 => TickSize::Long,
        _ if steps % 5 == 0 => TickSize::Middle,
        _ => TickSize::Short,
    }
}

/// Rooms are those of the longest labels, on the narrowest screen and on a wide one.
fn label_room(nrr: Option<Length>, gross: Option<(Length, Length)>) -> LabelRoom {
    let (Some(nrr), Some((low, high))) = (nrr, gross) else {
        return LabelRoom::Always;
    };
    let middle = low.plus(high).half();
    if middle < Length::of(10) || middle > Length::of(90) {
        return LabelRoom::Never;
    }
    // At the right end the NRR label stands to the left of its needle.
    let nrr_label = if nrr > Length::of(94) {
        nrr.minus(Length::of(15))
    } else {
        nrr
    };
    match nrr_label.minus(middle).0 {
        ..18_000 => LabelRoom::Never,
        18_000..36_000 => LabelRoom::WhenWide,
        36_000..46_000 => LabelRoom::WhenRoomy,
        _ => LabelRoom::Always,
    }
}
