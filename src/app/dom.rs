//! The few words that the page has for its document. The static markup is in `index.html`; the
//! program fills in what changes, and touches only what differs.

pub use super::live::live;
use gloo::events::{EventListener, EventListenerOptions};
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CssStyleDeclaration, Document, Element, Event, EventTarget, HtmlInputElement, Node, NodeList,
    Window,
};

thread_local! {
    static WINDOW: &'static Window = forever(js_sys::global().unchecked_into());
    static DOCUMENT: &'static Document = forever(
        window().document().unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into()),
    );
}

fn forever<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

pub fn window() -> &'static Window {
    WINDOW.with(|window| *window)
}

pub fn document() -> &'static Document {
    DOCUMENT.with(|document| *document)
}

/// The day, as the browser writes it.
pub fn today() -> String {
    let day = js_sys::Date::new_0().to_date_string().as_string();
    day.unwrap_or_default()
}

/// Listens as long as the page lives.
pub fn on(target: &EventTarget, event: &str, run: impl FnMut(&Event) + 'static) {
    listen(target, event, run).forget();
}

/// Listens until the listener is dropped.
pub fn listen(
    target: &EventTarget,
    event: &str,
    run: impl FnMut(&Event) + 'static,
) -> EventListener {
    // One listener type for all, as with timers.
    fn boxed(target: &EventTarget, event: &str, run: Box<dyn FnMut(&Event)>) -> EventListener {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(target, event.to_owned(), options, run)
    }
    boxed(target, event, Box::new(run))
}

/// What was drawn last, so that only what differs is drawn again. A memo would do the same for
/// five times the code, which is downloaded.
pub struct Last<T>(RefCell<Option<Rc<T>>>);

impl<T> Default for Last<T> {
    fn default() -> Last<T> {
        Last(RefCell::new(None))
    }
}

impl<T: PartialEq> Last<T> {
    /// `now`, if it differs from the last time.
    pub fn changed(&self, now: T) -> Option<Rc<T>> {
        let mut last = self.0.borrow_mut();
        if last.as_deref() == Some(&now) {
            return None;
        }
        *last = Some(Rc::new(now));
        last.clone()
    }
}

/// Draws what `look` gives, when it differs from the last time.
pub fn differing<T: PartialEq + 'static>(
    look: impl Fn() -> T + 'static,
    draw: impl Fn(&T) + 'static,
) -> impl Fn() + 'static {
    let last = Last::default();
    move || {
        if let Some(now) = last.changed(look()) {
            draw(&now);
        }
    }
}

pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

pub fn all(selector: &str) -> Vec<Element> {
    listed(document().query_selector_all(selector))
}

pub fn all_in(parent: &Element, selector: &str) -> Vec<Element> {
    listed(parent.query_selector_all(selector))
}

fn listed(found: Result<NodeList, JsValue>) -> Vec<Element> {
    let Ok(found) = found else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}

pub fn field(name: &str) -> Option<HtmlInputElement> {
    by_id(name)?.dyn_into().ok()
}

/// Sets a text, if it differs.
pub fn text(id: &str, words: &str) {
    if let Some(element) = by_id(id) {
        text_of(&element, words);
    }
}

pub fn text_of(node: &Node, words: &str) {
    if node.text_content().as_deref() != Some(words) {
        node.set_text_content(Some(words));
    }
}

/// Sets or takes away an attribute, if it differs.
pub fn attribute(element: &Element, name: &str, value: Option<&str>) {
    if element.get_attribute(name).as_deref() != value {
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
}

pub fn show(id: &str, shown: bool) {
    if let Some(element) = by_id(id) {
        show_it(&element, shown);
    }
}

pub fn show_it(element: &Element, shown: bool) {
    attribute(element, "hidden", (!shown).then_some(""));
}

/// How the browser draws it.
pub fn style_of(element: &Element) -> Option<CssStyleDeclaration> {
    window().get_computed_style(element).ok()?
}

pub fn class(element: &Element, name: &str, on: bool) {
    let _ = element.class_list().toggle_with_force(name, on);
}

/// Puts a part behind what an element holds.
pub fn append(parent: &Element, part: Part) {
    let _ = parent.append_child(&part.0);
}

/// Replaces what an element holds.
pub fn put(parent: &Element, parts: impl IntoIterator<Item = Part>) {
    parent.set_text_content(None);
    for part in parts {
        let _ = parent.append_child(&part.0);
    }
}

/// Replaces what the element with this id holds.
pub fn put_in(id: &str, parts: impl IntoIterator<Item = Part>) {
    if let Some(parent) = by_id(id) {
        put(&parent, parts);
    }
}

/// Puts text with `*stars*` set in bold, if it differs.
pub fn rich(parent: &Element, words: &str) {
    if parent.text_content().as_deref() == Some(words.replace('*', "").as_str()) {
        return;
    }
    put(parent, starred(words));
}

/// Text with `*stars*` set in bold.
pub fn starred(words: &str) -> impl Iterator<Item = Part> {
    let parts = words.split('*').enumerate();
    parts.map(|(index, words)| match index % 2 {
        1 => Part::html("b").text(words),
        _ => Part::words(words),
    })
}

/// An element being made.
pub struct Part(Node);

impl Part {
    pub fn html(tag: &str) -> Part {
        Part::of(document().create_element(tag))
    }

    pub fn svg(tag: &str) -> Part {
        Part::of(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag))
    }

    pub fn words(words: &str) -> Part {
        Part(document().create_text_node(words).into())
    }

    /// An icon of the sprite in `index.html`.
    pub fn icon(name: &str) -> Part {
        let reference = Part::svg("use").with("href", &["#i-", name].concat());
        Part::svg("svg")
            .class("icon")
            .with("aria-hidden", "true")
            .add(reference)
    }

    pub fn button(class: &str, action: &str, label: &str) -> Part {
        Part::html("button")
            .class(class)
            .with("type", "button")
            .with("data-action", action)
            .text(label)
    }

    /// Tag names are constants that every document can make; a comment stands in for others.
    fn of(made: Result<Element, JsValue>) -> Part {
        Part(match made {
            Ok(element) => element.into(),
            Err(_) => document().create_comment("").into(),
        })
    }

    pub fn class(self, name: &str) -> Part {
        self.with("class", name)
    }

    pub fn with(self, name: &str, value: &str) -> Part {
        if let Some(element) = self.0.dyn_ref::<Element>() {
            let _ = element.set_attribute(name, value);
        }
        self
    }

    pub fn text(self, words: &str) -> Part {
        self.0.set_text_content(Some(words));
        self
    }

    pub fn add(self, child: Part) -> Part {
        let _ = self.0.append_child(&child.0);
        self
    }

    pub fn all(self, children: impl IntoIterator<Item = Part>) -> Part {
        children.into_iter().fold(self, Part::add)
    }
}
