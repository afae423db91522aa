//! A customer list as it was read, and what follows from it for the window chosen. No browser is
//! needed: long work rests where its [`Pace`] says so.

use super::sheet::ByMovements;
use crate::accounts::{
    Figures, FiguresSweep, Ledger, Method, Methods, MethodsSweep, Month, Movements, MoverSweep,
    Movers, Returning, Returns, SegmentFigures, SegmentSweep, Span, Steps, Sweep, Window,
    WindowSweep, segment_of,
};
use crate::import::{Choices, Data, Imported, Lines, Reports, Role, Source};
use crate::number::Ratio;
use crate::retention::{Period, Totals};
use std::sync::Arc;

/// How many accounts of each kind are kept as the largest movers.
pub const MOVERS: usize = 50;

/// What was read, and what is compared.
#[derive(Clone, Debug)]
pub struct List {
    pub read: Arc<Read>,
    pub compare: Compare,
    /// What the window says. None while a question is open, when there are no two months, and for
    /// totals, which have no accounts.
    pub compared: Option<Arc<Compared>>,
    /// The window is still to be compared: what needs no window can be shown.
    pub is_pending: bool,
}

/// Two lists are the same only if they are one: comparing millions of amounts helps nobody.
impl PartialEq for List {
    fn eq(&self, other: &List) -> bool {
        Arc::ptr_eq(&self.read, &other.read)
            && self.compare == other.compare
            && self.compared.as_ref().map(Arc::as_ptr) == other.compared.as_ref().map(Arc::as_ptr)
            && self.is_pending == other.is_pending
    }
}

impl Eq for List {}

/// One reading of what was given.
#[derive(Clone, Debug)]
pub struct Read {
    pub origin: Origin,
    /// Which of the things given in this visit it was read from, to read it again.
    pub given: usize,
    pub choices: Choices,
    pub source: Source,
    pub reports: Reports,
    pub lines: Lines,
    pub data: Data,
    /// The tables by month; empty for a list that has no months, and while a question is open.
    pub figures: Figures,
}

/// Where a list came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Files,
    Pasted,
    /// The made-up list; always labelled as one.
    Sample,
}

/// What to compare, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compare {
    /// None: the default window.
    pub span: Option<Span>,
    pub who: Who,
    /// [`Method::ByCustomer`] or [`Method::ByMovements`].
    pub method: Method,
    /// How an account counts that left the window and came back.
    pub returns: Returning,
    /// The last month belongs to the default window even if it looks incomplete.
    pub keep_partial: bool,
    /// What a list with one period covers; it does not say so itself.
    pub period: Period,
    /// The row of a list of totals. None: the last.
    pub row: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    All,
    /// By the number of the segment; none: the accounts without one.
    Segment(Option<u32>),
}

impl Who {
    /// The value of a choice in the page's markup.
    pub fn key(self) -> String {
        match self {
            Who::All => "all".to_owned(),
            Who::Segment(None) => "none".to_owned(),
            Who::Segment(Some(segment)) => segment.to_string(),
        }
    }

    pub fn parse(key: &str) -> Who {
        match key {
            "none" => Who::Segment(None),
            _ => key
                .parse()
                .map_or(Who::All, |segment| Who::Segment(Some(segment))),
        }
    }
}

impl Default for Compare {
    fn default() -> Compare {
        Compare {
            span: None,
            who: Who::All,
            method: Method::ByCustomer,
            returns: Returning::Counted,
            keep_partial: false,
            period: Period::YEAR,
            row: None,
        }
    }
}

/// A window in all its readings.
#[derive(Clone, Debug)]
pub struct Compared {
    pub span: Span,
    /// Everybody, customer by customer.
    pub window: Window,
    pub segments: Vec<SegmentFigures>,
    pub methods: Methods,
    pub movers: Movers,
}

/// Where long work may rest.
pub trait Pace {
    /// Called after every small piece of work. False: stop, nobody waits for it any more.
    fn rest(&mut self) -> impl Future<Output = bool>;
}

impl Read {
    /// What an import came to, with the tables by month. None: stopped.
    pub async fn of(
        imported: Imported,
        origin: Origin,
        given: usize,
        choices: Choices,
        pace: &mut impl Pace,
    ) -> Option<Read> {
        let Imported {
            source,
            reports,
            lines,
            data,
        } = imported;
        let mut read = Read {
            origin,
            given,
            choices,
            source,
            reports,
            lines,
            data,
            figures: Figures::default(),
        };
        if let (Data::Ledger(ledger), false) = (&read.data, read.is_open()) {
            read.figures = steps(ledger, FiguresSweep::new(ledger), pace).await?;
        }
        Some(read)
    }

    /// Whether a question waits for an answer: then no figure is shown.
    pub fn is_open(&self) -> bool {
        self.reports.questions().next().is_some()
    }

    /// The accounts, of a list that has any.
    pub fn ledger(&self) -> Option<&Ledger> {
        match &self.data {
            Data::Ledger(ledger) | Data::Snapshot(ledger) => Some(ledger),
            Data::Totals(_) | Data::Nothing => None,
        }
    }

    /// Accounts and tables by month, of a list that has months and no open question.
    pub fn monthly(&self) -> Option<(&Ledger, &Figures)> {
        match &self.data {
            Data::Ledger(ledger) if !self.is_open() => Some((ledger, &self.figures)),
            _ => None,
        }
    }

    pub fn is_snapshot(&self) -> bool {
        matches!(self.data, Data::Snapshot(_))
    }

    /// The periods of a list of totals.
    pub fn periods(&self) -> &[(String, Totals)] {
        match &self.data {
            Data::Totals(periods) if !self.is_open() => periods,
            _ => &[],
        }
    }

    /// Whether there is nothing to show, and nothing to ask.
    pub fn is_refused(&self) -> bool {
        matches!(self.data, Data::Nothing) && !self.is_open()
    }

    /// What a column holds: as the reader said, or as it was made out.
    pub fn role(&self, column: usize) -> Option<Role> {
        let said = self.choices.roles.iter().find(|(at, _)| *at == column);
        said.map(|(_, role)| *role)
            .or_else(|| self.source.roles.get(column).copied())
    }

    fn span(&self, compare: &Compare) -> Option<Span> {
        match &self.data {
            Data::Snapshot(_) => Some(Span {
                from: Ledger::START,
                to: Ledger::end(),
            }),
            Data::Ledger(ledger) => {
                let partial = self.figures.partial.filter(|_| !compare.keep_partial);
                compare.span.or_else(|| Span::default_of(ledger, partial))
            }
            _ => None,
        }
    }
}

impl List {
    /// What was read, before its window is compared.
    pub fn first(read: Arc<Read>, compare: Compare) -> List {
        List {
            is_pending: !read.is_open() && read.span(&compare).is_some(),
            read,
            compare,
            compared: None,
        }
    }

    /// Compares what was read. None: stopped.
    pub async fn of(read: Arc<Read>, compare: Compare, pace: &mut impl Pace) -> Option<List> {
        let compared = match (read.ledger(), read.span(&compare)) {
            (Some(ledger), Some(span)) if !read.is_open() => {
                compared(ledger, span, compare.returns, pace).await?
            }
            _ => None,
        };
        Some(List {
            read,
            compare,
            compared: compared.map(Arc::new),
            is_pending: false,
        })
    }

    /// The same with another choice that needs no look at the accounts.
    pub fn with(&self, compare: Compare) -> List {
        List {
            compare,
            ..self.clone()
        }
    }

    /// Whether a choice can be made without looking at the accounts again.
    pub fn covers(&self, compare: &Compare) -> bool {
        self.read.span(&self.compare) == self.read.span(compare)
            && self.compare.returns == compare.returns
    }

    /// Amounts of the list are whole numbers of 10^−scale.
    pub fn scale(&self) -> u32 {
        self.read.ledger().map_or(0, Ledger::scale)
    }

    /// What moved, of those who were chosen, compared in the way that was chosen.
    pub fn movements(&self) -> Option<Movements> {
        let compared = self.compared.as_deref()?;
        match (self.compare.who, self.compare.method) {
            (Who::Segment(segment), _) => compared.segment(segment),
            (Who::All, Method::ByMovements) => Some(compared.methods.way(self.compare.returns)),
            (Who::All, _) => Some(compared.window.movements),
        }
    }

    /// The totals of the window: what the instrument and a link carry.
    pub fn totals(&self) -> Option<Totals> {
        if let Some((_, totals)) = self.period() {
            return Some(totals.clone());
        }
        let compared = self.compared.as_deref()?;
        let mut window = compared.window;
        window.movements = self.movements()?;
        let mut totals = window.totals();
        if self.read.is_snapshot() {
            totals.period = Ok(self.compare.period);
        }
        Some(totals)
    }

    /// Gross revenue retention, exact because every customer is known: Σ min(start, end) ÷ Σ start
    /// of those who were chosen. Never above NRR, from which movements may take a loss twice where
    /// returning does not count.
    pub fn grr(&self) -> Option<Ratio> {
        let compared = self.compared.as_deref()?;
        let movements = match self.compare.who {
            Who::Segment(segment) => compared.segment(segment)?,
            Who::All => compared.window.movements,
        };
        let nrr = self.movements()?.kept().nrr().ok()?;
        Some(movements.kept().grr().ok()?.min(nrr).max(Ratio::ZERO))
    }

    /// What GRR by movements would be, where the totals are not theirs.
    pub fn by_movements(&self) -> ByMovements {
        match (self.compare.who, self.compare.method, &self.compared) {
            (Who::All, Method::ByMovements, _) => ByMovements::Chosen,
            (Who::All, _, Some(compared)) => {
                let reading = compared
                    .methods
                    .reading(Method::ByMovements, Returning::LeftOut);
                ByMovements::Instead(reading.grr.ok())
            }
            _ => ByMovements::Instead(None),
        }
    }

    /// The row of a list of totals, as it is named there.
    pub fn period(&self) -> Option<(&str, &Totals)> {
        let periods = self.read.periods();
        let last = periods.len().checked_sub(1)?;
        let row = self.compare.row.unwrap_or(last).min(last);
        periods
            .get(row)
            .map(|(name, totals)| (name.as_str(), totals))
    }

    /// The month that the window ends with, which is known before it is compared.
    pub fn end(&self) -> Option<Month> {
        let span = self.compared.as_deref().map(|compared| compared.span);
        let pending = || self.read.span(&self.compare).filter(|_| self.is_pending);
        span.or_else(pending).map(|span| span.to)
    }

    /// The window's months, of a list that has months.
    pub fn span(&self) -> Option<Span> {
        let compared = self.compared.as_deref()?;
        (!self.read.is_snapshot()).then_some(compared.span)
    }

    /// How many of those who were chosen left the window and came back, active at both of its ends.
    pub fn returned(&self) -> usize {
        let (Some(compared), Some(ledger)) = (self.compared.as_deref(), self.read.ledger()) else {
            return 0;
        };
        let accounts = compared.methods.interrupted.accounts();
        let Who::Segment(segment) = self.compare.who else {
            return accounts.len();
        };
        let belongs = |account: &&u32| segment_of(ledger, **account, compared.span) == segment;
        accounts.iter().filter(belongs).count()
    }

    /// The months that can be compared.
    pub fn months(&self) -> Vec<Month> {
        match self.read.monthly() {
            Some((ledger, _)) => ledger.months().collect(),
            None => Vec::new(),
        }
    }
}

impl Compared {
    fn segment(&self, segment: Option<u32>) -> Option<Movements> {
        let found = self.segments.iter().find(|part| part.segment == segment);
        found.map(|part| part.movements)
    }
}

/// Outer None: stopped; inner: the months lie outside of the list.
async fn compared(
    ledger: &Ledger,
    span: Span,
    returning: Returning,
    pace: &mut impl Pace,
) -> Option<Option<Compared>> {
    let (Some(methods), Some(movers)) = (
        MethodsSweep::new(ledger, span),
        MoverSweep::new(ledger, span, MOVERS),
    ) else {
        return Some(None);
    };
    let (methods, movers) = steps(ledger, (methods, movers), pace).await?;
    let returns = match returning {
        Returning::Counted => Returns::Kept,
        Returning::LeftOut => Returns::Lost(methods.interrupted.clone()),
    };
    let (Some(window), Some(segments)) = (
        WindowSweep::new(ledger, span, &returns),
        SegmentSweep::new(ledger, span, &returns),
    ) else {
        return Some(None);
    };
    let (window, segments) = steps(ledger, (window, segments), pace).await?;
    Some(Some(Compared {
        span,
        window,
        segments,
        methods,
        movers,
    }))
}

/// A sweep over the accounts that rests where its pace says so. None: stopped.
pub async fn steps<S: Sweep>(ledger: &Ledger, sweep: S, pace: &mut impl Pace) -> Option<S::Found> {
    let mut steps = Steps::new(sweep);
    while steps.step(ledger) {
        if !pace.rest().await {
            return None;
        }
    }
    Some(steps.found())
}
