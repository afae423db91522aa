//! The metrics by tables: figures and reasons, counts, ranges, the identity, the checks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use retention_calculator::link::decode;
use retention_calculator::number::{Count, Mark, Ratio, Value, shown};
use retention_calculator::retention::*;

/// The worked example of the definitions: 110% = 90% × 122.22%.
const EXAMPLE: &str = "start=500000&expansion=100000&contraction=20000&churn=30000&new=50000\
    &customers_start=200&customers_new=50&customers_lost=20";

/// Totals in the spelling of a link; `key=!` is an input that cannot be read.
fn totals(text: &str) -> Totals {
    let mut totals = decode("", text)
        .link
        .map_or_else(Totals::default, |link| link.totals().clone());
    for (key, value) in text.split('&').filter_map(|pair| pair.split_once('=')) {
        let fault = match value {
            "!" => Fault::Unreadable,
            "!large" => Fault::TooLarge,
            _ => continue,
        };
        match Input::parse(key).unwrap() {
            Input::Period => totals.period = Err(fault),
            input => match totals.revenue_mut(input) {
                Some(entry) => *entry = Err(fault),
                None => *totals.customers_mut(input).unwrap() = Err(fault),
            },
        }
    }
    totals
}

fn said(figure: Figure, metric: Metric) -> String {
    match figure {
        Ok(value) => shown(&value, metric.unit(), Mark::Point, &[]).unwrap(),
        Err(reason) => reason.id(),
    }
}

#[test]
fn the_worked_example() {
    let totals = totals(EXAMPLE);
    for (id, expect) in [
        ("nrr", "110.0"),
        ("grr_by_movements", "90.0"),
        ("customer_retention", "90.0"),
        ("gross_revenue_churn", "10.0"),
        ("net_revenue_churn", "−10.0"),
        ("expansion_rate", "20.0"),
        ("contraction_rate", "4.0"),
        ("churn_rate", "6.0"),
        ("logo_churn", "10.0"),
        ("quick_ratio", "3.00"),
        ("ending_revenue", "600,000.00"),
        ("arpa_start", "2,500.00"),
        ("arpa_end", "2,608.70"),
        ("retained_arpa", "3,055.56"),
        ("customers_end", "230"),
        ("annualised_nrr", "110.0"),
        ("annualised_grr", "90.0"),
        ("annualised_customer_retention", "90.0"),
    ] {
        let metric = Metric::parse(id).unwrap();
        assert_eq!(said(figure(&totals, metric), metric), expect, "{id}");
    }
    assert_eq!(figures(&totals).map(|(metric, _)| metric), Metric::ALL);
    let retained = retained_revenue(&totals).unwrap();
    assert_eq!(retained.as_ratio(), Some(Ratio::whole(550_000)));
    assert_eq!(customers_kept(&totals).map(Count::value), Ok(180));
}

#[test]
fn a_month_over_a_year() {
    for (period, expect) in [
        ("month", "313.8 28.2"),
        ("quarter", "146.4 65.6"),
        ("half_year", "121.0 81.0"),
        ("year", "110.0 90.0"),
        ("months:24", "104.9 94.9"),
        ("months:7", "117.7 83.5"),
    ] {
        let totals = totals(&[EXAMPLE, "&period=", period].concat());
        let nrr = said(
            figure(&totals, Metric::AnnualisedNrr),
            Metric::AnnualisedNrr,
        );
        let kept = Metric::AnnualisedCustomerRetention;
        assert_eq!(
            format!("{nrr} {}", said(figure(&totals, kept), kept)),
            expect,
            "{period}"
        );
    }
}

#[test]
fn only_the_metrics_that_need_an_input_wait_for_it() {
    for (text, id, expect) in [
        ("", "nrr", "missing:start"),
        ("start=100", "nrr", "missing:expansion"),
        ("start=100&expansion=10", "expansion_rate", "10.0"),
        ("start=100&contraction=5", "contraction_rate", "5.0"),
        ("start=100&churn=5", "churn_rate", "5.0"),
        ("start=!&expansion=10", "expansion_rate", "unreadable:start"),
        (
            "start=100&expansion=!large",
            "expansion_rate",
            "too_large:expansion",
        ),
        (
            "expansion=5&contraction=1&churn=1",
            "quick_ratio",
            "missing:new",
        ),
        (
            "new=5&expansion=5&contraction=0&churn=4",
            "quick_ratio",
            "2.50",
        ),
        (
            "new=5&reactivation=6&expansion=5&contraction=0&churn=4",
            "quick_ratio",
            "4.00",
        ),
        (
            "new=5&reactivation=!&expansion=5&contraction=0&churn=4",
            "quick_ratio",
            "unreadable:reactivation",
        ),
        (
            "new=5&expansion=5&contraction=0&churn=0",
            "quick_ratio",
            "no_losses",
        ),
        (
            "start=0&expansion=0&contraction=0&churn=0&new=7",
            "ending_revenue",
            "7.00",
        ),
        (
            "start=0&customers_start=0",
            "arpa_start",
            "zero_customers_start",
        ),
        ("start=9&customers_start=2", "arpa_start", "4.50"),
        (
            "customers_start=10",
            "customer_retention",
            "missing:customers_lost",
        ),
        (
            "customers_lost=1",
            "customer_retention",
            "missing:customers_start",
        ),
        (
            "customers_start=10&customers_lost=11",
            "customer_retention",
            "churned_exceed_start",
        ),
        (
            "customers_start=10&customers_lost=11&customers_new=5",
            "customers_end",
            "4",
        ),
        (
            "customers_start=10&customers_lost=11&customers_new=0",
            "customers_end",
            "counts_disagree",
        ),
        (
            "customers_start=10&customers_lost=11&customers_new=0",
            "logo_churn",
            "churned_exceed_start",
        ),
        (
            "customers_start=10&customers_lost=1&customers_new=!",
            "customer_retention",
            "90.0",
        ),
        (
            "customers_start=10&customers_lost=1&customers_new=!",
            "customers_end",
            "unreadable:customers_new",
        ),
        (
            "customers_start=10&customers_end=12&customers_new=3",
            "customer_retention",
            "90.0",
        ),
        (
            "customers_start=10&customers_end=12&customers_new=3&customers_returned=1",
            "customer_retention",
            "80.0",
        ),
        (
            "customers_lost=1&customers_end=12&customers_new=3",
            "customer_retention",
            "90.0",
        ),
        (
            "customers_start=10&customers_end=20&customers_new=3",
            "customer_retention",
            "counts_disagree",
        ),
        (
            "customers_start=10&customers_end=1&customers_new=3",
            "customer_retention",
            "churned_exceed_start",
        ),
        (
            "customers_start=0&customers_lost=0",
            "customer_retention",
            "zero_customers_start",
        ),
        ("customers_end=12", "customers_end", "12"),
        (EXAMPLE, "annualised_nrr", "110.0"),
        (
            "start=100&expansion=0&contraction=0&churn=1&period=!",
            "annualised_nrr",
            "period_out_of_range",
        ),
        (
            "start=100&expansion=0&contraction=0&churn=1&period=!",
            "nrr",
            "99.0",
        ),
        (
            "start=100&expansion=50&contraction=60&churn=60&period=month",
            "annualised_grr",
            "losses_exceed_start",
        ),
        (
            "start=9&expansion=1&contraction=0&churn=0&customers_start=4&customers_lost=4",
            "retained_arpa",
            "no_customers_stayed",
        ),
        (
            "start=9&expansion=1&contraction=0&churn=0&customers_start=4&customers_lost=0",
            "retained_arpa",
            "2.50",
        ),
        (
            "start=9&expansion=1&contraction=5&churn=6&customers_start=4&customers_lost=0",
            "retained_arpa",
            "ending_negative",
        ),
    ] {
        let metric = Metric::parse(id).unwrap();
        assert_eq!(
            said(figure(&totals(text), metric), metric),
            expect,
            "{id} of {text}"
        );
    }
}

#[test]
fn the_core_refuses_negative_amounts() {
    let mut totals = totals(EXAMPLE);
    totals.churned = Ok(retention_calculator::number::Amount::plain("-1").ok());
    assert_eq!(
        figure(&totals, Metric::Nrr),
        Err(Reason::Faulty(Input::Churn, Fault::Negative))
    );
    assert_eq!(
        figure(&totals, Metric::ExpansionRate),
        Ok(Value::Ratio(Ratio::percent(20)))
    );
}

#[test]
fn gross_retention_of_totals_is_a_range() {
    for (money, low, high) in [
        ("500000 100000 20000 30000", 90, 100),
        ("100 0 10 5", 85, 85),
        ("100 20 0 0", 100, 100),
        ("100 5 20 10", 70, 75),
        ("100 50 60 60", 0, 30),
        ("100 0 0 100", 0, 0),
    ] {
        let range = gross_range(&revenue(money)).unwrap();
        assert_eq!(
            (range.low, range.high),
            (Ratio::percent(low), Ratio::percent(high)),
            "{money}"
        );
        assert_eq!(range.is_point(), low == high, "{money}");
    }
    assert_eq!(gross_range(&revenue("0 1 0 0")), Err(Reason::ZeroStart));
    assert_eq!(
        gross_range(&revenue("10 1 6 6")),
        Err(Reason::EndingNegative)
    );
}

/// Totals from start, expansion, contraction and churn.
fn revenue(money: &str) -> Totals {
    let pairs = Input::REVENUE.iter().zip(money.split(' '));
    let link: Vec<String> = pairs
        .map(|(input, value)| format!("{}={value}", input.key()))
        .collect();
    totals(&link.join("&"))
}

#[test]
fn customers_kept_times_growth_is_net_retention() {
    let identity = identity(&totals(EXAMPLE)).unwrap();
    let ninth = |numerator| Ratio::new(numerator, 9).unwrap();
    assert_eq!(identity.nrr, Ratio::percent(110));
    assert_eq!(identity.customer_retention, Ratio::percent(90));
    assert_eq!(identity.growth, ninth(11));
    assert_eq!(identity.arpa_start, Ratio::whole(2500));
    assert_eq!(identity.retained_arpa, ninth(27_500));

    let leavers = leavers(&totals(EXAMPLE)).unwrap();
    assert_eq!(leavers.size, Ratio::percent(60));
    assert_eq!(leavers.average, Ratio::whole(1500));
    assert_eq!(leavers.stayers_start, Ratio::new(470_000, 180).unwrap());
    assert_eq!(leavers.mix, Ratio::new(470, 450).unwrap());
    assert_eq!(leavers.grew, Ratio::new(55, 47).unwrap());
}

#[test]
fn the_identity_says_why_it_is_not_defined() {
    for (text, of_identity, of_leavers) in [
        (
            "start=0&expansion=0&contraction=0&churn=0",
            "zero_start",
            "zero_start",
        ),
        (
            "start=9&expansion=0&contraction=0&churn=0",
            "missing:customers_start",
            "missing:customers_start",
        ),
        (
            "start=9&expansion=0&contraction=0&churn=9&customers_start=3&customers_lost=3",
            "no_customers_stayed",
            "no_customers_stayed",
        ),
        (
            "start=9&expansion=0&contraction=0&churn=0&customers_start=3&customers_lost=0",
            "ok",
            "no_losses",
        ),
        (
            "start=9&expansion=5&contraction=0&churn=9&customers_start=3&customers_lost=1",
            "ok",
            "zero_stayers_start",
        ),
        (
            "start=9&expansion=5&contraction=0&churn=10&customers_start=3&customers_lost=1",
            "ok",
            "losses_exceed_start",
        ),
        (
            "start=9&expansion=0&contraction=0&churn=10&customers_start=3&customers_lost=1",
            "ending_negative",
            "ending_negative",
        ),
    ] {
        let id = |reason: Option<Reason>| reason.map_or("ok".into(), Reason::id);
        assert_eq!(id(identity(&totals(text)).err()), of_identity, "{text}");
        assert_eq!(id(leavers(&totals(text)).err()), of_leavers, "{text}");
    }
}

#[test]
fn any_three_counts_give_the_fourth() {
    for (text, expect, worked_out) in [
        (
            "customers_start=200&customers_new=50&customers_lost=20",
            [200, 50, 20, 230],
            Some(Input::CustomersEnd),
        ),
        (
            "customers_start=200&customers_new=50&customers_end=230",
            [200, 50, 20, 230],
            Some(Input::CustomersLost),
        ),
        (
            "customers_start=200&customers_lost=20&customers_end=230",
            [200, 50, 20, 230],
            Some(Input::CustomersNew),
        ),
        (
            "customers_new=50&customers_lost=20&customers_end=230",
            [200, 50, 20, 230],
            Some(Input::CustomersStart),
        ),
        (
            "customers_start=200&customers_new=50&customers_lost=20&customers_end=230",
            [200, 50, 20, 230],
            None,
        ),
        (
            "customers_start=200&customers_new=45&customers_returned=5&customers_lost=20",
            [200, 45, 20, 230],
            Some(Input::CustomersEnd),
        ),
    ] {
        let Counts::Solved(solved) = counts(&totals(text)) else {
            panic!("{text}");
        };
        let [b, w, l, e] = [solved.start, solved.new, solved.lost, solved.end].map(Count::value);
        assert_eq!(
            ([b, w, l, e], solved.worked_out),
            (expect, worked_out),
            "{text}"
        );
    }
    for (text, input, value) in [
        (
            "customers_start=10&customers_new=0&customers_lost=11",
            Input::CustomersEnd,
            -1,
        ),
        (
            "customers_start=10&customers_new=0&customers_end=12",
            Input::CustomersLost,
            -2,
        ),
        (
            "customers_start=10&customers_lost=1&customers_end=5",
            Input::CustomersNew,
            -4,
        ),
        (
            "customers_new=10&customers_lost=1&customers_end=5",
            Input::CustomersStart,
            -4,
        ),
    ] {
        assert_eq!(
            counts(&totals(text)),
            Counts::Impossible {
                worked_out: input,
                value
            },
            "{text}"
        );
    }
    for text in [
        "",
        "customers_start=10&customers_lost=1",
        "customers_start=10&customers_lost=1&customers_new=!",
        "customers_start=10&customers_lost=1&customers_new=1&customers_returned=!",
    ] {
        assert_eq!(counts(&totals(text)), Counts::Incomplete, "{text}");
    }
}

#[test]
fn four_counts_that_disagree_can_be_mended() {
    let text = "start=9&expansion=0&contraction=0&churn=0&new=0\
        &customers_start=200&customers_new=50&customers_lost=20&customers_end=200";
    let given = totals(text);
    let Counts::Disagree(found) = counts(&given) else {
        panic!("{:?}", counts(&given));
    };
    assert_eq!((found.sum, found.off), (230, 30));
    assert_eq!(found.other_retention, Some(Ratio::percent(75)));
    let fixes: Vec<_> = found
        .fixes
        .iter()
        .map(|(input, count)| (*input, count.value()))
        .collect();
    let expect = [
        (Input::CustomersEnd, 230),
        (Input::CustomersNew, 20),
        (Input::CustomersLost, 50),
    ];
    assert_eq!(fixes, expect);
    assert_eq!(
        figure(&given, Metric::CustomerRetention),
        Ok(Value::Ratio(Ratio::percent(90)))
    );
    assert_eq!(
        figure(&given, Metric::CustomersEnd),
        Err(Reason::CountsDisagree)
    );
    assert_eq!(figure(&given, Metric::ArpaEnd), Err(Reason::CountsDisagree));
    for (input, count) in found.fixes {
        let mut mended = given.clone();
        *mended.customers_mut(input).unwrap() = Ok(Some(count));
        assert!(matches!(counts(&mended), Counts::Solved(_)), "{input:?}");
    }
    // Only the end can be mended: fewer than none would be new, and more lost than there were.
    let Counts::Disagree(found) = counts(&totals(
        "customers_start=10&customers_new=1&customers_lost=0&customers_end=0",
    )) else {
        panic!();
    };
    assert_eq!(
        found.fixes,
        [(Input::CustomersEnd, Count::new(11).unwrap())]
    );
    assert_eq!(found.other_retention, None);
}

#[test]
fn losses_fit_or_are_unusual_or_impossible() {
    let whole = Ratio::whole;
    for (money, expect) in [
        (
            "100 20 60 40",
            Losses::Fit {
                losses: whole(100),
                starting: whole(100),
            },
        ),
        (
            "100 20 60 41",
            Losses::Unusual {
                losses: whole(101),
                starting: whole(100),
            },
        ),
        (
            "100 20 60 60",
            Losses::Unusual {
                losses: whole(120),
                starting: whole(100),
            },
        ),
        (
            "100 20 60 61",
            Losses::Impossible {
                losses: whole(121),
                available: whole(120),
            },
        ),
        (
            "0 0 0 0",
            Losses::Fit {
                losses: whole(0),
                starting: whole(0),
            },
        ),
    ] {
        assert_eq!(losses(&revenue(money)), expect, "{money}");
    }
    assert_eq!(
        losses(&Totals::default()),
        Losses::Waiting(Reason::Missing(Input::Start))
    );
}

#[test]
fn lost_customers_and_churned_revenue_agree() {
    for (churn, lost, contraction, expect) in [
        (0, 0, 0, Leaving::Agree),
        (5, 1, 0, Leaving::Agree),
        (5, 0, 0, Leaving::ChurnWithoutLost),
        (0, 1, 0, Leaving::LostWithoutChurn),
        (5, 10, 0, Leaving::AllLostButRevenue),
        (100, 10, 0, Leaving::Agree),
        // They shrank first and then all left.
        (60, 10, 40, Leaving::Agree),
    ] {
        let text = format!(
            "start=100&expansion=0&contraction={contraction}&churn={churn}&customers_start=10&customers_lost={lost}"
        );
        assert_eq!(leaving(&totals(&text)), expect, "{text}");
    }
    let waiting = leaving(&totals("churn=5&customers_lost=1"));
    assert_eq!(
        waiting,
        Leaving::Waiting(Reason::Missing(Input::CustomersStart))
    );
}

#[test]
fn periods_by_name_and_length() {
    for (key, months, canonical) in [
        ("month", 1, "month"),
        ("quarter", 3, "quarter"),
        ("half_year", 6, "half_year"),
        ("year", 12, "year"),
        ("months:1", 1, "month"),
        ("months:18", 18, "months:18"),
        ("months:60", 60, "months:60"),
    ] {
        let period = Period::parse(key).unwrap();
        assert_eq!(
            (period.months(), period.key().as_str()),
            (months, canonical),
            "{key}"
        );
    }
    for wrong in [
        "",
        "Month",
        "months",
        "months:",
        "months:0",
        "months:61",
        "months:2.5",
        "months:+2",
        "months:-1",
        "months:99999999999",
        "week",
    ] {
        assert_eq!(Period::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn names_are_unique_and_found_again() {
    for input in Input::all() {
        assert_eq!(Input::parse(input.key()), Some(input));
    }
    for metric in Metric::ALL {
        assert_eq!(Metric::parse(metric.id()), Some(metric));
        assert!(!metric.inputs().is_empty());
    }
}
