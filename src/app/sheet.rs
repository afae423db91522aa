//! All that follows from a draft: readings, totals, figures, messages. Derived, never stored.

use super::draft::{Draft, FIELDS, PeriodChoice};
use super::list::List;
use super::text::Style;
use crate::accounts::{Returning, Span};
use crate::link::{Choices, Link};
use crate::number::{Amount, Count, Echo, Ratio, read_amount, read_count};
use crate::retention::{
    Counts, Fault, Figure, GrossRange, Identity, Input, Leavers, Leaving, Losses, Metric, Period,
    Reason, Totals, counts, customers_kept, figure, gross_range, identity, leavers, leaving,
    losses, retained_revenue,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub basis: Basis,
    pub style: Style,
    pub totals: Totals,
    pub counts: Counts,
    pub gross: Result<GrossRange, Reason>,
    pub identity: Result<Identity, Reason>,
    pub leavers: Result<Leavers, Reason>,
    pub losses: Losses,
    pub leaving: Leaving,
    /// What was chosen around the numbers, where it can be read.
    pub choices: Choices,
    fields: [Field; 11],
}

/// Where the totals come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    Typed,
    /// The window of a customer list. With `exact`, GRR is known customer by customer; with
    /// `without`, customers who came back count as lost.
    List {
        span: Option<Span>,
        exact: bool,
        by_movements: ByMovements,
        without: bool,
    },
    /// A list whose window is still being compared.
    Pending,
    /// A list with an open question: there is no figure before the answer.
    Open,
    /// A list with nothing to compare: one month, or no customers.
    Single,
}

/// How the movements in between stand to a list's totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByMovements {
    /// They are the totals.
    Chosen,
    /// The totals compare two points; by movements GRR would be this, if it is known.
    Instead(Option<Ratio>),
}

impl Basis {
    /// Whether contraction and churn are what each customer pays less at the end than at the start.
    pub fn is_by_customer(self) -> bool {
        matches!(
            self,
            Basis::List {
                exact: true,
                by_movements: ByMovements::Instead(_),
                ..
            }
        )
    }

    /// What the figures of a list wait for, for machines.
    pub fn waits(self) -> Option<&'static str> {
        match self {
            Basis::Pending => Some("reading"),
            Basis::Open => Some("question"),
            Basis::Single => Some("one_month"),
            Basis::Typed | Basis::List { .. } => None,
        }
    }
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
    /// The blank count would have to be this.
    CountImpossible(i64),
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
            Message::CountsDisagree | Message::CountImpossible(_) => Severity::Warning,
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
        let mut sheet = Sheet::new(Basis::Typed, draft, totals, fields);
        sheet.add_cross_checks();
        sheet
    }

    /// The window of a list, in the currency and number style of the page.
    pub fn of_list(list: &List, draft: &Draft) -> Sheet {
        let totals = list.totals();
        let basis = match &totals {
            Some(_) => Basis::List {
                span: list.span(),
                exact: list.grr().is_some(),
                by_movements: list.by_movements(),
                without: list.compare.returns == Returning::LeftOut && list.returned() > 0,
            },
            None if list.is_pending => Basis::Pending,
            None if list.read.is_open() => Basis::Open,
            None => Basis::Single,
        };
        let totals = totals.unwrap_or_default();
        let fields = FIELDS.map(|input| given(&totals, input));
        let mut sheet = Sheet::new(basis, draft, totals, fields);
        if let Some(exact) = list.grr() {
            sheet.gross = Ok(GrossRange {
                low: exact,
                high: exact,
            });
        }
        sheet
    }

    fn new(basis: Basis, draft: &Draft, totals: Totals, fields: [Field; 11]) -> Sheet {
        Sheet::made(basis, (style(draft), draft.choices()), totals, fields)
    }

    /// The same with other totals: what would be.
    pub fn with(&self, totals: Totals) -> Sheet {
        let choices = self.choices.clone();
        Sheet::made(self.basis, (self.style, choices), totals, self.fields)
    }

    fn made(
        basis: Basis,
        (style, choices): (Style, Choices),
        totals: Totals,
        fields: [Field; 11],
    ) -> Sheet {
        Sheet {
            basis,
            style,
            choices,
            counts: counts(&totals),
            gross: gross_range(&totals),
            identity: identity(&totals),
            leavers: leavers(&totals),
            losses: losses(&totals),
            leaving: leaving(&totals),
            totals,
            fields,
        }
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

    pub fn start(&self) -> Option<Amount> {
        self.totals.starting.ok().flatten()
    }

    /// Revenue at the end from the customers of the start.
    pub fn end_of_start(&self) -> Option<Ratio> {
        retained_revenue(&self.totals).ok()?.as_ratio()
    }

    pub fn customers_start(&self) -> Option<Count> {
        self.customers(Input::CustomersStart)
    }

    pub fn lost(&self) -> Option<Count> {
        self.customers(Input::CustomersLost)
    }

    pub fn stayed(&self) -> Option<Count> {
        customers_kept(&self.totals).ok()
    }

    /// Customers at the end, new and returned ones, where all four counts agree.
    pub fn end_and_arrivals(&self) -> Option<(Count, Count, Option<Count>)> {
        match &self.counts {
            Counts::Solved(four) => {
                let returned = Some(four.returned).filter(|count| *count != Count::ZERO);
                Some((four.end, four.new, returned))
            }
            _ => None,
        }
    }

    /// The count that follows from the other three.
    pub fn worked_out(&self) -> Option<(Input, Count)> {
        match &self.counts {
            Counts::Solved(four) => four.worked_out.map(|input| (input, four.of(input))),
            _ => None,
        }
    }

    /// What would mend four counts that disagree.
    pub fn fixes(&self) -> Vec<(Input, Count)> {
        match &self.counts {
            Counts::Disagree(four) => four.fixes.clone(),
            _ => Vec::new(),
        }
    }

    /// Revenue fields that are blank although NRR needs them.
    pub fn blanks(&self) -> impl Iterator<Item = Input> + '_ {
        [Input::Expansion, Input::Contraction, Input::Churn]
            .into_iter()
            .filter(|input| self.field(*input).read == Read::Blank)
    }

    pub fn has_customers(&self) -> bool {
        Input::CUSTOMERS
            .into_iter()
            .any(|input| self.field(input).read != Read::Blank)
    }

    pub fn nothing_lost(&self) -> bool {
        matches!(self.losses, Losses::Fit { losses, .. } if losses.is_zero())
    }

    /// The numbers as a link: what cannot be read is not in it.
    pub fn link(&self) -> Option<Link> {
        let link = Link::of(&self.totals, self.style.currency)?;
        Some(link.with(self.choices.clone()))
    }

    fn customers(&self, input: Input) -> Option<Count> {
        match self.worked_out() {
            Some((solved, count)) if solved == input => Some(count),
            _ => self.totals.customers(input).ok().flatten(),
        }
    }

    fn add_cross_checks(&mut self) {
        if matches!(self.losses, Losses::Impossible { .. }) {
            self.complain(Input::Churn, Message::LossesTooLarge);
        }
        let opening = self.customers_start().zip(self.lost());
        if opening.is_some_and(|(start, lost)| lost > start) {
            self.complain(Input::CustomersLost, Message::LostTooMany);
        }
        match self.counts {
            Counts::Disagree(_) => self.complain(Input::CustomersEnd, Message::CountsDisagree),
            Counts::Impossible { worked_out, value } => {
                self.complain(worked_out, Message::CountImpossible(value));
            }
            Counts::Incomplete | Counts::Solved(_) => {}
        }
    }

    fn complain(&mut self, input: Input, message: Message) {
        let place = FIELDS.iter().position(|field| *field == input);
        if let Some(field) = place.and_then(|place| self.fields.get_mut(place)) {
            field.message = Some(message);
        }
    }
}

fn style(draft: &Draft) -> Style {
    Style {
        mark: draft.mark(),
        currency: draft.currency(),
    }
}

/// An input that was not typed, but follows from a list.
fn given(totals: &Totals, input: Input) -> Field {
    let amount = totals.revenue(input).map(|amount| amount.map(Read::Amount));
    let count = totals.customers(input).map(|count| count.map(Read::Count));
    match (amount, count) {
        (Ok(amount), Ok(count)) => Field {
            read: amount.or(count).unwrap_or_default(),
            message: None,
        },
        (Err(fault), _) | (_, Err(fault)) => Field::faulty(fault),
    }
}

fn period(draft: &Draft) -> Result<Period, Fault> {
    match draft.period {
        PeriodChoice::Month => Ok(Period::MONTH),
        PeriodChoice::Quarter => Ok(Period::QUARTER),
        PeriodChoice::HalfYear => Ok(Period::HALF_YEAR),
        PeriodChoice::Year => Ok(Period::YEAR),
        PeriodChoice::Other => {
            let months = read_count(&draft.months, draft.mark());
            let months = months.ok().flatten().map(|months| months.value.value());
            months
                .and_then(|months| Period::months_of(u32::try_from(months).ok()?))
                .ok_or(Fault::Unreadable)
        }
    }
}

/// Reads one field and puts it where it belongs in the totals.
fn read(draft: &Draft, input: Input, totals: &mut Totals) -> Field {
    let by_page = draft.by_page(input);
    let (text, mark) = (draft.text(input), draft.mark());
    let shown = |echo: Option<Echo>| echo.filter(|_| !by_page).map(Message::Echo);
    if let Some(slot) = totals.revenue_mut(input) {
        let reading = match read_amount(text, mark) {
            Ok(None) => return Field::default(),
            Ok(Some(reading)) if !reading.value.is_short() => Err(Fault::TooLarge),
            Ok(Some(reading)) if input.is_loss() => Ok(reading.as_loss()),
            Ok(Some(reading)) if reading.value.is_negative() => Err(Fault::Negative),
            Ok(Some(reading)) => Ok(reading),
            Err(error) => Err(Fault::from(error)),
        };
        *slot = reading.map(|reading| Some(reading.value));
        return match reading {
            Ok(reading) => Field::read(Read::Amount(reading.value), shown(reading.echo)),
            Err(fault) => Field::faulty(fault),
        };
    }
    let reading = match read_count(text, mark) {
        Ok(None) => return Field::default(),
        Ok(Some(reading)) => Ok(reading),
        Err(error) => Err(Fault::from(error)),
    };
    if let Some(slot) = totals.customers_mut(input) {
        *slot = reading.map(|reading| Some(reading.value));
    }
    match reading {
        Ok(reading) => Field::read(Read::Count(reading.value), shown(reading.echo)),
        Err(fault) => Field::faulty(fault),
    }
}

impl Field {
    fn read(read: Read, message: Option<Message>) -> Field {
        Field { read, message }
    }

    fn faulty(fault: Fault) -> Field {
        Field {
            read: Read::Faulty,
            message: Some(Message::Fault(fault)),
        }
    }
}
