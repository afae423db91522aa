//! From figures to decisions, beneath the instrument: the bridges and the quadrant, what a target
//! would take, what changes would make, what was published, what repeating comes to, and what drives
//! the losses.

use super::bridges::{compared, show};
use super::picture::{self, draw, small};
use super::quadrant;
use crate::app::dom::{self, Last, Part};
use crate::app::list::List;
use crate::app::page::App;
use crate::app::sheet::Sheet;
use crate::app::text::quadrant::placed;
use crate::app::text::{Words, ahead, beside, bridges, drivers, target, what_if};
use crate::app::timer::Timer;
use crate::chart::Length;
use crate::chart::mark::{Place, line, px, rectangle};
use crate::insight::playbook::Step;
use crate::link::Choice;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::Element;

/// How long typed numbers rest before what stands far below them is drawn.
const REST: u32 = 100;

type Section = Box<dyn Fn(&Sheet)>;

pub fn decide(app: App) {
    let sections: Rc<[Section; 7]> = Rc::new([
        section(bridges::shown, "bridges-band", |known, _| show(known)),
        section(
            move |sheet| placed(sheet, listed(app).as_deref()),
            "quadrant-band",
            |known, _| quadrant::show(known),
        ),
        section(target::shown, "target-body", target_section),
        section(what_if::shown, "what-if", what_if_section),
        section(what_if::bridges, "if-bridges", |known, _| compared(known)),
        section(beside::shown, "beside", beside_section),
        section(ahead::shown, "ahead", ahead_section),
    ]);
    let drivers = section(drivers::shown, "drivers", drivers_section);
    let (last, chosen) = (Last::default(), Last::default());
    let resting = Rc::new(Timer::default());
    app.behind(move || {
        // The segments of another list may differ although its totals do not.
        let Some(now) = last.changed((app.sheet.with(Sheet::clone), listed(app))) else {
            return;
        };
        let sections = Rc::clone(&sections);
        drivers(&now.0);
        // A choice is made beside what it changes: that does not wait.
        let wait = match chosen.changed(now.0.choices.clone()) {
            Some(_) => 0,
            None => REST,
        };
        let run = move || {
            beside_fields(&now.0);
            for section in sections.iter() {
                section(&now.0);
            }
        };
        match wait {
            0 => run(),
            _ => resting.start(wait, run),
        }
    });
}

fn listed(app: App) -> Option<Arc<List>> {
    app.state.with(|state| state.shown_list().cloned())
}

/// A part of the page that is drawn again when what it shows differs; hidden without anything.
fn section<T: PartialEq + 'static>(
    shown: impl Fn(&Sheet) -> Option<T> + 'static,
    id: &'static str,
    draw: fn(&T, &Sheet),
) -> Section {
    let last = Last::default();
    Box::new(move |sheet| {
        if let Some(now) = last.changed(shown(sheet)) {
            dom::show(id, now.is_some());
            dom::show(&[id, "-waits"].concat(), now.is_none());
            if let Some(now) = Option::as_ref(&now) {
                draw(now, sheet);
            }
        }
    })
}

/// What stands beside the fields, whether or not there are figures.
fn beside_fields(sheet: &Sheet) {
    let [stage, revenue, contract] = beside::sizes(sheet);
    for (key, size) in [("arr", revenue), ("contract_value", contract)] {
        if let Some(field) = dom::field(key) {
            dom::attribute(&field, "placeholder", Some(&size));
        }
    }
    rich("target-short", &target::short(sheet).unwrap_or_default());
    let [periods, new, customers] = ahead::labels(sheet);
    for (id, words) in [
        ("stage-hint", stage),
        ("target-label", target::label(sheet)),
        ("ahead-periods", periods),
        ("ahead-new", new),
        ("ahead-customers", customers),
    ] {
        dom::text(id, &words);
    }
}

fn target_section(shown: &target::Shown, _: &Sheet) {
    dom::text("iso-c", &shown.title);
    draw("iso", &shown.title, &shown.description, &shown.marks);
    for (place, heading) in dom::all("#levers h3").iter().zip(shown.headings) {
        dom::text_of(place, heading);
    }
    for (place, lever) in dom::all("#levers .lever").iter().zip(&shown.levers) {
        for (selector, words) in [
            (".lever-value", &lever.value),
            ("p:last-child", &lever.words),
        ] {
            if let Ok(Some(place)) = place.query_selector(selector) {
                dom::text_of(&place, words);
            }
        }
    }
    words("around", &shown.around);
}

fn what_if_section(shown: &what_if::Shown, sheet: &Sheet) {
    rich("third-term", &shown.third);
    rich("claim", &shown.claim);
    dom::text("if-nrr", &["from ", &shown.nrr_now].concat());
    dom::text("if-cr", &["from ", &shown.cr_now].concat());
    let widest = match shown.is_any {
        true => [
            "Bars show points gained or lost, up to ",
            &sheet.style.points(shown.widest),
            ".",
        ]
        .concat(),
        false => String::new(),
    };
    dom::text("if-widest", &widest);
    // Machines read the changes all together; the rows are steps on the way.
    let rows = shown.rows.iter().map(|row| (row, ["", ""]));
    let total = [(&shown.total, ["if_nrr", "if_customer_retention"])];
    for (place, (row, ids)) in dom::all("#what-if-table tbody tr")
        .iter()
        .zip(rows.chain(total))
    {
        if let Ok(Some(note)) = place.query_selector(".sub") {
            dom::text_of(&note, &row.note);
        }
        while let Some(cell) = place
            .last_element_child()
            .filter(|cell| cell.tag_name() == "TD")
        {
            cell.remove();
        }
        let [nrr, cr] = ids;
        let nrr = after(&row.nrr, nrr, "num-rev", "f-rev");
        let cr = after(&row.customer_retention, cr, "num-cust", "f-cust");
        for part in nrr.into_iter().chain(cr) {
            dom::append(place, part);
        }
    }
    words("if-figures", &shown.figures);
    dom::show("if-reset", shown.is_any);
    dom::show("if-keep", shown.is_any);
    dom::show("if-kept", shown.kept.is_some());
    if let Some(kept) = &shown.kept {
        words("if-kept-table", kept);
        let names = Choice::KEPT.into_iter().filter_map(|choice| {
            let kept = sheet.choices.kept(choice)?;
            let action = |what: &str| [what, ":", choice.key()].concat();
            let name = kept.name();
            let show = ["Set ", name, " above"].concat();
            let remove = ["Remove ", name].concat();
            Some([
                Part::button("btn btn-quiet", &action("if-set"), &show),
                Part::button("btn btn-quiet", &action("if-remove"), &remove),
            ])
        });
        dom::put_in("if-kept-buttons", names.flatten());
    }
}

/// A rate after a change, a figure if it has a name for machines, and its bar.
fn after(after: &what_if::After, id: &str, ink: &'static str, fill: &'static str) -> [Part; 2] {
    let figure = Part::html("data").class(ink).text(&after.shown);
    let figure = match &after.exact {
        Some(exact) => figure.with("value", exact),
        None => figure.with("data-reason", "not_defined"),
    };
    let figure = match id {
        "" => figure,
        id => figure.with("data-metric", id),
    };
    let change = Part::html("span").class("sub").text(&after.change);
    let mut marks = Vec::new();
    if let Some(points) = after.points {
        // Losses grow to the left of the middle, if there are any.
        let half = Length::FULL.half();
        let length = half.times(points);
        let (from, size) = match length < Length::ZERO {
            true => (half.plus(length), Length::ZERO.minus(length)),
            false => (half, length),
        };
        let middle = Place::Share(half);
        marks.push(line("axis", [middle, px(1), middle, px(23)]));
        marks.push(rectangle(
            fill,
            [Place::Share(from), px(6), Place::Share(size), px(12)],
        ));
    }
    let bar = Part::html("td")
        .class("delta-cell wide-only")
        .add(small("plot delta-svg", &marks));
    [Part::html("td").add(figure).add(change), bar]
}

fn beside_section(shown: &beside::Shown, sheet: &Sheet) {
    dom::text("beside-c", &shown.title);
    dom::text("you-what", &shown.you);
    for (id, marks) in [("beside-axis", &shown.axis), ("beside-you", &shown.own)] {
        dom::put_in(id, picture::parts(marks));
    }
    dom::text("you-grr", &beside::gross(sheet));
    let row = |class: &'static str| {
        move |row: &beside::Row| {
            let name = Part::html("th")
                .with("scope", "row")
                .class("text")
                .text(&row.name)
                .add(Part::html("span").class("sub").text(&row.sub));
            let picture = Part::html("td")
                .class("bench-cell mid wide-only")
                .add(small(class, &row.marks));
            let alone = row.cells.len() == 1;
            let cells = row.cells.iter().map(move |(words, sub)| {
                let cell = match (alone, words.as_str()) {
                    (true, _) => Part::html("td")
                        .class("text")
                        .with("colspan", "3")
                        .text(words),
                    (_, "—") => return missing(),
                    _ => Part::html("td").text(words),
                };
                let class = if alone { "sub" } else { "sub wide-only" };
                cell.all((!sub.is_empty()).then(|| Part::html("span").class(class).text(sub)))
            });
            Part::html("tr").add(name).add(picture).all(cells)
        }
    };
    dom::put_in(
        "beside-surveys",
        shown.surveys.iter().map(row("plot bench-svg")),
    );
    let articles = "Stated in articles, without a survey";
    let quoted = "Quoted in articles, single figures";
    let all = [group(articles)]
        .into_iter()
        .chain(shown.articles.iter().map(row("plot bands-svg")))
        .chain([group(quoted)])
        .chain(shown.quoted.iter().map(row("plot bench-svg")));
    dom::put_in("beside-articles", all);
}

fn missing() -> Part {
    let dash = Part::html("span").with("aria-hidden", "true").text("—");
    let spoken = Part::html("span").class("vh").text("not published");
    Part::html("td").class("dim").add(dash).add(spoken)
}

fn group(words: &str) -> Part {
    let head = Part::html("th")
        .with("scope", "rowgroup")
        .with("colspan", "5")
        .text(words);
    Part::html("tr").class("table-sub").add(head)
}

fn ahead_section(shown: &ahead::Shown, _: &Sheet) {
    dom::text("ahead-c", &shown.title);
    draw("scissors", &shown.title, &shown.description, &shown.marks);
    dom::show("scissors-figure", !shown.marks.is_empty());
    words("ahead-table", &shown.table);
    let notes = shown
        .notes
        .iter()
        .map(|note| Part::html("p").all(dom::starred(note)));
    dom::put_in("ahead-notes", notes);
}

fn drivers_section(shown: &drivers::Shown, _: &Sheet) {
    dom::text("drivers-c", shown.title);
    rich("drivers-words", &shown.words);
    let step = |step: &Step| {
        let article = Part::html("span").class("hint").text(step.article);
        Part::html("li")
            .text(step.words)
            .add(Part::words(" "))
            .add(article)
    };
    let plays = shown.plays.iter().map(|(heading, steps)| {
        let list = Part::html("ul").class("notes").all(steps.iter().map(step));
        Part::html("div")
            .class("stack")
            .add(Part::html("h3").text(heading))
            .add(list)
    });
    dom::put_in("playbook", plays);
}

fn rich(id: &str, words: &str) {
    if let Some(place) = dom::by_id(id) {
        dom::rich(&place, words);
    }
}

/// A small table in its place: an empty head and body.
fn words(id: &str, table: &Words) {
    let part = |selector: &str| -> Option<Element> {
        dom::by_id(id)?.query_selector(selector).ok().flatten()
    };
    let head = |name: &String| match name.as_str() {
        "" => Part::html("td"),
        name => Part::html("th").with("scope", "col").text(name),
    };
    if let Some(place) = part("thead") {
        dom::put(
            &place,
            [Part::html("tr").all(table.columns.iter().map(head))],
        );
    }
    if let Some(place) = part("tbody") {
        let row = |(name, cells): &(String, Vec<String>)| {
            let cells = cells
                .iter()
                .map(|cell| Part::html("td").all(dom::starred(cell)));
            let name = Part::html("th").with("scope", "row").text(name);
            Part::html("tr").add(name).all(cells)
        };
        dom::put(&place, table.rows.iter().map(row));
    }
}
