//! Words about published figures: whose they are, what they say, where one's own stands.

use super::target::size;
use super::{Style, fill};
use crate::app::sheet::Sheet;
use crate::chart::Length;
use crate::chart::mark::{Mark, Pattern, Place, Shape, line, percent, px, rectangle, text};
use crate::insight::published::{Cut, QUOTED, Scale, Survey};
use crate::number::{Currency, Ratio, Unit, Value};
use crate::retention::Metric;

/// A row beneath one's own: source, whom it is about, a picture, and figures in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub name: String,
    pub sub: String,
    pub marks: Vec<Mark>,
    pub cells: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub title: String,
    /// What one's own row is, and its picture.
    pub you: String,
    pub own: Vec<Mark>,
    pub axis: Vec<Mark>,
    pub surveys: Vec<Row>,
    pub articles: Vec<Row>,
    pub quoted: Vec<Row>,
}

/// The rulers of all rows: percent from the first to the last.
#[derive(Clone, Copy)]
struct Scope {
    from: i64,
    to: i64,
    /// One's own NRR, GRR and CR, where they are known.
    own: [Option<Ratio>; 3],
}

/// NRR, GRR and CR have a form each, whoever's they are; the last is the smallest, so that all are
/// seen where they meet.
const FORMS: [&str; 3] = [
    "M0-7 7 0 0 7-7 0Z",
    "M-1.5-10h3v20h-3Z",
    "M-4.5-4.5h9v9h-9Z",
];

pub fn shown(sheet: &Sheet) -> Option<Shown> {
    let annual = |metric| sheet.figure(metric).ok();
    let nrr = annual(Metric::AnnualisedNrr);
    let logos = annual(Metric::AnnualisedCustomerRetention);
    if nrr.is_none() && logos.is_none() {
        return None;
    }
    let grr = annual(Metric::AnnualisedGrr);
    let style = sheet.style;
    let size = size(sheet);
    let scope = Scope::of([&nrr, &grr, &logos].map(|rate| rate.as_ref().and_then(near)));
    let months = sheet.totals.period.map_or(12, |period| period.months());
    let rows: Vec<&Survey> = size.surveys().collect();
    let own = match months {
        12 => "one year".to_owned(),
        _ => "estimate, compounded to a year".to_owned(),
    };
    let estimate = months != 12;
    Some(Shown {
        title: title(style, nrr.as_ref(), &rows, estimate),
        you: own,
        own: scope.own(is_least(sheet)),
        axis: scope.axis(),
        surveys: rows.iter().map(|row| survey(row, scope)).collect(),
        articles: size
            .scales()
            .map(|scale| article(scale, nrr.as_ref(), scope))
            .collect(),
        quoted: QUOTED
            .iter()
            .map(|quoted| Row {
                name: quoted.who.to_owned(),
                sub: quoted.by.to_owned(),
                marks: scope.medians([Some(quoted.nrr), None, None], None),
                cells: vec![(whole(quoted.nrr), String::new()), none(), none()],
            })
            .collect(),
    })
}

/// GRR of a year as the row of one's own says it.
pub fn gross(sheet: &Sheet) -> String {
    let annual = sheet.figure(Metric::AnnualisedGrr);
    match annual {
        Ok(value) => {
            let shown = sheet.style.value(&value, Unit::Percent);
            match is_least(sheet) {
                true => fill("≥ {}", [shown]),
                false => shown,
            }
        }
        Err(_) => "—".to_owned(),
    }
}

/// Totals may give no more than the least that GRR can be; a list gives GRR itself.
fn is_least(sheet: &Sheet) -> bool {
    !sheet.gross.is_ok_and(|range| range.is_point())
}

fn none() -> (String, String) {
    ("—".to_owned(), String::new())
}

fn whole(percent: i64) -> String {
    percent.to_string() + "%"
}

/// "Your NRR is 10 to 12 points above the medians for companies your size".
fn title(style: Style, nrr: Option<&Value>, rows: &[&Survey], estimate: bool) -> String {
    let sized: Vec<i64> = rows
        .iter()
        .filter(|row| !matches!(row.cut, Cut::All(_)))
        .map(|row| row.nrr)
        .collect();
    let (medians, whose) = match sized.is_empty() {
        false => (sized, "the medians for companies your size"),
        true => (
            rows.iter().map(|row| row.nrr).collect(),
            "the medians of all companies",
        ),
    };
    let near = nrr.and_then(near);
    let (Some(near), Some(low), Some(high)) = (near, medians.iter().min(), medians.iter().max())
    else {
        return "What was published".to_owned();
    };
    let from = |median: i64| {
        near.checked_sub(Ratio::percent(median))
            .unwrap_or(Ratio::ZERO)
    };
    let (least, most) = (from(*high), from(*low));
    let place = match (least.is_negative(), most.is_negative()) {
        (false, _) => [span(style, least, most), " above ".to_owned()].concat(),
        (true, true) => [
            span(style, most.negated(), least.negated()),
            " below ".to_owned(),
        ]
        .concat(),
        (true, false) => "among ".to_owned(),
    };
    let start = if estimate {
        "As an estimate, your NRR is "
    } else {
        "Your NRR is "
    };
    [start, &place, whose].concat()
}

/// "10 to 12 points".
fn span(style: Style, least: Ratio, most: Ratio) -> String {
    let points = |share: Ratio| share.checked_mul(Ratio::whole(100)).unwrap_or(share);
    let (low, high) = (
        style.number(points(least), 1),
        style.number(points(most), 1),
    );
    match low == high {
        true => super::counted(&low, "point", "points"),
        false => fill("{} to {} points", [low, high]),
    }
}

/// A yearly rate as a fraction to be drawn and compared at a glance.
fn near(value: &Value) -> Option<Ratio> {
    let rounded = value.round(Unit::Percent, 3)?;
    let scale = 10_i128.checked_pow(rounded.scale())?.checked_mul(100)?;
    Ratio::new(rounded.mantissa(), scale)
}

fn survey(row: &Survey, scope: Scope) -> Row {
    let (median, quartiles) = row
        .customer_retention
        .map(|(median, low, high)| (median, (low, high)))
        .unzip();
    let logos = match median.zip(quartiles) {
        Some((median, (low, high))) => {
            let quartiles = ["quartiles ", &low.to_string(), " to ", &high.to_string()];
            (whole(median), quartiles.concat())
        }
        None => none(),
    };
    Row {
        name: row.source.to_owned(),
        sub: cut(row.cut),
        marks: scope.medians([Some(row.nrr), Some(row.grr), median], quartiles),
        cells: vec![
            (whole(row.nrr), String::new()),
            (whole(row.grr), String::new()),
            logos,
        ],
    }
}

fn form_at(class: &'static str, at: Place, form: &str) -> Mark {
    Mark::new(class, Shape::Path([at, px(17)], form.to_owned()))
}

fn cut(cut: Cut) -> String {
    let of = |what: &str, low: i64, high: i64, unit: &str| {
        let low_words = dollars(low);
        match (low, high) {
            (0, high) => fill(
                "{} under {}{}",
                [what.to_owned(), dollars(high), unit.to_owned()],
            ),
            (_, 0) => fill(
                "{} of {} or more{}",
                [what.to_owned(), low_words, unit.to_owned()],
            ),
            _ => fill(
                "{} of {} to under {}{}",
                [what.to_owned(), low_words, dollars(high), unit.to_owned()],
            ),
        }
    };
    match cut {
        Cut::All(whom) => whom.to_owned(),
        Cut::Revenue(low, high) => of("revenue", low, high, "; as reported"),
        Cut::Contract(low, high) => of("contracts", low, high, " a year; as reported"),
    }
}

fn dollars(size: i64) -> String {
    match size {
        1_000_000.. => fill("${}M", [(size / 1_000_000).to_string()]),
        _ => fill("${}k", [(size / 1000).to_string()]),
    }
}

fn article(scale: &Scale, nrr: Option<&Value>, scope: Scope) -> Row {
    let band = nrr.and_then(|nrr| scale.band(nrr));
    let said = match band.map(|band| band.words) {
        None => "—".to_owned(),
        Some("") => "not labelled by this source".to_owned(),
        Some(words) => {
            let mut letters = words.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            let word: String = first.into_iter().chain(letters).collect();
            fill("“{}”", [word])
        }
    };
    Row {
        name: scale.source.to_owned(),
        sub: scale.whom.to_owned(),
        marks: scope.bands(scale),
        cells: vec![(said, scale.gap.to_owned())],
    }
}

/// What the sizes are taken from: in words, and the revenue and the contract of a year.
pub fn sizes(sheet: &Sheet) -> [String; 3] {
    let size = size(sheet);
    let said = |money: Option<Ratio>| {
        money.map_or_else(String::new, |money| sheet.style.about_plain(money))
    };
    let (revenue, contract) = (said(size.revenue), said(size.contract));
    let from = match (revenue.as_str(), size.stage) {
        ("", Some(_)) => "As chosen.".to_owned(),
        ("", None) => "Choose a stage, or type yearly revenue.".to_owned(),
        (revenue, _) => fill(
            "From {} a year. Choose a stage if that is not all of it.",
            [revenue.to_owned()],
        ),
    };
    let note = match sheet.style.currency {
        Currency::USD => "",
        _ => " The sources’ sizes are US dollars; yours are read as they stand.",
    };
    [from + note, revenue, contract]
}

impl Scope {
    /// 70 to 140, wider by tens to hold one's own.
    fn of(own: [Option<Ratio>; 3]) -> Scope {
        let own = own.map(|rate| rate.filter(|rate| *rate <= Ratio::percent(400)));
        let (mut from, mut to) = (70_i64, 140_i64);
        for rate in own.into_iter().flatten() {
            while rate < Ratio::percent(from) && from > 0 {
                from = from.saturating_sub(10);
            }
            while rate > Ratio::percent(to) {
                to = to.saturating_add(20);
            }
        }
        Scope { from, to, own }
    }

    fn place(self, rate: Ratio) -> Length {
        let span = Ratio::percent(self.to.saturating_sub(self.from));
        let share = rate
            .checked_sub(Ratio::percent(self.from))
            .and_then(|above| above.checked_div(span));
        share.map_or(Length::ZERO, |share| Length::FULL.times(share))
    }

    fn at(self, percent: i64) -> Place {
        Place::Share(self.place(Ratio::percent(percent)))
    }

    fn axis(self) -> Vec<Mark> {
        let step = if self.to.saturating_sub(self.from) > 80 {
            20
        } else {
            10
        };
        // 100 is always among them.
        let ticks = (0..=40_i64).map(|steps| steps.saturating_mul(step));
        let ticks = ticks.filter(|tick| (self.from..=self.to).contains(tick));
        ticks
            .map(|tick| {
                let class = if tick == 100 {
                    "t-strong mid-t"
                } else {
                    "mid-t"
                };
                text(class, [self.at(tick), px(13)], tick.to_string())
            })
            .collect()
    }

    fn ground(self, from: i64, to: i64) -> Vec<Mark> {
        let hundred = self.at(100);
        let mut marks = vec![
            line("grid", [percent(0), px(17), percent(100), px(17)]),
            line("link", [hundred, px(2), hundred, px(32)]),
        ];
        let [nrr, ..] = self.own;
        if let Some(you) = nrr {
            let you = Place::Share(self.place(you));
            marks.push(line("you-line", [you, px(from), you, px(to)]));
        }
        marks
    }

    fn own(self, least: bool) -> Vec<Mark> {
        let mut marks = self.ground(17, 50);
        let [nrr, grr, _] = self.own;
        let classes = ["m-rev", "bench-med", "m-cust"];
        for ((rate, form), class) in self.own.into_iter().zip(FORMS).zip(classes) {
            marks.extend(rate.map(|rate| form_at(class, Place::Share(self.place(rate)), form)));
        }
        let mut word = |class, rate: Option<Ratio>, right: i64, words: &str| {
            let at = rate.map(|rate| [Place::Share(self.place(rate)), px(17)]);
            let said = at.map(|at| text(class, at, words));
            marks.extend(said.map(|said| said.shifted(Length::of(right), Length::of(4))));
        };
        word("end", grr.filter(|_| least), -7, "≥");
        match nrr.is_some_and(|you| self.place(you) > Length::of(85)) {
            true => word("t-rev end", nrr, -13, "you"),
            false => word("t-rev", nrr, 13, "you"),
        }
        marks
    }

    /// A source's medians, and the quartiles of CR.
    fn medians(self, rates: [Option<i64>; 3], quartiles: Option<(i64, i64)>) -> Vec<Mark> {
        let mut marks = self.ground(-30, 64);
        marks.extend(quartiles.map(|(low, high)| {
            let ends = [self.at(low), px(17), self.at(high), px(17)];
            line("arrow l-grr", ends)
        }));
        for (rate, form) in rates.into_iter().zip(FORMS) {
            marks.extend(rate.map(|rate| form_at("bench-med", self.at(rate), form)));
        }
        marks
    }

    fn bands(self, scale: &Scale) -> Vec<Mark> {
        let mut marks = Vec::new();
        let ends = scale
            .bands
            .iter()
            .skip(1)
            .map(|band| band.from)
            .chain([self.to]);
        for (at, (band, end)) in scale.bands.iter().zip(ends).enumerate() {
            let from = band.from.max(self.from);
            if from >= end {
                continue;
            }
            let (left, right) = (
                self.place(Ratio::percent(from)),
                self.place(Ratio::percent(end)),
            );
            let sides = [
                Place::Share(left),
                px(8),
                Place::Share(right.minus(left)),
                px(16),
            ];
            if band.words.is_empty() {
                marks.push(rectangle("", sides).filled(Pattern::Gap));
                continue;
            }
            let last = scale.bands.len().saturating_sub(at);
            let class = match last {
                1 => "band-c",
                2 => "band-b",
                _ => "band-a",
            };
            marks.push(rectangle(class, sides));
            let middle = Place::Share(left.plus(right).half());
            marks.push(text("mid-t", [middle, px(39)], band.words));
        }
        let [nrr, ..] = self.own;
        if let Some(you) = nrr {
            let you = Place::Share(self.place(you));
            marks.push(line("you-line", [you, px(2), you, px(30)]));
        }
        marks
    }
}
