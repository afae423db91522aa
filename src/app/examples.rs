//! The worked examples of well-read articles: what a click types into the fields.
//!
//! Their words are in `index.html`, in the same order. Sources: "NRR vs CR" (Customer Success
//! Collective), "What is net retention rate?" (Salesforce), "NRR: the ultimate customer success
//! metric" (Successifier).

use super::draft::{Draft, Origin, PeriodChoice};
use crate::retention::Input;

pub struct Example {
    /// The article, by its short name.
    pub source: &'static str,
    pub period: PeriodChoice,
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

pub const ALL: [Example; 5] = [
    Example {
        source: "Printed as 75% in “NRR vs CR”. Here is why it is 90%.",
        period: PeriodChoice::Year,
        values: &[
            (Input::CustomersStart, "200"),
            (Input::CustomersNew, "50"),
            (Input::CustomersLost, "20"),
        ],
    },
    Example {
        source: "A month, from “NRR vs CR”.",
        period: PeriodChoice::Month,
        values: &[
            (Input::Start, "100000"),
            (Input::Expansion, "20000"),
            (Input::Contraction, "0"),
            (Input::Churn, "10000"),
        ],
    },
    Example {
        source: "From “What is net retention rate?”, Salesforce.",
        period: PeriodChoice::Year,
        values: &[
            (Input::Start, "500000"),
            (Input::Expansion, "100000"),
            (Input::Contraction, "20000"),
            (Input::Churn, "30000"),
        ],
    },
    Example {
        source: "One account from 500 to 200, from Successifier.",
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
        source: "Gross 85%, net 102%, from Successifier.",
        period: PeriodChoice::Year,
        values: &[
            (Input::Start, "100"),
            (Input::Expansion, "17"),
            (Input::Contraction, "0"),
            (Input::Churn, "15"),
        ],
    },
];
