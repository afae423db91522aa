//! The address and the inputs: one is a function of the other, and back. And what leads there from
//! elsewhere: snippets for other pages, and what an embed says to the page that holds it.
//!
//! Values travel in the fragment, which is never sent to a server; a hand-written link may carry
//! them in the query, and the fragment wins where both give one. A link is canonical when
//! [`encode`] made it; [`decode`] takes everything else that people and programs make of one. What
//! a key means never changes, so that a link made today opens for ever.

mod accent;
mod address;
mod choice;
mod decode;
mod encode;
mod host;
mod kept;
mod presentation;
mod snippet;

pub use accent::Accent;
pub use choice::{Choice, Choices, Grammar, Setting};
pub use decode::{Decoded, Notice, NoticeKind, decode, is_key};
pub use encode::encode;
pub use host::{Host, Message};
pub use kept::Kept;
pub use presentation::{Parts, Presentation, Theme, View};
pub use snippet::{PICTURE, Place, Snippet};

/// The currency of a link, by its code.
pub use crate::number::Currency;
use crate::retention::{Input, Period, Totals};

/// What a link carries: the inputs that were given, for how long a period, in which currency, and
/// what was chosen around them.
///
/// Holds nothing that a link cannot say: no faults, no negative amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    totals: Totals,
    currency: Currency,
    choices: Choices,
}

impl Link {
    /// A link to what was given. What cannot be used is left out; `None` without a usable period.
    pub fn of(totals: &Totals, currency: Currency) -> Option<Link> {
        totals.period.ok()?;
        let mut totals = totals.clone();
        for input in Input::REVENUE {
            if let Some(entry) = totals.revenue_mut(input) {
                *entry = Ok(entry
                    .ok()
                    .flatten()
                    .filter(|amount| !amount.is_negative() && amount.is_short()));
            }
        }
        for input in Input::CUSTOMERS {
            if let Some(entry) = totals.customers_mut(input) {
                *entry = Ok(entry.ok().flatten());
            }
        }
        Some(Link {
            totals,
            currency,
            choices: Choices::default(),
        })
    }

    /// A link without values.
    pub fn empty(period: Period, currency: Currency) -> Link {
        Link {
            totals: Totals {
                period: Ok(period),
                ..Totals::default()
            },
            currency,
            choices: Choices::default(),
        }
    }

    /// The same with what was chosen.
    pub fn with(self, choices: Choices) -> Link {
        Link { choices, ..self }
    }

    /// What it carries, as input for the metrics.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// The length of time that the values are about.
    pub fn period(&self) -> Period {
        self.totals.period.unwrap_or_default()
    }

    /// How money is shown.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// What was chosen around the values.
    pub fn choices(&self) -> &Choices {
        &self.choices
    }

    /// The value of an input as the link writes it: plain, with a point.
    pub fn text(&self, input: Input) -> Option<String> {
        let amount = self
            .totals
            .revenue(input)
            .ok()
            .flatten()
            .map(|amount| amount.to_string());
        let count = || {
            self.totals
                .customers(input)
                .ok()
                .flatten()
                .map(|count| count.to_string())
        };
        amount.or_else(count)
    }

    /// The values, in the order of the link.
    pub fn values(&self) -> impl Iterator<Item = (Input, String)> {
        let inputs = Input::REVENUE.into_iter().chain(Input::CUSTOMERS);
        inputs.filter_map(|input| Some((input, self.text(input)?)))
    }

    /// Whether it carries no values, only a period and a currency.
    pub fn is_empty(&self) -> bool {
        self.values().next().is_none()
    }
}
