//! The words of "Match my tool": whose rule, why it differs, and what the list cannot tell.

use super::list::span;
use super::tables::{cell, number};
use super::{Style, counted, fill};
use crate::app::list::List;
use crate::export::Cell;
use crate::insight::tools::{Matched, Tool, joined};

pub fn name(tool: Tool) -> &'static str {
    match tool {
        Tool::ChartMogul => "ChartMogul",
        Tool::Stripe => "Stripe",
        Tool::Baremetrics => "Baremetrics",
        Tool::ProfitWell => "ProfitWell (Paddle)",
        Tool::Chargebee => "Chargebee",
        Tool::ByCustomer => "By customer",
    }
}

/// The rule, as far as it is published.
pub fn rule(tool: Tool) -> &'static str {
    match tool {
        Tool::ChartMogul => {
            "Net MRR churn is churn + contraction − expansion − reactivation, over the start; NRR is \
             what it leaves of 100%. A customer has left when no subscription remains."
        }
        Tool::Stripe => {
            "Subscriber churn is who left in 30 days, over those active 30 days ago plus the new of \
             these 30 days. A price of 0 counts as left; exchange rates are a movement of their own."
        }
        Tool::Baremetrics => {
            "Losses and rises of the last 30 days, over what was there 30 days ago; what is lost is \
             capped at the amount of that day."
        }
        Tool::ProfitWell => {
            "Calendar months. Who is new and gone within the same month is ignored, and who cancels \
             counts until the paid term ends."
        }
        Tool::Chargebee => "GRR lets no subscription count for more than it did at the start.",
        Tool::ByCustomer => {
            "Two points, one customer at a time, none above its start in GRR: SaaS Capital, GitLab, \
             PostHog, and this page."
        }
    }
}

/// Why it differs from by customer in this list.
pub fn why(tool: Tool, list: &List, by_subscription: bool, style: Style) -> String {
    let Some(compared) = list.compared.as_deref() else {
        return String::new();
    };
    let methods = &compared.methods;
    let month = methods.all.last().map(|(_, moved)| *moved);
    let month = month.unwrap_or_default();
    match tool {
        Tool::ChartMogul => match joined(methods) {
            0 => "No difference: nobody who joined or came back after the start changed NRR."
                .to_owned(),
            net => {
                let net = Cell::Money(net, list.scale());
                let net = cell(&net, crate::app::tables::Form::Change, style);
                fill(
                    "Customers who joined or came back after the start count as well: {} on the \
                     way. By customer leaves them out.",
                    [net],
                )
            }
        },
        Tool::Stripe => {
            let many = |count| number(count, style);
            fill(
                "{} left, over {} at the start plus {} new. By customer divides by those of the \
                 start alone.",
                [
                    counted(&many(month.customers_churned), "customer", "customers"),
                    many(month.customers_start),
                    many(month.customers_new),
                ],
            )
        }
        Tool::Baremetrics => {
            "No difference within one month. Over a longer window by movements can lose more than was \
             there; the cap forbids that here as well."
                .to_owned()
        }
        Tool::ProfitWell => "No difference between amounts by month.".to_owned(),
        Tool::Chargebee if by_subscription => {
            "No difference: each subscription is counted on its own.".to_owned()
        }
        Tool::Chargebee => {
            "Customers are counted, so a subscription that grew may hide one that shrank. GRR by \
             subscription is this or lower."
                .to_owned()
        }
        Tool::ByCustomer => "This is the default.".to_owned(),
    }
}

/// What it would take days, or subscriptions, to know.
pub fn unknown(tool: Tool) -> &'static str {
    match tool {
        Tool::Stripe | Tool::Baremetrics => {
            "The list has months, not days: the last month stands for 30 days, and who came and went \
             within it is not seen."
        }
        Tool::ProfitWell => {
            "The list has months, not days: who came and went within one, and when a paid term ends, \
             is not seen."
        }
        Tool::Chargebee => {
            "To see it exactly, count each subscription, under “Counted is” above, where the list \
             names subscriptions."
        }
        Tool::ChartMogul | Tool::ByCustomer => "",
    }
}

/// "ChartMogul would show", over which months.
pub fn row(tool: Tool, matched: &Matched) -> (String, String) {
    let words = match tool {
        Tool::ByCustomer => "By customer, the default".to_owned(),
        tool => [name(tool), " would show"].concat(),
    };
    (words, span(matched.span))
}

pub fn at_most(rate: &str) -> String {
    ["at most ", rate].concat()
}
