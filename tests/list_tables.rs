//! The tables of a list as the page shows, sorts, copies and saves them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod common;

use common::lists::{list, list_with};
use proptest::prelude::*;
use retention_calculator::accounts::{Method, Month, Returning, Span};
use retention_calculator::app::list::{Compare, List, Who};
use retention_calculator::app::sample;
use retention_calculator::app::tables::{
    self, Accounts, Base, Drawn, Form, Grid, Heat, Measure, Row, Shown, Sort, Sorted, Starts, View,
    WHOLE,
};
use retention_calculator::app::text::{Style, tables as words};
use retention_calculator::export::{Cell, csv, markdown, tsv};
use retention_calculator::number::{Currency, Mark, Ratio, Unit, Value};

const STYLE: Style = Style {
    mark: Mark::Point,
    currency: Currency::NONE,
};

fn sample_list() -> List {
    list(&sample::csv())
}

/// A long list from lines like "Ann 2024-01 100, 2024-02 150".
fn rows(lines: &[&str]) -> String {
    let mut text = "customer,month,mrr\n".to_owned();
    for line in lines {
        let (name, amounts) = line.split_once(' ').unwrap();
        for pair in amounts.split(", ") {
            let (month, amount) = pair.split_once(' ').unwrap();
            text += &format!("{name},{month},{amount}\n");
        }
    }
    text
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

/// A row as it is read: cells parted by bars, the note in brackets, a star where it is shown above.
fn said(row: &Row, grid: &Grid) -> String {
    let cells = row.cells.iter().zip(&grid.columns).enumerate();
    let cells: Vec<_> = cells
        .map(|(at, (cell, column))| {
            let form = if at == 0 {
                Default::default()
            } else {
                row.form(column)
            };
            words::cell(cell, form, STYLE)
        })
        .collect();
    let star = if row.is_chosen { "* " } else { "" };
    let note = if row.note.is_empty() {
        String::new()
    } else {
        format!(" [{}]", row.note)
    };
    format!("{star}{}{note}", cells.join(" | "))
}

fn says(grid: &Grid) -> Vec<String> {
    let rows = grid.rows.iter().chain(&grid.total);
    rows.map(|row| said(row, grid)).collect()
}

fn names(grid: &Grid) -> Vec<String> {
    let first = |row: &Row| words::cell(&row.cells[0], Default::default(), STYLE);
    grid.rows.iter().map(first).collect()
}

fn three_months() -> List {
    list(&rows(&[
        "Ann 2024-01 100, 2024-02 150, 2024-03 120",
        "Bob 2024-01 50, 2024-02 50",
        "Cid 2024-01 20.50, 2024-03 20.50",
        "Dot 2024-02 30, 2024-03 30",
    ]))
}

#[test]
fn months_as_shown() {
    // Nothing lies twelve months back: the rates are those of the months.
    let grid = tables::months(&three_months(), false).unwrap();
    assert_eq!(grid, tables::months(&three_months(), true).unwrap());
    assert_eq!(grid.columns[1].group, "against the month before");
    assert_eq!(
        says(&grid),
        [
            "Jan 2024 | — | — | — | — | — | — | — | — | — | 170.50 [the data starts here]",
            "Feb 2024 | 117.3% | 88.0% | 66.7% | 170.50 | 50 | 0 | 20.50 | 30 | 0 | 230",
            "* Mar 2024 | 65.2% | 65.2% | 66.7% | 230 | 0 | 30 | 50 | 0 | 20.50 | 170.50",
        ]
    );
    let year = tables::months(&sample_list(), false).unwrap();
    let each = tables::months(&sample_list(), true).unwrap();
    assert_eq!(year.columns[1].group, "looking back 12 months");
    assert_eq!(each.columns[1].group, "against the month before");
    assert_eq!(year.rows[2].cells[1], Cell::Undefined);
    assert_ne!(each.rows[2].cells[1], Cell::Undefined);
    let actions: Vec<_> = grid.rows.iter().map(|row| row.action.as_deref()).collect();
    assert_eq!(
        actions,
        [None, Some("month:2024-02"), Some("month:2024-03")]
    );
}

#[test]
fn months_show_what_the_accounts_say() {
    let list = sample_list();
    let (ledger, figures) = list.read.monthly().unwrap();
    let grid = tables::months(&list, false).unwrap();
    assert_eq!(grid.rows.len(), figures.months.len());
    let money = |sum| Cell::Money(sum, ledger.scale());
    for (row, known) in grid.rows.iter().zip(&figures.months).skip(1) {
        let moved = &known.movements;
        let expect = [
            moved.start,
            moved.expansion,
            moved.contraction,
            moved.churn,
            moved.new,
            moved.reactivation,
            moved.end,
        ];
        assert_eq!(row.cells[0], Cell::Month(known.month));
        assert_eq!(row.cells[4..], expect.map(money));
    }
    for trailing in &figures.trailing {
        let row =
            &grid.rows[usize::try_from(trailing.month.since(figures.months[0].month)).unwrap()];
        let kept = &trailing.kept;
        assert_eq!(row.cells[1], Cell::rate(kept.nrr()));
        assert_eq!(row.cells[2], Cell::rate(kept.grr()));
        assert_eq!(row.cells[3], Cell::rate(kept.customer_retention()));
    }
    let without: Vec<_> = grid.rows[..12]
        .iter()
        .map(|row| row.cells[1].clone())
        .collect();
    assert!(without.iter().all(|cell| *cell == Cell::Undefined));
}

#[test]
fn special_months_are_marked() {
    let many = |month: &str, from: usize, to: usize| -> String {
        (from..to).map(|at| format!("c{at},{month},10\n")).collect()
    };
    let text = format!(
        "customer,month,mrr\n{}{}{}",
        many("2024-01", 0, 40),
        many("2024-03", 0, 40),
        many("2024-04", 0, 5)
    );
    let grid = tables::months(&list(&text), false).unwrap();
    let notes: Vec<_> = grid.rows.iter().map(|row| row.note.as_str()).collect();
    assert_eq!(
        notes,
        ["the data starts here", "no rows", "", "looks incomplete"]
    );
}

#[test]
fn a_month_that_is_chosen_ends_the_window() {
    let list = sample_list();
    let check = |to: &str, expect: Option<(&str, &str)>| {
        let span = tables::window_ending(&list, month(to));
        let expect = expect.map(|(from, to)| Span {
            from: month(from),
            to: month(to),
        });
        assert_eq!(span, expect, "{to}");
    };
    let months = list.months();
    let text = |at: usize| months[at].to_string();
    check(&text(24), Some((&text(12), &text(24))));
    check(&text(12), Some((&text(0), &text(12))));
    check(&text(5), Some((&text(0), &text(5))));
    check(&text(0), None);
    check("1999-01", None);
    check(&months[24].next().to_string(), None);
    // The row says what the headline will say.
    let row = &tables::months(&list, false).unwrap().rows[20];
    let span = tables::window_ending(&list, months[20]);
    let list = list_with(
        &sample::csv(),
        Compare {
            span,
            ..Compare::default()
        },
    );
    let kept = list.compared.as_deref().unwrap().window.movements.kept();
    assert_eq!(row.cells[1], Cell::rate(kept.nrr()));
    assert_eq!(row.cells[3], Cell::rate(kept.customer_retention()));
}

#[test]
fn segments_together_are_the_headline() {
    let list = sample_list();
    let compared = list.compared.as_deref().unwrap();
    let grid = tables::segments(&list).unwrap();
    let total = grid.total.as_ref().unwrap();
    let all = &compared.window.movements;
    let kept = all.kept();
    assert_eq!(
        total.cells[1..6],
        [
            Cell::rate(kept.nrr()),
            Cell::rate(kept.grr()),
            Cell::rate(kept.customer_retention()),
            Cell::Count(all.customers_start),
            Cell::Money(all.start, list.scale()),
        ]
    );
    assert_eq!(grid.rows.len(), 3);
    let share = |row: &Row| match &row.cells[6] {
        Cell::Figure(Value::Ratio(share), Unit::Percent) => *share,
        other => panic!("{other:?}"),
    };
    let sum = grid
        .rows
        .iter()
        .map(share)
        .try_fold(Ratio::ZERO, Ratio::checked_add);
    assert_eq!(sum, Some(Ratio::ONE));
    assert_eq!(share(total), Ratio::ONE);
    let customers: u64 = grid
        .rows
        .iter()
        .map(|row| match row.cells[4] {
            Cell::Count(count) => count,
            _ => panic!(),
        })
        .sum();
    assert_eq!(customers, all.customers_start);
    // A list without segments has no such table.
    assert_eq!(tables::segments(&three_months()), None);
    let one = list.with(Compare {
        who: Who::Segment(Some(0)),
        ..list.compare
    });
    let chosen: Vec<_> = tables::segments(&one)
        .unwrap()
        .rows
        .iter()
        .map(|row| row.is_chosen)
        .collect();
    assert_eq!(chosen.iter().filter(|chosen| **chosen).count(), 1);
}

#[test]
fn cohorts_as_shown() {
    let list = three_months();
    let figures = list.read.monthly().unwrap().1;
    let check = |measure, expect: [&str; 2]| {
        let cohorts = tables::cohorts(figures, (measure, Base::First, Starts::Month), 0);
        assert_eq!(cohorts.step, 1);
        assert_eq!(says(&cohorts.grid), expect, "{measure:?}");
    };
    let first = "3 customers, already active when the data starts";
    check(
        Measure::Revenue,
        [
            &format!("Jan 2024 | 117 | 82 [{first}]"),
            "Feb 2024 | 100 |  [1 customer]",
        ],
    );
    check(
        Measure::Gross,
        [
            &format!("Jan 2024 | 88 | 71 [{first}]"),
            "Feb 2024 | 100 |  [1 customer]",
        ],
    );
    check(
        Measure::Customers,
        [
            &format!("Jan 2024 | 67 | 67 [{first}]"),
            "Feb 2024 | 100 |  [1 customer]",
        ],
    );
}

#[test]
fn cohorts_of_the_column_before_and_as_they_are() {
    let list = list("customer,2024-01,2024-02,2024-03\nAnn,100,150,120\nBob,100,0,60\n");
    let figures = list.read.monthly().unwrap().1;
    let first = "2 customers, already active when the data starts";
    for (measure, base, expect) in [
        (Measure::Revenue, Base::First, "75 | 90"),
        (Measure::Revenue, Base::Previous, "75 | 120"),
        (Measure::Gross, Base::Previous, "50 | 160"),
        (Measure::Customers, Base::Previous, "50 | 200"),
        (Measure::Revenue, Base::Absolute, "150 | 180"),
        (Measure::Gross, Base::Absolute, "100 | 160"),
        (Measure::Customers, Base::Absolute, "1 | 2"),
    ] {
        let cohorts = tables::cohorts(figures, (measure, base, Starts::Month), 0);
        let expect = format!("Jan 2024 | {expect} [{first}]");
        assert_eq!(says(&cohorts.grid), [expect], "{measure:?} {base:?}");
        assert!(!words::cohort_legend(measure, base).is_empty());
    }
}

#[test]
fn who_started_last_is_too_new() {
    let list = list(&rows(&[
        "Ann 2024-01 5, 2024-02 5, 2024-03 5",
        "Bob 2024-03 7",
    ]));
    let grid = tables::cohorts(
        list.read.monthly().unwrap().1,
        (Measure::Revenue, Base::First, Starts::Month),
        0,
    )
    .grid;
    let blank: Vec<_> = grid.rows.iter().map(Row::is_blank).collect();
    assert_eq!(blank, [false, true]);
}

#[test]
fn starts_are_taken_together() {
    let list = list(&rows(&[
        "Ann 2023-11 5, 2023-12 5, 2024-01 5, 2024-02 5, 2024-03 5, 2024-04 5, 2024-05 5",
        "Bob 2024-01 100, 2024-02 120, 2024-03 90, 2024-04 90, 2024-05 90",
        "Cid 2024-03 50, 2024-04 60, 2024-05 60",
        "Dan 2024-04 10, 2024-05 5",
    ]));
    let check = |starts, measure, expect: &[&str]| {
        let cohorts = tables::cohorts(
            list.read.monthly().unwrap().1,
            (measure, Base::First, starts),
            0,
        );
        let said = cohorts.grid.rows.iter().map(|row| {
            let cells = row.cells.iter().zip(&cohorts.grid.columns);
            let cells = cells.map(|(cell, column)| words::cell(cell, row.form(column), STYLE));
            let cells: Vec<_> = cells.take(4).collect();
            format!("{} ({})", cells.join(" "), row.note)
        });
        assert_eq!(said.collect::<Vec<_>>(), expect, "{starts:?}");
    };
    let first = "Nov 2023 100 100 100 (1 customer, already active when the data starts)";
    // 120 + 60 of 150; then 90 + 60, of which no customer counts for more than its start.
    let quarter = "Q1 2024 120 100  (2 customers)";
    let last = "Q2 2024 50   (1 customer)";
    check(Starts::Quarter, Measure::Revenue, &[first, quarter, last]);
    let gross = "Q1 2024 100 93  (2 customers)";
    check(Starts::Quarter, Measure::Gross, &[first, gross, last]);
    let year = "2024 116   (3 customers)";
    check(Starts::Year, Measure::Revenue, &[first, year]);
    let bob = "Jan 2024 120 90 90 (1 customer)";
    let cid = "Mar 2024 120 120  (1 customer)";
    check(
        Starts::Month,
        Measure::Revenue,
        &[first, bob, cid, "Apr 2024 50   (1 customer)"],
    );
}

#[test]
fn ages_fit_side_by_side() {
    let check = |months: u32, step: usize, columns: usize| {
        let start = month("2000-01");
        let text: String = (0..months)
            .map(|at| format!("a,{},5\n", start.plus(at.try_into().unwrap())))
            .collect();
        let list = list(&format!("customer,month,mrr\n{text}"));
        let cohorts = tables::cohorts(
            list.read.monthly().unwrap().1,
            (Measure::Revenue, Base::First, Starts::Month),
            0,
        );
        assert_eq!(
            (cohorts.step, cohorts.grid.columns.len() - 1),
            (step, columns),
            "{months}"
        );
    };
    check(2, 1, 1);
    check(13, 1, 12);
    check(14, 3, 4);
    check(25, 3, 8);
    check(37, 3, 12);
    check(39, 3, 12);
    check(40, 6, 6);
    check(79, 12, 6);
    check(400, 60, 6);
}

#[test]
fn heat_has_seven_steps() {
    let check = |thousandths: i128, class: &str| {
        assert_eq!(
            Heat::of(Ratio::new(thousandths, 1000).unwrap()).0,
            class,
            "{thousandths}"
        );
    };
    for (low, class, high) in [
        (0, "h-l3", 699),
        (700, "h-l2", 849),
        (850, "h-l1", 974),
        (975, "h-0", 1024),
        (1025, "h-u1", 1149),
        (1150, "h-u2", 1299),
        (1300, "h-u3", 9_000_000),
    ] {
        check(low, class);
        check(high, class);
    }
}

#[test]
fn nothing_is_dim() {
    let figure = |ratio| Cell::Figure(Value::Ratio(ratio), Unit::Percent);
    for (cell, form, expect) in [
        (Cell::Money(0, 2), Form::Plain, true),
        (Cell::Money(1, 2), Form::Plain, false),
        (Cell::Count(0), Form::Plain, true),
        (Cell::Undefined, Form::Plain, true),
        (figure(Ratio::ZERO), Form::Plain, false),
        (figure(Ratio::ZERO), Form::Points, true),
        (figure(Ratio::ONE), Form::Points, false),
    ] {
        assert_eq!(words::is_nothing(&cell, form), expect, "{cell:?} {form:?}");
    }
}

#[test]
fn movers_as_shown() {
    let list = three_months();
    let movers = &list.compared.as_deref().unwrap().movers;
    let shown: Vec<_> = tables::kinds(movers)
        .into_iter()
        .map(|(id, _, kind)| {
            let grid = tables::movers(&list, kind);
            let rows = grid.as_ref().map(says).unwrap_or_default();
            format!("{id}: {}", rows.join("; "))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "churned: Bob | 50 | 0 | −50 | −29.3",
            "contracted: ",
            "expanded: Ann | 100 | 120 | +20 | +11.7",
            "joined: Dot | 0 | 30 | +30",
            "returned: ",
        ]
    );
}

#[test]
fn what_rests_on_a_few() {
    let list = three_months();
    assert_eq!(
        says(&tables::concentration(&list).unwrap()),
        ["the largest | 58.7% | 29.1% | 29.1% | 50.0%"]
    );
    let compared = list.compared.as_deref().unwrap();
    let found =
        retention_calculator::accounts::concentration(&compared.window.movements, &compared.movers);
    assert_eq!(
        words::concentration(&list, &found, STYLE).unwrap(),
        "Without the largest account, Ann, NRR would be *29.1%*. Only 3 customers at the start: each one is 33.3 points of CR."
    );
    let names = names(&tables::concentration(&sample_list()).unwrap());
    assert_eq!(names, ["the largest", "the 5 largest", "the 10 largest"]);
}

#[test]
fn methods_and_what_parts_them() {
    let list = three_months();
    let methods = &list.compared.as_deref().unwrap().methods;
    let grid = tables::methods(&list).unwrap();
    for (row, method) in grid.rows.iter().zip(Method::ALL) {
        let reading = methods.reading(method, Returning::Counted);
        assert_eq!(
            row.cells[1..],
            [
                Cell::rate(reading.nrr),
                Cell::rate(reading.grr),
                Cell::rate(reading.customer_retention)
            ]
        );
        assert_eq!(row.is_chosen, method == Method::ByCustomer);
    }
    assert_eq!(
        says(&grid)[0],
        "* By customer, shown above | 82.4% | 70.7% | 66.7% [Jan 2024 against Mar 2024, one customer at a time]"
    );
    assert_eq!(grid.rows[2].cells[3], Cell::Undefined);
    let grid = tables::differences(&list).unwrap();
    let title = tables::differences_title(&list, STYLE).unwrap();
    assert_eq!(title, "By movements GRR 41.1%, by customer 70.7%: why");
    assert_eq!(
        says(&grid),
        [
            "By movements | 82.4% | 41.1% | 66.7%",
            "1 left and came back | 0.0 | +12.0 | 0.0",
            "1 went up and down | 0.0 | +17.6 | 0.0",
            "By customer | 82.4% | 70.7% | 66.7%",
        ]
    );
    assert_eq!(
        tables::behind(&list),
        [
            ("1 left and came back".to_owned(), "Cid".to_owned()),
            ("1 went up and down".to_owned(), "Ann".to_owned())
        ]
    );
}

#[test]
fn the_smallest_example() {
    let list = list(&rows(&["Ann 2024-01 100, 2024-02 150, 2024-03 120"]));
    let grid = tables::differences(&list).unwrap();
    assert_eq!(
        says(&grid),
        [
            "By movements | 120.0% | 70.0% | 100.0%",
            "1 went up and down | 0.0 | +30.0 | 0.0",
            "By customer | 120.0% | 100.0% | 100.0%",
        ]
    );
    let same = self::list(&rows(&["Ann 2024-01 100, 2024-02 150"]));
    let title = tables::differences_title(&same, STYLE).unwrap();
    assert_eq!(title, "By movements and by customer say the same here");
}

/// From by movements to by customer, the causes leave nothing unexplained.
#[test]
fn the_differences_add_up() {
    let list = sample_list();
    let grid = tables::differences(&list).unwrap();
    for column in 1..4 {
        let ratio = |row: &Row| match &row.cells[column] {
            Cell::Figure(Value::Ratio(ratio), _) => *ratio,
            other => panic!("{other:?}"),
        };
        let sum = grid
            .rows
            .iter()
            .map(ratio)
            .try_fold(Ratio::ZERO, Ratio::checked_add);
        assert_eq!(
            sum.unwrap(),
            ratio(grid.total.as_ref().unwrap()),
            "column {column}"
        );
    }
}

#[test]
fn headings_sort() {
    let mut shown = Shown::default();
    let check = |shown: &Shown, table, column, descending| {
        assert_eq!(shown.sort(table), Sort { column, descending });
    };
    check(&shown, Sorted::Months, 0, true);
    shown.press("months:3");
    check(&shown, Sorted::Months, 3, true);
    shown.press("months:3");
    check(&shown, Sorted::Months, 3, false);
    shown.press("months:0");
    check(&shown, Sorted::Months, 0, false);
    shown.press("segments:0");
    check(&shown, Sorted::Segments, 0, false);
    check(&shown, Sorted::Months, 0, false);
    let before = shown;
    for nothing in ["", "months", "months:", "months:x", "other:1"] {
        shown.press(nothing);
        assert_eq!(shown, before, "{nothing}");
    }
}

#[test]
fn undefined_comes_last_either_way() {
    let list = three_months();
    for (descending, expect) in [
        (true, ["Mar 2024", "Feb 2024", "Jan 2024"]),
        (false, ["Feb 2024", "Mar 2024", "Jan 2024"]),
    ] {
        let mut grid = tables::months(&list, false).unwrap();
        grid.sort(Sort {
            column: 4,
            descending,
        });
        assert_eq!(names(&grid), expect);
    }
    let text =
        |name: &str, number: Cell<'static>| Row::new(vec![Cell::text(name.to_owned()), number]);
    let mut grid = Grid {
        rows: vec![
            text("b", Cell::Undefined),
            text("C", Cell::Count(9)),
            text("a", Cell::Count(10)),
        ],
        ..Grid::default()
    };
    grid.sort(Sort {
        column: 0,
        descending: false,
    });
    assert_eq!(names(&grid), ["a", "b", "C"]);
    grid.sort(Sort {
        column: 1,
        descending: true,
    });
    assert_eq!(names(&grid), ["a", "C", "b"]);
    grid.sort(Sort {
        column: 7,
        descending: true,
    });
    assert_eq!(names(&grid), ["a", "C", "b"]);
}

#[test]
fn every_account_in_any_order() {
    let list = three_months();
    let check = |column, descending, expect: &[&str]| {
        let accounts = Accounts::of(&list, Sort { column, descending }).unwrap();
        assert_eq!(accounts.len(), 4);
        assert!(accounts.row(&list, 4).is_none());
        assert_eq!(says(&accounts.grid(&list)), expect, "{column} {descending}");
    };
    let [ann, bob, cid, dot] = [
        "Ann | 100 | 120 | +20 | grew",
        "Bob | 50 | 0 | −50 | left",
        "Cid | 20.50 | 20.50 | 0 | pays the same",
        "Dot | 0 | 30 | +30 | new",
    ];
    check(0, false, &[ann, bob, cid, dot]);
    check(0, true, &[dot, cid, bob, ann]);
    check(1, true, &[ann, bob, cid, dot]);
    check(2, false, &[bob, cid, dot, ann]);
    check(3, false, &[bob, cid, ann, dot]);
    check(3, true, &[dot, ann, cid, bob]);
    check(4, false, &[ann, bob, dot, cid]);
}

/// More than one step sorts: the order is that of sorting all at once.
#[test]
fn many_accounts_in_order() {
    let amount = |at: usize| at * 7_919 % 613 + 1;
    let name = |at: usize| ["C", "c", "D"][at % 3].to_owned() + &(at * 31 % 5_003).to_string();
    let all: Vec<(String, usize)> = (0..5_003).map(|at| (name(at), amount(at))).collect();
    let lines = all
        .iter()
        .map(|(name, amount)| format!("{name},2024-01,{amount}\n{name},2024-02,2000\n"));
    let list = list(&("customer,month,mrr\n".to_owned() + &lines.collect::<String>()));
    type Named = (String, usize);
    let check = |column, descending, order: fn(&mut Vec<Named>)| {
        let accounts = Accounts::of(&list, Sort { column, descending }).unwrap();
        let mut expect = all.clone();
        order(&mut expect);
        let expect: Vec<String> = expect.into_iter().map(|(name, _)| name).collect();
        assert_eq!(
            names(&accounts.grid(&list)),
            expect,
            "{column} {descending}"
        );
    };
    check(0, false, |all| all.sort_by_key(|row| row.0.to_lowercase()));
    check(1, false, |all| all.sort_by_key(|row| row.1));
    check(1, true, |all| {
        all.sort_by_key(|row| std::cmp::Reverse(row.1))
    });
    check(4, false, |_| {});
}

#[test]
fn the_file_has_the_accounts_of_the_table() {
    let list = sample_list();
    let accounts = Accounts::of(&list, Shown::default().sort(Sorted::Accounts)).unwrap();
    let file = tables::csv(&list, "accounts", None).unwrap();
    assert_eq!(file.lines().count(), accounts.len() + 1);
    let kept = &list.compared.as_deref().unwrap().methods.kept;
    assert_eq!(
        words::all_accounts(kept, STYLE),
        format!("all {} accounts", accounts.len())
    );
}

#[test]
fn what_is_copied() {
    let list = three_months();
    let copied = |table: &str| tables::copied(&list, &Shown::default(), table, STYLE);
    let months = copied("months").unwrap();
    let text = tsv(&months.table(), Mark::Point);
    let mut lines = text.lines();
    assert_eq!(
        lines.next().unwrap(),
        "Month\tNRR, against the month before\tGRR, against the month before\tCR, against the month before\t\
         Start, in the month itself\tExp., in the month itself\tContr., in the month itself\t\
         Churned, in the month itself\tNew, in the month itself\tBack, in the month itself\t\
         End, in the month itself\tNote"
    );
    assert_eq!(
        lines.next().unwrap(),
        "2024-03\t65.2173913043478261\t65.2173913043478261\t66.6666666666666667\t230\t0\t30\t50\t0\t20.5\t170.5\t"
    );
    let said = |table: &str| markdown(&copied(table).unwrap().said(STYLE), Mark::Point);
    let months = said("months");
    assert!(
        months.contains(
            "| 2024-03 | 65.2% | 65.2% | 66.7% | 230 | 0 | 30 | 50 | 0 | 20.50 | 170.50 |  |"
        ),
        "{months}"
    );
    // Differences of rates are points.
    let movers = said("movers");
    assert!(movers.contains(" points |"), "{movers}");
    assert!(!movers.contains('%'), "{movers}");
    for table in [
        "cohorts",
        "movers",
        "concentration",
        "methods",
        "differences",
        "accounts",
    ] {
        assert!(copied(table).is_some(), "{table}");
    }
    assert_eq!(copied("segments"), None);
    assert_eq!(copied("nothing"), None);
    // Somebody's name is never a formula.
    let evil = self::list(&rows(&["=1+1 2024-01 10, 2024-02 12"]));
    let grid = tables::copied(&evil, &Shown::default(), "accounts", STYLE).unwrap();
    assert!(tsv(&grid.table(), Mark::Point).contains("\n'=1+1\t"));
    assert!(csv(&grid.table()).contains("\n'=1+1,"));
}

#[test]
fn what_is_saved() {
    let list = sample_list();
    let header = |table: &str| {
        let file = tables::csv(&list, table, None).unwrap();
        file.lines()
            .next()
            .unwrap()
            .split(',')
            .next()
            .unwrap()
            .to_owned()
    };
    for (table, first) in [
        ("months", "month"),
        ("trailing", "month"),
        ("cohorts", "cohort"),
        ("segments", "segment"),
        ("movers", "movement"),
        ("accounts", "movement"),
        ("methods", "method"),
        ("concentration", "Left out"),
        ("differences", "Step"),
    ] {
        assert_eq!(header(table), first, "{table}");
    }
    assert_eq!(tables::csv(&list, "nothing", None), None);
}

#[test]
fn short_tables_are_drawn_whole() {
    let view = View {
        rows: WHOLE,
        row: 40,
        top: 900,
        height: 400,
    };
    let whole = Drawn {
        first: 0,
        count: WHOLE,
        above: 0,
        below: 0,
    };
    assert_eq!(view.drawn(), whole);
}

#[test]
fn of_long_tables_what_is_seen() {
    let check = |rows, top, expect: (usize, usize, u32, u32)| {
        let drawn = View {
            rows,
            row: 40,
            top,
            height: 400,
        }
        .drawn();
        assert_eq!(
            (drawn.first, drawn.count, drawn.above, drawn.below),
            expect,
            "{rows} {top}"
        );
    };
    check(1000, 0, (0, 31, 0, 38_760));
    check(1000, 4000, (90, 31, 3600, 35_160));
    check(1000, 4015, (90, 31, 3600, 35_160));
    check(1000, 39_600, (980, 20, 39_200, 0));
    // Further than it goes.
    check(1000, 90_000, (980, 20, 39_200, 0));
}

proptest! {
    /// Wherever a table is scrolled, the rows that are seen are drawn, there are few, and the room
    /// that it takes stays the same.
    #[test]
    fn the_rows_seen_are_drawn(
        rows in WHOLE + 1..2_000_000,
        row in 20..90_u32,
        height in 100..1200_u32,
        part in 0..=1000_u64,
    ) {
        let length = rows as u64 * u64::from(row);
        let tall = length.min(16_000_000);
        let way = tall - u64::from(height).min(tall);
        let top = u32::try_from(way * part / 1000).unwrap();
        let drawn = View { rows, row, top, height }.drawn();
        prop_assert!(drawn.count <= height as usize / row as usize + 23);
        prop_assert!(drawn.first + drawn.count <= rows);
        let bottom = drawn.above + u32::try_from(drawn.count).unwrap() * row;
        prop_assert!(drawn.above <= top, "{drawn:?}");
        prop_assert!(u64::from(bottom) >= (u64::from(top) + u64::from(height)).min(tall), "{drawn:?}");
        if u64::from(bottom) <= tall {
            prop_assert_eq!(u64::from(bottom) + u64::from(drawn.below), tall);
        }
        if part == 0 {
            prop_assert_eq!(drawn.first, 0);
        }
        if part == 1000 {
            prop_assert_eq!(drawn.first + drawn.count, rows);
        }
    }
}

/// Who came back counts in the table of methods and in the instrument as chosen, so that the row
/// "shown above" is what is shown above.
#[test]
fn the_method_chosen_is_what_is_shown() {
    let text = "customer,plan,2024-01,2024-02,2024-03,2024-04,2024-05\n\
        came back,x,100,0,150,150,150\nback for less,x,100,0,80,80,80\nback and gone,x,100,0,70,0,0\n\
        down,y,100,130,90,90,90\nnew,y,0,10,0,0,20\nthere,y,100,100,100,100,100\n";
    for returns in [Returning::Counted, Returning::LeftOut] {
        let list = list_with(
            text,
            Compare {
                method: Method::ByMovements,
                returns,
                ..Compare::default()
            },
        );
        let moved = list.movements().unwrap();
        assert!(moved.reconciles(), "{moved:?}");
        let methods = &list.compared.as_deref().unwrap().methods;
        let reading = methods.reading(Method::ByMovements, returns);
        assert_eq!(moved.kept().nrr().ok(), reading.nrr.ok());
        assert_eq!(
            moved.kept().customer_retention().ok(),
            reading.customer_retention.ok()
        );
        assert!(list.grr() <= moved.kept().nrr().ok());
        let kept = returns == Returning::Counted;
        let (lost, movements) = match kept {
            true => (1, "By movements | 84.0% | 18.0% | 80.0%"),
            false => (4, "By movements | 24.0% | 18.0% | 20.0%"),
        };
        assert_eq!(moved.customers_churned, lost);
        assert_eq!(says(&tables::differences(&list).unwrap())[0], movements);
    }
}
