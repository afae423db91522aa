//! Where NRR and CR put a company: four diagnoses, split by two lines that the reader sets.

use crate::number::{Ratio, Value};
use std::cmp::Ordering;

/// A rate at its line counts as high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diagnosis {
    /// CR and NRR are high.
    Compounding,
    /// NRR is high although CR is not.
    UpsellHidesChurn,
    /// CR is high, NRR is not.
    LoyalNotGrowing,
    Leaking,
}

/// From where on a rate counts as high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lines {
    pub customer_retention: Ratio,
    pub nrr: Ratio,
}

impl Diagnosis {
    pub const ALL: [Diagnosis; 4] = [
        Diagnosis::Compounding,
        Diagnosis::UpsellHidesChurn,
        Diagnosis::LoyalNotGrowing,
        Diagnosis::Leaking,
    ];

    /// Yearly rates; exact, whatever is shown of them.
    pub fn of(customer_retention: &Value, nrr: &Value, lines: Lines) -> Diagnosis {
        let high = |rate: &Value, line| rate.compare(line) != Ordering::Less;
        Diagnosis::at(
            high(customer_retention, lines.customer_retention),
            high(nrr, lines.nrr),
        )
    }

    /// By whether CR and NRR are high.
    pub fn at(stay: bool, grow: bool) -> Diagnosis {
        match (stay, grow) {
            (true, true) => Diagnosis::Compounding,
            (false, true) => Diagnosis::UpsellHidesChurn,
            (true, false) => Diagnosis::LoyalNotGrowing,
            (false, false) => Diagnosis::Leaking,
        }
    }

    /// Whether CR and NRR are high.
    pub fn high(self) -> (bool, bool) {
        match self {
            Diagnosis::Compounding => (true, true),
            Diagnosis::UpsellHidesChurn => (false, true),
            Diagnosis::LoyalNotGrowing => (true, false),
            Diagnosis::Leaking => (false, false),
        }
    }

    pub fn id(self) -> &'static str {
        match self {
            Diagnosis::Compounding => "compounding",
            Diagnosis::UpsellHidesChurn => "upsell_hides_churn",
            Diagnosis::LoyalNotGrowing => "loyal_not_growing",
            Diagnosis::Leaking => "leaking",
        }
    }
}
