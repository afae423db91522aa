//! The worked examples of well-read articles, computed again.
//!
//! Sources: "NRR vs CR" (Customer Success Collective), "What is net retention rate?" (Salesforce),
//! "NRR: the ultimate customer success metric" (Successifier). Figures only; the words are ours.

use super::draft::{Draft, Origin, PeriodChoice};
use crate::retention::Input;

pub struct Example {
    /// The article, by its short name.
    pub source: &'static str,
    /// What it puts in.
    pub inputs: &'static str,
    /// What it prints.
    pub printed: &'static str,
    /// What follows from its inputs.
    pub correct: &'static str,
    pub explanation: &'static str,
    pub period: PeriodChoice,
    /// What a click types into the fields.
    pub values: &'static [(Input, &'static str)],
}

impl Example {
    /// The example as a draft; currency and number style stay those of `from`.
    pub fn draft(&self, index: usize, from: &Draft) -> Draft {
        let mut draft = from.cleared();
        draft.period = self.period;
        for (input, plain) in self.values {
            draft.write(*input, plain);
        }
        draft.origin = Origin::Checked(index);
        draft
    }
}

pub const ALL: &[Example] = &[
    Example {
        source: "NRR vs CR, Customer Success Collective",
        inputs: "200 customers, 50 new, 20 lost",
        printed: "CR 75%",
        correct: "CR 90%",
        explanation: "The article put 200 where the 230 customers at the end belong, and never used the 20 it had lost. (230 − 50) ÷ 200 is 90%.",
        period: PeriodChoice::Year,
        values: &[
            (Input::CustomersStart, "200"),
            (Input::CustomersNew, "50"),
            (Input::CustomersLost, "20"),
        ],
    },
    Example {
        source: "NRR vs CR, Customer Success Collective",
        inputs: "100,000 at the start, 20,000 expansion, 10,000 churned, in a month",
        printed: "NRR 110%",
        correct: "NRR 110% a month, 313.8% a year",
        explanation: "Right for the month. It cannot stand beside the yearly leaders quoted with it: a monthly 110% kept up all year is 313.8%. Its formula leaves out downgrades.",
        period: PeriodChoice::Month,
        values: &[
            (Input::Start, "100000"),
            (Input::Expansion, "20000"),
            (Input::Contraction, "0"),
            (Input::Churn, "10000"),
        ],
    },
    Example {
        source: "What is net retention rate?, Salesforce",
        inputs: "500,000 at the start, +100,000, −20,000, −30,000, in a year",
        printed: "NRR 110%",
        correct: "NRR 110%, GRR at least 90%",
        explanation: "Right. The formula printed above it has lost its minus sign and its division.",
        period: PeriodChoice::Year,
        values: &[
            (Input::Start, "500000"),
            (Input::Expansion, "100000"),
            (Input::Contraction, "20000"),
            (Input::Churn, "30000"),
        ],
    },
    Example {
        source: "NRR: the ultimate customer success metric, Successifier",
        inputs: "one account goes from 500 to 200",
        printed: "60% lost",
        correct: "NRR 40%, GRR 40%, CR 100%",
        explanation: "Why three figures: most of the revenue is gone and no customer is lost.",
        period: PeriodChoice::Year,
        values: &[
            (Input::Start, "500"),
            (Input::Expansion, "0"),
            (Input::Contraction, "300"),
            (Input::Churn, "0"),
            (Input::CustomersStart, "1"),
            (Input::CustomersNew, "0"),
            (Input::CustomersLost, "0"),
        ],
    },
    Example {
        source: "NRR: the ultimate customer success metric, Successifier",
        inputs: "gross 85%, net 102%",
        printed: "no figure for expansion",
        correct: "expansion is 17% of the start",
        explanation: "The missing term can be solved for: net less gross. Shown here on a start of 100 with losses of 15.",
        period: PeriodChoice::Year,
        values: &[
            (Input::Start, "100"),
            (Input::Expansion, "17"),
            (Input::Contraction, "0"),
            (Input::Churn, "15"),
        ],
    },
    Example {
        source: "NRR: the ultimate customer success metric, Successifier",
        inputs: "NRR from 95% to 118%",
        printed: "from 95% to 118%",
        correct: "23 points more",
        explanation: "A difference of two rates is a number of percentage points. 23 points are not 23%.",
        period: PeriodChoice::Year,
        values: &[],
    },
];
