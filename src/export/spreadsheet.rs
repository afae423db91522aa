//! The calculation as cells that compute, for Excel, Sheets and LibreOffice.
//!
//! The block starts at A1 and uses plain arithmetic only: names of functions and relative
//! addresses differ between programs and languages, `=(B1+B2)/B1` does not.

use crate::number::{Amount, Count, Mark};
use crate::retention::{Counts, Metric, Totals, counts, figure, identity};

/// Tab separated lines for cell A1: the inputs of what can be computed, then GRR by movements, NRR,
/// CR and how the two hang together. Empty when neither NRR nor CR can be computed: no cell ever
/// divides by zero.
pub fn formulas(totals: &Totals, mark: Mark) -> String {
    let defined = |metric| figure(totals, metric).is_ok();
    let mut sheet = Block {
        lines: Vec::new(),
        mark,
    };
    let revenue = revenue(totals).filter(|_| defined(Metric::Nrr));
    let revenue = revenue.map(|inputs| sheet.inputs(inputs));
    let customers = customers(totals).filter(|_| defined(Metric::CustomerRetention));
    let customers = customers.map(|inputs| sheet.inputs(inputs));
    let nrr = revenue.map(|[start, expansion, contraction, churned]| {
        let losses = ["-", &contraction, "-", &churned, ")/", &start].concat();
        if defined(Metric::GrrByMovements) {
            sheet.formula("GRR, at least", &["=(", &start, &losses].concat());
        }
        sheet.formula("NRR", &["=(", &start, "+", &expansion, &losses].concat())
    });
    let cr = customers.map(|[start, lost]| {
        sheet.formula("CR", &["=(", &start, "-", &lost, ")/", &start].concat())
    });
    if let Some((nrr, cr)) = nrr.zip(cr)
        && identity(totals).is_ok()
    {
        sheet.formula(
            "Revenue per customer, NRR ÷ CR",
            &["=", &nrr, "/", &cr].concat(),
        );
    }
    sheet.lines.concat()
}

struct Block {
    lines: Vec<String>,
    mark: Mark,
}

impl Block {
    fn inputs<const N: usize>(&mut self, inputs: [(&str, String); N]) -> [String; N] {
        inputs.map(|(name, plain)| {
            let value = match self.mark {
                Mark::Point => plain,
                Mark::Comma => plain.replace('.', ","),
            };
            self.formula(name, &value)
        })
    }

    /// Adds a line and returns the address of its value.
    fn formula(&mut self, name: &str, formula: &str) -> String {
        self.lines.push([name, "\t", formula, "\n"].concat());
        ["B", &self.lines.len().to_string()].concat()
    }
}

fn revenue(totals: &Totals) -> Option<[(&'static str, String); 4]> {
    let known = |entry: Result<Option<Amount>, _>| Some(entry.ok()??.to_string());
    Some([
        ("Revenue at the start", known(totals.starting)?),
        ("Expansion", known(totals.expansion)?),
        ("Contraction", known(totals.contraction)?),
        ("Churned revenue", known(totals.churned)?),
    ])
}

fn customers(totals: &Totals) -> Option<[(&'static str, String); 2]> {
    let (start, lost) = match counts(totals) {
        Counts::Solved(four) => (four.start, four.lost),
        Counts::Disagree(four) => (four.start, four.lost),
        _ => (totals.customers_start.ok()??, totals.customers_lost.ok()??),
    };
    let plain = |count: Count| count.value().to_string();
    Some([
        ("Customers at the start", plain(start)),
        ("Customers lost", plain(lost)),
    ])
}
