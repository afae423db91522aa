//! All that the page remembers: raw text and choices. Pure, so that every action is tested natively.

use super::draft::Draft;
use super::examples;
use super::sheet::Sheet;
use crate::link::{Link, Theme};
use crate::retention::Input;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub draft: Draft,
    pub theme: Theme,
    /// What a link could not be read as, in words.
    pub notices: Vec<String>,
    /// What the last action did; it stays until the next one.
    pub toast: Option<&'static str>,
    /// Whether the link that is shown carries the numbers.
    pub carries: bool,
    /// The field that is being typed into: its complaints wait until it rests.
    pub typing: Option<Input>,
    /// The fragment that the numbers came from: a reload of the same keeps what was typed since.
    pub opened: String,
    past: Vec<Draft>,
    future: Vec<Draft>,
}

impl Default for State {
    /// The labelled example.
    fn default() -> State {
        State {
            draft: Draft::example(),
            theme: Theme::Auto,
            notices: Vec::new(),
            toast: None,
            carries: true,
            typing: None,
            opened: String::new(),
            past: Vec::new(),
            future: Vec::new(),
        }
    }
}

impl State {
    /// Takes over what an address says. Without values the numbers stay as they are.
    pub fn open(&mut self, fragment: &str, link: Option<&Link>, notices: Vec<String>) {
        self.opened = fragment.to_owned();
        self.notices = notices;
        if let Some(link) = link {
            self.draft = self.draft.from_link(link);
            self.past.clear();
            self.future.clear();
            self.toast = None;
        }
    }

    pub fn type_into(&mut self, input: Input, text: String) {
        self.typing = Some(input);
        self.toast = None;
        match input {
            Input::Period => self.draft.months = text,
            _ => self.draft.type_into(input, text),
        }
    }

    /// The field was left: its number is grouped.
    pub fn leave(&mut self, input: Input) {
        self.draft.settle(input);
    }

    pub fn swap_marks(&mut self, input: Input) {
        self.toast = None;
        self.draft.swap_marks(input);
    }

    pub fn clear(&mut self) {
        self.replace(self.draft.cleared(), "All fields cleared.");
    }

    pub fn show_example(&mut self) {
        let mut example = Draft::example();
        example.set_currency(self.draft.currency());
        example.set_mark(self.draft.mark());
        self.replace(example, "The example is loaded.");
    }

    pub fn load_example(&mut self, index: usize) {
        if let Some(example) = examples::ALL.get(index) {
            let draft = example.draft(index, &self.draft);
            self.replace(draft, "The checked example is loaded.");
        }
    }

    /// Says that the blanks of NRR are zero. Nobody assumes it.
    pub fn fill_blanks(&mut self) {
        let mut draft = self.draft.clone();
        for input in Sheet::of(&self.draft).blanks() {
            draft.write(input, "0");
        }
        self.replace(draft, "Blanks filled with 0.");
    }

    /// Sets the count that mends four that disagree.
    pub fn fix_count(&mut self, input: Input) {
        let fixes = Sheet::of(&self.draft).fixes();
        if let Some((_, count)) = fixes.into_iter().find(|(fixed, _)| *fixed == input) {
            let mut draft = self.draft.clone();
            draft.write(input, &count.to_string());
            self.replace(draft, "The counts add up.");
        }
    }

    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    pub fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.draft, before));
            self.toast = Some("Brought back.");
        }
    }

    pub fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.draft, after));
            self.toast = Some("Done again.");
        }
    }

    fn replace(&mut self, draft: Draft, words: &'static str) {
        self.past.push(std::mem::replace(&mut self.draft, draft));
        self.future.clear();
        self.toast = Some(words);
    }
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
