//! The page's state: raw text and choices in signals, everything else derived from them.

use super::draft::Draft;
use super::examples;
use super::session::{self, Kept};
use super::sheet::{Severity, Sheet};
use super::text;
use super::{address, clipboard, dom};
use crate::link::{self, Theme};
use crate::retention::Input;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};

/// How long a field rests before its complaint is shown.
const REST: u32 = 1000;
/// How long a result rests before it is spoken.
const SPOKEN_AFTER: u32 = 800;
const TICK_SHOWN: u32 = 2000;

#[derive(Clone, Copy)]
pub struct App {
    pub draft: RwSignal<Draft>,
    pub sheet: Memo<Sheet>,
    pub theme: RwSignal<Theme>,
    /// What a link could not be read as.
    pub notices: RwSignal<Vec<String>>,
    /// What the last action did.
    pub toast: RwSignal<Option<&'static str>>,
    /// Whether the link that is shown carries the numbers.
    pub carries: RwSignal<bool>,
    /// The field that is being typed into: its complaints wait until it rests.
    typing: RwSignal<Option<Input>>,
    past: RwSignal<Vec<Draft>>,
    future: RwSignal<Vec<Draft>>,
    resting: StoredValue<Option<Timeout>, LocalStorage>,
    speaking: StoredValue<Option<Timeout>, LocalStorage>,
    /// The fragment that the numbers came from, so that a reload knows whether it was edited since.
    opened: RwSignal<String>,
}

/// The key of a theme in the query, in the choice and on the root element.
pub fn theme_key(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "auto",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

pub fn theme_of(key: &str) -> Theme {
    match key {
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        _ => Theme::Auto,
    }
}

impl App {
    /// Reads the address and what a reload kept; without either, the labelled example.
    pub fn start() -> App {
        let draft = RwSignal::new(Draft::example());
        let app = App {
            draft,
            sheet: Memo::new(move |_| draft.with(Sheet::of)),
            theme: RwSignal::new(Theme::Auto),
            notices: RwSignal::new(Vec::new()),
            toast: RwSignal::new(None),
            carries: RwSignal::new(true),
            typing: RwSignal::new(None),
            past: RwSignal::new(Vec::new()),
            future: RwSignal::new(Vec::new()),
            resting: StoredValue::new_local(None),
            speaking: StoredValue::new_local(None),
            opened: RwSignal::new(String::new()),
        };
        let address = address::current();
        let kept = session::load();
        app.set_theme(match (address.presentation.theme, &kept) {
            (Theme::Auto, Some(kept)) => theme_of(&kept.theme),
            (asked, _) => asked,
        });
        match kept {
            Some(kept) if kept.opened == address.fragment => {
                app.draft.set(kept.draft);
                app.opened.set(kept.opened);
            }
            _ => app.open(&address),
        }
        address::on_change(move |address| app.open(&address));
        dom::live(move || app.keep());
        app
    }

    // ---- typing

    pub fn type_into(self, input: Input, text: String) {
        self.batch_edit(|draft| match input {
            Input::Period => draft.months = text,
            _ => draft.type_into(input, text),
        });
        self.typing.set(Some(input));
        let rest = Timeout::new(REST, move || self.typing.set(None));
        self.resting.set_value(Some(rest));
    }

    pub fn leave(self, input: Input) {
        self.resting.set_value(None);
        self.typing.set(None);
        let settled = self.draft.with_untracked(|draft| {
            let mut settled = draft.clone();
            settled.settle(input);
            (settled != *draft).then_some(settled)
        });
        if let Some(settled) = settled {
            self.draft.set(settled);
        }
    }

    pub fn swap_marks(self, input: Input) {
        self.batch_edit(|draft| draft.swap_marks(input));
    }

    /// The number of a field that follows from the other three, unless it is being typed.
    pub fn worked_out(self, input: Input) -> Option<String> {
        if self.typing.get() == Some(input) {
            return None;
        }
        self.sheet.with(|sheet| match sheet.worked_out() {
            Some((solved, count)) if solved == input => Some(sheet.style.count(count)),
            _ => None,
        })
    }

    pub fn message(self, input: Input) -> Option<(Severity, String)> {
        let message = self.sheet.with(|sheet| text::field_message(sheet, input))?;
        (self.typing.get() != Some(input)).then_some(message)
    }

    pub fn other_reading(self, input: Input) -> String {
        let swapped = self.draft.with_untracked(|draft| {
            let mut swapped = draft.clone();
            swapped.swap_marks(input);
            Sheet::of(&swapped)
        });
        text::read_text(&swapped, input).unwrap_or_default()
    }

    // ---- actions that can be undone

    pub fn clear(self) {
        let empty = self.draft.with_untracked(Draft::cleared);
        self.replace(empty, "All fields cleared.");
    }

    pub fn show_example(self) {
        let style = self.draft.with_untracked(|draft| (draft.currency(), draft.mark()));
        let mut example = Draft::example();
        example.set_currency(style.0);
        example.set_mark(style.1);
        self.replace(example, "The example is loaded.");
    }

    pub fn load_example(self, index: usize) {
        let Some(example) = examples::ALL.get(index) else {
            return;
        };
        let draft = self.draft.with_untracked(|draft| example.draft(index, draft));
        self.replace(draft, "The checked example is loaded.");
        if let Some(instrument) = dom::by_id("numbers") {
            instrument.scroll_into_view();
        }
    }

    pub fn fill_blanks(self) {
        let mut draft = self.draft.get_untracked();
        for input in self.sheet.with_untracked(|sheet| sheet.blanks().collect::<Vec<_>>()) {
            draft.write(input, "0");
        }
        self.replace(draft, "Blanks filled with 0.");
    }

    /// Sets the count that mends four that disagree.
    pub fn fix_count(self, input: Input) {
        let fixes = self.sheet.with_untracked(Sheet::fixes);
        let fix = fixes.into_iter().find(|(fixed, _)| *fixed == input);
        let Some((_, count)) = fix else { return };
        let mut draft = self.draft.get_untracked();
        draft.write(input, &count.to_string());
        self.replace(draft, "The counts add up.");
    }

    pub fn can_undo(self) -> bool {
        self.past.with(|past| !past.is_empty())
    }

    pub fn can_redo(self) -> bool {
        self.future.with(|future| !future.is_empty())
    }

    pub fn undo(self) {
        self.travel(self.past, self.future, "Brought back.");
    }

    pub fn redo(self) {
        self.travel(self.future, self.past, "Done again.");
    }

    // ---- sharing

    /// The link to these numbers, or to an empty calculator.
    pub fn link(self) -> String {
        let link = self.sheet.with(Sheet::link).filter(|_| self.carries.get());
        let fragment = link.map(|link| link::encode(&link));
        address::link(fragment.as_deref())
    }

    pub fn open_link_dialog(self) {
        if let Some(dialog) = dom::by_id("link-dialog")
            && let Ok(dialog) = dialog.dyn_into::<HtmlDialogElement>()
        {
            let _ = dialog.show_modal();
        }
    }

    /// Copies what a button names. The button keeps the focus and shows a tick for two seconds.
    pub fn copy(self, button: &Element) {
        let text = match button.get_attribute("data-copy").as_deref() {
            Some("link") => untrack(|| self.link()),
            Some("sentence") => self.sheet.with_untracked(text::verdict).unwrap_or_default(),
            Some("markdown") => self.sheet.with_untracked(text::markdown),
            Some("tsv") => self.sheet.with_untracked(text::tsv),
            Some("formulas") => self.sheet.with_untracked(text::formulas),
            _ => return,
        };
        let button = button.clone();
        clipboard::copy(text, move |copied| {
            if copied {
                self.say("Copied");
                tick(button);
            } else {
                self.say("Copying is blocked by the browser. Select the text and copy it.");
            }
        });
    }

    pub fn set_theme(self, theme: Theme) {
        self.theme.set(theme);
        let Some(root) = document().document_element() else {
            return;
        };
        let _ = match theme {
            Theme::Auto => root.remove_attribute("data-theme"),
            _ => root.set_attribute("data-theme", theme_key(theme)),
        };
    }

    // ---- speaking

    /// One sentence for all figures, a while after the last change.
    pub fn announce_changes(self) {
        let words = Memo::new(move |_| self.sheet.with(text::announcement));
        let first = words.get_untracked();
        dom::live(move || {
            let words = words.get();
            if words != first || self.speaking.with_value(Option::is_some) {
                let speak = Timeout::new(SPOKEN_AFTER, move || self.say(&words));
                self.speaking.set_value(Some(speak));
            }
        });
    }

    fn say(self, words: &str) {
        dom::text("announcer", words);
    }

    // ---- inside

    fn open(self, address: &address::Address) {
        self.opened.set(address.fragment.clone());
        let (notices, filled) = address.notices();
        self.notices.set(notices_with_rest(notices, filled));
        if let Some(link) = &address.link {
            self.draft.update(|draft| *draft = draft.from_link(link));
            self.past.set(Vec::new());
            self.future.set(Vec::new());
            self.toast.set(None);
        }
    }

    fn batch_edit(self, edit: impl FnOnce(&mut Draft)) {
        self.draft.update(edit);
        self.toast.set(None);
    }

    fn replace(self, draft: Draft, words: &'static str) {
        let before = self.draft.get_untracked();
        self.past.update(|past| past.push(before));
        self.future.set(Vec::new());
        self.draft.set(draft);
        self.toast.set(Some(words));
        self.say(words);
    }

    fn travel(self, from: RwSignal<Vec<Draft>>, to: RwSignal<Vec<Draft>>, words: &'static str) {
        let Some(draft) = from.try_update(Vec::pop).flatten() else {
            return;
        };
        let here = self.draft.get_untracked();
        to.update(|drafts| drafts.push(here));
        self.draft.set(draft);
        self.toast.set(Some(words));
        self.say(words);
    }

    fn keep(self) {
        session::save(&Kept {
            draft: self.draft.get(),
            theme: theme_key(self.theme.get()).to_owned(),
            opened: self.opened.get(),
        });
    }
}

fn notices_with_rest(mut notices: Vec<String>, filled: usize) -> Vec<String> {
    if !notices.is_empty() {
        notices.push(text::link_notice_rest(filled));
    }
    notices
}

fn tick(button: Element) {
    let label = button.query_selector("span").ok().flatten();
    let before = label.as_ref().and_then(Element::text_content);
    if button.has_attribute("data-done") {
        return;
    }
    let show = move |done: Option<&str>, words: &str, icon: &str| {
        dom::attribute(&button, "data-done", done);
        for reference in button.query_selector("use").ok().flatten() {
            dom::attribute(&reference, "href", Some(icon));
        }
        if let Some(label) = &label {
            dom::text_of(label, words);
        }
    };
    show(Some(""), "Copied", "#i-check");
    Timeout::new(TICK_SHOWN, move || show(None, before.as_deref().unwrap_or_default(), "#i-copy")).forget();
}
