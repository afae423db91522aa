//! The further keys of a link: what was chosen around the numbers, and what each may say.

use super::kept::Kept;
use crate::number::{Amount, Change, Count, MICRO, Mark, read_amount, read_count};
use std::fmt;

/// A further key of a link. None is needed: what is left out is as usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// How large the company is, for figures published by stage.
    Stage,
    /// Yearly revenue, where the start is not all of it.
    Arr,
    /// What a customer pays in a year, where the average is not the usual one.
    ContractValue,
    /// The NRR that is wanted.
    Target,
    /// From where on CR and NRR count as high.
    CrThreshold,
    NrrThreshold,
    /// By how much an input would change.
    IfExpansion,
    IfContraction,
    IfChurn,
    IfCustomersLost,
    IfCustomersNew,
    /// Changes kept under a name.
    If1,
    If2,
    If3,
    /// How many periods ahead, and what is won in each.
    ForecastPeriods,
    ForecastNew,
    ForecastCustomers,
    /// A rate that is said to change, and by how much.
    IfRate,
    IfBy,
    /// Terms of NRR = GRR + expansion.
    IfNet,
    IfGross,
    IfGrowth,
}

/// What a key may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// One of these words.
    Word(&'static [&'static str]),
    /// Percent from 0 to so many.
    Percent(i64),
    /// An amount that is not negative.
    Amount,
    /// Whole, from 0 or 1 to so many.
    Whole(u64, u64),
    /// More or less, of an amount or of itself: `-5000`, `-40%`.
    Change,
    /// A name and five changes.
    Kept,
}

/// The value of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    Word(&'static str),
    Amount(Amount),
    Whole(u64),
    Change(Change),
    Kept(Kept),
}

type Row = (Choice, &'static str, Grammar, &'static str);

/// Key, grammar and what is meant when it is left out; empty: nothing, or what follows from the
/// numbers. In the order of a link.
static TABLE: [Row; Choice::COUNT] = [
    (
        Choice::Stage,
        "stage",
        Grammar::Word(&["early", "growth", "mature"]),
        "",
    ),
    (Choice::Arr, "arr", Grammar::Amount, ""),
    (Choice::ContractValue, "contract_value", Grammar::Amount, ""),
    (Choice::Target, "target", Grammar::Percent(1000), ""),
    (
        Choice::CrThreshold,
        "cr_threshold",
        Grammar::Percent(100),
        "87",
    ),
    (
        Choice::NrrThreshold,
        "nrr_threshold",
        Grammar::Percent(1000),
        "100",
    ),
    (Choice::IfExpansion, "if_expansion", Grammar::Change, "0"),
    (
        Choice::IfContraction,
        "if_contraction",
        Grammar::Change,
        "0",
    ),
    (Choice::IfChurn, "if_churn", Grammar::Change, ""),
    (
        Choice::IfCustomersLost,
        "if_customers_lost",
        Grammar::Change,
        "0",
    ),
    (
        Choice::IfCustomersNew,
        "if_customers_new",
        Grammar::Change,
        "0",
    ),
    (Choice::If1, "if_1", Grammar::Kept, ""),
    (Choice::If2, "if_2", Grammar::Kept, ""),
    (Choice::If3, "if_3", Grammar::Kept, ""),
    (
        Choice::ForecastPeriods,
        "forecast_periods",
        Grammar::Whole(1, 60),
        "5",
    ),
    (Choice::ForecastNew, "forecast_new", Grammar::Amount, "0"),
    (
        Choice::ForecastCustomers,
        "forecast_customers",
        Grammar::Whole(0, 999_999_999_999_999),
        "0",
    ),
    (Choice::IfRate, "if_rate", Grammar::Percent(1000), ""),
    (Choice::IfBy, "if_by", Grammar::Change, ""),
    (Choice::IfNet, "if_net", Grammar::Percent(1000), ""),
    (Choice::IfGross, "if_gross", Grammar::Percent(100), ""),
    (Choice::IfGrowth, "if_growth", Grammar::Percent(1000), ""),
];

impl Choice {
    pub const COUNT: usize = 22;

    /// What changes together in a what-if.
    pub const CHANGES: [Choice; 5] = [
        Choice::IfExpansion,
        Choice::IfContraction,
        Choice::IfChurn,
        Choice::IfCustomersLost,
        Choice::IfCustomersNew,
    ];

    pub const KEPT: [Choice; 3] = [Choice::If1, Choice::If2, Choice::If3];

    /// Every choice, in the order of a link.
    pub fn all() -> impl Iterator<Item = Choice> {
        TABLE.iter().map(|row| row.0)
    }

    /// The choice by its [`key`](Choice::key).
    pub fn parse(key: &str) -> Option<Choice> {
        let found = TABLE.iter().find(|row| row.1 == key);
        found.map(|row| row.0)
    }

    /// The key in links and the name of the field.
    pub fn key(self) -> &'static str {
        self.row().map_or("", |row| row.1)
    }

    pub fn grammar(self) -> Grammar {
        self.row().map_or(Grammar::Kept, |row| row.2)
    }

    /// What is meant when nothing is said, as a link would write it.
    pub fn usual(self) -> &'static str {
        self.row().map_or("", |row| row.3)
    }

    /// Reads the plain form of links.
    pub fn plain(self, text: &str) -> Option<Setting> {
        let amount = |text: &str| Amount::plain(text).ok().filter(Amount::is_short);
        self.read(text, &amount, &Count::plain)
    }

    /// Reads what was typed; `None` is a blank field.
    pub fn typed(self, text: &str, mark: Mark) -> Option<Result<Setting, Grammar>> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let amount = |text: &str| {
            let reading = read_amount(text, mark).ok().flatten();
            reading
                .map(|reading| reading.value)
                .filter(Amount::is_short)
        };
        let count = |text: &str| Some(read_count(text, mark).ok().flatten()?.value);
        let percent = matches!(self.grammar(), Grammar::Percent(_));
        let text = match text.strip_suffix('%') {
            Some(number) if percent => number,
            _ => text,
        };
        let read = self.read(text, &amount, &count);
        let whole = |setting: &Setting| match setting {
            Setting::Change(change) => change.is_percent || change.by.decimal().is_integer(),
            _ => true,
        };
        let read = read.filter(|setting| !self.is_of_customers() || whole(setting));
        Some(read.ok_or(self.grammar()))
    }

    fn read(
        self,
        text: &str,
        amount: &dyn Fn(&str) -> Option<Amount>,
        count: &dyn Fn(&str) -> Option<Count>,
    ) -> Option<Setting> {
        match self.grammar() {
            Grammar::Word(words) => {
                let word = words.iter().find(|word| **word == text);
                word.map(|word| Setting::Word(word))
            }
            Grammar::Percent(most) => {
                let value = amount(text)?;
                let most = i128::from(most).saturating_mul(MICRO);
                let fits = (0..=most).contains(&value.micros());
                fits.then_some(Setting::Amount(value))
            }
            Grammar::Amount => {
                let value = amount(text)?;
                (!value.is_negative()).then_some(Setting::Amount(value))
            }
            Grammar::Whole(least, most) => {
                let value = count(text)?.value();
                (least..=most)
                    .contains(&value)
                    .then_some(Setting::Whole(value))
            }
            Grammar::Change => Change::read(text, amount).map(Setting::Change),
            Grammar::Kept => Kept::plain(text).map(Setting::Kept),
        }
    }

    /// Whether it changes a number of customers, which has no parts.
    pub fn is_of_customers(self) -> bool {
        matches!(self, Choice::IfCustomersLost | Choice::IfCustomersNew)
    }

    /// The table is in the order of the choices.
    fn row(self) -> Option<&'static Row> {
        TABLE.get(self.place())
    }

    /// Its place among all.
    pub fn place(self) -> usize {
        self as usize
    }
}

/// The plain form that [`Choice::plain`] reads.
impl fmt::Display for Setting {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Setting::Word(word) => out.write_str(word),
            Setting::Amount(amount) => amount.fmt(out),
            Setting::Whole(number) => number.fmt(out),
            Setting::Change(change) => change.fmt(out),
            Setting::Kept(kept) => kept.fmt(out),
        }
    }
}

/// All that was chosen, in the order of a link, each as the link writes it but for its escapes.
/// What is as usual is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices(Vec<(Choice, String)>);

impl Choices {
    pub fn set(&mut self, choice: Choice, setting: Option<Setting>) {
        self.0.retain(|(known, _)| *known != choice);
        let plain = setting.map(|setting| setting.to_string());
        if let Some(plain) = plain.filter(|plain| plain != choice.usual()) {
            let place = |(known, _): &(Choice, String)| known.place() < choice.place();
            let at = self.0.partition_point(place);
            self.0.insert(at, (choice, plain));
        }
    }

    /// What was set.
    pub fn values(&self) -> &[(Choice, String)] {
        &self.0
    }

    /// What was set, or what is usual.
    pub fn get(&self, choice: Choice) -> Option<Setting> {
        let set = self.0.iter().find(|(known, _)| *known == choice);
        choice.plain(set.map_or(choice.usual(), |(_, plain)| plain))
    }

    pub fn amount(&self, choice: Choice) -> Option<Amount> {
        match self.get(choice)? {
            Setting::Amount(amount) => Some(amount),
            _ => None,
        }
    }

    pub fn whole(&self, choice: Choice) -> u64 {
        match self.get(choice) {
            Some(Setting::Whole(number)) => number,
            _ => 0,
        }
    }

    /// None: nothing was said, which is not the same as no change.
    pub fn change(&self, choice: Choice) -> Option<Change> {
        match self.get(choice)? {
            Setting::Change(change) => Some(change),
            _ => None,
        }
    }

    pub fn kept(&self, choice: Choice) -> Option<Kept> {
        match self.get(choice)? {
            Setting::Kept(kept) => Some(kept),
            _ => None,
        }
    }

    pub fn word(&self, choice: Choice) -> Option<&'static str> {
        match self.get(choice)? {
            Setting::Word(word) => Some(word),
            _ => None,
        }
    }
}
