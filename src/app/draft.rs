//! What the reader has typed and chosen, as raw text: the only state the page keeps.

use super::sheet::Sheet;
use crate::link::{Choice, Choices, Grammar, Link};
use crate::number::{Amount, Currency, Mark, group};
use crate::retention::{Input, Period};

/// The fields of the ledger, in the order of the link keys.
pub const FIELDS: [Input; 11] = [
    Input::Start,
    Input::Expansion,
    Input::Contraction,
    Input::Churn,
    Input::New,
    Input::Reactivation,
    Input::CustomersStart,
    Input::CustomersNew,
    Input::CustomersReturned,
    Input::CustomersLost,
    Input::CustomersEnd,
];

/// The period as chosen; `Other` reads the months from their own field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodChoice {
    Month,
    Quarter,
    HalfYear,
    Year,
    Other,
}

/// Where the numbers come from: an example is always labelled as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The made-up example that the page opens with.
    Example,
    /// A worked example of an article, by its place in [`crate::app::examples::ALL`].
    Checked(usize),
    Typed,
}

/// The text of one field, and who wrote it: what the page grouped is never ambiguous.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Text {
    raw: String,
    by_page: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The text of each field, in the order of [`FIELDS`].
    texts: [Text; 11],
    /// The text of each choice, in the order of [`Choice::all`].
    chosen: [String; Choice::COUNT],
    pub period: PeriodChoice,
    /// The text of the months field, read when the period is `Other`.
    pub months: String,
    /// ISO 4217 code. Affects display only.
    currency: String,
    decimal_comma: bool,
    pub origin: Origin,
}

impl Draft {
    /// All fields empty, one year, US dollars.
    pub fn empty() -> Draft {
        Draft {
            texts: Default::default(),
            chosen: Default::default(),
            period: PeriodChoice::Year,
            months: String::new(),
            currency: Currency::USD.code().to_owned(),
            decimal_comma: false,
            origin: Origin::Typed,
        }
    }

    /// The labelled example that the page opens with.
    pub fn example() -> Draft {
        let mut draft = Draft::empty();
        for (input, plain) in [
            (Input::Start, "500000"),
            (Input::Expansion, "100000"),
            (Input::Contraction, "20000"),
            (Input::Churn, "30000"),
            (Input::CustomersStart, "200"),
            (Input::CustomersNew, "50"),
            (Input::CustomersLost, "20"),
        ] {
            draft.write(input, plain);
        }
        draft.origin = Origin::Example;
        draft
    }

    /// The numbers of a link; display choices that a link does not carry are kept from `self`.
    pub fn from_link(&self, link: &Link) -> Draft {
        let mut draft = Draft {
            decimal_comma: self.decimal_comma,
            currency: link.currency().code().to_owned(),
            ..Draft::empty()
        };
        (draft.period, draft.months) = choice_of(link.period());
        for (input, plain) in link.values() {
            draft.write(input, &plain);
        }
        for (choice, plain) in link.choices().values() {
            draft.set_choice(*choice, plain);
        }
        draft
    }

    /// All fields empty and all choices as usual; period, currency and number style stay.
    pub fn cleared(&self) -> Draft {
        Draft {
            texts: Default::default(),
            chosen: Default::default(),
            origin: Origin::Typed,
            ..self.clone()
        }
    }

    /// The embed has no field for customers at the end, so that this is the count worked out.
    pub fn work_out_the_end(&mut self) {
        if let Some((input, count)) = Sheet::of(self).worked_out() {
            self.write(input, &count.to_string());
            self.put(Input::CustomersEnd, Text::default());
        }
    }

    /// What was typed or chosen for a key of links that is no number of the ledger.
    pub fn choice(&self, choice: Choice) -> &str {
        let text = self.chosen.get(choice.place());
        text.map_or("", String::as_str)
    }

    pub fn choose(&mut self, choice: Choice, text: String) {
        if let Some(place) = self.chosen.get_mut(choice.place()) {
            *place = text;
        }
    }

    /// Chooses what a link writes as `plain`, grouped in the number style of the page.
    pub fn set_choice(&mut self, choice: Choice, plain: &str) {
        let number = plain.trim_end_matches('%');
        let is_share = matches!(choice.grammar(), Grammar::Percent(_)) && !plain.is_empty();
        let text = match (is_number(choice), is_share || number != plain) {
            (false, _) => plain.to_owned(),
            (true, true) => grouped(number, self.mark()) + "%",
            (true, false) => grouped(number, self.mark()),
        };
        self.choose(choice, text);
    }

    /// Writes a choice as the page does once its field is left; what cannot be read stays.
    pub fn settle_choice(&mut self, choice: Choice) {
        if let Some(Ok(setting)) = choice.typed(self.choice(choice), self.mark()) {
            self.set_choice(choice, &setting.to_string());
        }
    }

    /// All choices that can be read.
    pub fn choices(&self) -> Choices {
        let mut choices = Choices::default();
        for (choice, text) in Choice::all().zip(&self.chosen) {
            let setting = choice.typed(text, self.mark()).and_then(Result::ok);
            choices.set(choice, setting);
        }
        choices
    }

    /// What a choice should have been, where its text cannot be read.
    pub fn misread(&self, choice: Choice) -> Option<Grammar> {
        choice.typed(self.choice(choice), self.mark())?.err()
    }

    pub fn text(&self, input: Input) -> &str {
        self.slot(input).map_or("", |text| text.raw.as_str())
    }

    /// Whether the page wrote the text, so that its grouping follows the number style.
    pub fn by_page(&self, input: Input) -> bool {
        self.slot(input).is_some_and(|text| text.by_page)
    }

    /// Puts a plain number into a field, grouped in the number style of the page.
    pub fn write(&mut self, input: Input, plain: &str) {
        let raw = grouped(plain, self.mark());
        self.put(input, Text { raw, by_page: true });
    }

    /// A person typed: from the first edit on, an example is an example no more.
    pub fn type_into(&mut self, input: Input, raw: String) {
        self.put(
            input,
            Text {
                raw,
                by_page: false,
            },
        );
        self.origin = Origin::Typed;
    }

    /// Groups a plainly typed number once its field is left; other spellings stay as typed.
    pub fn settle(&mut self, input: Input) {
        let mark = self.mark().decimal();
        let text = self.text(input).trim();
        let is_plain = !text.is_empty()
            && text.chars().all(|c| c.is_ascii_digit() || c == mark)
            && text.matches(mark).count() <= 1
            && !text.starts_with(mark)
            && !text.ends_with(mark);
        // A point and three digits could be a group: then the reading is shown, the text stays.
        let may_group = text
            .split_once(mark)
            .is_some_and(|(whole, rest)| rest.len() == 3 && whole.len() <= 3);
        if is_plain && !may_group {
            let plain = text.replace(mark, ".");
            // What is no amount keeps its spelling; its field says why.
            if Amount::plain(&plain).is_ok() {
                self.write(input, &plain);
            }
        }
    }

    /// Reads an ambiguous "1,234" the other way, by swapping its marks.
    pub fn swap_marks(&mut self, input: Input) {
        let swapped = self.text(input).chars().map(swapped).collect();
        self.type_into(input, swapped);
    }

    /// Whether every field is blank and every choice as usual.
    pub fn is_empty(&self) -> bool {
        let mut texts = self.texts.iter().map(|text| &text.raw).chain(&self.chosen);
        texts.all(|text| text.trim().is_empty())
    }

    pub fn mark(&self) -> Mark {
        if self.decimal_comma {
            Mark::Comma
        } else {
            Mark::Point
        }
    }

    /// Changes the number style. What the page grouped is regrouped and keeps its value; what was
    /// typed stays as typed and is read anew.
    pub fn set_mark(&mut self, mark: Mark) {
        let (old, new) = (self.mark(), mark);
        self.decimal_comma = mark == Mark::Comma;
        for text in self.texts.iter_mut().filter(|text| text.by_page) {
            if old != new {
                text.raw = text.raw.chars().map(swapped).collect();
            }
        }
        // Choices keep their value whoever wrote them: their fields show no other reading.
        for (choice, text) in Choice::all().zip(&mut self.chosen) {
            if old != new && is_number(choice) {
                *text = text.chars().map(swapped).collect();
            }
        }
    }

    pub fn currency(&self) -> Currency {
        Currency::parse(&self.currency).unwrap_or(Currency::USD)
    }

    pub fn set_currency(&mut self, currency: Currency) {
        self.currency = currency.code().to_owned();
    }

    /// The draft as lines of text, for [`Draft::from_lines`]; a field's text has no line break.
    pub fn lines(&self) -> String {
        let origin = match self.origin {
            Origin::Example => "example".to_owned(),
            Origin::Checked(index) => index.to_string(),
            Origin::Typed => String::new(),
        };
        let style = if self.decimal_comma { "," } else { "." };
        let mut lines = [
            period_key(self.period),
            &self.months,
            &self.currency,
            style,
            &origin,
        ]
        .join("\n");
        for text in &self.texts {
            lines += if text.by_page { "\n=" } else { "\n>" };
            lines += &text.raw;
        }
        for text in &self.chosen {
            lines += "\n";
            lines += text;
        }
        lines
    }

    /// Reads what [`Draft::lines`] wrote; `None` when it is anything else.
    pub fn from_lines<'a>(lines: &mut impl Iterator<Item = &'a str>) -> Option<Draft> {
        let mut draft = Draft::empty();
        draft.period = period_of(lines.next()?);
        draft.months = lines.next()?.to_owned();
        draft.currency = lines.next()?.to_owned();
        draft.decimal_comma = lines.next()? == ",";
        draft.origin = match lines.next()? {
            "" => Origin::Typed,
            "example" => Origin::Example,
            index => Origin::Checked(index.parse().ok()?),
        };
        for text in &mut draft.texts {
            let line = lines.next()?;
            text.by_page = line.starts_with('=');
            text.raw = line.get(1..)?.to_owned();
        }
        for (text, line) in draft.chosen.iter_mut().zip(lines) {
            *text = line.to_owned();
        }
        Some(draft)
    }

    fn slot(&self, input: Input) -> Option<&Text> {
        self.texts.get(place(input)?)
    }

    fn put(&mut self, input: Input, text: Text) {
        let slot = place(input).and_then(|place| self.texts.get_mut(place));
        if let Some(slot) = slot {
            *slot = text;
        }
    }
}

const PERIODS: [(PeriodChoice, &str); 5] = [
    (PeriodChoice::Month, "month"),
    (PeriodChoice::Quarter, "quarter"),
    (PeriodChoice::HalfYear, "half_year"),
    (PeriodChoice::Year, "year"),
    (PeriodChoice::Other, "months"),
];

/// The value of a choice in the page's markup.
pub fn period_key(choice: PeriodChoice) -> &'static str {
    let found = PERIODS.into_iter().find(|(known, _)| *known == choice);
    found.map_or("year", |(_, key)| key)
}

pub fn period_of(key: &str) -> PeriodChoice {
    let found = PERIODS.into_iter().find(|(_, known)| *known == key);
    found.map_or(PeriodChoice::Year, |(choice, _)| choice)
}

fn is_number(choice: Choice) -> bool {
    !matches!(choice.grammar(), Grammar::Word(_) | Grammar::Kept)
}

fn place(input: Input) -> Option<usize> {
    FIELDS.iter().position(|field| *field == input)
}

fn grouped(plain: &str, mark: Mark) -> String {
    match Amount::plain(plain) {
        Ok(amount) => group(amount.decimal(), mark, None),
        Err(_) => plain.to_owned(),
    }
}

fn swapped(mark: char) -> char {
    match mark {
        ',' => '.',
        '.' => ',',
        other => other,
    }
}

fn choice_of(period: Period) -> (PeriodChoice, String) {
    let choice = match period {
        Period::MONTH => PeriodChoice::Month,
        Period::QUARTER => PeriodChoice::Quarter,
        Period::HALF_YEAR => PeriodChoice::HalfYear,
        Period::YEAR => PeriodChoice::Year,
        other => return (PeriodChoice::Other, other.months().to_string()),
    };
    (choice, String::new())
}
