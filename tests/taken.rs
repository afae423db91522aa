//! What is copied: Markdown, a table, formulas, and what a link carries.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod common;

use common::{example, sheet};
use retention_calculator::app::sheet::Sheet;
use retention_calculator::app::text;
use retention_calculator::number::Ratio;
use retention_calculator::retention::Metric;

#[test]
fn markdown_of_the_example() {
    assert_eq!(
        text::markdown(&example("")),
        "\
| Figure | Value | How |
| --- | --- | --- |
| currency | USD | given |
| period | year | given |
| revenue at the start | 500,000 | given |
| expansion | 100,000 | given |
| contraction | 20,000 | given |
| churned revenue | 30,000 | given |
| customers at the start | 200 | given |
| new customers | 50 | given |
| customers lost | 20 | given |
| NRR, net revenue retention | 110.0% | (start + expansion − contraction − churned) ÷ start |
| CR, customer retention | 90.0% | (start − lost) ÷ start |
| GRR by movements | 90.0% | (start − contraction − churned) ÷ start |
| Gross revenue churn | 10.0% | (contraction + churned) ÷ start |
| Net revenue churn | −10.0% | (contraction + churned − expansion) ÷ start |
| Expansion rate | 20.0% | expansion ÷ start |
| Contraction rate | 4.0% | contraction ÷ start |
| Churned revenue rate | 6.0% | churned ÷ start |
| Logo churn | 10.0% | customers lost ÷ customers at the start |
| Average per customer, start | $2,500.00 | start ÷ customers at the start |
| Average per retained customer | $3,055.56 | (start + expansion − contraction − churned) ÷ customers who stayed |
| Customers at the end | 230 | start − lost + new + returned |
| NRR, annualised | 110.0% | NRR ^ (12 ÷ months in the period) |
| GRR by movements, annualised | 90.0% | GRR by movements ^ (12 ÷ months in the period) |
| CR, annualised | 90.0% | CR ^ (12 ÷ months in the period) |
| GRR, gross revenue retention | at least 90.0% | by customer; from totals a range |
"
    );
}

#[test]
fn the_table_is_the_markdown_with_minus_signs_that_spreadsheets_read() {
    for more in [
        "",
        "mark=comma",
        "currency=XXX customers_end=7",
        "expansion=0",
        "start=0",
    ] {
        let sheet = example(more);
        let cells = |line: &str| line.trim_matches(['|', ' ']).replace(" | ", "\t");
        let markdown = text::markdown(&sheet);
        let lines = markdown
            .lines()
            .enumerate()
            .filter(|(index, _)| *index != 1);
        for ((_, line), row) in lines.zip(text::tsv(&sheet).lines()) {
            assert_eq!(cells(line).replace("\t−", "\t-"), row);
            assert!(!row.split('\t').nth(1).unwrap().contains('−'), "{row}");
        }
        assert_eq!(
            text::tsv(&sheet).lines().count() + 1,
            markdown.lines().count()
        );
    }
}

#[test]
fn what_a_link_carries() {
    for (what, contents) in [
        ("", "currency USD, period year"),
        (
            "currency=XXX period=months months=1",
            "currency none, period month",
        ),
        (
            "period=months months=0 start=1",
            "currency USD, revenue at the start 1",
        ),
        (
            "currency=EUR mark=comma period=half_year start=1234,5 churn=x customers_lost=2000",
            "currency EUR, period half year, revenue at the start 1.234,50, customers lost 2.000",
        ),
    ] {
        let listed: Vec<_> = text::link_contents(&sheet(what))
            .into_iter()
            .map(|(name, value)| format!("{name} {value}"))
            .collect();
        assert_eq!(listed.join(", "), contents, "{what}");
    }
}

#[test]
fn formulas_of_the_example() {
    assert_eq!(
        text::formulas(&example("")),
        "Revenue at the start\t500000\nExpansion\t100000\nContraction\t20000\n\
         Churned revenue\t30000\nCustomers at the start\t200\nCustomers lost\t20\n\
         GRR, at least\t=(B1-B3-B4)/B1\nNRR\t=(B1+B2-B3-B4)/B1\nCR\t=(B5-B6)/B5\n\
         Revenue per customer, NRR ÷ CR\t=B8/B9\n"
    );
    assert_eq!(
        text::formulas(&sheet(
            "mark=comma start=1,5 expansion=0 contraction=0 churn=0,25"
        )),
        "Revenue at the start\t1,5\nExpansion\t0\nContraction\t0\nChurned revenue\t0,25\n\
         GRR, at least\t=(B1-B3-B4)/B1\nNRR\t=(B1+B2-B3-B4)/B1\n"
    );
    assert_eq!(
        text::formulas(&sheet("customers_start=9 customers_new=1 customers_end=8")),
        "Customers at the start\t9\nCustomers lost\t2\nCR\t=(B1-B2)/B1\n"
    );
}

/// The cells compute what the page shows; what the page does not show is not in them.
#[test]
fn formulas_compute_what_the_page_shows() {
    for more in [
        "",
        "customers_end=200",
        "customers_lost=200",
        "customers_lost=300",
        "customers_start=0 customers_lost=0",
        "start=0",
        "churn=600000",
        "churn=550000",
        "churn=700000",
        "expansion=",
        "churn=0.05",
    ] {
        let sheet = example(more);
        let lines: Vec<_> = text::formulas(&sheet)
            .lines()
            .map(|line| {
                line.split_once('\t')
                    .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
                    .unwrap()
            })
            .collect();
        let value = |name: &str| {
            let cell = lines.iter().find(|(known, _)| known == name);
            cell.map(|(_, cell)| computed(cell, &lines))
        };
        let shown = |metric| sheet.figure(metric).ok().and_then(|value| value.as_ratio());
        assert_eq!(value("NRR"), shown(Metric::Nrr), "{more}");
        assert_eq!(value("CR"), shown(Metric::CustomerRetention), "{more}");
        assert_eq!(
            value("GRR, at least"),
            shown(Metric::GrrByMovements),
            "{more}"
        );
        let growth = sheet.identity.ok().map(|identity| identity.growth);
        assert_eq!(value("Revenue per customer, NRR ÷ CR"), growth, "{more}");
    }
    assert_eq!(text::formulas(&Sheet::of(&common::typed("start=5"))), "");
}

/// A cell of plain arithmetic: a number, `=(B1+B2-B3)/B1` or `=B1/B2`.
fn computed(cell: &str, lines: &[(String, String)]) -> Ratio {
    let Some(formula) = cell.strip_prefix('=') else {
        let (whole, places) = cell.split_once('.').unwrap_or((cell, ""));
        let digits = [whole, places].concat().parse().unwrap();
        return Ratio::new(digits, 10_i128.pow(places.len() as u32)).unwrap();
    };
    let at = |address: &str| {
        let row: usize = address.strip_prefix('B').unwrap().parse().unwrap();
        computed(&lines[row - 1].1, lines)
    };
    let (above, below) = formula.rsplit_once('/').unwrap();
    let above = above.trim_matches(['(', ')']).replace('-', "+-");
    let sum = above
        .split('+')
        .fold(Ratio::ZERO, |sum, term| match term.strip_prefix('-') {
            Some(term) => sum.checked_sub(at(term)).unwrap(),
            None => sum.checked_add(at(term)).unwrap(),
        });
    sum.checked_div(at(below)).unwrap()
}
