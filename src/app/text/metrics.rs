//! Names and formulas of the metrics.

use crate::app::sheet::Basis;
use crate::retention::Metric;

/// The further figures, in the order of the table: all but the two that stand above.
pub fn further() -> impl Iterator<Item = Metric> {
    Metric::ALL.into_iter().skip(2)
}

/// What a figure is called. Of two points of a list, the losses are those of each customer.
pub fn metric_name(basis: Basis, metric: Metric) -> &'static str {
    match metric {
        Metric::GrrByMovements if basis.is_by_customer() => "GRR by customer",
        Metric::AnnualisedGrr if basis.is_by_customer() => "GRR by customer, annualised",
        Metric::Nrr => "NRR, net revenue retention",
        Metric::CustomerRetention => "CR, customer retention",
        Metric::GrrByMovements => "GRR by movements",
        Metric::GrossRevenueChurn => "Gross revenue churn",
        Metric::NetRevenueChurn => "Net revenue churn",
        Metric::ExpansionRate => "Expansion rate",
        Metric::ContractionRate => "Contraction rate",
        Metric::ChurnRate => "Churned revenue rate",
        Metric::LogoChurn => "Logo churn",
        Metric::QuickRatio => "Quick ratio",
        Metric::EndingRevenue => "Ending revenue",
        Metric::ArpaStart => "Average per customer, start",
        Metric::ArpaEnd => "Average per customer, end",
        Metric::RetainedArpa => "Average per retained customer",
        Metric::CustomersEnd => "Customers at the end",
        Metric::AnnualisedNrr => "NRR, annualised",
        Metric::AnnualisedGrr => "GRR by movements, annualised",
        Metric::AnnualisedCustomerRetention => "CR, annualised",
    }
}

pub fn formula(metric: Metric) -> &'static str {
    match metric {
        Metric::Nrr => "(start + expansion − contraction − churned) ÷ start",
        Metric::CustomerRetention => "(start − lost) ÷ start",
        Metric::GrrByMovements => "(start − contraction − churned) ÷ start",
        Metric::GrossRevenueChurn => "(contraction + churned) ÷ start",
        Metric::NetRevenueChurn => "(contraction + churned − expansion) ÷ start",
        Metric::ExpansionRate => "expansion ÷ start",
        Metric::ContractionRate => "contraction ÷ start",
        Metric::ChurnRate => "churned ÷ start",
        Metric::LogoChurn => "customers lost ÷ customers at the start",
        Metric::QuickRatio => "(new + returning + expansion) ÷ (contraction + churned)",
        Metric::EndingRevenue => "start + expansion − contraction − churned + new + returning",
        Metric::ArpaStart => "start ÷ customers at the start",
        Metric::ArpaEnd => "ending revenue ÷ customers at the end",
        Metric::RetainedArpa => {
            "(start + expansion − contraction − churned) ÷ customers who stayed"
        }
        Metric::CustomersEnd => "start − lost + new + returned",
        Metric::AnnualisedNrr => "NRR ^ (12 ÷ months in the period)",
        Metric::AnnualisedGrr => "the GRR above ^ (12 ÷ months in the period)",
        Metric::AnnualisedCustomerRetention => "CR ^ (12 ÷ months in the period)",
    }
}
