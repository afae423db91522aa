//! The definition card: how every kind of result says that it was counted, and where it leaves.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::lists::{compared, list, list_with, read_with};
use common::{example, sheet};
use retention_calculator::accounts::{Method, Returning};
use retention_calculator::app::document;
use retention_calculator::app::draft::Draft;
use retention_calculator::app::list::{Compare, List, Who};
use retention_calculator::app::sheet::Sheet;
use retention_calculator::app::tables;
use retention_calculator::app::text;
use retention_calculator::export;
use retention_calculator::import::{Choices, Grain};

const LIST: &str = "customer,plan,2024-01,2024-02,2024-03
Ann,Pro,100,0,100
Bob,Solo,50,60,50
";

fn of(list: &List) -> String {
    text::definition(&Sheet::of_list(list, &Draft::example()), Some(list)).unwrap()
}

#[test]
fn typed_totals() {
    assert_eq!(
        text::definition(&example(""), None).unwrap(),
        "Totals typed, over one year. NRR is start + expansion − contraction \
         − churned, CR is start − lost, each over its start; GRR is what totals allow. New and \
         returning customers count in none of them. Customers at the start, n = 200. Amounts in USD, \
         nothing converted."
    );
    let quarter = text::definition(&sheet("period=quarter start=10 currency=XXX"), None).unwrap();
    assert!(quarter.starts_with("Totals typed, over one quarter. "));
    assert!(quarter.ends_with("n not given. Amounts without a currency, nothing converted."));
    let months = text::definition(&sheet("period=months months=5"), None).unwrap();
    assert!(
        months.starts_with("Totals typed, over 5 months. "),
        "{months}"
    );
}

#[test]
fn lists() {
    assert_eq!(
        of(&list(LIST)),
        "By customer: the two ends compared, one customer at a time. Jan 2024 against Mar 2024, 2 \
         months, not annualised. Each customer counts once, n = 2 at the start. One left \
         and came back on the way: counted as kept. Data: list.csv, Jan 2024 to Mar 2024. Amounts in \
         USD, nothing converted."
    );
    let changed = |change: fn(&mut Compare)| {
        let mut compare = Compare::default();
        change(&mut compare);
        of(&list_with(LIST, compare))
    };
    for (change, words) in [
        (
            (|compare| compare.method = Method::ByMovements) as fn(&mut Compare),
            "NRR and CR by movements: every rise and fall",
        ),
        (
            |compare| compare.returns = Returning::LeftOut,
            "on the way: counted as lost.",
        ),
        (
            |compare| compare.who = Who::Segment(Some(1)),
            "n = 1 at the start of Solo. Nobody left and came back",
        ),
    ] {
        let said = changed(change);
        assert!(said.contains(words), "{said}");
    }
    let choices = Choices {
        grain: Grain::Subscription,
        ..Choices::default()
    };
    let each = compared(read_with(LIST.as_bytes(), choices), Compare::default());
    assert!(of(&each).contains("Each subscription counts once"));
    let snapshot = of(&list("customer,start,end\nAnn,1,2\n"));
    assert!(
        snapshot.contains("Start against end of one year."),
        "{snapshot}"
    );
    let totals = of(&list(
        "period,starting,expansion,contraction,churn\n2024,100,10,5,5\n2025,110,10,5,5\n",
    ));
    assert!(
        totals.starts_with("Totals the row “2025” of list.csv, over one year;"),
        "{totals}"
    );
}

#[test]
fn it_leaves_with_every_result() {
    let known = list(LIST);
    let sheet = Sheet::of_list(&known, &Draft::example());
    let json = document::json(&sheet, Some(&known));
    assert!(json.contains("\"definition\":\"By customer: the two ends"));
    assert!(document::json(&example(""), None).contains("\"definition\":\"Totals typed, over"));
    let file = tables::csv(&known, "months", Some("a, b".to_owned())).unwrap();
    let lines: Vec<_> = file.lines().collect();
    assert!(lines.first().unwrap().ends_with(",cr,definition"));
    assert!(lines.get(1).unwrap().ends_with(",\"a, b\""));
    assert!(lines.get(2).unwrap().ends_with(','));
    assert_eq!(export::paragraph("a*b"), "a\\*b\n");
}
