//! What holds for every input: how it is cut never matters, no line is lost, nothing panics.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic
)]

use proptest::prelude::*;
use retention_calculator::accounts::Ledger;
use retention_calculator::import::{
    Choices, Data, Imported, Mark, Outcome, Reader, read_date, read_number,
};

fn read(files: &[Vec<&[u8]>], choices: &Choices) -> Imported {
    let mut reader = Reader::new(choices.clone());
    for _ in 0..3 {
        for (at, pieces) in files.iter().enumerate() {
            reader.file(&at.to_string(), None);
            for piece in pieces {
                reader.push(piece);
            }
        }
        match reader.finish() {
            Outcome::Again(again) => reader = *again,
            Outcome::Done(imported) => return *imported,
        }
    }
    panic!("a list is read at most twice");
}

fn whole(bytes: &[u8]) -> Imported {
    read(&[vec![bytes]], &Choices::default())
}

fn ledger(imported: &Imported) -> Option<&Ledger> {
    match &imported.data {
        Data::Ledger(ledger) | Data::Snapshot(ledger) => Some(ledger),
        _ => None,
    }
}

fn all_of(imported: &Imported) -> String {
    let mut amounts = String::new();
    if let Some(ledger) = ledger(imported) {
        for month in ledger.months() {
            for account in 0..ledger.accounts() {
                let segment = ledger.segment(account, month);
                let amount = ledger.amount(account, month);
                amounts.push_str(&format!(
                    "{} {month} {amount} {segment:?};",
                    ledger.name(account)
                ));
            }
        }
    }
    format!(
        "{amounts} {:?} {:?} {:?}",
        imported.lines,
        imported.source,
        imported.reports.list()
    )
}

/// Physical lines as an editor counts them.
fn lines(text: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(text)
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    text.lines().count() as u64
}

const HEADERS: [&str; 8] = [
    "customer,month,mrr\n",
    "customer_id;month;mrr;plan\n",
    "customer,2024-01,2024-02,2024-03\n",
    "customer,start,end\n",
    "customer,date,type,amount\n",
    "subscription_id,customer_id,start_date,end_date,monthly_amount\n",
    "MRR report\n\ncustomer|month|mrr|currency|last login|seats\n",
    "",
];

const CELLS: [&str; 44] = [
    "A",
    "B",
    "Acme ",
    "acme",
    "Total",
    "",
    " ",
    "\"A,B\"",
    "\"x\ny\"",
    "\"",
    "a\"b",
    "\"a\"b",
    "2024-01",
    "2024-02-15",
    "01/02/2024",
    "13/02/2024",
    "02/14/2024",
    "Jan-24",
    "24-Jan",
    "45322",
    "soon",
    "Q1 2024",
    "2024-03-01T10:00:00-05:00",
    "10",
    "10.5",
    "1,234",
    "\"1,234\"",
    "1.234",
    "\"1.234,5\"",
    "\"1,234.5\"",
    "-5",
    "(7)",
    "$9",
    "€9",
    "USD",
    "10%",
    "#REF!",
    "99999999999999999999",
    "0.1234567",
    "new",
    "churn",
    "\u{fc}",
    "\0",
    "-",
];

prop_compose! {
    fn list()(
        header in prop::sample::select(HEADERS.to_vec()),
        rows in prop::collection::vec((prop::collection::vec(prop::sample::select(CELLS.to_vec()), 1..6), prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n"])), 0..14),
        end in any::<bool>(),
    ) -> Vec<u8> {
        let delimiter = ["\t", ";", "|"].into_iter().find(|d| header.contains(d)).unwrap_or(",");
        let mut text = String::from(header);
        for (cells, line_end) in &rows {
            text.push_str(&cells.join(delimiter));
            text.push_str(line_end);
        }
        if !end && text.ends_with('\n') {
            text.pop();
        }
        text.into_bytes()
    }
}

fn conserved(bytes: &[u8]) {
    let imported = whole(bytes);
    assert_eq!(
        imported.lines.total(),
        lines(bytes),
        "{:?} {:?}",
        String::from_utf8_lossy(bytes),
        imported.lines
    );
    assert!(imported.lines.reported == 0 || imported.reports.total() > 0);
    let rows: u64 = ledger(&imported).map_or(0, |l| l.months().map(|m| l.rows_in(m)).sum());
    assert!(rows >= imported.source.rows_used || imported.source.rows_used == 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_line_of_a_list_is_lost(bytes in list()) {
        conserved(&bytes);
    }

    #[test]
    fn no_line_of_any_bytes_is_lost(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let bytes: Vec<u8> = bytes.into_iter().collect();
        // A byte order mark of UTF-16 would change what a line is.
        prop_assume!(!bytes.starts_with(&[0xff, 0xfe]) && !bytes.starts_with(&[0xfe, 0xff]));
        let text: Vec<u8> = bytes.iter().copied().filter(|b| *b < 0x80).collect();
        conserved(&text);
        whole(&bytes);
    }

    #[test]
    fn cutting_never_matters(bytes in list(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6)) {
        let expected = all_of(&whole(&bytes));
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        cuts.sort_unstable();
        let (mut pieces, mut from) = (Vec::new(), 0);
        for cut in cuts {
            pieces.push(&bytes[from..cut]);
            from = cut;
        }
        pieces.push(&bytes[from..]);
        prop_assert_eq!(all_of(&read(&[pieces], &Choices::default())), expected.clone());
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        prop_assert_eq!(all_of(&read(&[single], &Choices::default())), expected);
    }

    /// UTF-16 is the same text.
    #[test]
    fn wide_text_reads_alike(bytes in list()) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let narrow = whole(&bytes);
        for big in [false, true] {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            let wide: Vec<u8> = units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect();
            let pieces: Vec<&[u8]> = wide.chunks(5).collect();
            let wide = read(&[pieces], &Choices::default());
            prop_assert_eq!(wide.lines, narrow.lines);
            prop_assert_eq!(wide.reports.list(), narrow.reports.list());
        }
    }

    /// Whatever is answered, nothing is lost.
    #[test]
    fn choices_lose_nothing(bytes in list(), header in any::<Option<bool>>(), serials in any::<Option<bool>>(), comma in any::<bool>(), cents in any::<Option<bool>>(), keep_totals in any::<bool>()) {
        let number_mark = Some(if comma { Mark::Comma } else { Mark::Point });
        let choices = Choices { header, serials, number_mark, cents, keep_totals, ..Choices::default() };
        let imported = read(&[vec![&bytes]], &choices);
        prop_assert_eq!(imported.lines.total(), lines(&bytes));
    }

    #[test]
    fn no_cell_panics(cell in "\\PC{0,30}") {
        read_number(&cell);
        read_date(&cell);
    }

    #[test]
    fn no_likely_cell_panics(cell in "[-+()0-9.,' $€%kMeE/:TZ年月QWa-c]{0,16}") {
        read_number(&cell);
        read_date(&cell);
    }

    /// The order of rows changes no sum.
    #[test]
    fn order_changes_no_sum(rows in prop::collection::vec((0u8..9, 1u8..13, 0u32..1_000_000), 1..60)) {
        let text = |rows: &[(u8, u8, u32)]| {
            let mut text = String::from("customer,month,mrr\n");
            for (customer, month, amount) in rows {
                text.push_str(&format!("c{customer},2024-{month:02},{}.{:02}\n", amount / 100, amount % 100));
            }
            text.into_bytes()
        };
        let mut reversed = rows.clone();
        reversed.reverse();
        let sums = |bytes: &[u8]| {
            let imported = whole(bytes);
            let ledger = ledger(&imported).unwrap();
            let mut sums = Vec::new();
            for month in ledger.months() {
                for (account, amount) in ledger.active(month) {
                    sums.push((month, ledger.name(account).to_owned(), amount));
                }
            }
            sums.sort();
            sums
        };
        prop_assert_eq!(sums(&text(&rows)), sums(&text(&reversed)));
    }
}
