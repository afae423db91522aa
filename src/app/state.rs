//! All that the page remembers: raw text and choices. Pure, so that every action is tested natively.

use super::builder::Builder;
use super::draft::Draft;
use super::examples;
use super::list::{Compare, List, Origin};
use super::refusal::Refusal;
use super::sheet::Sheet;
use super::tables::Shown;
use super::text;
use super::watch::Watch;
use crate::import::Progress;
use crate::link::{Choice, Link, Theme};
use crate::number::Currency;
use crate::retention::Input;
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub draft: Draft,
    pub tab: Tab,
    /// The customer list that was read last and not removed.
    pub list: Option<Arc<List>>,
    /// A list that is being read. What was there before stays until it is done.
    pub reading: Option<Reading>,
    /// Why the last list was not read.
    pub refused: Option<Refusal>,
    /// The fact about the list that is being changed.
    pub changing: Option<&'static str>,
    /// How the tables of a list are shown.
    pub tables: Shown,
    /// The thresholds of early warnings.
    pub watch: Watch,
    pub theme: Theme,
    /// The embed that is being made for another page.
    pub builder: Builder,
    /// What a link could not be read as, in words.
    pub notices: Vec<String>,
    /// What the last action did; it stays until the next one.
    pub toast: Option<&'static str>,
    /// Whether the link that is shown carries the numbers.
    pub carries: bool,
    /// The field that is being typed into: its complaints wait until it rests.
    pub typing: Option<Input>,
    /// The same for a choice.
    pub choosing: Option<Choice>,
    /// In an embed: the inputs that its author has fixed.
    pub embed: Option<Vec<Input>>,
    /// The fragment that the numbers came from: a reload of the same keeps what was typed since.
    pub opened: String,
    /// The list that a reload took away.
    pub left: Option<String>,
    past: Vec<Before>,
    future: Vec<Before>,
}

/// Earlier lists are kept, to be brought back, while all of them have at most so many rows.
const ROWS_KEPT: u64 = 1_000_000;

/// Where the numbers come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Totals,
    List,
}

/// How far the reading of a list has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub name: String,
    pub done: Progress,
    /// Bytes of all files.
    pub bytes: u64,
}

/// What can be brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Before {
    draft: Draft,
    tab: Tab,
    list: Option<Arc<List>>,
}

impl Default for State {
    /// The labelled example.
    fn default() -> State {
        State {
            draft: Draft::example(),
            tab: Tab::Totals,
            list: None,
            reading: None,
            refused: None,
            changing: None,
            tables: Shown::default(),
            watch: Watch::default(),
            theme: Theme::Auto,
            builder: Builder::default(),
            notices: Vec::new(),
            toast: None,
            carries: true,
            typing: None,
            choosing: None,
            embed: None,
            opened: String::new(),
            left: None,
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
            if self.embed.is_some() {
                self.draft.work_out_the_end();
            }
            self.tab = Tab::Totals;
            self.past.clear();
            self.future.clear();
            self.toast = None;
        }
    }

    /// The page is an embed, and its author has fixed these inputs.
    pub fn embed(&mut self, locked: &[Input]) {
        self.embed = Some(locked.to_vec());
        self.draft.work_out_the_end();
    }

    pub fn type_into(&mut self, input: Input, text: String) {
        if self.is_locked(input) {
            return;
        }
        self.typing = Some(input);
        self.toast = None;
        match input {
            Input::Period => self.draft.months = text,
            _ => self.draft.type_into(input, text),
        }
    }

    pub fn choose(&mut self, choice: Choice, text: String) {
        self.choosing = Some(choice);
        self.toast = None;
        self.draft.choose(choice, text);
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
            if !self.is_locked(input) {
                draft.write(input, "0");
            }
        }
        self.replace(draft, "Blanks filled with 0.");
    }

    fn is_locked(&self, input: Input) -> bool {
        let locked = self.embed.as_deref().unwrap_or_default();
        locked.contains(&input)
    }

    /// Sets the count that mends four that disagree.
    pub fn fix_count(&mut self, input: Input) {
        let fixes = Sheet::of(&self.draft).fixes();
        let fix = fixes.into_iter().find(|(fixed, _)| *fixed == input);
        if let Some((_, count)) = fix.filter(|_| !self.is_locked(input)) {
            let mut draft = self.draft.clone();
            draft.write(input, &count.to_string());
            self.replace(draft, "The counts add up.");
        }
    }

    /// All that follows from what is shown: the list, or what was typed.
    pub fn sheet(&self) -> Sheet {
        match self.shown_list() {
            Some(list) => Sheet::of_list(list, &self.draft),
            None => Sheet::of(&self.draft),
        }
    }

    /// The list whose figures are shown.
    pub fn shown_list(&self) -> Option<&Arc<List>> {
        self.list.as_ref().filter(|_| self.tab == Tab::List)
    }

    pub fn open_tab(&mut self, tab: Tab) {
        self.tab = tab;
        self.toast = None;
    }

    /// Opens or closes the choice of a fact about the list.
    pub fn open_fact(&mut self, id: &str) {
        const IDS: [&str; 13] = [
            "layout",
            "months",
            "blank",
            "customer",
            "segment",
            "numbers",
            "dates",
            "currency",
            "unit",
            "grain",
            "encoding",
            "delimiter",
            "replace",
        ];
        let known = IDS.into_iter().find(|known| *known == id);
        self.changing = known.filter(|_| self.changing != known);
    }

    /// A list that names no currency is shown in this one.
    pub fn show_in(&mut self, currency: Currency) {
        self.draft.set_currency(currency);
        self.changing = None;
    }

    /// A heading of a table was pressed.
    pub fn sort(&mut self, heading: &str) {
        self.tables.press(heading);
    }

    /// A list was read. A currency that it names is shown from now on.
    pub fn take_list(&mut self, list: List) {
        let mut draft = self.draft.clone();
        let currency = list.read.source.currency;
        if let Some(known) = currency.and_then(|code| Currency::parse(code.text())) {
            draft.set_currency(known);
        }
        self.reading = None;
        self.left = None;
        let again = self.list.as_ref();
        let words = match again.is_some_and(|old| old.read.given == list.read.given) {
            true => "The list was read again.",
            false => "The list was read.",
        };
        let list = Some(Arc::new(list));
        let tab = Tab::List;
        self.put(Before { draft, tab, list }, words);
    }

    /// The same list, compared in another way.
    pub fn take_comparison(&mut self, list: List) {
        self.list = Some(Arc::new(list));
        self.reading = None;
        self.toast = None;
    }

    /// The window of a list that was shown without, wherever it is kept by now.
    pub fn complete(&mut self, compared: &List) {
        let kept = self.past.iter_mut().chain(&mut self.future);
        let lists = kept.filter_map(|kept| kept.list.as_mut());
        for list in lists.chain(&mut self.list) {
            let same = Arc::ptr_eq(&list.read, &compared.read) && list.covers(&compared.compare);
            if list.is_pending && same {
                *list = Arc::new(compared.with(list.compare));
            }
        }
    }

    /// A choice that needs no look at the accounts. False: it needs one.
    pub fn compare(&mut self, compare: Compare) -> bool {
        let Some(list) = self.list.as_ref().filter(|list| list.covers(&compare)) else {
            return false;
        };
        self.list = Some(Arc::new(list.with(compare)));
        self.toast = None;
        true
    }

    /// A list could not be read: what was there before stays.
    pub fn refuse(&mut self, why: Refusal) {
        self.reading = None;
        self.refused = Some(why);
        self.tab = Tab::List;
        self.toast = None;
    }

    pub fn stop_reading(&mut self) {
        if self.reading.take().is_some() {
            self.toast = Some("Stopped. Nothing was changed.");
        }
    }

    pub fn remove_list(&mut self) {
        let draft = self.draft.clone();
        let tab = Tab::List;
        self.put(
            Before {
                draft,
                tab,
                list: None,
            },
            "The list was removed.",
        );
    }

    /// Forgets what lies before so many rows of earlier lists that they would fill the memory. The
    /// newest of them always stays.
    fn forget(&mut self) {
        let mut rows = 0_u64;
        let mut newer = self.list.as_ref().map(|list| Arc::as_ptr(&list.read));
        let mut lists = 0_u32;
        let keeps = |before: &&Before| {
            let read = before.list.as_ref().map(|list| &list.read);
            let place = read.map(Arc::as_ptr);
            if place != newer && place.is_some() {
                newer = place;
                lists = lists.saturating_add(1);
                rows = rows.saturating_add(read.map_or(0, |read| read.source.rows_used));
            }
            lists < 2 || rows <= ROWS_KEPT
        };
        let kept = self.past.iter().rev().take_while(keeps).count();
        self.past.drain(..self.past.len().saturating_sub(kept));
    }

    /// The name of the list that a reload would take away: no row of it is stored.
    pub fn lost_by_reload(&self) -> String {
        match &self.list {
            Some(list) if list.read.origin == Origin::Sample => String::new(),
            Some(list) => text::list::name(&list.read),
            None => self.left.clone().unwrap_or_default(),
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
            let after = self.exchange(before);
            self.future.push(after);
            self.toast = Some("Brought back.");
        }
    }

    pub fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            let before = self.exchange(after);
            self.past.push(before);
            self.toast = Some("Done again.");
        }
    }

    fn replace(&mut self, draft: Draft, words: &'static str) {
        self.replace_on(Tab::Totals, draft, words);
    }

    /// Other choices around the same numbers.
    pub(super) fn rearrange(&mut self, draft: Draft, words: &'static str) {
        self.choosing = None;
        self.replace_on(self.tab, draft, words);
    }

    fn replace_on(&mut self, tab: Tab, draft: Draft, words: &'static str) {
        let list = self.list.clone();
        self.put(Before { draft, tab, list }, words);
    }

    /// Puts something else in the place of what is there, which can be brought back.
    fn put(&mut self, after: Before, words: &'static str) {
        let before = self.exchange(after);
        self.past.push(before);
        self.forget();
        self.future.clear();
        self.toast = Some(words);
    }

    fn exchange(&mut self, other: Before) -> Before {
        self.changing = None;
        self.refused = None;
        Before {
            draft: std::mem::replace(&mut self.draft, other.draft),
            tab: std::mem::replace(&mut self.tab, other.tab),
            list: std::mem::replace(&mut self.list, other.list),
        }
    }
}
