//! What the page says, for what is typed: every sentence, in every case.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::{example, says, sheet, typed};
use retention_calculator::app::sheet::Sheet;

/// `typed` beside the example's numbers (`+ …`) or alone, and the words at each place.
fn check(what: &str, expect: &[(&str, &str)]) {
    let sheet = match what.strip_prefix('+') {
        Some(more) => example(more),
        None => sheet(what),
    };
    for (place, words) in expect {
        assert_eq!(says(&sheet, place), *words, "{place} of “{what}”");
    }
}

#[test]
fn the_example() {
    check(
        "+",
        &[
            ("nrr", "110.0%"),
            ("customer_retention", "90.0%"),
            ("subject", "net revenue retention, year"),
            (
                "verdict",
                "You kept 90.0% of customers and 110.0% of revenue. Those who stayed pay 22.2% more \
                 than the average customer did at the start, which outweighs the 20 who left.",
            ),
            (
                "nrr note",
                "Customers who paid *$500,000* at the start pay *$550,000* at the end.",
            ),
            (
                "cr note",
                "*180* of the *200* customers you had at the start are still customers.",
            ),
            ("grr", "at least 90.0%"),
            (
                "grr note",
                "gross revenue retention, losses only. Totals give 90.0% to 100.0%.",
            ),
            ("grr exact", "GRR is exactly 90.0% if no customer did both."),
            (
                "identity",
                "Fewer customers, paying more each. The *180* who stayed average *$3,055.56*. All \
                 *200* averaged *$2,500.00* at the start.",
            ),
            (
                "equation",
                "NRR 110.0% equals CR 90.0% times revenue per customer 122.2%",
            ),
            (
                "inside",
                "*122.2% = 104.4% × 117.0%.* The 20 who left were smaller than average ($1,500.00 \
                 each), so those who stayed already averaged $2,611.11, which is 104.4% of \
                 $2,500.00. They then grew by 17.0% to $3,055.56.",
            ),
            (
                "annual",
                "*Your period is a year, so these are yearly rates.* The same figures in one month \
                 would compound to NRR 313.8% and CR 28.2% a year.",
            ),
            ("rare", "-"),
            (
                "checks",
                "+ 200 − 20 + 50 = 230; + Losses of 50,000 fit in 500,000; + Lost customers and \
                 churned revenue agree",
            ),
            (
                "nrr worked",
                "(500,000 + 100,000 − 20,000 − 30,000) / 500,000 = 550,000 / 500,000 = 110.0%",
            ),
            ("cr worked", "(230 − 50) / 200 = 180 / 200 = 90.0%"),
            (
                "ruler",
                "NRR 110.0%, GRR 90.0–100.0%, CR 90.0%. 100% means nothing lost and nothing gained.",
            ),
            (
                "spoken",
                "NRR 110.0 percent, CR 90.0 percent, GRR at least 90.0 percent",
            ),
            ("counts", "-"),
            ("fixes", "-"),
        ],
    );
}

#[test]
fn the_verdict_by_case() {
    const START: &str = "start=100 contraction=0 customers_start=10 customers_new=0";
    for (more, opener, rest) in [
        (
            "expansion=50 churn=10 customers_lost=1",
            "Fewer customers, paying more each.",
            "You kept 90.0% of customers and 140.0% of revenue. Those who stayed pay 55.6% more \
             than the average customer did at the start, which outweighs the one who left.",
        ),
        (
            "expansion=0 churn=10 customers_lost=2",
            "Fewer customers, paying more each.",
            "You kept 80.0% of customers and 90.0% of revenue. Those who stayed pay 12.5% more \
             than the average customer did at the start, which does not make up for the 2 who left.",
        ),
        (
            "expansion=10 churn=10 customers_lost=2",
            "Fewer customers, paying more each.",
            "You kept 80.0% of customers and 100.0% of revenue. Those who stayed pay 25.0% more \
             than the average customer did at the start, which makes up for the 2 who left.",
        ),
        (
            "expansion=0 churn=40 customers_lost=2",
            "Fewer customers, each paying less.",
            "You kept 80.0% of customers and 60.0% of revenue. Those who stayed pay 25.0% less \
             than the average customer did at the start, on top of the 2 who left.",
        ),
        (
            "expansion=0 churn=20 customers_lost=2",
            "Fewer customers, each paying the same.",
            "You kept 80.0% of customers and 80.0% of revenue. Those who stayed pay what the \
             average customer did at the start, so the loss is the 2 who left.",
        ),
        (
            "expansion=5 churn=0 customers_lost=0",
            "All customers stayed and pay more.",
            "You kept 100.0% of customers and 105.0% of revenue. Nobody left, so every change is \
             in what they pay.",
        ),
        (
            "expansion=0 churn=0 contraction=5 customers_lost=0",
            "All customers stayed and pay less.",
            "You kept 100.0% of customers and 95.0% of revenue. Nobody left, so every change is in \
             what they pay.",
        ),
        (
            "expansion=0 churn=0 customers_lost=0",
            "All customers stayed and pay the same.",
            "You kept 100.0% of customers and 100.0% of revenue. Nobody left, and together they \
             pay the same.",
        ),
        (
            "expansion=0 churn=100 customers_lost=10",
            "-",
            "You kept 0.0% of customers and 0.0% of revenue. Nobody stayed.",
        ),
    ] {
        check(
            &format!("{START} {more}"),
            &[("opener", opener), ("verdict", rest)],
        );
    }
}

#[test]
fn one_figure_alone() {
    check(
        "start=500000 expansion=0 contraction=0 churn=30000.5",
        &[
            (
                "verdict",
                "You kept 94.0% of revenue: $500,000 at the start became $469,999.50.",
            ),
            (
                "cr note",
                "Add customer counts to see CR and why the two differ.",
            ),
            ("grr", "94.0%"),
            (
                "grr note",
                "gross revenue retention, losses only. Exact: nobody expanded.",
            ),
            ("checks", "+ Losses of 30,000.50 fit in 500,000"),
            ("identity", "-"),
            ("cr worked", "-"),
            (
                "annual",
                "*Your period is a year, so these are yearly rates.* The same figures in one month \
                 would compound to NRR 47.6% a year.",
            ),
            (
                "spoken",
                "NRR 94.0 percent, CR: Waiting for customers at the start, GRR 94.0 percent",
            ),
        ],
    );
    check(
        "customers_start=200 customers_lost=20",
        &[
            ("verdict", "You kept 90.0% of customers: 180 of 200 stayed."),
            ("nrr note", "Type revenue at the start to see NRR."),
            ("cr worked", "(200 − 20) / 200 = 180 / 200 = 90.0%"),
            ("nrr worked", "-"),
            ("grr", "-"),
            (
                "grr note",
                "gross revenue retention. Waiting for revenue at the start.",
            ),
            ("customers_end", "Waiting for new customers."),
            ("checks", "-"),
            (
                "ruler",
                "CR 90.0%. 100% means nothing lost and nothing gained.",
            ),
        ],
    );
}

#[test]
fn waiting() {
    for (what, nrr, cr) in [
        (
            "",
            "Type revenue at the start to see NRR.",
            "Type customers at the start and lost to see CR.",
        ),
        (
            "start=5",
            "Waiting for expansion. Type 0 if there was none.",
            "Type customers at the start and lost to see CR.",
        ),
        (
            "start=5 expansion=1 customers_start=3",
            "Waiting for contraction. Type 0 if there was none.",
            "Waiting for customers lost, or new and at the end.",
        ),
        (
            "start=5 expansion=1 contraction=1 customers_lost=3",
            "Waiting for churned revenue. Type 0 if there was none.",
            "Type customers at the start and lost to see CR.",
        ),
        (
            "start=abc customers_start=many customers_lost=1",
            "Waiting for revenue at the start.",
            "Waiting for customers at the start.",
        ),
        (
            "start=0 expansion=0 contraction=0 churn=0 customers_start=0 customers_lost=0",
            "There was no revenue at the start, so there is nothing to keep a share of. It is not \
             0% and not 100%.",
            "There were no customers at the start.",
        ),
        (
            "start=5 expansion=0 contraction=3 churn=4 customers_start=5 customers_lost=6",
            "Waiting for contraction and churned revenue that fit.",
            "More customers lost than there were at the start.",
        ),
        (
            "start=5 expansion=0 contraction=0 churn=0 customers_start=1 customers_lost=0",
            "Customers who paid *$5* at the start pay *$5* at the end.",
            "*1* of the *1* customer you had at the start is still a customer.",
        ),
        (
            "customers_start=2 customers_lost=1",
            "Type revenue at the start to see NRR.",
            "*1* of the *2* customers you had at the start is still a customer.",
        ),
    ] {
        check(what, &[("nrr note", nrr), ("cr note", cr)]);
    }
}

#[test]
fn what_is_said_under_a_field() {
    for (what, input, words) in [
        ("+", "churn", "-"),
        ("+ churn=", "churn", "-"),
        (
            "+ churn=lots",
            "churn",
            "Error: Churned revenue must be a number, like 30,000.",
        ),
        (
            "+ churn=lots mark=comma",
            "churn",
            "Error: Churned revenue must be a number, like 30.000.",
        ),
        (
            "+ start=-5",
            "start",
            "Error: Revenue at the start cannot be below 0.",
        ),
        (
            "+ customers_lost=-5",
            "customers_lost",
            "Error: Customers lost cannot be below 0.",
        ),
        (
            "+ customers_lost=2.5",
            "customers_lost",
            "Error: Customers lost must be a whole number, like 20.",
        ),
        (
            "+ customers_lost=few",
            "customers_lost",
            "Error: Customers lost must be a number, like 20.",
        ),
        (
            "+ start=1234567890123456",
            "start",
            "Error: Revenue at the start can have at most 15 digits before the decimal mark and 6 \
             after it.",
        ),
        (
            "+ start=1.2345678",
            "start",
            "Error: Revenue at the start can have at most 15 digits before the decimal mark and 6 \
             after it.",
        ),
        (
            "+ customers_start=12345678901234567890",
            "customers_start",
            "Error: Customers at the start can have at most 15 digits.",
        ),
        ("+ churn=19.5k", "churn", "Info: Read as 19,500.00."),
        ("+ churn=1,234", "churn", "Info: Read as 1,234.00."),
        ("+ churn=1.234", "churn", "Info: Read as 1.234."),
        (
            "+ churn=1.234 mark=comma",
            "churn",
            "Info: Read as 1.234,00.",
        ),
        ("+ churn=1.234,50", "churn", "Info: Read as 1,234.50."),
        (
            "+ churn=(1200)",
            "churn",
            "Info: Read as 1,200.00: a loss is given by its size.",
        ),
        (
            "+ churn=-1200",
            "churn",
            "Info: Read as 1,200.00: a loss is given by its size.",
        ),
        (
            "+ customers_lost=0.02k",
            "customers_lost",
            "Info: Read as 20.",
        ),
        (
            "+ churn=600000",
            "churn",
            "Error: Contraction and churned (620,000) are more than there was to lose: start and \
             expansion make 600,000.",
        ),
        (
            "+ customers_lost=201",
            "customers_lost",
            "Error: 201 lost is more than the 200 there were at the start.",
        ),
        (
            "customers_start=0 customers_lost=20",
            "customers_lost",
            "Error: 20 lost is more than the 0 there were at the start.",
        ),
        (
            "+ customers_end=200",
            "customers_end",
            "Warning: 200 − 20 + 50 is 230, not 200.",
        ),
        (
            "+ customers_end=200 customers_returned=5",
            "customers_end",
            "Warning: 200 − 20 + 50 + 5 is 235, not 200.",
        ),
        (
            "+ customers_end=100 customers_new=",
            "customers_new",
            "Warning: The other counts leave −80 for new customers, which cannot be.",
        ),
        (
            "customers_start=9000 customers_lost=0 customers_end=10",
            "customers_new",
            "Warning: The other counts leave −8,990 for new customers, which cannot be.",
        ),
        ("+ period=month", "period", "-"),
        (
            "+ period=months months=0",
            "period",
            "Error: The months covered must be a whole number from 1 to 60, like 6.",
        ),
        (
            "+ period=months months=1.5",
            "period",
            "Error: The months covered must be a whole number from 1 to 60, like 6.",
        ),
        ("+ period=months months=60", "period", "-"),
    ] {
        check(what, &[(&format!("under {input}"), words)]);
    }
}

#[test]
fn counts_that_disagree() {
    check(
        "+ customers_end=200",
        &[
            (
                "counts",
                "*One of these four is off by 30.* CR is shown from start and lost: 90.0%. From \
                 end and new it would be 75.0%.",
            ),
            ("fixes", "Set end to 230, Set new to 20, Set lost to 50"),
            ("customer_retention", "90.0%"),
            ("cr worked", "(200 − 20) / 200 = 180 / 200 = 90.0%"),
            ("customers_end", "Waiting for customer counts that add up."),
            (
                "checks",
                "! The four counts do not add up; + Losses of 50,000 fit in 500,000; + Lost \
                 customers and churned revenue agree",
            ),
        ],
    );
    // They add up, and cannot be.
    for start in ["10", "0"] {
        check(
            &["customers_lost=20 customers_new=50 customers_start=", start].concat(),
            &[(
                "checks",
                "! More customers lost than there were at the start.",
            )],
        );
    }
    // No reading of its own: end and new say it alone.
    check(
        "customers_start=10 customers_lost=20 customers_new=5 customers_end=12",
        &[(
            "counts",
            "*One of these four is off by 17.* From end and new, CR would be 70.0%.",
        )],
    );
    // Neither reading is a share.
    check(
        "customers_start=10 customers_lost=20 customers_new=50 customers_end=12",
        &[("counts", "*One of these four is off by 28.* ")],
    );
}

#[test]
fn losses_and_gross() {
    check(
        "+ contraction=400000 churn=150000",
        &[
            ("nrr", "10.0%"),
            ("grr", "at least 0.0%"),
            (
                "grr_by_movements",
                "Not shown: losses exceed the starting revenue, so customers grew before they left.",
            ),
            (
                "checks",
                "+ 200 − 20 + 50 = 230; ! Losses of 550,000 are more than the 500,000 at the \
                 start: possible only if customers grew, then shrank or left; + Lost customers and \
                 churned revenue agree",
            ),
        ],
    );
    check(
        "+ contraction=0 churn=0 customers_lost=0",
        &[
            ("grr", "100.0%"),
            (
                "grr note",
                "gross revenue retention, losses only. Nothing was lost.",
            ),
            ("inside", "-"),
        ],
    );
    // All that grew is gone too: the range is a point although somebody expanded.
    check(
        "+ contraction=0 churn=600000",
        &[
            ("grr", "0.0%"),
            (
                "grr note",
                "gross revenue retention, losses only. Exact: nothing is left.",
            ),
        ],
    );
    for (more, words) in [
        (
            "customers_lost=0",
            "! Revenue churned, but no customer was lost: who stays and pays less is contraction",
        ),
        (
            "churn=0",
            "! Customers were lost, but no revenue churned: did they pay nothing?",
        ),
        (
            "customers_lost=200",
            "! All customers were lost, but not all of their revenue churned",
        ),
    ] {
        let said = says(&example(more), "checks");
        assert!(said.ends_with(words), "{more}: {said}");
    }
}

#[test]
fn one_customer_is_not_many() {
    check(
        "start=500 expansion=0 contraction=300 churn=0 customers_start=1 customers_lost=0",
        &[(
            "identity",
            "All customers stayed and pay less. The one who stayed pays *$200.00*. It paid \
             *$500.00* at the start.",
        )],
    );
    check(
        "start=500 expansion=0 contraction=0 churn=100 customers_start=2 customers_lost=1",
        &[
            (
                "identity",
                "Fewer customers, paying more each. The one who stayed pays *$400.00*. Both \
                 averaged *$250.00* at the start.",
            ),
            (
                "inside",
                "*160.0% = 160.0% × 100.0%.* The one who left was smaller than average ($100.00), \
                 so those who stayed already averaged $400.00, which is 160.0% of $250.00. They \
                 then stayed at that average.",
            ),
        ],
    );
    check(
        "start=500 expansion=0 contraction=50 churn=300 customers_start=4 customers_lost=2",
        &[(
            "inside",
            "*60.0% = 80.0% × 75.0%.* The 2 who left were larger than average ($150.00 each), so \
             those who stayed averaged only $100.00, which is 80.0% of $125.00. They then shrank \
             by 25.0% to $75.00.",
        )],
    );
    check(
        "start=500 expansion=50 contraction=0 churn=250 customers_start=4 customers_lost=2",
        &[(
            "inside",
            "*120.0% = 100.0% × 120.0%.* The 2 who left were of average size ($125.00 each), so \
             those who stayed averaged the same $125.00 as all. They then grew by 20.0% to \
             $150.00.",
        )],
    );
}

#[test]
fn close_to_a_hundred() {
    // Two decimals where one would hide the side: in the rate and in what is said of it.
    check(
        "start=1000000 expansion=100300 contraction=0 churn=100000 customers_start=10 \
         customers_lost=1",
        &[("nrr", "100.03%"), ("customer_retention", "90.0%")],
    );
    check(
        "start=1000000 expansion=0 contraction=0 churn=99700 customers_start=10 customers_lost=1",
        &[
            (
                "equation",
                "NRR 90.0% equals CR 90.0% times revenue per customer 100.03%",
            ),
            (
                "verdict",
                "You kept 90.0% of customers and 90.0% of revenue. Those who stayed pay 0.03% more \
                 than the average customer did at the start, which does not make up for the one \
                 who left.",
            ),
        ],
    );
}

#[test]
fn periods() {
    for (period, subject, annual) in [
        (
            "period=month",
            "net revenue retention, month",
            "*Month, compounded to a year: NRR 313.8% and CR 28.2%.* An estimate, if all twelve \
             months went like this one.",
        ),
        (
            "period=quarter",
            "net revenue retention, quarter",
            "*Quarter, compounded to a year: NRR 146.4% and CR 65.6%.* An estimate, if all four \
             quarters went like this one.",
        ),
        (
            "period=half_year",
            "net revenue retention, half year",
            "*Half year, compounded to a year: NRR 121.0% and CR 81.0%.* An estimate, if both half \
             years went like this one.",
        ),
        (
            "period=months months=12",
            "net revenue retention, year",
            "*Your period is a year, so these are yearly rates.* The same figures in one month \
             would compound to NRR 313.8% and CR 28.2% a year.",
        ),
        (
            "period=months months=24",
            "net revenue retention, 24 months",
            "*24 months, compounded to a year: NRR 104.9% and CR 94.9%.* An estimate, if every \
             period went like this one.",
        ),
        ("period=months months=", "net revenue retention", "-"),
        ("period=months months=61", "net revenue retention", "-"),
    ] {
        check(
            &["+", period].concat(),
            &[("subject", subject), ("annual", annual)],
        );
    }
    for (more, words) in [
        (
            "period=month",
            "*A monthly 110.0% is rare.* If your numbers cover a whole year, choose Year above.",
        ),
        ("period=quarter", "-"),
        (
            "period=quarter expansion=200000",
            "*A quarterly 130.0% is rare.* If your numbers cover a whole year, choose Year above.",
        ),
        (
            "period=half_year expansion=300000",
            "*A half-yearly 150.0% is rare.* If your numbers cover a whole year, choose Year above.",
        ),
        (
            "period=months months=5 expansion=300000",
            "*Over 5 months, 150.0% is rare.* If your numbers cover a whole year, choose Year above.",
        ),
        ("period=months months=24 expansion=2000000", "-"),
        ("period=month expansion=50000", "-"),
    ] {
        check(&["+", more].concat(), &[("rare", words)]);
    }
}

#[test]
fn number_style_and_currency() {
    const PLAIN: &str = "start=500000 expansion=100000,50 contraction=20000 churn=30000 \
                         customers_start=2000 customers_lost=20 customers_new=1";
    check(
        &["mark=comma currency=EUR ", PLAIN].concat(),
        &[
            ("nrr", "110,0%"),
            ("customer_retention", "99,0%"),
            (
                "nrr note",
                "Customers who paid *€500.000* at the start pay *€550.000,50* at the end.",
            ),
            (
                "checks",
                "+ 2.000 − 20 + 1 = 1.981; + Losses of 50.000 fit in 500.000; + Lost customers and \
                 churned revenue agree",
            ),
            (
                "spoken",
                "NRR 110,0 percent, CR 99,0 percent, GRR at least 90,0 percent",
            ),
            (
                "ruler",
                "NRR 110,0%, GRR 90,0–100,0%, CR 99,0%. 100% means nothing lost and nothing gained.",
            ),
        ],
    );
    for (currency, money) in [
        ("CHF", "CHF\u{a0}500,000"),
        ("PLN", "zł\u{a0}500,000"),
        ("CZK", "Kč\u{a0}500,000"),
        ("BRL", "R$500,000"),
        ("GBP", "£500,000"),
        ("XXX", "500,000"),
    ] {
        let sheet = example(&format!("currency={currency}"));
        let note = says(&sheet, "nrr note");
        assert_eq!(note.split('*').nth(1), Some(money), "{currency}");
    }
}

#[test]
fn nothing_is_said_twice_or_badly() {
    // Every sentence of many drafts: no doubled blanks or stops, no NaN, no stray stars.
    const PLACES: [&str; 21] = [
        "verdict",
        "nrr note",
        "cr note",
        "grr",
        "grr note",
        "grr exact",
        "identity",
        "opener",
        "equation",
        "inside",
        "annual",
        "rare",
        "counts",
        "fixes",
        "checks",
        "spoken",
        "nrr worked",
        "cr worked",
        "ruler",
        "subject",
        "nrr",
    ];
    let amounts = ["", "0", "1", "100", "-7", "x", "99999999999999"];
    let counts = ["", "0", "1", "3"];
    for index in 0..7_usize.pow(4) * 4 {
        let pick = |place: u32| amounts[index / 7_usize.pow(place) % 7];
        let count = |step: usize| counts[index / step % 4];
        let sheet = Sheet::of(&typed(&format!(
            "start={} expansion={} contraction={} churn={} customers_start={} customers_lost={} \
             customers_new={} customers_end={} period=month",
            pick(0),
            pick(1),
            pick(2),
            pick(3),
            count(1),
            count(3),
            count(5),
            count(11),
        )));
        for place in PLACES {
            let words = says(&sheet, place);
            for bad in ["  ", "..", ".,", " .", "NaN", "inf"] {
                assert!(!words.contains(bad), "{place}: {words}");
            }
            assert_eq!(words.matches('*').count() % 2, 0, "{place}: {words}");
        }
    }
}
