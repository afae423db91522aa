//! What is copied: Markdown, a table, formulas, and what a link carries.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

mod common;

use common::{example, sheet};
use retention_calculator::app::text;

#[test]
fn markdown_of_the_example() {
    assert_eq!(
        text::markdown(&example("")),
        "\
| Figure | Value | How |
| --- | --- | --- |
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
| GRR by movements, annualised | 90.0% | the GRR above ^ (12 ÷ months in the period) |
| CR, annualised | 90.0% | CR ^ (12 ÷ months in the period) |
| GRR, gross revenue retention | at least 90.0% | by customer; from totals a range |
"
    );
}

#[test]
fn the_table_has_unrounded_numbers_that_spreadsheets_read() {
    let point = text::tsv(&example("start=500000.50 expansion=1.25"));
    let comma = text::tsv(&example("mark=comma expansion=1"));
    let exact = text::tsv(&example("expansion=0"));
    for (table, line) in [
        (&point, "revenue at the start\t500000.5\tgiven"),
        (&point, "customers at the start\t200\tgiven"),
        (
            &point,
            "GRR, gross revenue retention, at least, %\t90.00000999999\tby customer; from totals a range",
        ),
        (&comma, "period\tyear\tgiven"),
        (&comma, "revenue at the start\t500000\tgiven"),
        (&comma, "expansion\t1\tgiven"),
        (
            &comma,
            "NRR, net revenue retention, %\t90,0002\t(start + expansion − contraction − churned) ÷ start",
        ),
        (
            &comma,
            "Net revenue churn, %\t9,9998\t(contraction + churned − expansion) ÷ start",
        ),
        (
            &comma,
            "Average per retained customer\t2500,00555555555556\t(start + expansion − contraction − churned) ÷ customers who stayed",
        ),
        (
            &comma,
            "GRR, gross revenue retention, at most, %\t90,0002\tby customer; from totals a range",
        ),
        (
            &exact,
            "GRR, gross revenue retention, %\t90\tby customer; from totals a range",
        ),
    ] {
        assert!(
            table.lines().any(|known| known == line),
            "{line} in {table}"
        );
    }
    assert!(!exact.contains("at most, %"), "{exact}");
}

#[test]
fn what_a_link_carries() {
    for (what, contents) in [
        ("", "currency USD, period year"),
        (
            "currency=XXX period=months months=1",
            "currency none, period month",
        ),
        ("period=months months=0 start=1", "currency USD, start 1"),
        (
            "currency=EUR mark=comma period=half_year start=1234,5 churn=x customers_lost=2000",
            "currency EUR, period half year, start 1.234,50, lost 2.000",
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
    let check = |what: &str, lines: &[&str]| {
        let formulas = text::formulas(&sheet(what));
        assert_eq!(formulas.lines().collect::<Vec<_>>(), lines, "{what}");
    };
    check(
        "mark=comma start=1,5 expansion=0 contraction=0 churn=0,25",
        &[
            "revenue at the start\t1,5",
            "expansion\t0",
            "contraction\t0",
            "churned revenue\t0,25",
            "revenue at the end, same customers\t=B1+B2-B3-B4",
            "NRR\t=B5/B1",
            "GRR by movements\t=(B1-B3-B4)/B1",
        ],
    );
    check(
        "customers_start=9 customers_new=1 customers_end=8",
        &[
            "customers at the start\t9",
            "customers lost\t2",
            "customers who stayed\t=B1-B2",
            "CR\t=B3/B1",
        ],
    );
    check("", &[]);
}
