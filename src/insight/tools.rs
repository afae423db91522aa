//! What a billing tool would show for the same list, by the rule that it publishes. Where a tool
//! looks back thirty days, the list's last month stands for them: it has no days.

use crate::accounts::{Method, Methods, Movements, NoRate, Rate, Returning, Span};
use crate::number::Ratio;

/// Whose rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Net MRR churn = (churn + contraction − expansion − reactivation) ÷ start, of everybody.
    #[default]
    ChartMogul,
    /// Subscriber churn = churned ÷ (active thirty days ago + new since).
    Stripe,
    /// Thirty days; losses no larger than what was there at their start.
    Baremetrics,
    /// Calendar months; who is new and gone in the same one is ignored.
    ProfitWell,
    /// GRR with each subscription capped on its own.
    Chargebee,
    /// Two points, one customer at a time: SaaS Capital, GitLab, PostHog, and this page.
    ByCustomer,
}

impl Tool {
    pub const ALL: [Tool; 6] = [
        Tool::ChartMogul,
        Tool::Stripe,
        Tool::Baremetrics,
        Tool::ProfitWell,
        Tool::Chargebee,
        Tool::ByCustomer,
    ];

    /// Its name in the page's markup.
    pub fn id(self) -> &'static str {
        match self {
            Tool::ChartMogul => "chartmogul",
            Tool::Stripe => "stripe",
            Tool::Baremetrics => "baremetrics",
            Tool::ProfitWell => "profitwell",
            Tool::Chargebee => "chargebee",
            Tool::ByCustomer => "customer",
        }
    }

    pub fn parse(id: &str) -> Tool {
        let known = Tool::ALL.into_iter().find(|tool| tool.id() == id);
        known.unwrap_or_default()
    }
}

/// A rate as the tool would show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Rate(Rate),
    /// What the list says leaves it open how much lower.
    AtMost(Rate),
    /// No rule of the tool for this rate is known here.
    NotTold,
}

/// NRR, GRR and CR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// The months that are compared: the window, or its last month.
    pub span: Span,
    pub theirs: [Told; 3],
    /// By customer over the same months.
    pub ours: [Rate; 3],
}

/// What a tool would show for a window. `by_subscription`: the list counts each subscription.
/// None for a window without months in between.
pub fn matched(tool: Tool, methods: &Methods, by_subscription: bool) -> Option<Matched> {
    let window = || {
        let reading = methods.reading(Method::ByCustomer, Returning::Counted);
        (
            methods.span,
            [reading.nrr, reading.grr, reading.customer_retention],
        )
    };
    let (month, moved) = methods.all.last()?;
    let last = Span {
        from: month.plus(-1),
        to: *month,
    };
    let ((span, ours), theirs) = match tool {
        Tool::ByCustomer => {
            let (span, ours) = window();
            let theirs = ours.map(Told::Rate);
            ((span, ours), theirs)
        }
        Tool::ChartMogul => {
            let reading = methods.reading(Method::ByMovementsOfAll, Returning::Counted);
            let nrr = Told::Rate(reading.nrr);
            (window(), [nrr, Told::NotTold, Told::NotTold])
        }
        Tool::Chargebee => {
            let (span, ours) = window();
            let [_, grr, _] = ours;
            let grr = match by_subscription {
                true => Told::Rate(grr),
                false => Told::AtMost(grr),
            };
            ((span, ours), [Told::NotTold, grr, Told::NotTold])
        }
        Tool::Stripe => {
            let left = stripe(moved).ok_or(NoRate::ZeroStart(last.from));
            let theirs = [Told::NotTold, Told::NotTold, Told::Rate(left)];
            ((last, rates(moved, last)), theirs)
        }
        Tool::Baremetrics | Tool::ProfitWell => {
            // Within one month nobody loses more than was there at its start, and nobody is seen
            // who came and went in it: both are what by customer says of the month.
            let ours = rates(moved, last);
            let theirs = ours.map(Told::Rate);
            ((last, ours), theirs)
        }
    };
    Some(Matched { span, theirs, ours })
}

/// 1 − churned ÷ (start + new).
fn stripe(moved: &Movements) -> Option<Ratio> {
    let base = i128::from(moved.customers_start).checked_add(moved.customers_new.into())?;
    let stayed = base.checked_sub(moved.customers_churned.into())?;
    Ratio::new(stayed, base)
}

fn rates(moved: &Movements, span: Span) -> [Rate; 3] {
    let kept = moved.kept();
    let rate = |ratio: Option<Ratio>| ratio.ok_or(NoRate::ZeroStart(span.from));
    [
        rate(kept.nrr().ok()),
        rate(kept.grr().ok()),
        rate(kept.customer_retention().ok()),
    ]
}

/// What those who were not there at the window's start gained, lost and brought back on the way, in
/// units of the ledger's scale: all that parts ChartMogul's sum from by customer.
pub fn joined(methods: &Methods) -> i128 {
    let net = |moved: &Movements| {
        moved
            .expansion
            .wrapping_add(moved.reactivation)
            .wrapping_sub(moved.contraction)
            .wrapping_sub(moved.churn)
    };
    let sum = |monthly: &[(_, Movements)]| {
        let months = monthly.iter();
        months.fold(0_i128, |sum, (_, moved)| sum.wrapping_add(net(moved)))
    };
    sum(&methods.all).wrapping_sub(sum(&methods.opening))
}
