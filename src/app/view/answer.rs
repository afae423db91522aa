//! The figures: the two as equals, the GRR range, the sentence, the working, and the table.

use crate::app::dom::{self, Last, Part};
use crate::app::page::App;
use crate::app::sheet::{Basis, Sheet};
use crate::app::text;
use crate::number::{Unit, Value};
use crate::retention::{Figure, Input, Metric, Reason};
use std::rc::Rc;
use web_sys::Element;

pub fn answer(app: App) {
    let answer = Rc::new(Answer::of());
    let first = Rc::clone(&answer);
    dom::live(move || app.sheet.with(|sheet| first.show(sheet)));
    app.behind(move || app.sheet.with(|sheet| answer.explain(sheet)));
    let steps = move || {
        app.sheet
            .with(|sheet| [text::nrr_steps(sheet), text::cr_steps(sheet)])
    };
    app.behind(dom::differing(steps, |[nrr, cr]| {
        dom::show("worked-copy", nrr.is_some() || cr.is_some());
        worked("nrr-worked", nrr.as_ref(), "res num-rev");
        worked("cr-worked", cr.as_ref(), "res num-cust");
    }));
    let lines = move || app.state.with(|state| state.notices.clone());
    dom::live(dom::differing(lines, |lines| notices(lines)));
}

/// The places of all figures.
struct Answer {
    named: [Place; Metric::ALL.len()],
    again: Vec<Place>,
    cards: Vec<Card>,
    ranges: Vec<Element>,
}

impl Answer {
    fn of() -> Answer {
        let cards = [Metric::Nrr, Metric::CustomerRetention].map(Card::of);
        Answer {
            named: Metric::ALL.map(Place::of),
            again: Place::again(),
            cards: cards.into_iter().flatten().collect(),
            ranges: dom::all("[data-metric=grr]"),
        }
    }

    /// What machines read, all in one moment.
    fn show(&self, sheet: &Sheet) {
        self.named.iter().for_each(|place| place.show(sheet));
        self.cards.iter().for_each(|card| card.show(sheet));
        gross(sheet, &self.ranges);
    }

    /// The words around it, and what is repeated further down.
    fn explain(&self, sheet: &Sheet) {
        self.again.iter().for_each(|place| place.show(sheet));
        self.cards.iter().for_each(|card| card.explain(sheet));
        explain_gross(sheet);
        verdict(sheet);
        annual(sheet);
    }
}

/// Where a metric stands in the page.
struct Place {
    metric: Metric,
    values: Vec<Element>,
    /// Beneath its name: why it is not there.
    reasons: Vec<Element>,
    last: Last<(Figure, text::Style, Basis)>,
}

impl Place {
    fn of(metric: Metric) -> Place {
        let marked = |key: &str| dom::all(&["[data-", key, "=", metric.id(), "]"].concat());
        Place {
            metric,
            values: marked("metric"),
            reasons: marked("why"),
            last: Last::default(),
        }
    }

    /// Where one is repeated.
    fn again() -> Vec<Place> {
        let place = |value: Element| {
            let metric = Metric::parse(&value.get_attribute("data-also")?)?;
            Some(Place {
                metric,
                values: vec![value],
                reasons: Vec::new(),
                last: Last::default(),
            })
        };
        dom::all("[data-also]")
            .into_iter()
            .filter_map(place)
            .collect()
    }

    fn show(&self, sheet: &Sheet) {
        let known = (sheet.figure(self.metric), sheet.style, sheet.basis);
        let Some(known) = self.last.changed(known) else {
            return;
        };
        for value in &self.values {
            show_figure(value, self.metric, &known);
        }
        let why = text::why(known.0.err(), known.2);
        for reason in &self.reasons {
            dom::text_of(reason, &why);
            if let Some(name) = reason.previous_sibling() {
                dom::text_of(&name, text::metric_name(known.2, self.metric));
            }
        }
    }
}

/// A figure in its place: machines read `value`, exact; people read the text, rounded.
fn show_figure(
    element: &Element,
    metric: Metric,
    (figure, style, basis): &(Figure, text::Style, Basis),
) {
    let (exact, reason) = match figure {
        Ok(value) => (Some(value.digits(metric.unit(), 18)), None),
        Err(reason) => (None, Some(*reason)),
    };
    dom::attribute(element, "value", exact.as_deref());
    let id = reason.map(|reason| basis.waits().map_or_else(|| reason.id(), str::to_owned));
    dom::attribute(element, "data-reason", id.as_deref());
    let shown = match figure {
        Ok(value) => style.value(value, metric.unit()),
        Err(reason) => text::reason_short(metric, *reason).to_owned(),
    };
    match (metric, shown.strip_suffix('%')) {
        (Metric::Nrr | Metric::CustomerRetention, Some(number)) => {
            let unit = Part::html("span").class("unit").text("%");
            dom::put(element, [Part::words(number), unit]);
        }
        _ => dom::text_of(element, &shown),
    }
}

/// One of the two figures, with the lines around it.
struct Card {
    metric: Metric,
    card: Element,
    value: Element,
    subject: Element,
    note: Element,
}

impl Card {
    fn of(metric: Metric) -> Option<Card> {
        let card = dom::by_id(metric.id())?;
        let part = |selector| card.query_selector(selector).ok().flatten();
        Some(Card {
            metric,
            value: part("output")?,
            subject: part("h3 span")?,
            note: part(".figure-note")?,
            card,
        })
    }

    fn show(&self, sheet: &Sheet) {
        let bar = match self.metric {
            Metric::Nrr => "bar-nrr",
            _ => "bar-cr",
        };
        let figure = sheet.figure(self.metric);
        let in_words = matches!(figure, Err(Reason::ZeroStart | Reason::ZeroCustomersStart));
        dom::class(&self.card, "figure-empty", figure.is_err());
        dom::class(&self.value, "figure-words", in_words);
        let shown = figure.map(|value| sheet.style.value(&value, Unit::Percent));
        dom::text(bar, shown.as_deref().unwrap_or("—"));
    }

    fn explain(&self, sheet: &Sheet) {
        let note = match self.metric {
            Metric::Nrr => text::nrr_note(sheet),
            _ => text::cr_note(sheet),
        };
        dom::text_of(&self.subject, &text::figure_subject(self.metric, sheet));
        dom::rich(&self.note, &note);
    }
}

fn gross(sheet: &Sheet, places: &[Element]) {
    let point = sheet.gross.ok().filter(|range| range.is_point());
    let words = text::gross_text(sheet);
    let words = words.as_deref().unwrap_or("—");
    for element in places {
        let exact = point.map(|range| Value::Ratio(range.low).digits(Unit::Percent, 18));
        let reason = match sheet.gross {
            Ok(range) if range.is_point() => None,
            Ok(_) => Some("range".to_owned()),
            Err(reason) => Some(
                sheet
                    .basis
                    .waits()
                    .map_or_else(|| reason.id(), str::to_owned),
            ),
        };
        dom::attribute(element, "value", exact.as_deref());
        dom::attribute(element, "data-reason", reason.as_deref());
        dom::text_of(element, words);
    }
    dom::text("bar-grr", &words.replace("at least", "≥"));
}

fn explain_gross(sheet: &Sheet) {
    let is_range = sheet.gross.is_ok_and(|range| !range.is_point());
    dom::text("grr-note", &text::gross_note(sheet));
    dom::text("grr-exact", &text::gross_exact_if(sheet));
    dom::show("why-range", is_range);
    dom::show("why-differs", text::gross_by_movements(sheet).is_some());
}

fn verdict(sheet: &Sheet) {
    let words = text::verdict(sheet);
    dom::show("verdict-row", words.is_some());
    dom::text("verdict", words.as_deref().unwrap_or_default());
}

/// A formula with the reader's numbers, step by step.
fn worked(id: &str, steps: Option<&text::Steps>, class: &str) {
    dom::show(id, steps.is_some());
    let (Some(steps), Some(place)) = (steps, dom::by_id(id)) else {
        return;
    };
    let Ok(Some(place)) = place.query_selector(".formula") else {
        return;
    };
    let span = |class: &str, words: &str| Part::html("span").class(class).text(words);
    let fraction = |over: Part| {
        let under = Part::html("span").text(&steps.under);
        Part::html("span").class("frac").add(over).add(under)
    };
    let terms = steps.terms.iter().map(|(input, term)| {
        let class = match input {
            Some(Input::Expansion) => "plus",
            Some(Input::Contraction) => "down",
            Some(Input::Churn | Input::CustomersLost) => "gone",
            _ => "",
        };
        span(class, &[term, " "].concat())
    });
    let equals = || Part::html("span").text(" = ");
    dom::put(
        &place,
        [
            fraction(Part::html("span").all(terms)),
            equals(),
            fraction(Part::html("span").text(&steps.sum)),
            equals(),
            span(class, &steps.result),
        ],
    );
}

fn annual(sheet: &Sheet) {
    let words = text::annual(sheet);
    dom::show("annual", words.is_some());
    if let (Some((bold, rest)), Some(place)) = (words, dom::by_id("annual")) {
        let parts = [
            Part::html("b").text(&bold),
            Part::words(" "),
            Part::html("span").text(&rest),
        ];
        dom::put(&place, parts);
    }
    let rare = text::rare_rate(sheet);
    dom::show("rare", rare.is_some());
    for place in dom::all("#rare p") {
        dom::rich(&place, rare.as_deref().unwrap_or_default());
    }
}

/// What a link could not be read as, until the reader takes it away.
fn notices(lines: &[String]) {
    dom::show("notices", !lines.is_empty());
    for place in dom::all("#notices > div") {
        dom::put(&place, lines.iter().map(|line| Part::html("p").text(line)));
    }
}
