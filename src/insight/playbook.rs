//! What the four articles advise, by the term that it moves.

use super::driver::Driver;

/// A step, and the article it comes from, by its short name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub words: &'static str,
    pub article: &'static str,
}

const NRR_VS_CR: &str = "NRR vs CR";
const SALESFORCE: &str = "What is net retention rate?, Salesforce";
const SUCCESSIFIER: &str = "NRR: the ultimate customer success metric, Successifier";
/// Where it stands in the articles is not known.
const GENERAL: &str = "general practice, not from one article";

const fn step(words: &'static str, article: &'static str) -> Step {
    Step { words, article }
}

static CHURN: [Step; 5] = [
    step(
        "Better onboarding, and a shorter time to first value.",
        NRR_VS_CR,
    ),
    step(
        "Watch usage, engagement, tickets and the renewal date, and talk before the renewal.",
        SUCCESSIFIER,
    ),
    step(
        "Look by start date for when customers leave, and flag those without engagement.",
        SALESFORCE,
    ),
    step(
        "Save plays for customers who fit: a concession, training, a smaller plan instead of leaving.",
        SALESFORCE,
    ),
    step(
        "Win back those who fit. They count as returned, never as retained: NRR and CR stay as they are.",
        GENERAL,
    ),
];

static CONTRACTION: [Step; 3] = [
    step(
        "Compare usage with the plan before the renewal does.",
        SUCCESSIFIER,
    ),
    step("Help customers to use what they pay for.", SUCCESSIFIER),
    step(
        "Right-size a plan before it becomes a cancellation.",
        SALESFORCE,
    ),
];

static EXPANSION: [Step; 4] = [
    step(
        "Look for usage near the plan’s limit, new seats or teams, results achieved, new features.",
        SUCCESSIFIER,
    ),
    step(
        "Add-ons and cross-sell that solve a next problem; look at value and packaging.",
        NRR_VS_CR,
    ),
    step("Talk about growth outside of the renewal.", SUCCESSIFIER),
    step("Tie customer success pay to NRR.", SUCCESSIFIER),
];

static CUSTOMERS: [Step; 3] = [
    step("Support quality, and regular touchpoints.", NRR_VS_CR),
    step("Ask for feedback, act on it, and say so.", NRR_VS_CR),
    step("A community in which customers help each other.", NRR_VS_CR),
];

impl Driver {
    pub fn playbook(self) -> &'static [Step] {
        match self {
            Driver::Churn => &CHURN,
            Driver::Contraction => &CONTRACTION,
            Driver::Expansion => &EXPANSION,
            Driver::Customers => &CUSTOMERS,
        }
    }
}
