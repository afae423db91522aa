//! Takes a picture of the page along: as PNG, as SVG that stands alone, or as a copied image.

use super::controls::{closest, on, target};
use super::traced::traced;
use crate::app::dom::{self, Part};
use crate::app::download::{clipboard_item, copy_picture, download, download_picture};
use crate::app::page::{App, say, tick};
use crate::app::text;
use crate::chart::poster::{LEFT, Poster, RIGHT};
use web_sys::Element;
use web_sys::wasm_bindgen::JsCast;

/// What holds a picture with its title.
const HOSTS: &str = "figure.chart,#ruler,#rectangle";
/// Tables that are pictures as well.
const TABLES: &str = "#segments-table,#cohorts-table,#beside-table";
/// What paints a mark. In a picture that stands alone these are attributes.
const PAINT: [&str; 15] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "paint-order",
    "vector-effect",
    "shape-rendering",
    "font-size",
    "font-weight",
    "letter-spacing",
    "text-anchor",
    "opacity",
];

/// Puts the buttons beneath every picture.
pub fn saves(app: App) {
    for host in dom::all(&[HOSTS, ",", TABLES].concat()) {
        let is_table = matches(&host, TABLES);
        let picture = match is_table {
            true => Some(host.clone()),
            false => picture_in(&host),
        };
        let Some(picture) = picture else { continue };
        let button = |kind: &str, label: &str| {
            Part::html("button")
                .class("btn btn-quiet")
                .with("type", "button")
                .with("data-picture", kind)
                .add(Part::html("span").text(label))
        };
        let copy = clipboard_item().map(|_| button("copy", "Copy"));
        let menu = Part::html("details")
            .class("saves page-only no-print")
            .with("data-of", &picture.id())
            .add(Part::html("summary").text("Save picture"))
            .add(
                Part::html("p")
                    .class("cluster")
                    .add(button("png", "PNG"))
                    .add(button("svg", "SVG"))
                    .all(copy),
            );
        // What the rectangle holds is drawn anew, and a table is scrolled.
        let apart = is_table || host.id() == "rectangle";
        match host.parent_element().filter(|_| apart) {
            Some(around) => dom::append(&around, menu),
            None => dom::append(&host, menu),
        }
    }
    on("click", move |event| {
        let button = target(event).and_then(|element| closest(&element, "[data-picture]"));
        if let Some(button) = button {
            save(app, &button);
        }
    });
}

fn matches(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or(false)
}

fn picture_in(host: &Element) -> Option<Element> {
    host.query_selector("svg.plot").ok()?
}

fn save(app: App, button: &Element) -> Option<()> {
    let menu = button.closest("details").ok()??;
    let id = menu.get_attribute("data-of")?;
    let picture = dom::by_id(&id)?;
    let svg = poster(app, &picture)?;
    match button.get_attribute("data-picture")?.as_str() {
        "png" => download_picture([&id, ".png"].concat(), &svg),
        "svg" => download(&[&id, ".svg"].concat(), "image/svg+xml", &svg),
        _ => {
            let button = button.clone();
            let copying = copy_picture(svg, move |copied| match copied {
                true => {
                    say("Copied");
                    tick(button);
                }
                false => app.refused(REFUSED),
            });
            if !copying {
                app.refused(REFUSED);
            }
            return Some(());
        }
    }
    say("Saved");
    Some(())
}

const REFUSED: &str = "Copying pictures is blocked by the browser. Save the PNG instead.";

/// What is taken along.
struct Taken {
    seen: Element,
    /// What it keeps its place in.
    frame: Element,
    /// What its title stands in.
    titled: Element,
    /// An SVG that stands alone.
    copy: Element,
}

impl Taken {
    fn of(picture: &Element) -> Option<Taken> {
        if matches(picture, TABLES) {
            let table = picture.query_selector("table").ok()??;
            return Some(Taken {
                titled: table.closest("#beside,section").ok()??,
                copy: traced(&table, alone)?,
                frame: table.clone(),
                seen: table,
            });
        }
        let host = picture.closest(HOSTS).ok()??;
        Some(Taken {
            seen: picture.clone(),
            copy: alone(picture)?,
            titled: host.clone(),
            frame: host,
        })
    }
}

/// The picture as it is seen, with its title, the figures, what they mean, and the day.
#[allow(clippy::float_arithmetic, clippy::as_conversions)] // Pixels of the browser.
fn poster(app: App, picture: &Element) -> Option<String> {
    let Taken {
        seen,
        frame,
        titled,
        copy,
    } = Taken::of(picture)?;
    let (outer, inner) = (
        frame.get_bounding_client_rect(),
        seen.get_bounding_client_rect(),
    );
    let whole = |pixels: f64| pixels.clamp(0.0, 4000.0) as u32;
    let around = dom::style_of(dom::document().body()?.as_ref())?;
    let value = |name: &str| around.get_property_value(name).unwrap_or_default();
    let caption = titled
        .query_selector("figcaption,title,.chart-title,h2")
        .ok()??;
    let mut notes = app.sheet.with_untracked(text::pictures::notes);
    notes.push(text::embed::signed(dom::today()));
    let poster = Poster {
        title: caption.text_content().unwrap_or_default(),
        notes,
        ink: value("color"),
        paper: value("background-color"),
        font: value("font-family"),
    };
    let width = LEFT
        .saturating_add(whole(outer.width()))
        .saturating_add(RIGHT);
    let top = poster.top(width);
    let place = [
        ("x", LEFT.saturating_add(whole(inner.left() - outer.left()))),
        ("y", top),
        ("width", whole(inner.width())),
        ("height", whole(inner.height())),
    ];
    for (name, pixels) in place {
        dom::attribute(&copy, name, Some(&pixels.to_string()));
    }
    dom::attribute(&copy, "overflow", Some("visible"));
    let mut drawn = "<defs>".to_owned();
    for pattern in dom::all("pattern") {
        drawn += &markup(&alone(&pattern)?);
    }
    drawn += "</defs>";
    drawn += &markup(&copy);
    // Names of axes stand beneath the picture.
    let bottom = top.saturating_add(whole(inner.height())).saturating_add(32);
    Some(poster.svg(&drawn, width, bottom))
}

/// HTML names a space that XML does not know.
fn markup(element: &Element) -> String {
    element.outer_html().replace("&nbsp;", "\u{a0}")
}

/// A copy that needs no style sheet, without what is not shown.
fn alone(known: &Element) -> Option<Element> {
    let copy: Element = known.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
    let pairs = dom::all_in(known, "*")
        .into_iter()
        .zip(dom::all_in(&copy, "*"));
    for (shown, copy) in pairs {
        paint(&shown, &copy);
    }
    for name in [
        "class",
        "role",
        "tabindex",
        "aria-labelledby",
        "aria-describedby",
        "data-explore",
    ] {
        dom::attribute(&copy, name, None);
    }
    Some(copy)
}

fn paint(shown: &Element, copy: &Element) -> Option<()> {
    let style = dom::style_of(shown)?;
    let value = |name: &str| style.get_property_value(name).unwrap_or_default();
    let class = shown.get_attribute("class").unwrap_or_default();
    // A picture that shares the scale of the one beside it carries it when it stands alone.
    if value("display") == "none" && !class.contains("scale") {
        copy.remove();
        return None;
    }
    let has_pattern = shown
        .get_attribute("fill")
        .is_some_and(|fill| fill.starts_with("url"));
    if matches!(shown.tag_name().as_str(), "g" | "svg" | "title" | "desc") {
        return None;
    }
    for name in PAINT {
        if name != "fill" || !has_pattern {
            dom::attribute(copy, name, Some(&value(name)));
        }
    }
    for name in ["class", "data-point", "data-at"] {
        dom::attribute(copy, name, None);
    }
    Some(())
}
