//! What billing tools would show for a list, computed by hand.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod common;

use common::lists::{compared, list, read_with};
use retention_calculator::app::list::{Compare, List};
use retention_calculator::app::tables;
use retention_calculator::app::text::{Style, tables as words, tools as says};
use retention_calculator::import::{Choices, Grain};
use retention_calculator::insight::tools::Tool;
use retention_calculator::number::{Currency, Mark};

const STYLE: Style = Style {
    mark: Mark::Point,
    currency: Currency::NONE,
};

/// January to April: by customer 200 of 300 are kept.
const SMALL: &str = "customer,2024-01,2024-02,2024-03,2024-04
Ann,100,100,100,120
Bob,100,100,0,0
Cid,0,50,60,60
Dee,0,0,0,40
Eve,100,0,0,80
Fay,0,0,30,0
";

/// What the page says: a row each, cells parted by bars.
fn said(list: &List, tool: Tool) -> Vec<String> {
    let grid = tables::tool(list, tool, STYLE).unwrap();
    let row = |row: &tables::Row| {
        let cells = row.cells.iter().zip(&grid.columns);
        let cells: Vec<_> = cells
            .map(|(cell, column)| words::cell(cell, row.form(column), STYLE))
            .collect();
        cells[1..].join(" | ")
    };
    grid.rows.iter().map(row).collect()
}

fn check(list: &List, tool: Tool, expect: &[&str], why: &str) {
    assert_eq!(said(list, tool), expect, "{tool:?}");
    let each = tables::by_subscription(list);
    assert!(
        says::why(tool, list, each, STYLE).starts_with(why),
        "{tool:?}: {}",
        says::why(tool, list, each, STYLE)
    );
    assert!(!says::rule(tool).is_empty());
}

#[test]
fn each_tool_by_its_own_rule() {
    let known = list(SMALL);
    // (120 + 80) ÷ 300, (100 + 80) ÷ 300, Ann and Eve of three.
    let ours = "66.7% | 60.0% | 66.7%";
    check(&known, Tool::ByCustomer, &[ours], "This is the default.");
    // 300 + 20 + 10 + 80 back − 100 − 100 − 30 = 180 of 300: Cid's 10 and Fay's 30 are of customers
    // who joined on the way.
    check(
        &known,
        Tool::ChartMogul,
        &["60.0% | — | —", ours, "−6.7 | — | —"],
        "Customers who joined or came back after the start count as well: −20 on the way.",
    );
    // March to April: Fay leaves; three at the start, Dee is new. By customer two of three.
    let month = "94.7% | 84.2% | 66.7%";
    check(
        &known,
        Tool::Stripe,
        &["— | — | 75.0%", month, "— | — | +8.3"],
        "1 customer left, over 3 at the start plus 1 new.",
    );
    // 120 + 60 of 190, and 100 + 60 of it.
    let same = [month, month, "0.0 | 0.0 | 0.0"];
    check(&known, Tool::Baremetrics, &same, "No difference");
    check(&known, Tool::ProfitWell, &same, "No difference");
    check(
        &known,
        Tool::Chargebee,
        &["— | at most 60.0% | —", ours, "— | — | —"],
        "Customers are counted",
    );
}

#[test]
fn a_tenth_that_left_is_less_of_those_who_joined_too() {
    let mut text = "customer,2024-01,2024-02\n".to_owned();
    for customer in 0..1_100 {
        let (before, after) = match customer {
            0..900 => (10, 10),
            900..1_000 => (10, 0),
            _ => (0, 10),
        };
        text += &format!("{customer},{before},{after}\n");
    }
    // 100 ÷ 1,100 is 9.1%, where CR says 10%.
    let rows = ["— | — | 90.9%", "90.0% | 90.0% | 90.0%", "— | — | +0.9"];
    check(
        &list(&text),
        Tool::Stripe,
        &rows,
        "100 customers left, over 1,000 at the start plus 100 new.",
    );
}

#[test]
fn subscriptions_are_capped_one_by_one() {
    let text = "customer,subscription,month,mrr
Ann,S1,2024-01,100
Ann,S2,2024-01,50
Ann,S2,2024-02,150
";
    let customers = list(text);
    check(
        &customers,
        Tool::Chargebee,
        &[
            "— | at most 100.0% | —",
            "100.0% | 100.0% | 100.0%",
            "— | — | —",
        ],
        "Customers are counted",
    );
    let choices = Choices {
        grain: Grain::Subscription,
        ..Choices::default()
    };
    let each = compared(read_with(text.as_bytes(), choices), Compare::default());
    // 50 of 150.
    check(
        &each,
        Tool::Chargebee,
        &["— | 33.3% | —", "100.0% | 33.3% | 50.0%", "— | 0.0 | —"],
        "No difference",
    );
}

#[test]
fn who_is_there_from_the_start_makes_no_difference() {
    let same = list("customer,2024-01,2024-02,2024-03\nAnn,100,150,120\nBob,50,0,60\n");
    check(
        &same,
        Tool::ChartMogul,
        &["120.0% | — | —", "120.0% | 100.0% | 100.0%", "0.0 | — | —"],
        "No difference",
    );
}

#[test]
fn tools_by_their_ids() {
    for tool in Tool::ALL {
        assert_eq!(Tool::parse(tool.id()), tool);
    }
    assert_eq!(Tool::parse("other"), Tool::ChartMogul);
    // One period without months has no month to look at.
    let one = list("customer,start,end\nAnn,10,20\n");
    assert!(tables::tool(&one, Tool::Stripe, STYLE).is_none());
}
