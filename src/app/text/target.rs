//! Words about what a target would take.

use super::figures::period_name;
use super::{Style, Words, fill};
use crate::app::sheet::{Basis, Sheet};
use crate::chart::Length;
use crate::chart::iso::{self, iso};
use crate::chart::mark::Mark;
use crate::insight::benchmarks::{Size, Stage};
use crate::insight::target::{Target, missing_term};
use crate::insight::{Base, sensitivity};
use crate::link::Choice;
use crate::number::{Amount, Compound, Ratio, Unit, Value};
use crate::retention::Period;

/// A way to the target: what it is about, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lever {
    pub value: String,
    pub words: String,
}

/// All that the section shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub title: String,
    pub description: String,
    pub marks: Vec<Mark>,
    /// Of the first two ways.
    pub headings: [&'static str; 2],
    pub levers: [Lever; 3],
    /// Expansion × losses; bold where the target is reached.
    pub around: Words,
}

/// The company as it was entered, chosen or read from the totals.
pub fn size(sheet: &Sheet) -> Size {
    let mut base = Base::of(&sheet.totals).ok();
    // The amounts of a list with months are a month's each, however long the window is.
    if let (Basis::List { span: Some(_), .. }, Some(base)) = (sheet.basis, &mut base) {
        base.months = 1;
    }
    let amount = |choice| sheet.choices.amount(choice).map(Ratio::of);
    let stage = sheet.choices.word(Choice::Stage).and_then(Stage::parse);
    Size::of(
        base.as_ref(),
        amount(Choice::Arr),
        amount(Choice::ContractValue),
        stage,
    )
}

/// The target while none is set: that of the stage, for the period that is shown.
pub fn proposed(sheet: &Sheet) -> Amount {
    let yearly = size(sheet).stage.unwrap_or(Stage::Early).target();
    let months = sheet.totals.period.map_or(12, |period| period.months());
    let rate = Compound::new(Ratio::percent(yearly), months, 12);
    let rounded = rate.and_then(|rate| Value::Compound(rate).round(Unit::Percent, 1));
    let rounded = rounded.and_then(|rounded| Amount::new(rounded).ok());
    rounded.unwrap_or_default()
}

/// The target as a share.
pub fn wanted(sheet: &Sheet) -> Ratio {
    let percent = sheet.choices.amount(Choice::Target);
    Ratio::of_percent(percent.unwrap_or_else(|| proposed(sheet)))
}

/// The name of the field.
pub fn label(sheet: &Sheet) -> String {
    let period = sheet.totals.period.unwrap_or(Period::YEAR);
    let name = [period_name(period)];
    match period.months() {
        1 | 3 | 6 | 12 => fill("Target NRR for the {}", name),
        _ => fill("Target NRR for {}", name),
    }
}

fn known(sheet: &Sheet) -> Option<(Base, Target)> {
    let base = Base::of(&sheet.totals).ok()?;
    let target = Target::of(&base, wanted(sheet))?;
    Some((base, target))
}

pub fn shown(sheet: &Sheet) -> Option<Shown> {
    let (base, target) = known(sheet)?;
    let style = sheet.style;
    let name = style.percent(target.wanted);
    let labels = iso::Words {
        share: &|share| style.drawn(share),
        you: fill("You, {}", [style.percent(base.nrr)]),
        sell: fill("+{}", [style.points(target.points)]),
        lose: fill("−{}", [style.points(target.points)]),
    };
    let share = |money| base.share(money).map(|share| Length::FULL.times(share));
    let point = iso::Point {
        expansion: share(base.expansion)?,
        losses: share(base.losses)?,
        wanted: Length::FULL.times(target.wanted),
        expansion_wanted: share(target.expansion)?,
        losses_wanted: share(target.losses).filter(|_| !target.losses.is_negative()),
    };
    Some(Shown {
        title: match target.is_reached() {
            true => fill("Every mix that makes {}", [name]),
            false => fill("Two straight ways to {}, and every mix between", [name]),
        },
        description: described(style, &base, &target)?,
        marks: iso(point, &labels).unwrap_or_default(),
        headings: match target.short.is_negative() {
            true => ["Selling less would do", "Losing more would do"],
            false => ["Sell more to those who stay", "Lose less"],
        },
        levers: match target.points.is_zero() {
            true => std::array::from_fn(|_| Lever {
                value: "No change".to_owned(),
                words: "The target is what you have.".to_owned(),
            }),
            false => [
                sell(style, &base, &target)?,
                lose(style, &base, &target)?,
                half(style, &target),
            ],
        },
        around: table(style, &base, target.wanted),
    })
}

/// How far the target is.
pub fn short(sheet: &Sheet) -> Option<String> {
    let (base, target) = known(sheet)?;
    let style = sheet.style;
    let points = style.points(target.points);
    let mut words = match target.short.is_negative() {
        _ if target.points.is_zero() => "You are exactly there.".to_owned(),
        true => fill("You are *{}* past it.", [points]),
        false => {
            let worth = target.customers.map_or_else(String::new, |customers| {
                let count = style.number(customers, 1);
                fill(
                    ", the worth of {}",
                    [super::counted(
                        &count,
                        "average customer",
                        "average customers",
                    )],
                )
            });
            fill(
                "You are *{}* short. That is *{}*{}.",
                [points, style.about(target.short), worth],
            )
        }
    };
    if base.months != 12
        && let Some(year) = Compound::new(target.wanted, 12, base.months)
    {
        let year = style.value(&Value::Compound(year), Unit::Percent);
        words += &[" Kept up, the target is ", &year, " a year."].concat();
    }
    Some(words)
}

fn described(style: Style, base: &Base, target: &Target) -> Option<String> {
    let share = |money| Some(style.percent(base.share(money)?));
    let mut words = fill(
        "You are at losses of {} and expansion of {} of the start.",
        [share(base.losses)?, share(base.expansion)?],
    );
    if !target.is_reached() {
        words += &[" Raise expansion to ", &share(target.expansion)?].concat();
        if !target.losses.is_negative() {
            words += &[", or cut losses to ", &share(target.losses)?].concat();
        }
        words += ", or any mix along the line.";
    }
    Some(words)
}

fn sell(style: Style, base: &Base, target: &Target) -> Option<Lever> {
    let money = |money| style.about(money);
    if target.is_reached() {
        let enough = target.expansion.max(Ratio::ZERO);
        let words = [
            "Expansion of ",
            &money(enough),
            " would do instead of ",
            &money(base.expansion),
            ", with losses unchanged.",
        ];
        let less = base.expansion.checked_sub(enough)?;
        return Some(Lever {
            value: signed("−", &money(less)),
            words: words.concat(),
        });
    }
    let more = more(style, base.expansion, target.short);
    let words = [
        "Expansion of ",
        &money(target.expansion),
        " instead of ",
        &money(base.expansion),
        &more,
        ", with losses unchanged. ",
        &worth(style, target),
    ];
    Some(Lever {
        value: signed("+", &money(target.short)),
        words: words.concat(),
    })
}

fn lose(style: Style, base: &Base, target: &Target) -> Option<Lever> {
    let money = |money| style.about(money);
    let losses = target.losses;
    let (value, start) = match (target.is_reached(), losses.is_negative()) {
        (true, _) => {
            let words = [
                "Contraction and churn of ",
                &money(losses),
                " would still do instead of ",
                &money(base.losses),
                ", with expansion unchanged.",
            ];
            (signed("+", &money(target.short.negated())), words.concat())
        }
        (false, true) => {
            let words = [
                "Losing less cannot reach it alone: losses are ",
                &style.about_plain(base.losses),
                ", the gap is ",
                &style.about_plain(target.short),
                ".",
            ];
            return Some(Lever {
                value: "Not alone".to_owned(),
                words: words.concat(),
            });
        }
        (false, false) => {
            let less = target.short.checked_div(base.losses)?;
            let words = [
                "Contraction and churn of ",
                &money(losses),
                " instead of ",
                &money(base.losses),
                ", ",
                &style.percent(less),
                " less, with expansion unchanged.",
            ];
            (signed("−", &money(target.short)), words.concat())
        }
    };
    let kept = Ratio::ONE.checked_sub(base.share(losses)?)?;
    let gross = match kept.is_negative() {
        true => String::new(),
        false if losses.is_zero() => fill(" GRR is then {}.", [style.percent(kept)]),
        false => fill(" GRR is then at least {}.", [style.percent(kept)]),
    };
    Some(Lever {
        value,
        words: start + &gross,
    })
}

fn half(style: Style, target: &Target) -> Lever {
    let (expansion, losses) = target.half;
    let money = |money| style.about(money);
    let half = target.short.checked_mul(Ratio::percent(50));
    let half = half.map_or_else(String::new, |half| money(half.max(half.negated())));
    let less = match (losses.is_negative(), expansion.is_negative()) {
        (true, _) => "losses.",
        (_, true) => "expansion.",
        _ => "",
    };
    if !less.is_empty() {
        return Lever {
            value: "Not by halves".to_owned(),
            words: ["Half of the gap is more than all ", less].concat(),
        };
    }
    let words = [
        "Expansion of ",
        &money(expansion),
        " and losses of ",
        &money(losses),
        ".",
    ];
    Lever {
        value: fill("{} and {}", [half.clone(), half]),
        words: words.concat(),
    }
}

/// "5.0 points, the worth of 10 average customers."
fn worth(style: Style, target: &Target) -> String {
    let points = style.points(target.points);
    match target.customers {
        Some(customers) => {
            let count = style.number(customers, 1);
            let many = super::counted(&count, "average customer", "average customers");
            [points, ", or ".to_owned(), many, ".".to_owned()].concat()
        }
        None => points + ".",
    }
}

/// ", 25.0% more": of nothing there is no percentage.
fn more(style: Style, of: Ratio, by: Ratio) -> String {
    let share = by.checked_div(of);
    share.map_or_else(String::new, |share| {
        fill(", {} more", [style.percent(share)])
    })
}

fn signed(sign: &str, money: &str) -> String {
    [sign, money].concat()
}

/// Expansion × losses around today.
fn table(style: Style, base: &Base, wanted: Ratio) -> Words {
    let Some(found) = sensitivity::sensitivity(base) else {
        return Words::default();
    };
    let head = "Expansion ↓, losses →".to_owned();
    let losses = found.losses.iter().map(|losses| style.percent(*losses));
    let cell = |expansion: Ratio, losses: Ratio| match sensitivity::nrr(expansion, losses) {
        Some(nrr) if nrr >= wanted => fill("*{}*", [style.percent(nrr)]),
        Some(nrr) => style.percent(nrr),
        None => "—".to_owned(),
    };
    let row = |expansion: &Ratio| {
        let cells = found.losses.iter().map(|losses| cell(*expansion, *losses));
        (style.percent(*expansion), cells.collect())
    };
    Words {
        columns: [head].into_iter().chain(losses).collect(),
        rows: found.expansion.iter().map(row).collect(),
    }
}

/// Rows for a copy of the result, where a target was set or a change is tried: name, value, how.
pub fn taken(sheet: &Sheet) -> Vec<(&'static str, String, String)> {
    let mut rows = Vec::new();
    let set = sheet.choices.amount(Choice::Target).is_some();
    if let (true, Some(short)) = (set, short(sheet)) {
        let value = sheet.style.percent(wanted(sheet));
        rows.push(("target NRR", value, short.replace('*', "")));
    }
    if let Some(shown) = super::what_if::shown(sheet).filter(|shown| shown.is_any) {
        let changes = sheet.choices.values().iter();
        let changes = changes.filter(|(choice, _)| Choice::CHANGES.contains(choice));
        let changes: Vec<String> = changes
            .map(|(choice, plain)| {
                let value = super::choices::value(sheet.style, *choice, plain);
                fill(
                    "{} {}",
                    [super::choices::choice_name(*choice).to_owned(), value],
                )
            })
            .collect();
        let how = changes.join(", ");
        rows.push(("NRR then", shown.total.nrr.shown, how.clone()));
        rows.push(("CR then", shown.total.customer_retention.shown, how));
    }
    rows
}

/// The term that follows from the two that were typed, in words.
pub fn third_term(sheet: &Sheet) -> String {
    let typed = |choice| sheet.choices.amount(choice).map(Ratio::of_percent);
    let terms = [Choice::IfNet, Choice::IfGross, Choice::IfGrowth].map(typed);
    let [net, gross, growth] = terms;
    let known = terms.iter().flatten().count();
    let found = missing_term(net, gross, growth);
    let name = match (net, gross) {
        (None, _) => "NRR",
        (_, None) => "GRR",
        _ => "Expansion",
    };
    match (known, found) {
        (2, Some(found)) => {
            let of = if name == "Expansion" {
                " of the start"
            } else {
                ""
            };
            fill(
                "{} is *{}*{}. NRR = GRR + expansion.",
                [name.to_owned(), sheet.style.percent(found), of.to_owned()],
            )
        }
        (2, None) => [
            name,
            " would have to be below 0% or above 100%: there is none.",
        ]
        .concat(),
        (3, _) => "Clear one of the three, and it is worked out.".to_owned(),
        _ => "Give two of the three; the third is worked out.".to_owned(),
    }
}
