//! Words of the embedded calculator, where room is short.

use super::figures::period_name;
use super::{cr_note, fill, gross_text, identity_opener, nrr_note, verdict};
use crate::app::builder::Builder;
use crate::app::sheet::Sheet;
use crate::chart::card::Card;
use crate::chart::rectangle::rectangle;
use crate::link::Place;
use crate::number::{Currency, Ratio, Unit};
use crate::retention::{Identity, Metric};
use std::cmp::Ordering;

/// What the numbers are: "one year, USD $".
pub fn subject(sheet: &Sheet) -> String {
    let period = sheet.totals.period.ok().map(|period| {
        let name = period_name(period);
        let one = if period.name().is_some() { "one " } else { "" };
        [one, &name].concat()
    });
    let currency = sheet.style.currency;
    let (code, sign) = (currency.code(), currency.symbol());
    let money = match currency {
        Currency::NONE => None,
        _ if code == sign => Some(code.to_owned()),
        _ => Some([code, " ", sign].concat()),
    };
    let parts: Vec<String> = period.into_iter().chain(money).collect();
    parts.join(", ")
}

/// "500,000 became *550,000*", or what is missing.
pub fn short_nrr_note(sheet: &Sheet) -> String {
    let known = sheet.figure(Metric::Nrr).ok();
    match known.and_then(|_| Some((sheet.start()?, sheet.end_of_start()?))) {
        Some((start, end)) => {
            let (start, end) = (sheet.style.amount(start), sheet.style.plain_money(end));
            fill("{} became *{}*", [start, end])
        }
        None => nrr_note(sheet),
    }
}

/// "*180* of 200 stayed", or what is missing.
pub fn short_cr_note(sheet: &Sheet) -> String {
    let known = sheet.figure(Metric::CustomerRetention).ok();
    match known.and_then(|_| Some((sheet.customers_start()?, sheet.stayed()?))) {
        Some((start, stayed)) => {
            let (start, stayed) = (sheet.style.count(start), sheet.style.count(stayed));
            fill("*{}* of {} stayed", [stayed, start])
        }
        None => cr_note(sheet),
    }
}

/// What happened, and the figure that has no place of its own. Nothing without any figure.
pub fn sentence(sheet: &Sheet) -> String {
    let what = match sheet.identity {
        Ok(identity) => Some(happened(sheet, identity)),
        Err(_) => verdict(sheet),
    };
    let gross = gross_text(sheet).map(|gross| fill("GRR is {}.", [gross]));
    let words: Vec<String> = what.into_iter().chain(gross).collect();
    words.join(" ")
}

fn happened(sheet: &Sheet, identity: Identity) -> String {
    let direction = match identity.growth.cmp(&Ratio::ONE) {
        Ordering::Equal => return identity_opener(identity).to_owned(),
        Ordering::Greater => " more each.",
        Ordering::Less => " less each.",
    };
    let all = identity.customer_retention == Ratio::ONE;
    let who = if all {
        "All customers stayed, paying "
    } else {
        "Fewer customers, paying "
    };
    [who, &sheet.style.change(identity.growth), direction].concat()
}

/// The result as a picture of this day.
pub fn picture(sheet: &Sheet, day: String) -> String {
    let style = sheet.style;
    let share = |metric| match sheet.figure(metric) {
        Ok(value) => style.value(&value, Unit::Percent),
        Err(reason) => super::reason_short(metric, reason).to_owned(),
    };
    let identity = sheet.identity.ok();
    let card = Card {
        subject: super::pictures::subject(sheet),
        nrr: share(Metric::Nrr),
        nrr_note: short_nrr_note(sheet),
        cr: share(Metric::CustomerRetention),
        cr_note: short_cr_note(sheet),
        growth: identity.map(|identity| style.percent(identity.growth)),
        sentence: sentence(sheet),
        notes: vec![super::pictures::DEFINITIONS.to_owned(), signed(day)],
    };
    let shape = identity.and_then(|it| rectangle(it.customer_retention, it.growth));
    card.svg(shape.as_ref())
}

/// Beneath every picture.
pub fn signed(day: String) -> String {
    day + ". NRR vs CR, retention calculator"
}

/// What to do with a snippet.
pub fn where_to_paste(place: Place) -> &'static str {
    match place {
        Place::Html => {
            "Paste it where your page takes HTML. Without the script the height stays as it is, and the embed scrolls."
        }
        Place::Mdx => {
            "Paste it into an .mdx file. For a height that follows, name embed.v1.js among the scripts of your site."
        }
        Place::WordPress => {
            "Paste it into the code editor of a post. Who may not post scripts loses the last line; the rest works."
        }
        Place::Ghost => "Type /html in the editor and paste what stands between the comments.",
        Place::Notion => "Paste the address on a line of its own and choose Create embed.",
        Place::Picture => {
            "Save the picture as retention.svg beside your text. READMEs and Medium take frames out; a picture and a link stay."
        }
    }
}

/// What is wrong with the colour that was typed, and which one stays. Nothing: it is used.
pub fn wrong_accent(builder: &Builder) -> Option<String> {
    let kept = match builder.shown.accent {
        Some(accent) => ["#", &accent.to_string()].concat(),
        None => "the calculator’s own".to_owned(),
    };
    builder.refused.accent.then(|| {
        fill(
            "A colour is # and 3 or 6 digits 0 to 9, a to f, like #05c or #005c94. Used until then: {}.",
            [kept],
        )
    })
}

/// The same for the height.
pub fn wrong_height(builder: &Builder) -> Option<String> {
    let kept = match builder.height {
        Some(height) => height.to_string(),
        None => "that of the preview".to_owned(),
    };
    builder.refused.height.then(|| {
        fill(
            "A height is a whole number of pixels from 120 to 4000. Used until then: {}.",
            [kept],
        )
    })
}

/// What the author gives away with it.
pub fn publishes(carries: bool) -> &'static str {
    if carries {
        "This publishes the numbers listed here: readers can see them in the source of your page."
    } else {
        "This publishes no numbers: readers see the labelled example. The preview shows yours."
    }
}
