//! The made-up list of "Load the sample": sixty customers over twenty-five months, the same
//! wherever it is made.

use crate::accounts::Month;

pub const NAME: &str = "sample-list.csv";
const CUSTOMERS: u32 = 60;
const MONTHS: i32 = 25;
const PLANS: [(&str, u32); 3] = [("Starter", 90), ("Team", 420), ("Business", 1900)];
const FIRST: [&str; 10] = [
    "Amber", "Birch", "Copper", "Delta", "Ember", "Fjord", "Granite", "Harbor", "Indigo", "Juniper",
];
const SECOND: [&str; 6] = ["Dental", "Foods", "Labs", "Logistics", "Realty", "Studio"];

/// The list as a table: a row for each customer and month.
pub fn csv() -> String {
    let mut text = "customer,plan,month,mrr\n".to_owned();
    let mut chance = Chance(0x5eed_2024);
    let start = Month::JANUARY_1970.plus(54 * 12 + 9);
    for customer in 0..CUSTOMERS {
        let (plan, price) = plan(customer);
        // Two thirds were there from the first month on; the others joined later.
        let joined = if customer % 3 == 2 {
            chance.below(20).saturating_add(1) as i32
        } else {
            0
        };
        let mut price = share(price, 20, chance.below(12).saturating_add(20));
        let mut away: u32 = 0;
        for at in joined..MONTHS {
            match chance.below(100) {
                _ if away > 0 => away = away.saturating_sub(1),
                0 if at > joined => break,
                1 if at > joined => away = 2,
                2..=4 => price = share(price, 5, 6),
                5 | 6 => price = share(price, 8, 7),
                _ => {}
            }
            if away == 0 {
                let month = start.plus(at).to_string();
                let price = price.to_string();
                for part in [&name(customer), ",", plan, ",", &month, ",", &price, "\n"] {
                    text += part;
                }
            }
        }
    }
    text
}

/// A price × `parts` ÷ `of`.
fn share(price: u32, of: u32, parts: u32) -> u32 {
    price.saturating_mul(parts).checked_div(of).unwrap_or(price)
}

fn plan(customer: u32) -> (&'static str, u32) {
    let at = match customer % 10 {
        0..=5 => 0,
        6..=8 => 1,
        _ => 2,
    };
    PLANS.get(at).copied().unwrap_or(("Starter", 90))
}

fn name(customer: u32) -> String {
    let first = FIRST.get(customer as usize % 10).unwrap_or(&"Amber");
    let second = SECOND.get(customer as usize / 10).unwrap_or(&"Labs");
    [first, " ", second].concat()
}

/// A generator of numbers without pattern, the same every time.
struct Chance(u32);

impl Chance {
    fn below(&mut self, limit: u32) -> u32 {
        // Xorshift, after Marsaglia.
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 >> 8).checked_rem(limit).unwrap_or(0)
    }
}
