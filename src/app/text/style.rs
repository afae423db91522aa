//! Numbers as this reader writes them.

use crate::chart::Length;
use crate::number::{
    Amount, Count, Currency, Mark, Ratio, Unit, Value, group, is_letter, percent_places, shown,
};
use rust_decimal::{Decimal, RoundingStrategy};

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

    /// A sum of money that is known as a fraction: "50,000".
    pub fn plain_money(&self, money: Ratio) -> String {
        let exact = money.round(6).map(|money| self.decimal(money));
        exact.unwrap_or_else(|| "—".to_owned())
    }

    /// An amount without its cents.
    pub fn rounded(&self, amount: Amount) -> String {
        let whole = amount
            .decimal()
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        group(whole, self.mark, Some(0))
    }

    /// With the currency: "$500,000".
    pub fn money(&self, amount: Amount) -> String {
        self.with_currency(&self.amount(amount))
    }

    /// Money known as a fraction, with the currency.
    pub fn money_of(&self, money: Ratio) -> String {
        self.with_currency(&self.plain_money(money))
    }

    /// Money as a sentence needs it: whole, or with cents below a thousand.
    pub fn about(&self, money: Ratio) -> String {
        self.with_currency(&self.about_plain(money))
    }

    /// The same where there is little room: "$11.4M".
    pub fn brief(&self, money: Ratio) -> String {
        let millions = money.checked_div(Ratio::whole(1_000_000));
        match millions.filter(|millions| *millions >= Ratio::ONE) {
            Some(millions) => self.with_currency(&(self.number(millions, 1) + "M")),
            None => self.about(money),
        }
    }

    /// A share where there is little room: from 1000% on a factor, "22.8×".
    pub fn brief_percent(&self, share: Ratio) -> String {
        match share >= Ratio::whole(10) {
            true => self.number(share, if share < Ratio::whole(1000) { 1 } else { 0 }) + "×",
            false => self.percent(share),
        }
    }

    /// The same without its currency.
    pub fn about_plain(&self, money: Ratio) -> String {
        let whole = money.reduced().denominator() == 1;
        let large = money.max(money.negated()) >= Ratio::whole(1000);
        self.number(money, if whole || large { 0 } else { 2 })
    }

    /// A share that is drawn, in percent; from 1000% on a factor.
    pub fn drawn(&self, share: Length) -> String {
        let (size, sign) = match share >= Length::of(1000) {
            true => (share.times(Ratio::percent(1)), "×"),
            false => (share, "%"),
        };
        let plain = Amount::plain(&size.to_string()).unwrap_or_default();
        group(plain.decimal(), self.mark, None) + sign
    }

    /// A number with so many decimals at most.
    pub fn number(&self, number: Ratio, places: u32) -> String {
        let rounded = number.round(places).map(|rounded| {
            let places = rounded.normalize().scale().min(places);
            group(rounded, self.mark, Some(places))
        });
        rounded.unwrap_or_else(|| "too large to show".to_owned())
    }

    /// A difference of rates: "5.0 points", without its sign.
    pub fn points(&self, difference: Ratio) -> String {
        let size = difference.max(difference.negated());
        let rounded = Value::Ratio(size).round(Unit::Percent, 1);
        match rounded {
            Some(points) if points == Decimal::ONE => group(points, self.mark, Some(1)) + " point",
            Some(points) => group(points, self.mark, Some(1)) + " points",
            None => "too many points to show".to_owned(),
        }
    }

    /// The same with its sign, or words for none.
    pub fn change_in_points(&self, difference: Ratio) -> String {
        let sign = match difference.is_negative() {
            _ if difference.is_zero() => return "no change".to_owned(),
            true => "−",
            false => "+",
        };
        [sign, &self.points(difference)].concat()
    }

    /// A whole number, perhaps below zero.
    pub fn whole(&self, number: i64) -> String {
        group(Decimal::from(number), self.mark, Some(0))
    }

    /// An average, two decimals: "$3,055.56".
    pub fn average(&self, value: Ratio) -> String {
        self.value(&Value::Ratio(value), Unit::Money)
    }

    pub fn count(&self, count: Count) -> String {
        group(Decimal::from(count.value()), self.mark, Some(0))
    }

    /// A share as percent: "90.0%".
    pub fn percent(&self, share: Ratio) -> String {
        self.value(&Value::Ratio(share), Unit::Percent)
    }

    /// A difference of rates without its sign, as fine as the rate itself is shown: "22.2%" of a
    /// growth of 122.2%, "0.03%" of one of 100.03%.
    pub fn change(&self, growth: Ratio) -> String {
        let places = percent_places(&Value::Ratio(growth), &[]);
        let change = growth
            .checked_sub(Ratio::ONE)
            .and_then(|change| Value::Ratio(change).round(Unit::Percent, places));
        match change {
            Some(change) => group(change.abs(), self.mark, Some(places)) + "%",
            None => "—".to_owned(),
        }
    }

    /// Any figure in its unit, rounded once.
    pub fn value(&self, value: &Value, unit: Unit) -> String {
        let Some(text) = shown(value, unit, self.mark, &[]) else {
            return "too large to show".to_owned();
        };
        match unit {
            Unit::Percent => text + "%",
            Unit::Money => self.with_currency(&text),
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

    fn with_currency(&self, text: &str) -> String {
        let symbol = self.currency.symbol();
        let gap = match symbol.chars().last() {
            Some(last) if is_letter(last) => "\u{a0}",
            _ => "",
        };
        match text.strip_prefix('\u{2212}') {
            Some(size) => ["\u{2212}", symbol, gap, size].concat(),
            None => [symbol, gap, text].concat(),
        }
    }
}
