//! The window's movements split by segment.

use super::Ledger;
use super::movements::Movements;
use super::span::Span;
use super::sweep::{Block, Sweep, sweep};
use super::window::{Returns, points};

/// One segment over a window. All segments together make the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentFigures {
    /// Index into the ledger's segment names; none for accounts of which no segment is known.
    pub segment: Option<u32>,
    pub movements: Movements,
}

/// The segments of a window in the order of the ledger's names, those without an account left
/// out, and last the accounts without a segment.
///
/// An account belongs where it was at the window's start: its latest segment known by then. One
/// without a segment by then (it joined later) belongs where it is at the end.
pub fn segments(ledger: &Ledger, span: Span, returns: &Returns) -> Vec<SegmentFigures> {
    SegmentSweep::new(ledger, span, returns)
        .map(|segments| sweep(ledger, segments))
        .unwrap_or_default()
}

/// Where an account belongs, see [`segments`].
pub fn segment_of(ledger: &Ledger, account: u32, span: Span) -> Option<u32> {
    let known = |month| ledger.segment(account, month);
    known(span.from).or_else(|| known(span.to))
}

/// Segments in the making.
pub struct SegmentSweep<'a> {
    ledger: &'a Ledger,
    span: Span,
    from: usize,
    to: usize,
    returns: &'a Returns,
    named: Vec<Movements>,
    unnamed: Movements,
}

impl<'a> SegmentSweep<'a> {
    pub fn new(ledger: &'a Ledger, span: Span, returns: &'a Returns) -> Option<Self> {
        let (from, to, _) = points(ledger, span)?;
        let named = vec![Movements::default(); ledger.segment_names().len() as usize];
        Some(SegmentSweep {
            ledger,
            span,
            from,
            to,
            returns,
            named,
            unnamed: Movements::default(),
        })
    }
}

impl Sweep for SegmentSweep<'_> {
    type Found = Vec<SegmentFigures>;

    fn block(&mut self, block: &Block<'_>) {
        for (account, before, after) in block.pairs(self.from, self.to) {
            if before == 0 && after == 0 {
                continue;
            }
            let movements = segment_of(self.ledger, account, self.span)
                .and_then(|segment| self.named.get_mut(segment as usize))
                .unwrap_or(&mut self.unnamed);
            let active_before = || block.active_before(account, self.from);
            self.returns
                .add(movements, account, (before, after), active_before);
        }
    }

    fn found(self) -> Vec<SegmentFigures> {
        let named = (0..)
            .zip(self.named)
            .map(|(segment, movements)| SegmentFigures {
                segment: Some(segment),
                movements,
            });
        let unnamed = SegmentFigures {
            segment: None,
            movements: self.unnamed,
        };
        named
            .chain([unnamed])
            .filter(|figures| figures.movements != Movements::default())
            .collect()
    }
}
