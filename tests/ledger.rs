//! The ledger: what is written is what is read.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use retention_calculator::accounts::{Ledger, Month, Scaled, Signal, TooLarge};

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn units(units: i64, scale: u32) -> Scaled {
    Scaled { units, scale }
}

#[test]
fn months_print_and_parse() {
    for text in ["0001-01", "1970-01", "2024-12", "9999-12"] {
        assert_eq!(month(text).to_string(), text);
    }
    for text in [
        "",
        "2024",
        "2024-00",
        "2024-13",
        "0000-01",
        "2024-1",
        "+024-01",
        "2024-01-01",
    ] {
        assert_eq!(Month::parse(text), None, "{text}");
    }
    assert_eq!(month("2024-12").next(), month("2025-01"));
    assert_eq!(month("2025-01").since(month("2024-01")), 12);
    assert_eq!(
        (month("2024-12").year(), month("2024-12").month()),
        (2024, 12)
    );
}

#[test]
fn rows_are_summed_by_account_and_month() {
    let mut ledger = Ledger::default();
    let a = ledger.account("A").unwrap();
    let b = ledger.account("B").unwrap();
    assert_eq!(ledger.account("A"), Ok(a));
    let pro = ledger.segment_number("Pro");
    let rows = [
        (a, "2024-01", units(10, 0), None),
        (a, "2024-01", units(25, 2), pro),
        (b, "2024-01", units(-1, 1), None),
        (a, "2024-04", units(7, 0), None),
    ];
    for (account, at, amount, segment) in rows {
        ledger.add(account, month(at), amount, segment).unwrap();
    }
    assert_eq!(ledger.scale(), 2);
    assert_eq!(ledger.amount(a, month("2024-01")), 1025);
    assert_eq!(ledger.amount(b, month("2024-01")), -10);
    assert_eq!(ledger.amount(b, month("2030-01")), 0);
    assert_eq!(ledger.months().count(), 4);
    assert_eq!(ledger.rows_in(month("2024-02")), 0);
    assert_eq!(ledger.duplicate_rows(), 1);
    let pairs: Vec<_> = ledger.pairs(month("2024-01"), month("2024-04")).collect();
    assert_eq!(pairs, [(0, 1025, 700), (1, 0, 0)]);
    assert_eq!(
        ledger.active(month("2024-01")).collect::<Vec<_>>(),
        [(0, 1025)]
    );
    assert_eq!(
        ledger.negative(month("2024-01")).collect::<Vec<_>>(),
        [(1, -10)]
    );
    assert_eq!(ledger.segment(a, month("2024-03")), pro);
    assert_eq!(ledger.segment(a, month("2023-12")), None);
    assert_eq!(ledger.segments(month("2024-03")), [pro, None]);
    assert_eq!(ledger.segment_names().name(0), "Pro");
}

#[test]
fn what_does_not_fit_is_refused_and_changes_nothing() {
    let mut ledger = Ledger::default();
    let a = ledger.account("A").unwrap();
    let jan = month("2024-01");
    ledger.add(a, jan, units(i64::MAX / 10, 0), None).unwrap();
    assert_eq!(ledger.add(a, jan, units(1, 2), None), Err(TooLarge));
    assert_eq!(ledger.add(a, jan, units(i64::MAX, 0), None), Err(TooLarge));
    assert_eq!(ledger.add(a, jan, units(1, 7), None), Err(TooLarge));
    assert_eq!(
        ledger.add(a, month("1969-12"), units(1, 0), None),
        Err(TooLarge)
    );
    assert_eq!(
        ledger.add(a, month("2101-01"), units(1, 0), None),
        Err(TooLarge)
    );
    assert_eq!(ledger.amount(a, jan), i64::MAX / 10);
    assert_eq!((ledger.rows_in(jan), ledger.scale()), (1, 0));
}

#[test]
fn many_accounts_keep_their_place() {
    let mut ledger = Ledger::default();
    for i in 0..5000u32 {
        let account = ledger.account(&format!("cus_{i:05}")).unwrap();
        assert_eq!(account, i);
        let at = month("2024-01").plus((i % 24) as i32);
        ledger
            .add(account, at, units(i64::from(i), 0), None)
            .unwrap();
    }
    for i in 0..5000u32 {
        let name = format!("cus_{i:05}");
        assert_eq!(ledger.find(&name), Some(i));
        assert_eq!(ledger.name(i), name);
        assert_eq!(
            ledger.amount(i, month("2024-01").plus((i % 24) as i32)),
            i64::from(i)
        );
    }
    assert_eq!(ledger.find("cus_5000"), None);
    assert_eq!(ledger.active(month("2024-02")).next(), Some((1, 1)));
}

#[test]
fn the_latest_month_says_how_an_account_is_doing() {
    let mut ledger = Ledger::default();
    let a = ledger.account("A").unwrap();
    ledger.set_signal(a, month("2024-02"), Signal::Usage, 5);
    ledger.set_signal(a, month("2024-01"), Signal::Usage, 9);
    assert_eq!(ledger.signal(a, Signal::Usage), Some(5));
    ledger.set_signal(a, month("2024-03"), Signal::Seats, 4);
    assert_eq!(ledger.signal(a, Signal::Usage), None);
    assert_eq!(ledger.signal(a, Signal::Seats), Some(4));
    assert_eq!(ledger.signal(7, Signal::Seats), None);
}

/// Sums and segments take little room for as long as they are small; whether they do is not seen.
#[test]
fn small_and_large_sums_stand_side_by_side() {
    let small = i64::from(i32::MAX);
    let sums = [
        0,
        7,
        -7,
        small,
        -small - 1,
        small + 1,
        -small - 2,
        i64::MAX,
        i64::MIN,
    ];
    let january = month("2024-01");
    let check = |sums: &[i64], segments: usize| {
        let mut ledger = Ledger::default();
        for (at, sum) in sums.iter().enumerate() {
            let account = ledger.account(&format!("a{at}")).unwrap();
            let segment = ledger.segment_number(&format!("s{}", at % segments));
            // In two rows: the sum may be large where no row is.
            for part in [sum / 2, sum - sum / 2] {
                ledger
                    .add(account, january, units(part, 0), segment)
                    .unwrap();
            }
        }
        for (at, sum) in (0..).zip(sums) {
            assert_eq!(ledger.amount(at, january), *sum);
            let named = ledger.segment(at, january).unwrap();
            let expect = format!("s{}", at as usize % segments);
            assert_eq!(ledger.segment_names().name(named), expect);
            assert_eq!(ledger.segments(january)[at as usize], Some(named));
        }
        assert_eq!(ledger.duplicate_rows(), sums.len() as u64);
        let below: Vec<(u32, i64)> = (0..)
            .zip(sums.iter().copied())
            .filter(|s| s.1 < 0)
            .collect();
        assert_eq!(ledger.negative(january).collect::<Vec<_>>(), below);
        assert!(
            ledger
                .active(january)
                .map(|(_, sum)| sum)
                .eq(sums.iter().copied().filter(|s| *s > 0))
        );
    };
    for end in 0..=sums.len() {
        check(&sums[..end], 1);
        check(&sums[sums.len() - end..], 2);
    }
    let many: Vec<i64> = (0..1_500).collect();
    for segments in [1, 254, 255, 700] {
        check(&many, segments);
    }
}
