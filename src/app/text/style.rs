use crate::link::Currency;
use crate::number::{Amount, Count, Mark, Ratio, Unit, Value, group, percent_places};
use rust_decimal::Decimal;

/// How numbers are written for this reader: decimal mark and currency. Affects display only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub mark: Mark,
    pub currency: Currency,
}

impl Style {
    /// An amount as typed, grouped: "500,000", "1,234.50".
    pub fn amount(&self, amount: Amount) -> String {
        self.decimal(amount.decimal())
    }

    /// With the currency: "$500,000".
    pub fn money(&self, amount: Amount) -> String {
        self.with_currency(amount.decimal(), &self.amount(amount))
    }

    /// An average, two decimals: "$3,055.56".
    pub fn average(&self, value: Ratio) -> String {
        self.value(&Value::Ratio(value), Unit::Money)
    }

    pub fn count(&self, count: Count) -> String {
        group(Decimal::from(count.get()), self.mark, Some(0))
    }

    /// A share as percent: "90.0%".
    pub fn percent(&self, share: Ratio) -> String {
        self.value(&Value::Ratio(share), Unit::Percent)
    }

    /// A difference of rates without its sign: "22.2%" of a growth of 122.2%.
    pub fn change(&self, growth: Ratio) -> String {
        let change = growth.checked_sub(Ratio::ONE).map(Ratio::abs);
        change.map_or_else(|| "—".to_owned(), |change| self.percent(change))
    }

    /// Any figure in its unit, rounded once.
    pub fn value(&self, value: &Value, unit: Unit) -> String {
        let places = match unit {
            Unit::Percent => percent_places(value, &[]),
            Unit::Count => 0,
            Unit::Money | Unit::Plain => 2,
        };
        let Some(rounded) = value.round(unit, places) else {
            return "too large to show".to_owned();
        };
        let text = group(rounded, self.mark, Some(places));
        match unit {
            Unit::Percent => text + "%",
            Unit::Money => self.with_currency(rounded, &text),
            Unit::Plain | Unit::Count => text,
        }
    }

    /// Whole amounts stay whole; others show at least cents, and all that was given.
    fn decimal(&self, exact: Decimal) -> String {
        let exact = exact.normalize();
        let places = match exact.scale() {
            0 => 0,
            given => given.max(2),
        };
        group(exact, self.mark, Some(places))
    }

    fn with_currency(&self, value: Decimal, text: &str) -> String {
        let symbol = self.currency.symbol();
        let gap = match symbol.chars().last() {
            Some(last) if last.is_ascii_alphabetic() => "\u{a0}",
            _ => "",
        };
        match text.strip_prefix('\u{2212}') {
            Some(size) if value.is_sign_negative() => ["\u{2212}", symbol, gap, size].concat(),
            _ => [symbol, gap, text].concat(),
        }
    }
}
