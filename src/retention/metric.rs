//! The metrics by name.

use super::totals::Input;
use crate::number::Unit;

/// A figure that totals give. S is the starting revenue, X expansion, C contraction, K churned
/// revenue, N new and R returning revenue; B customers at the start, W new, V returning, L lost and
/// E at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Net revenue retention: (S + X − C − K) / S.
    Nrr,
    /// Gross revenue retention as most tools print it: (S − C − K) / S, the lower end of
    /// [`gross_range`](super::gross_range). Refused when more was lost than there was at the start.
    GrrByMovements,
    /// Customer retention: (B − L) / B.
    CustomerRetention,
    /// (C + K) / S.
    GrossRevenueChurn,
    /// (C + K − X) / S; below zero is good. Net revenue retention and it make 100%.
    NetRevenueChurn,
    /// X / S.
    ExpansionRate,
    /// C / S.
    ContractionRate,
    /// K / S.
    ChurnRate,
    /// L / B.
    LogoChurn,
    /// (N + R + X) / (C + K), a plain number.
    QuickRatio,
    /// S + X − C − K + N + R.
    EndingRevenue,
    /// Average revenue per customer at the start: S / B.
    ArpaStart,
    /// Average revenue per customer at the end: ending revenue / E.
    ArpaEnd,
    /// Revenue per retained customer: (S + X − C − K) / (B − L).
    RetainedArpa,
    /// E = B + W + V − L.
    CustomersEnd,
    /// Net revenue retention over a year of such periods: rate ^ (12 / months).
    AnnualisedNrr,
    /// [`Metric::GrrByMovements`] over a year of such periods.
    AnnualisedGrr,
    /// Customer retention over a year of such periods.
    AnnualisedCustomerRetention,
}

impl Metric {
    /// Every metric: the two that stand side by side, then the others in the order of the tables.
    pub const ALL: [Metric; 18] = [
        Metric::Nrr,
        Metric::CustomerRetention,
        Metric::GrrByMovements,
        Metric::GrossRevenueChurn,
        Metric::NetRevenueChurn,
        Metric::ExpansionRate,
        Metric::ContractionRate,
        Metric::ChurnRate,
        Metric::LogoChurn,
        Metric::QuickRatio,
        Metric::EndingRevenue,
        Metric::ArpaStart,
        Metric::ArpaEnd,
        Metric::RetainedArpa,
        Metric::CustomersEnd,
        Metric::AnnualisedNrr,
        Metric::AnnualisedGrr,
        Metric::AnnualisedCustomerRetention,
    ];

    /// The name in markup and files.
    pub fn id(self) -> &'static str {
        match self {
            Metric::Nrr => "nrr",
            Metric::GrrByMovements => "grr_by_movements",
            Metric::CustomerRetention => "customer_retention",
            Metric::GrossRevenueChurn => "gross_revenue_churn",
            Metric::NetRevenueChurn => "net_revenue_churn",
            Metric::ExpansionRate => "expansion_rate",
            Metric::ContractionRate => "contraction_rate",
            Metric::ChurnRate => "churn_rate",
            Metric::LogoChurn => "logo_churn",
            Metric::QuickRatio => "quick_ratio",
            Metric::EndingRevenue => "ending_revenue",
            Metric::ArpaStart => "arpa_start",
            Metric::ArpaEnd => "arpa_end",
            Metric::RetainedArpa => "retained_arpa",
            Metric::CustomersEnd => "customers_end",
            Metric::AnnualisedNrr => "annualised_nrr",
            Metric::AnnualisedGrr => "annualised_grr",
            Metric::AnnualisedCustomerRetention => "annualised_customer_retention",
        }
    }

    /// What the figure counts.
    pub fn unit(self) -> Unit {
        match self {
            Metric::QuickRatio => Unit::Plain,
            Metric::CustomersEnd => Unit::Count,
            Metric::EndingRevenue | Metric::ArpaStart | Metric::ArpaEnd | Metric::RetainedArpa => {
                Unit::Money
            }
            _ => Unit::Percent,
        }
    }

    /// The inputs of the formula. A customer count may follow from the other three.
    pub fn inputs(self) -> &'static [Input] {
        use Input::*;
        match self {
            Metric::Nrr
            | Metric::GrrByMovements
            | Metric::GrossRevenueChurn
            | Metric::NetRevenueChurn => &[Start, Expansion, Contraction, Churn],
            Metric::CustomerRetention | Metric::LogoChurn => &[CustomersStart, CustomersLost],
            Metric::ExpansionRate => &[Start, Expansion],
            Metric::ContractionRate => &[Start, Contraction],
            Metric::ChurnRate => &[Start, Churn],
            Metric::QuickRatio => &[New, Reactivation, Expansion, Contraction, Churn],
            Metric::EndingRevenue => &[Start, Expansion, Contraction, Churn, New, Reactivation],
            Metric::ArpaStart => &[Start, CustomersStart],
            Metric::ArpaEnd => &[
                Start,
                Expansion,
                Contraction,
                Churn,
                New,
                Reactivation,
                CustomersEnd,
            ],
            Metric::RetainedArpa => &[
                Start,
                Expansion,
                Contraction,
                Churn,
                CustomersStart,
                CustomersLost,
            ],
            Metric::CustomersEnd => &[
                CustomersStart,
                CustomersNew,
                CustomersReturned,
                CustomersLost,
            ],
            Metric::AnnualisedNrr | Metric::AnnualisedGrr => {
                &[Start, Expansion, Contraction, Churn, Period]
            }
            Metric::AnnualisedCustomerRetention => &[CustomersStart, CustomersLost, Period],
        }
    }

    /// The metric by its [`id`](Metric::id).
    pub fn parse(id: &str) -> Option<Metric> {
        Metric::ALL.into_iter().find(|metric| metric.id() == id)
    }
}
