//! All that follows from a draft: readings, totals, figures, messages. Derived, never stored.

use super::draft::{Draft, FIELDS, PeriodChoice};
use super::text::Style;
use crate::number::{Amount, Count, Echo, Mark, ReadError, read_amount, read_count};
use crate::retention::{
    Counts, Fault, Figure, GrossRange, Identity, Input, Leavers, Metric, Period, Reason, Totals,
    counts, figure, gross_range, identity, leavers, losses, Losses,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub style: Style,
    pub period: Result<Period, Fault>,
    pub totals: Totals,
    pub counts: Counts,
    pub gross: Result<GrossRange, Reason>,
    pub identity: Result<Identity, Reason>,
    pub leavers: Result<Leavers, Reason>,
    pub losses: Option<Losses>,
    fields: [Field; 11],
}

/// One field as read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Field {
    pub read: Read,
    pub message: Option<Message>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Read {
    #[default]
    Blank,
    Amount(Amount),
    Count(Count),
    Faulty,
}

/// What a field has to say; the words are in [`crate::app::text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    Fault(Fault),
    Echo(Echo),
    LossesTooLarge,
    LostTooMany,
    CountsDisagree,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    Error,
    Warning,
    Info,
}

impl Message {
    pub fn severity(self) -> Severity {
        match self {
            Message::Fault(_) | Message::LossesTooLarge | Message::LostTooMany => Severity::Error,
            Message::CountsDisagree => Severity::Warning,
            Message::Echo(_) => Severity::Info,
        }
    }
}

impl Sheet {
    pub fn of(draft: &Draft) -> Sheet {
        let mut fields = [Field::default(); 11];
        let mut totals = Totals {
            period: period(draft),
            ..Totals::default()
        };
        for (field, input) in fields.iter_mut().zip(FIELDS) {
            *field = read(draft, input, &mut totals);
        }
        let mut sheet = Sheet {
            style: Style {
                mark: draft.mark(),
                currency: draft.currency(),
            },
            period: totals.period,
            counts: counts(&totals),
            gross: gross_range(&totals),
            identity: identity(&totals),
            leavers: leavers(&totals),
            losses: losses(&totals),
            totals,
            fields,
        };
        sheet.add_cross_checks();
        sheet
    }

    pub fn field(&self, input: Input) -> Field {
        let place = FIELDS.iter().position(|field| *field == input);
        place
            .and_then(|place| self.fields.get(place))
            .copied()
            .unwrap_or_default()
    }

    pub fn figure(&self, metric: Metric) -> Figure {
        figure(&self.totals, metric)
    }

    /// Revenue fields that are blank although NRR needs them.
    pub fn blanks(&self) -> impl Iterator<Item = Input> + '_ {
        [Input::Expansion, Input::Contraction, Input::Churn]
            .into_iter()
            .filter(|input| self.field(*input).read == Read::Blank)
    }

    /// Whether nothing at all was given.
    pub fn is_empty(&self) -> bool {
        self.fields.iter().all(|field| field.read == Read::Blank)
    }

    fn add_cross_checks(&mut self) {
        if matches!(self.losses, Some(Losses::Impossible { .. })) {
            self.complain(Input::Churn, Message::LossesTooLarge);
        }
        if self.figure(Metric::CustomerRetention) == Err(Reason::LostExceedStart) {
            self.complain(Input::CustomersLost, Message::LostTooMany);
        }
        if matches!(self.counts, Counts::Disagree { .. }) {
            self.complain(Input::CustomersEnd, Message::CountsDisagree);
        }
    }

    fn complain(&mut self, input: Input, message: Message) {
        let place = FIELDS.iter().position(|field| *field == input);
        if let Some(field) = place.and_then(|place| self.fields.get_mut(place)) {
            field.message = Some(message);
        }
    }
}

fn period(draft: &Draft) -> Result<Period, Fault> {
    match draft.period {
        PeriodChoice::Month => Ok(Period::Month),
        PeriodChoice::Quarter => Ok(Period::Quarter),
        PeriodChoice::HalfYear => Ok(Period::HalfYear),
        PeriodChoice::Year => Ok(Period::Year),
        PeriodChoice::Other => draft
            .months
            .trim()
            .parse::<u8>()
            .ok()
            .and_then(Period::of_months)
            .ok_or(Fault::OutOfRange),
    }
}
