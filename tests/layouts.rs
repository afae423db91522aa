//! Headers as they are met, each layout, several files, and what the user can answer.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

use retention_calculator::accounts::{Ledger, Month, Scaled, Signal};
use retention_calculator::import::{
    Choices, Currencies, Currency, Data, Day, Grain, Imported, Layout, Mark, Order, Outcome,
    Reader, Role,
};
use retention_calculator::retention::Period;

fn read_files(files: &[&str], choices: &Choices) -> Imported {
    let mut reader = Reader::new(choices.clone());
    loop {
        for (at, file) in files.iter().enumerate() {
            reader.file(&format!("{at}.csv"), Some(file.len() as u64));
            reader.push(file.as_bytes());
        }
        match reader.finish() {
            Outcome::Again(again) => reader = *again,
            Outcome::Done(imported) => return *imported,
        }
    }
}

fn read(text: &str) -> Imported {
    read_files(&[text], &Choices::default())
}

/// `A 2024-01 10, …`: what a list comes to.
fn amounts(imported: &Imported) -> String {
    let ledger = match &imported.data {
        Data::Ledger(ledger) => ledger,
        Data::Snapshot(ledger) => return snapshot(ledger),
        Data::Totals(totals) => return format!("{} periods", totals.len()),
        Data::Nothing => return String::from("nothing"),
    };
    let mut parts = Vec::new();
    for account in 0..ledger.accounts() {
        for month in ledger.months() {
            let amount = ledger.amount(account, month);
            if amount != 0 {
                parts.push(format!(
                    "{} {month} {}",
                    ledger.name(account),
                    plain(amount, ledger)
                ));
            }
        }
    }
    parts.join(", ")
}

fn snapshot(ledger: &Ledger) -> String {
    let part = |account: u32| {
        let amount = |month| plain(ledger.amount(account, month), ledger);
        format!(
            "{} {}→{}",
            ledger.name(account),
            amount(Ledger::START),
            amount(Ledger::end())
        )
    };
    (0..ledger.accounts())
        .map(part)
        .collect::<Vec<_>>()
        .join(", ")
}

fn plain(units: i64, ledger: &Ledger) -> String {
    let power = 10i64.pow(ledger.scale());
    match units % power {
        0 => format!("{}", units / power),
        rest => format!(
            "{}.{:0width$}",
            units / power,
            rest.abs(),
            width = ledger.scale() as usize
        ),
    }
}

fn reports(imported: &Imported) -> String {
    let part = |r: &retention_calculator::import::Report| {
        format!("{}:{} {}", r.place.line, r.place.column, r.code.id())
    };
    imported
        .reports
        .list()
        .iter()
        .map(part)
        .collect::<Vec<_>>()
        .join(", ")
}

fn check(text: &str, layout: Layout, expected: &str, told: &str) {
    let imported = read(text);
    assert_eq!(imported.source.layout, Some(layout), "{text}");
    assert_eq!(amounts(&imported), expected, "{text}");
    assert_eq!(reports(&imported), told, "{text}");
}

#[test]
fn vendors_headers() {
    use Layout::{Long, Movements, Snapshot, Subscriptions, Wide};
    check(
        "Customer,Customer ID,Customer Email,Currency,2025-01\nAcme,cus_1,a@x.org,usd,10.00\n",
        Wide,
        "cus_1 2025-01 10",
        "1:3 column_ignored",
    );
    check(
        "DATE,CUSTOMER_NAME,MRR_MOVEMENT,MRR,DESCRIPTION,MOVEMENT_TYPE,CURRENCY_CODE,CUSTOMER_EXTERNAL_ID\n\
         2024-01-03,Acme,158000,158000,x,new_biz,USD,c1\n2024-03-01,Acme,-58000,100000,x,contraction,USD,c1\n",
        Movements,
        "c1 2024-01 158000, c1 2024-02 158000, c1 2024-03 100000",
        "1:3 cents_suspected, 1:4 column_ignored, 1:5 column_ignored",
    );
    check(
        "id,Customer ID,Plan Amount,Currency,Interval,Status,Created (UTC),Start (UTC),Canceled At (UTC),Ended At (UTC)\n\
         sub_1,cus_1,120.00,usd,year,active,2024-01-05 10:00,2024-01-05 10:00,,\n\
         sub_2,cus_2,9,usd,month,canceled,2024-01-07,2024-01-07,2024-02-20,2024-03-07\n",
        Subscriptions,
        "cus_1 2024-01 10, cus_1 2024-02 10, cus_1 2024-03 10, cus_2 2024-01 9, cus_2 2024-02 9",
        "1:6 column_ignored, 1:7 column_ignored, 1:9 column_ignored",
    );
    check(
        "subscription_id,customer_id,start_date,end_date,monthly_amount\ns1,A,2024-01-01,2024-03-01,5.5\ns2,A,2024-02-01,,2\ns3,B,2024-03-05,2024-02-01,7\n",
        Subscriptions,
        "A 2024-01 5.5, A 2024-02 7.5, A 2024-03 2",
        "4:4 end_before_start",
    );
    check(
        "account_code,snapshot month,ending_mrr,region\nA,2024-01,10,EU\n",
        Long,
        "A 2024-01 10",
        "",
    );
    check("Company;BoP;EoP\nA;1,5;2\n", Snapshot, "A 1.5→2", "");
    check(
        "Row Labels,Jan 2024,Feb 2024,Grand Total\nA,1,2,3\nGrand Total,1,2,3\n",
        Wide,
        "A 2024-01 1, A 2024-02 2",
        "1:4 column_ignored, 3:1 total_row",
    );
    for first in ["sep=;", "SEP=;", "\"Sep=;\""] {
        check(
            &format!("{first}\nKunde;Monat;Umsatz\nA;01.2024;1.234,50\n"),
            Long,
            "A 2024-01 1234.50",
            "",
        );
    }
}

#[test]
fn headings_with_units_and_in_other_words() {
    use Layout::{Long, Movements, Snapshot, Subscriptions, Wide};
    let two = "A 2024-01 1, A 2024-02 2";
    for heading in [
        "2024_01,2024_02",
        "mrr_2024_01,mrr_2024_02",
        "MRR Jan 2024,MRR Feb 2024",
        "Jan 2024 (USD),Feb 2024 (USD)",
        "2024-01 USD,2024-02 USD",
        "jan_24,feb_24",
    ] {
        check(&format!("customer,{heading}\nA,1,2\n"), Wide, two, "");
    }
    for (heading, layout) in [
        ("begin,end", Snapshot),
        ("prior ARR,current ARR", Snapshot),
        ("ARR BoP,ARR EoP", Snapshot),
        ("previous revenue,current revenue", Snapshot),
        ("Opening balance,Closing balance", Snapshot),
        ("MRR before,MRR after", Snapshot),
    ] {
        check(&format!("customer,{heading}\nA,1,2\n"), layout, "A 1→2", "");
    }
    for heading in ["Date (UTC)", "Month (UTC)", "month_end"] {
        let text = format!("customer,{heading},net MRR\nA,2024-01,1\nA,2024-02,2\n");
        check(&text, Long, two, "");
    }
    check(
        "customer,Timestamp (UTC),Event,MRR change\nA,2024-01-03,NEW,1\nA,2024-02-03,EXPANSION,1\n",
        Movements,
        two,
        "",
    );
    check(
        "customer-external-id,date,activity-mrr,activity-mrr-movement,type\nA,2024-01-01,1,1,new_biz\n\
         A,2024-02-01,2,1,expansion\n",
        Movements,
        two,
        "1:3 column_ignored, 1:4 cents_suspected",
    );
    // `start` and `end` are days where days stand below, and a stranger's row is no header.
    let days = "A 2024-01 1, A 2024-02 1, B 2024-02 2";
    check(
        "customer,start,end,amount\nA,2024-01-05,2024-03-01,1\nB,2024-02-07,2024-03-01,2\n",
        Subscriptions,
        days,
        "",
    );
    check(
        "customer,start date,end,amount\nA,2024-01-05,,1\nB,2024-02-07,,2\n",
        Subscriptions,
        "A 2024-01 1, A 2024-02 1, B 2024-02 2",
        "",
    );
    check(
        "customer,start,end\nA,2024-01-05,1\nB,1,2\nC,2,3\n",
        Snapshot,
        "B 1→2, C 2→3",
        "2:2 number_unreadable",
    );
    let stranger =
        read("what,from,to,how much\nA,2024-01-05,2024-03-01,1\nB,2024-02-07,2024-03-01,2\n");
    assert_eq!(reports(&stranger), "1:1 header_missing");
    // An amount that is called monthly is for a month, however it is billed.
    check(
        "customer,start date,end date,interval,mrr\nA,2024-01-05,2024-03-01,year,1\n",
        Subscriptions,
        "A 2024-01 1, A 2024-02 1",
        "1:4 column_ignored",
    );
    // A column without a heading that holds something.
    check(
        "customer,month,mrr,,\nA,2024-01,1,,\nA,2024-02,2,x,\n",
        Long,
        two,
        "1:4 column_ignored",
    );
    // Of two ids the customer's.
    check(
        "user_id,account_id,month,mrr\nu1,A,2024-01,1\nu2,A,2024-02,2\n",
        Long,
        two,
        "1:1 column_ignored",
    );
    // Nothing is missing where only the header goes on.
    check(
        "customer,month,mrr,,\nA,2024-01,1\nA,2024-02,2,\nB,2024-02\n",
        Long,
        two,
        "4:3 row_too_short",
    );
    // Cents of a column that is not used.
    check(
        "customer,month,mrr,fee_cents\nA,2024-01,1,5\n",
        Long,
        "A 2024-01 1",
        "1:4 column_ignored",
    );
}

#[test]
fn intervals_say_how_many_months() {
    let check_monthly = |interval: &str, expected: &str, told: &str| {
        let text =
            format!("customer,start date,end date,amount,interval\nA,2024-01-05,,720,{interval}\n");
        let imported = read(&text);
        assert_eq!(
            (amounts(&imported).as_str(), reports(&imported).as_str()),
            (expected, told),
            "{interval}"
        );
    };
    for interval in ["month", "Monthly", "1 month", "every month"] {
        check_monthly(interval, "A 2024-01 720", "");
    }
    for interval in ["quarter", "3 months", "every 3 months", "3-month", "Q"] {
        check_monthly(interval, "A 2024-01 240", "");
    }
    for interval in ["year", "Annually", "12 months", "1 year", "4 quarters"] {
        check_monthly(interval, "A 2024-01 60", "");
    }
    check_monthly("2 years", "A 2024-01 30", "");
    for heading in ["billing", "Billing frequency"] {
        let text =
            format!("customer,start date,end date,amount,{heading}\nA,2024-01-05,,720,annual\n");
        check(&text, Layout::Subscriptions, "A 2024-01 60", "");
    }
    for interval in [
        "",
        "week",
        "0 months",
        "99 years",
        "5",
        "9999999999999999999999999999999999999999 months",
    ] {
        check_monthly(interval, "nothing", "2:5 interval_missing");
    }
}

#[test]
fn rows_that_sum_up_others_are_left_out() {
    use Layout::{Long, Wide};
    for name in [
        "Total",
        "TOTALS:",
        "Grand total",
        "Summe",
        "Total MRR",
        "total arr:",
        "Total (USD)",
        "Grand Total Revenue",
        "Pro Total",
        "Ost Ergebnis",
    ] {
        let text = format!("customer,2024-01\nA,1\n{name},1\n");
        check(&text, Wide, "A 2024-01 1", "3:1 total_row");
    }
    for name in ["Total Wine", "Totalis", "Sumer", "MRR", "Total MRR Inc"] {
        let text = format!("customer,2024-01\nA,1\n{name},1\n");
        check(&text, Wide, &format!("A 2024-01 1, {name} 2024-01 1"), "");
    }
    // A pivot table's groups, each with its own total.
    check(
        "Row Labels,2024-01,2024-02\nPro,,\nA,1,\nB,2,\nPro Total,3,\nBasic,,\nC,1,\nBasic Total,1,\nGrand Total,4,\n",
        Wide,
        "A 2024-01 1, B 2024-01 2, C 2024-01 1",
        "5:1 total_row, 8:1 total_row, 9:1 total_row",
    );
    check(
        "plan,customer,2024-01\nPro,A,1\n,B,2\nPro Total,,3\n",
        Wide,
        "A 2024-01 1, B 2024-01 2",
        "4:1 total_row",
    );
    check(
        "month,customer,mrr\n2024-01,A,1\nTotal,,1\n,,1\n",
        Long,
        "A 2024-01 1",
        "3:1 total_row, 4:1 date_blank, 4:2 customer_blank",
    );
    check(
        "customer,plan,2024-01\nA,x,1\n,Grand Total,1\nSumme:,,1\n",
        Wide,
        "A 2024-01 1",
        "3:2 total_row, 4:1 total_row",
    );
    check(
        "customer,month,mrr\n\"\",\"\",\" \"\nA,2024-01,1\n\"\"\"\",2024-01,2\n",
        Long,
        "A 2024-01 1, \" 2024-01 2",
        "",
    );
}

#[test]
fn headings_in_two_orders_are_asked_about_and_no_months_twice() {
    let text = "customer,1/1/2024,2/1/2024\nA,1,2\n";
    let undecided = read(text);
    assert_eq!(reports(&undecided), "1:3 date_order_undecidable");
    let contradictory = read("customer,13/1/2024,1/14/2024\nA,1,2\n");
    assert_eq!(
        reports(&contradictory),
        "1:3 column_ignored, 1:3 date_order_undecidable"
    );
    let with = |order| {
        let choices = Choices {
            date_order: Some(order),
            ..Choices::default()
        };
        let imported = read_files(&[text], &choices);
        (amounts(&imported), reports(&imported))
    };
    let months = ("A 2024-01 1, A 2024-02 2".to_owned(), String::new());
    assert_eq!(with(Order::MonthDayYear), months);
    let twice = ("nothing".to_owned(), "1:3 month_column_twice".to_owned());
    assert_eq!(with(Order::DayMonthYear), twice);
}

#[test]
fn each_customers_start_and_end_are_no_totals() {
    use Layout::{Long, Snapshot};
    check(
        "customer,starting,new,expansion,contraction,churn,ending\nA,1,0,1,0,0,2\n",
        Snapshot,
        "A 1→2",
        "1:3 column_ignored, 1:4 column_ignored, 1:5 column_ignored, 1:6 column_ignored",
    );
    check(
        "customer,month,starting,expansion,churn,ending\nA,2024-01,0,0,0,1\nA,2024-02,1,1,0,2\n",
        Long,
        "A 2024-01 1, A 2024-02 2",
        "1:3 column_ignored, 1:4 column_ignored, 1:5 column_ignored",
    );
    check(
        "customer,as of,start,end\nA,2024-12-31,1,2\n",
        Snapshot,
        "A 1→2",
        "1:2 column_ignored",
    );
}

#[test]
fn quarters_years_and_weeks_are_refused_by_name() {
    for heading in [
        "Q1 2024,Q2 2024",
        "2023,2024",
        "ARR 2023,ARR 2024",
        "2024-W01,2024-W02",
    ] {
        let text = format!("customer,{heading}\nA,1,2\n");
        check(
            &text,
            Layout::Wide,
            "nothing",
            "1:2 date_unreadable, 1:3 date_unreadable",
        );
    }
    check(
        "customer,quarter,mrr\nA,Q1 2024,1\n",
        Layout::Long,
        "nothing",
        "2:2 date_unreadable",
    );
}

#[test]
fn numbers_behind_one_month_may_be_days() {
    let check_told = |cells: &str, told: &str| {
        let row = |cell: &str| format!("A,{cell},1\n");
        let rows: String = cells.split(';').map(row).collect();
        assert_eq!(
            reports(&read(&format!("customer,month,mrr\n{rows}"))),
            told,
            "{cells}"
        );
    };
    check_told("Jan-01;Jan-15;Jan-31", "2:2 date_order_undecidable");
    check_told("Jan-24;Jan-24", "");
    check_told("Jan-23;Feb-23;Jan-24", "");
    check_told("Jan-99;Jan-24", "");
    check_told("Jan '23;Jan '24", "");
}

#[test]
fn movements_are_summed_up() {
    check(
        "customer,date,type,amount\nA,2024-01-01,new,10\nA,2024-02-01,Upgrade,5\nA,2024-04-01,churn,15\n\
         B,2024-02-01,New Business,8\nB,2024-03-01,renewal,\nB,2024-04-01,fx adjustment,-1\nB,2024-04-02,mystery,3\n",
        Layout::Movements,
        "A 2024-01 10, A 2024-02 15, A 2024-03 15, B 2024-02 8, B 2024-03 8, B 2024-04 7",
        "4:4 sign_of_loss, 8:3 type_unknown",
    );
}

/// A list of movements may begin later than its customers did.
#[test]
fn who_loses_more_than_they_had_is_told() {
    check(
        "date,customer,type,amount\n2024-01-01,A,new,10\n2024-02-01,A,churn,-15\n2024-01-01,B,new,9\n\
         2024-02-01,B,churn,-9\n2024-02-01,C,contraction,-5\n2024-03-01,C,churn,-20\n2024-03-01,D,new,1\n",
        Layout::Movements,
        "A 2024-01 10, A 2024-02 -5, A 2024-03 -5, B 2024-01 9, C 2024-02 -5, C 2024-03 -25, D 2024-03 1",
        "2:2 negative_total, 6:2 negative_total",
    );
}

#[test]
fn signs_part_words_and_belong_to_none() {
    check(
        "★ Kunde;📅 Monat;Umsatz €\nA;März 2024;8\nA;01.04.2024;9\n",
        Layout::Long,
        "A 2024-03 8, A 2024-04 9",
        "",
    );
    check(
        "customer,date,type,amount\nA,2024-01-01,“new”,10\nA,2024-02-01,up–grade ×,5\nA,2024-03-01,neù,5\n",
        Layout::Movements,
        "A 2024-01 10, A 2024-02 15",
        "4:3 type_unknown",
    );
}

#[test]
fn totals_by_period() {
    let imported = read(
        "period,starting,expansion,contraction,churn,customers start,customers lost\n2024-01,500000,100000,-20000,30000,200,20\nQ1 2024,1,,x,0,1.5,1\n",
    );
    let Data::Totals(totals) = &imported.data else {
        panic!()
    };
    assert_eq!(totals.len(), 2);
    assert_eq!(totals[0].0, "2024-01");
    assert_eq!(
        totals[0].1.contraction.unwrap().unwrap().micros(),
        20_000_000_000
    );
    assert_eq!(totals[0].1.customers_lost.unwrap().unwrap().value(), 20);
    assert_eq!(totals[0].1.new, Ok(None));
    assert_eq!(totals[1].1.period.unwrap().months(), 3);
    assert_eq!(totals[1].1.expansion, Ok(None));
    assert!(totals[1].1.contraction.is_err() && totals[1].1.customers_start.is_err());
    assert_eq!(
        reports(&imported),
        "2:4 sign_of_loss, 3:4 number_unreadable, 3:6 number_unreadable"
    );
    assert_eq!((imported.lines.used, imported.lines.reported), (1, 1));
}

#[test]
fn totals_are_known_by_many_names() {
    let check_totals = |header: &str, told: &str| {
        let imported = read(&format!("{header}\n2024-01,100,20,30,5,10,9\n"));
        let Data::Totals(totals) = &imported.data else {
            panic!("{header}")
        };
        let whole = |entry: retention_calculator::retention::Entry<_>| {
            let amount: retention_calculator::number::Amount = entry.unwrap().unwrap();
            amount.micros() / 1_000_000
        };
        let all = &totals[0].1;
        let read = [
            all.starting,
            all.new,
            all.expansion,
            all.contraction,
            all.churned,
        ]
        .map(whole);
        assert_eq!(read, [100, 20, 30, 5, 10], "{header}");
        assert_eq!(reports(&imported), told, "{header}");
    };
    let ignored = "1:7 column_ignored";
    check_totals("period,starting,new,expansion,contraction,churn,?", ignored);
    check_totals(
        "Month,Starting MRR,New MRR,Expansion MRR,Contraction MRR,Churned MRR,Net new",
        ignored,
    );
    check_totals(
        "date,Opening ARR,New ARR,Upsell ARR,Downsell ARR,Lost ARR,notes",
        ignored,
    );
    check_totals(
        "as of,BoP,new revenue,upgrades,downgrades,lost revenue,notes",
        ignored,
    );
    // Two columns for one thing: the second is not added, and told.
    check_totals(
        "period,starting,new,expansion,contraction,churn,upsell",
        ignored,
    );
}

#[test]
fn periods_are_as_long_as_they_are_named() {
    for (heading, name, months) in [
        ("quarter", "Q1 2024", 3),
        ("quarter", "1Q24", 3),
        ("fiscal year", "FY24", 12),
        ("year", "2024", 12),
        ("period", "H1 2024", 6),
        ("period", "Jan 2024", 1),
        ("quarter", "2024-03-31", 3),
        ("Month end", "2024-03-31", 1),
        ("year", "31.12.2024", 12),
    ] {
        let text = format!(
            "{heading},starting,expansion,contraction,churn\n{name},9,1,1,1\nTotal,9,1,1,1\n"
        );
        let imported = read(&text);
        let Data::Totals(totals) = &imported.data else {
            panic!("{name}")
        };
        assert_eq!(totals.len(), 1, "{name}");
        assert_eq!(totals[0].1.period.unwrap().months(), months, "{name}");
        assert_eq!(reports(&imported), "3:1 total_row", "{name}");
    }
}

/// What a row of totals says is compared with what the rows add up to, but for rounding.
#[test]
fn totals_that_differ_from_their_rows_are_told() {
    let check_sums = |text: &str, expected: &str| {
        let imported = read(text);
        let told = reports(&imported);
        let told = told
            .split(", ")
            .filter(|report| report.ends_with("differs"));
        assert_eq!(told.collect::<Vec<_>>().join(", "), expected, "{text}");
    };
    let months = |rows: &str| format!("customer,2024-01,2024-02\n{rows}\n");
    check_sums(&months("A,100,20\nB,5,6\nTotal,105,26"), "");
    check_sums(
        &months("A,100,20\nB,5,6\nTotal,105,46"),
        "4:3 total_differs",
    );
    check_sums(
        &months("A,100,20\nB,n/a,6\nTotal,105,26"),
        "4:2 total_differs",
    );
    check_sums(&months("A,100.4,20\nB,5.4,6\nTotal,106,26"), "");
    check_sums(
        &months("A,1.25,20\nB,5,6\nTotal,6.20,26"),
        "4:2 total_differs",
    );
    check_sums(&months("A,\"1,000\",20.5\nTotal,\"1,000\",20.5"), "");
    check_sums(&months("A,\"82.524\",2\nTotal,\"82.524\",2"), "");
    // Of several the last one is that of all.
    check_sums(
        &months("A,10,2\nTotal,10,2\nB,5,6\nTotal,5,6\nGrand Total,15,8"),
        "",
    );
    // Groups above their own rows are counted twice.
    check_sums(
        &months("Pro,30,4\nA,10,2\nB,20,2\nTotal,30,4"),
        "5:2 total_differs, 5:3 total_differs",
    );
    let ends = "customer,start,end,seats\nA,10,20,5\nTotal,10,30,9\n";
    check_sums(ends, "3:3 total_differs");
    check_sums("customer,month,mrr\nA,2024-01,10\nTotal,,30\n", "");
}

#[test]
fn months_below_each_other_under_customers_are_told() {
    let check_told = |text: &str, expected: &str| {
        let imported = read(text);
        assert_eq!(reports(&imported), expected, "{text}");
        assert_eq!(
            imported.source.layout.is_none(),
            expected.contains("transposed"),
            "{text}"
        );
    };
    let turned = "1:1 header_missing, 1:1 transposed";
    check_told("month,Acme,Beta\n2024-01,1,2\n2024-02,2,\n", turned);
    check_told(
        "customer,Acme,Beta,Gamma\nJan 2024,1,-,3\nFeb 2024,$2,3,4\n\n",
        turned,
    );
    let above = "MRR by customer,,\n\n,Acme,Beta\n2024-01,1,2\n2024-02,2,3\n";
    check_told(above, "1:1 header_missing, 3:1 transposed");
    // Numbers for customers, each month for more than one of them.
    let numbered = "wann,wer,was\n2024-01,17,100\n2024-01,18,100\n2024-02,17,90\n";
    check_told(numbered, "1:1 header_missing");
    check_told("2024-01,17,100\n2024-02,17,90\n", "1:1 header_missing");
}

/// Totals whose length of time nothing tells are asked about; weeks are refused by name.
#[test]
fn periods_of_unknown_length_are_asked_for() {
    let check_period = |heading: &str, name: &str, told: &str| {
        let text = format!("{heading}starting,expansion,contraction,churn\n{name}9,1,1,1\n");
        assert_eq!(reports(&read(&text)), told, "{text}");
        let quarter = Choices {
            period: Some(Period::QUARTER),
            ..Choices::default()
        };
        let said = read_files(&[&text], &quarter);
        let Data::Totals(totals) = &said.data else {
            return assert_eq!(reports(&said), told, "{text}");
        };
        assert_eq!(totals[0].1.period, Ok(Period::QUARTER), "{text}");
        assert_eq!(reports(&said), "", "{text}");
    };
    for name in [
        "YTD 2024",
        "TTM",
        "Jan-Mar 2024",
        "2024-03-31",
        "2023/24",
        "?",
        "",
    ] {
        let name = format!("{name},");
        check_period("period,", &name, "2:1 period_unstated");
    }
    check_period("month,", "YTD 2024,", "2:1 period_unstated");
    check_period("", "", "2:1 period_unstated");
    let week = "2:1 date_unreadable";
    check_period("period,", "W12 2024,", week);
    check_period("week,", "2024-W12,", week);
}

/// What ends after the day of reading is active; what starts after it is left out.
#[test]
fn subscriptions_go_no_further_than_today() {
    let check_day = |rows: &str, today: &str, expected: &str, told: &str| {
        let [year, month, day] = [0, 5, 8].map(|at| today[at..].split('-').next().unwrap());
        let month = Month::new(year.parse().unwrap(), month.parse().unwrap()).unwrap();
        let day = day.parse().ok();
        let choices = Choices {
            today: Some(Day { month, day }),
            ..Choices::default()
        };
        let text = format!("customer,start date,end date,amount\n{rows}\n");
        let imported = read_files(&[&text], &choices);
        assert_eq!(amounts(&imported), expected, "{text}");
        assert_eq!(reports(&imported), told, "{text}");
    };
    let (ends, two) = ("A,2024-01-05,2024-03-07,1", "A 2024-01 1, A 2024-02 1");
    check_day(ends, "2024-03-07", two, "");
    check_day(ends, "2024-04-01", two, "");
    check_day(ends, "2024-03-06", "A 2024-01 1", "2:3 after_today");
    let others = "A,2024-01-05,2099-12-31,1\nB,2024-02-10,,2\nC,2024-09-01,2025-09-01,4";
    check_day(
        others,
        "2024-06-30",
        "A 2024-01 1, A 2024-02 1, B 2024-02 2",
        "2:3 after_today, 4:2 after_today",
    );
}

#[test]
fn files_of_one_layout_are_merged() {
    let files = [
        "customer,month,mrr\nA,2024-01,10\nB,2024-01,1.234\nB,2024-01,2.5\n",
        "month;mrr;customer\n2024-02;1.234,5;A\n",
    ];
    let imported = read_files(&files, &Choices::default());
    assert_eq!(
        amounts(&imported),
        "A 2024-01 10, A 2024-02 1234.500, B 2024-01 3.734"
    );
    assert_eq!(imported.source.files.len(), 2);
    let after_nothing = read_files(&["", files[0]], &Choices::default());
    assert_eq!(after_nothing.source.layout, Some(Layout::Long));
    let other = read_files(
        &[
            "customer,month,mrr\nA,2024-01,10\n",
            "customer,start,end\nA,1,2\n",
        ],
        &Choices::default(),
    );
    assert_eq!(amounts(&other), "A 2024-01 10");
    assert_eq!(other.reports.list()[0].file, 1);
    assert_eq!(reports(&other), "1:1 layout_differs");
    assert_eq!(
        (other.lines.used, other.lines.header, other.lines.reported),
        (1, 2, 1)
    );
}

#[test]
fn late_evidence_reads_the_list_again() {
    // The sample ends before the only cell that tells which mark is meant.
    let mut text = String::from("customer;month;mrr\n");
    for i in 0..6000 {
        text.push_str(&format!("c{i};2024-01;1.200\n"));
    }
    text.push_str("x;2024-01;1.200,50\n");
    let mut reader = Reader::new(Choices::default());
    reader.file("a", None);
    reader.push(text.as_bytes());
    let Outcome::Again(mut reader) = reader.finish() else {
        panic!()
    };
    reader.file("a", None);
    reader.push(text.as_bytes());
    let Outcome::Done(imported) = reader.finish() else {
        panic!()
    };
    let Data::Ledger(ledger) = &imported.data else {
        panic!()
    };
    let month = ledger.months().next().unwrap();
    assert_eq!(ledger.amount(0, month), 1200 * 10i64.pow(ledger.scale()));
    assert_eq!(reports(&imported), "");
    assert_eq!(imported.source.number_mark, Some(Mark::Comma));
}

#[test]
fn answers_are_kept() {
    let marks = "customer,month,mrr\nA,2024-01,\"1,234\"\n";
    let with = |choices: Choices| read_files(&[marks], &choices);
    let comma = with(Choices {
        number_mark: Some(Mark::Comma),
        ..Choices::default()
    });
    assert_eq!(
        (amounts(&comma).as_str(), reports(&comma).as_str()),
        ("A 2024-01 1.234", "")
    );
    let point = with(Choices {
        number_mark: Some(Mark::Point),
        ..Choices::default()
    });
    assert_eq!(
        (amounts(&point).as_str(), reports(&point).as_str()),
        ("A 2024-01 1234", "")
    );

    let dates = "customer,month,mrr\nA,02/01/2024,1\n";
    let mdy = read_files(
        &[dates],
        &Choices {
            date_order: Some(Order::MonthDayYear),
            ..Choices::default()
        },
    );
    assert_eq!(
        (amounts(&mdy).as_str(), reports(&mdy).as_str()),
        ("A 2024-02 1", "")
    );

    let serials = "customer,month,mrr\nA,45322,1\n";
    assert_eq!(reports(&read(serials)), "2:2 serial_dates_assumed");
    let taken = read_files(
        &[serials],
        &Choices {
            serials: Some(true),
            ..Choices::default()
        },
    );
    assert_eq!(
        (amounts(&taken).as_str(), reports(&taken).as_str()),
        ("A 2024-01 1", "")
    );

    let cents = "customer,month,mrr in cents\nA,2024-01,158050\n";
    assert_eq!(reports(&read(cents)), "1:3 cents_suspected");
    let hundredths = read_files(
        &[cents],
        &Choices {
            cents: Some(true),
            ..Choices::default()
        },
    );
    assert_eq!(
        (amounts(&hundredths).as_str(), reports(&hundredths).as_str()),
        ("A 2024-01 1580.50", "")
    );

    let totals = "customer,month,mrr\nTotal,2024-01,5\n";
    let kept = read_files(
        &[totals],
        &Choices {
            keep_totals: true,
            ..Choices::default()
        },
    );
    assert_eq!(amounts(&kept), "Total 2024-01 5");

    let indian = "customer,month,mrr\nA,2024-01,\"12,34,567\"\n";
    let read_so = read_files(
        &[indian],
        &Choices {
            indian_groups: true,
            ..Choices::default()
        },
    );
    assert_eq!(amounts(&read_so), "A 2024-01 1234567");

    let roles = Choices {
        header: Some(true),
        layout: Some(Layout::Long),
        roles: vec![(0, Role::Period), (1, Role::Customer), (2, Role::Amount)],
        ..Choices::default()
    };
    let chosen = read_files(&["when,who,how much\n2024-01,A,3\n"], &roles);
    assert_eq!(
        (amounts(&chosen).as_str(), reports(&chosen).as_str()),
        ("A 2024-01 3", "")
    );
}

#[test]
fn currencies_are_never_mixed() {
    let text = "customer,month,mrr\nA,2024-01,$10\nB,2024-01,€20\n";
    let imported = read(text);
    assert_eq!(
        (amounts(&imported).as_str(), reports(&imported).as_str()),
        ("nothing", "3:3 currency_mixed")
    );
    let usd = Currency::code("USD").unwrap();
    let eur = Currency::code("EUR").unwrap();
    let keep = Choices {
        currencies: Currencies::Keep(usd),
        ..Choices::default()
    };
    let kept = read_files(&[text], &keep);
    assert_eq!(
        (amounts(&kept).as_str(), kept.lines.skipped),
        ("A 2024-01 10", 1)
    );
    assert_eq!(reports(&kept), "3:3 currency_left_out");
    let rates = vec![
        (usd, Scaled { units: 1, scale: 0 }),
        (
            eur,
            Scaled {
                units: 108,
                scale: 2,
            },
        ),
    ];
    let converted = read_files(
        &[text],
        &Choices {
            currencies: Currencies::Rates(rates),
            ..Choices::default()
        },
    );
    assert_eq!(amounts(&converted), "A 2024-01 10, B 2024-01 21.60");
}

#[test]
fn currencies_are_known_by_columns_and_headings() {
    let check = |text: &str, currency: Option<&str>, told: &str| {
        let imported = read(text);
        let found = imported.source.currency.map(|c| c.text().to_owned());
        assert_eq!(found.as_deref(), currency, "{text}");
        assert_eq!(reports(&imported), told, "{text}");
    };
    let column = |first: &str, second: &str| {
        format!("customer,month,mrr,currency\nA,2024-01,1,{first}\nB,2024-01,2,{second}\n")
    };
    check(&column("usd", ""), Some("USD"), "");
    check(&column("€", "Euro"), Some("EUR"), "");
    // One that is not among the usual is another one all the same.
    check(&column("usd", "XYZ"), Some("USD"), "3:4 currency_mixed");
    check(&column("BTC", "XYZ"), Some("BTC"), "3:4 currency_mixed");
    let heading =
        |name: &str, cell: &str| format!("customer,month,{name}\nA,2024-01,1\nB,2024-01,{cell}\n");
    check(&heading("MRR (EUR)", "2"), Some("EUR"), "");
    check(&heading("Umsatz in €", "2"), Some("EUR"), "");
    check(&heading("mrr_gbp", "$2"), Some("GBP"), "3:3 currency_mixed");
    check(&heading("MRR", "2"), None, "");
    check(&heading("$ MRR", "€2"), Some("USD"), "3:3 currency_mixed");
    check(&heading("ARR/USD", "€2"), Some("USD"), "3:3 currency_mixed");
    check(&heading("MRR", "2 usd"), Some("USD"), "");
    // A sign that several currencies share is no other currency.
    check(&heading("MRR (CAD)", "$2"), Some("CAD"), "");
    check(&heading("MRR (NOK)", "2 kr"), Some("NOK"), "");
    check(
        &heading("MRR (CAD)", "2 EUR"),
        Some("CAD"),
        "3:3 currency_mixed",
    );
    // All amounts say something else than their column.
    let all = |column: &str, cell: &str| format!("customer,month,mrr{column}\nA,2024-01,{cell}\n");
    check(&all(" (usd)", "€5"), Some("USD"), "2:3 currency_mixed");
    check(
        &all(",currency", "€5,USD"),
        Some("USD"),
        "2:3 currency_mixed",
    );
    check(&all(",currency", "$5,CAD"), Some("CAD"), "");
    let months = "customer,Jan 2024 (USD),Feb 2024 (EUR)\nA,1,2\n";
    check(months, Some("USD"), "2:3 currency_mixed");
    let files = [heading("MRR (USD)", "2"), heading("MRR (EUR)", "2")];
    let files = [files[0].as_str(), files[1].as_str()];
    assert_eq!(
        reports(&read_files(&files, &Choices::default())),
        "2:3 currency_mixed"
    );
    let usd = Currency::code("USD").unwrap();
    let keep = Choices {
        currencies: Currencies::Keep(usd),
        ..Choices::default()
    };
    assert_eq!(
        amounts(&read_files(&files, &keep)),
        "A 2024-01 1, B 2024-01 2"
    );
    let eur = Currency::code("EUR").unwrap();
    let rate = |units, scale| Scaled { units, scale };
    let rates = Choices {
        currencies: Currencies::Rates(vec![(usd, rate(1, 0)), (eur, rate(15, 1))]),
        ..Choices::default()
    };
    assert_eq!(
        amounts(&read_files(&files, &rates)),
        "A 2024-01 2.5, B 2024-01 5"
    );
}

#[test]
fn grain_is_the_customer_or_the_subscription() {
    let text = "customer id,subscription id,month,mrr\nA,s1,2024-01,1\nA,s2,2024-01,2\n";
    assert_eq!(amounts(&read(text)), "A 2024-01 3");
    let finer = read_files(
        &[text],
        &Choices {
            grain: Grain::Subscription,
            ..Choices::default()
        },
    );
    assert_eq!(amounts(&finer), "s1 2024-01 1, s2 2024-01 2");
}

#[test]
fn segments_names_and_signals_are_kept() {
    let text = "customer id,customer name,month,mrr,plan,last login,usage,seats,seat limit,open tickets\n\
                c1,Acme,2024-01,5,Pro,2024-01-20,10.5,3,5,0\nc1,Acme,2024-02,5,Team,2024-02-02,8,4,5,\n";
    let imported = read(text);
    let Data::Ledger(ledger) = &imported.data else {
        panic!()
    };
    let months: Vec<_> = ledger.months().collect();
    assert_eq!(ledger.label(0), Some("Acme"));
    let segment = |at: usize| {
        ledger
            .segment(0, months[at])
            .map(|s| ledger.segment_names().name(s))
    };
    assert_eq!((segment(0), segment(1)), (Some("Pro"), Some("Team")));
    assert_eq!(ledger.signal(0, Signal::Usage), Some(8_000_000));
    assert_eq!(ledger.signal(0, Signal::LastLogin), Some(19_755));
    assert_eq!(ledger.signal(0, Signal::Tickets), None);
    assert_eq!(reports(&imported), "");
}

/// What only early warnings would use keeps no figure waiting, and is not guessed.
#[test]
fn signals_that_cannot_be_read_are_left_out() {
    let check_usage = |cells: [&str; 2], heading: &str, told: &str| {
        let text = format!(
            "customer;start;end;{heading};seats\nA;1;2;{};5\nB;3;4;{};6\n",
            cells[0], cells[1]
        );
        let imported = read(&text);
        assert_eq!(amounts(&imported), "A 1→2, B 3→4", "{text}");
        assert_eq!(imported.reports.questions().count(), 0, "{text}");
        assert_eq!(reports(&imported), told, "{text}");
        let Data::Snapshot(ledger) = &imported.data else {
            panic!("{text}")
        };
        let known =
            [Signal::Usage, Signal::LastLogin].map(|signal| ledger.signal(0, signal).is_some());
        assert_eq!(known.contains(&true), told.is_empty(), "{text}");
        assert_eq!(ledger.signal(1, Signal::Seats), Some(6_000_000), "{text}");
    };
    check_usage(["1.5", "2.5"], "usage", "");
    check_usage(["1,234", "2,345"], "usage", "2:4 number_style_undecidable");
    check_usage(["1,5", "2.5"], "usage", "3:4 number_style_contradictory");
    check_usage(["2024-01-05", ""], "last login", "");
    check_usage(
        ["01/02/2024", "02/03/2024"],
        "last login",
        "2:4 date_order_undecidable",
    );
    check_usage(
        ["13/02/2024", "02/13/2024"],
        "last login",
        "3:4 date_order_contradictory",
    );
    check_usage(["45292", "45293"], "last login", "2:4 serial_dates_assumed");
}

#[test]
fn what_is_no_list_says_so() {
    for (text, expected) in [
        ("", "1:1 empty"),
        ("\n\n", "1:1 empty"),
        ("customer,month,mrr\n", "1:1 no_rows"),
        ("PK\u{3}\u{4}xx\nyy\n", "1:1 not_text"),
        ("hello\nworld\n", "1:1 header_missing"),
        ("A,2024-01,10\n", "1:1 header_missing"),
    ] {
        assert_eq!(reports(&read(text)), expected, "{text:?}");
    }
    let every: Vec<u8> = (0..=255).collect();
    for (bytes, expected) in [
        (every.clone(), "1:1 not_text"),
        (every.repeat(20), "1:1 not_text"),
        (
            b"customer,month,mrr\nA\x01,2024-01,10\n".to_vec(),
            "2:1 control_character",
        ),
        (
            b"customer,month,mrr\nM\xfcller,2024-01,10\n".to_vec(),
            "2:1 encoding_assumed",
        ),
    ] {
        let mut reader = Reader::new(Choices::default());
        reader.file("list.csv", None);
        reader.push(&bytes);
        let Outcome::Done(done) = reader.finish() else {
            panic!("once is enough");
        };
        assert_eq!(reports(&done), expected, "{bytes:?}");
    }
}

#[test]
fn an_open_quote_does_not_swallow_a_large_file() {
    let mut text = String::from("customer,month,mrr\nA,2024-01,\"10\n");
    for i in 0..100_000 {
        text.push_str(&format!("c{i:05},2024-01,5\n"));
    }
    let imported = read(&text);
    assert_eq!(reports(&imported), "2:3 quote_not_closed");
    assert_eq!(imported.source.rows_used, 100_000);
    assert_eq!(imported.lines.total(), 100_002);
}
