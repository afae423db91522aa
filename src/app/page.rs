//! The state in a signal, what is derived from it, and what only a browser can do.

use super::address::Address;
use super::download::{download, download_picture};
use super::list::List;
use super::live::Live;
use super::sheet::Sheet;
use super::state::State;
use super::timer::{self, Timer};
use super::{address, clipboard, document, dom, session, tables, text};
use crate::export;
use crate::link::{self, Choice, Presentation, Theme, View};
use crate::retention::{Input, Metric};
use leptos::prelude::{Memo, RwSignal, untrack};
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};

/// How long a field rests before its complaint is shown.
const REST: u32 = 1000;
/// How long a click takes, from pressing to letting go.
const CLICK: u32 = 200;
/// How long a result rests before it is spoken.
const SPOKEN_AFTER: u32 = 800;
const TICK_SHOWN: u32 = 2000;
/// How long what stands around the figures waits for them: a frame and a half.
const BEHIND: u32 = 25;

#[derive(Clone, Copy)]
pub struct App {
    pub state: Live<RwSignal<State>>,
    pub sheet: Live<Memo<Sheet>>,
    /// Changes when the figures of a change have been painted.
    painted: Live<RwSignal<u32>>,
    timers: &'static Timers,
}

/// The page has them as long as it lives.
#[derive(Default)]
struct Timers {
    painting: Timer,
    resting: Timer,
    speaking: Timer,
}

impl App {
    /// Reads the address and what a reload kept; without either, the labelled example.
    pub fn start() -> (App, Presentation) {
        let address = address::current();
        let embedded = address.presentation.view == View::Embed;
        let state = Live(RwSignal::new(first_state(&address)));
        let app = App {
            state,
            sheet: Live(Memo::new(move |_| state.with(State::sheet))),
            painted: Live(RwSignal::new(0)),
            timers: Box::leak(Box::default()),
        };
        address::on_change(move |address| app.update(|state| address.open_in(state)));
        app.tell_when_painted();
        if !embedded {
            let save = move || app.state.with_untracked(session::save);
            app.behind(save);
            // A reload does not wait.
            dom::on(dom::window(), "pagehide", move |_| save());
        }
        dom::live(move || show_theme(app.state.with(|state| state.theme)));
        (app, address.presentation)
    }

    /// Runs now, and again when the figures of a change are on screen: a keystroke shows its figures
    /// first, and everything around them right after.
    pub fn behind(self, run: impl Fn() + 'static) {
        dom::live(move || {
            self.painted.with(|_| ());
            untrack(&run);
        });
    }

    fn tell_when_painted(self) {
        dom::live(move || {
            self.state.with(|_| ());
            // The next change comes first: what surrounds the figures waits until both are painted.
            self.timers.painting.start(BEHIND, move || {
                self.painted.update(|times| *times = times.wrapping_add(1));
            });
        });
    }

    pub fn update(self, change: impl FnOnce(&mut State)) {
        self.state.update(change);
    }

    /// An action whose words are spoken as well as shown.
    pub fn act(self, action: impl FnOnce(&mut State)) {
        self.state.update(action);
        if let Some(words) = self.state.with_untracked(|state| state.toast) {
            say(words);
        }
    }

    pub fn type_into(self, input: Input, text: String) {
        self.update(|state| state.type_into(input, text));
        self.rest(REST);
    }

    pub fn choose(self, choice: Choice, text: String) {
        self.update(|state| state.choose(choice, text));
        self.rest(REST);
    }

    /// The field of a choice was left.
    pub fn leave_choice(self, choice: Choice) {
        self.update(|state| state.draft.settle_choice(choice));
        self.rest(CLICK);
    }

    /// The field was left. What there is to complain about waits until a click has landed: a
    /// message that appears under the pointer would move the button away from it.
    pub fn leave(self, input: Input) {
        self.update(|state| state.leave(input));
        self.rest(CLICK);
    }

    fn rest(self, wait: u32) {
        let rested = move || {
            self.update(|state| {
                state.typing = None;
                state.choosing = None;
            });
        };
        self.timers.resting.start(wait, rested);
    }

    /// The link to these numbers, or to an empty calculator.
    pub fn link(self) -> String {
        let carries = self.state.with(|state| state.carries);
        let link = self.sheet.with(Sheet::link).filter(|_| carries);
        let fragment = link.map(|link| link::encode(&link));
        address::link(fragment.as_deref())
    }

    /// Copies what a button names. The button keeps the focus and shows a tick for two seconds.
    pub fn copy(self, button: &Element) {
        let text = match button.get_attribute("data-copy").as_deref() {
            Some("link") => untrack(|| self.link()),
            Some("sentence") => self.sheet.with_untracked(text::verdict).unwrap_or_default(),
            Some("markdown") => self.defined(self.sheet.with_untracked(text::markdown)),
            Some("tsv") => {
                let definition = untrack(|| self.definition()).unwrap_or_default();
                [
                    &self.sheet.with_untracked(text::tsv),
                    "Definition\t",
                    &definition,
                ]
                .concat()
            }
            Some("definition") => untrack(|| self.definition()).unwrap_or_default(),
            Some("embed") => dom::by_id("embed-code")
                .and_then(|code| code.text_content())
                .unwrap_or_default(),
            Some("formulas") => self.sheet.with_untracked(text::formulas),
            Some(table) => match self.copied_table(table) {
                Some(text) => text,
                None => return,
            },
            None => return,
        };
        let button = button.clone();
        clipboard::copy(text, move |copied| {
            if copied {
                say("Copied");
                tick(button);
            } else {
                self.refused("Copying is blocked by the browser. Select the text and copy it.");
            }
        });
    }

    /// What the browser did not allow is said to everybody.
    pub fn refused(self, words: &'static str) {
        self.act(|state| state.toast = Some(words));
    }

    /// How the figures that are shown were counted, if there are any.
    pub fn definition(self) -> Option<String> {
        let list = self.state.with(|state| state.shown_list().cloned());
        self.sheet.with(|sheet| {
            let shown = |metric| sheet.figure(metric).is_ok();
            let any = shown(Metric::Nrr) || shown(Metric::CustomerRetention);
            any.then(|| text::definition(sheet, list.as_deref()))?
        })
    }

    /// A table in Markdown, and beneath it how its figures were counted.
    fn defined(self, table: String) -> String {
        let definition = untrack(|| self.definition()).unwrap_or_default();
        [&table, "\n", &export::paragraph(&definition)].concat()
    }

    /// A table of the list that is shown, in the order shown: "tsv:months".
    fn copied_table(self, what: &str) -> Option<String> {
        let (kind, table) = what.split_once(':')?;
        let style = self.sheet.with_untracked(|sheet| sheet.style);
        let (list, shown) = self
            .state
            .with_untracked(|state| (state.shown_list().cloned(), state.tables));
        let list = list?;
        let grid = self.warnings(&list, table);
        let grid = grid.or_else(|| tables::copied(&list, &shown, table, style))?;
        Some(match kind {
            "markdown" => self.defined(export::markdown(&grid.said(style), style.mark)),
            _ => export::tsv(&grid.table(), style.mark),
        })
    }

    /// Accounts with a warning, or near their limit, under the thresholds that are typed.
    fn warnings(self, list: &List, table: &str) -> Option<tables::Grid> {
        let listed = tables::Listed::parse(table)?;
        let style = self.sheet.with_untracked(|sheet| sheet.style);
        let found = self
            .state
            .with_untracked(|state| state.watch.found(list, style.mark));
        Some(listed.grid(list, &found?, style))
    }

    /// Saves what a button names.
    pub fn save(self, button: &Element) {
        let list = self.state.with_untracked(|state| state.list.clone());
        let kind = button.get_attribute("data-download").unwrap_or_default();
        let table = button.get_attribute("data-table").unwrap_or_default();
        match (kind.as_str(), table.as_str(), list) {
            ("json", ..) => {
                let shown = self
                    .state
                    .with_untracked(|state| state.shown_list().cloned());
                let json = self
                    .sheet
                    .with_untracked(|sheet| document::json(sheet, shown.as_deref()));
                download("retention.json", "application/json", &json);
            }
            ("svg", ..) => {
                let svg = self.sheet.with_untracked(picture);
                download(link::PICTURE, "image/svg+xml", &svg);
            }
            ("png", ..) => {
                let svg = self.sheet.with_untracked(picture);
                download_picture("retention.png".to_owned(), &svg);
            }
            ("csv", "reports", Some(list)) => {
                let csv = document::reports_csv(&list.read);
                download("reports.csv", "text/csv;charset=utf-8", &csv);
            }
            ("csv", table, Some(list)) => {
                let style = self.sheet.with_untracked(|sheet| sheet.style);
                let shown = self.state.with_untracked(|state| state.tables);
                let grid = match table {
                    "tool" => tables::copied(&list, &shown, table, style),
                    _ => self.warnings(&list, table),
                };
                let definition = untrack(|| self.definition());
                let csv = match &grid {
                    Some(grid) => Some(export::csv(&grid.table().defined(definition))),
                    None => tables::csv(&list, table, definition),
                };
                let Some(csv) = csv else {
                    return;
                };
                let name = [table, ".csv"].concat();
                download(&name, "text/csv;charset=utf-8", &csv);
            }
            _ => return,
        }
        say("Saved");
    }

    /// One sentence for all figures, a while after the last change.
    pub fn announce_changes(self) {
        let first = self.sheet.with_untracked(text::announcement);
        let speaking = &self.timers.speaking;
        self.behind(move || {
            let words = self.sheet.with(text::announcement);
            if words != first || speaking.was_started() {
                speaking.start(SPOKEN_AFTER, move || say(&words));
            }
        });
    }
}

pub fn open_dialog(id: &str) {
    if let Some(dialog) = dom::by_id(id)
        && let Ok(dialog) = dialog.dyn_into::<HtmlDialogElement>()
    {
        let _ = dialog.show_modal();
    }
}

fn first_state(address: &Address) -> State {
    let shown = &address.presentation;
    // An embed keeps nothing: several on one page share a storage, and show what their author says.
    let kept = match shown.view {
        View::Page => session::load(),
        View::Embed => None,
    };
    let mut state = match kept {
        Some(kept) if kept.opened == address.fragment => kept,
        kept => {
            let mut state = State::default();
            state.theme = kept.map_or(Theme::Auto, |kept| kept.theme);
            address.open_in(&mut state);
            state
        }
    };
    if shown.theme != Theme::Auto {
        state.theme = shown.theme;
    }
    if shown.view == View::Embed {
        state.embed(&shown.lock);
    }
    state
}

fn show_theme(theme: Theme) {
    if let Some(root) = dom::document().document_element() {
        dom::attribute(&root, "data-theme", theme.forced());
    }
}

/// What was said before is said anew: a second copy is news, too.
pub fn say(words: &str) {
    if let Some(announcer) = dom::by_id("announcer") {
        announcer.set_text_content(Some(words));
    }
}

/// A button that copied shows a tick for two seconds.
pub fn tick(button: Element) {
    if button.has_attribute("data-done") {
        return;
    }
    let label = button.query_selector("span").ok().flatten();
    let before = label.as_ref().and_then(|label| label.text_content());
    let show = move |done: Option<&str>, words: &str, icon: &str| {
        dom::attribute(&button, "data-done", done);
        if let Ok(Some(reference)) = button.query_selector("use") {
            dom::attribute(&reference, "href", Some(icon));
        }
        if let Some(label) = &label {
            dom::text_of(label, words);
        }
    };
    show(Some(""), "Copied", "#i-check");
    timer::after(TICK_SHOWN, move || {
        show(None, before.as_deref().unwrap_or_default(), "#i-copy");
    });
}

fn picture(sheet: &Sheet) -> String {
    text::embed::picture(sheet, dom::today())
}
