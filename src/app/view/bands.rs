//! The tables of a customer list, beneath the instrument.

use super::table::{Place, row};
use super::trends;
use crate::accounts::Month;
use crate::app::dom::{self, Last, Part};
use crate::app::frames;
use crate::app::list::{List, Pace, Read};
use crate::app::lists::Lists;
use crate::app::page::{App, say};
use crate::app::tables::{self, Accounts, Base, Measure, Sort, Sorted, Sorting, Starts};
use crate::app::text::{Style, tables as words, tools};
use crate::insight::tools::Tool;
use std::cell::{Cell as Holds, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

/// What a table is drawn from.
#[derive(Clone, PartialEq)]
struct Known {
    list: Option<Arc<List>>,
    sort: Sort,
    measure: Measure,
    base: Base,
    monthly: bool,
    starts: Starts,
    tool: Tool,
    style: Style,
}

type Draw = dyn Fn(&Known, &List);

impl Known {
    fn of(app: App, table: Sorted) -> Known {
        let style = app.sheet.with(|sheet| sheet.style);
        app.state.with(|state| Known {
            list: state.shown_list().cloned(),
            sort: state.tables.sort(table),
            measure: state.tables.measure,
            base: state.tables.base,
            monthly: state.tables.monthly,
            starts: state.tables.starts,
            tool: state.tables.tool,
            style,
        })
    }
}

pub fn bands(app: App, lists: Lists) {
    let shown = move || app.state.with(|state| state.shown_list().is_some());
    dom::live(dom::differing(shown, |shown| {
        for id in ["first-bands", "bands"] {
            dom::show(id, *shown);
        }
    }));
    let style = app.sheet.with_untracked(|sheet| sheet.style);
    months(app, style);
    let place = Place::new("segments-table", style);
    band(
        app,
        "segments-band",
        Sorted::Segments,
        move |known, list| {
            let grid = tables::segments(list);
            dom::show("segments-band", grid.is_some());
            sorted(&place, grid, Sorted::Segments, known);
        },
    );
    let place = Place::new("cohorts-table", style);
    band(app, "cohorts-band", Sorted::Cohorts, move |known, list| {
        let figures = list.read.monthly().map(|(_, figures)| figures);
        let figures = figures.filter(|figures| figures.months.len() > 1);
        dom::show("cohorts-band", figures.is_some());
        let legend = words::cohort_legend(known.measure, known.base);
        dom::text("cohort-legend", &legend);
        let shares = known.base != Base::Absolute;
        dom::show("cohort-steps", shares);
        dom::show("cohort-shares", shares);
        dom::show("cohort-over", shares && known.measure == Measure::Revenue);
        let chosen = (known.measure, known.base, known.starts);
        let grid = figures.map(|figures| tables::cohorts(figures, chosen, list.scale()).grid);
        sorted(&place, grid, Sorted::Cohorts, known);
    });
    methods(app, style);
    // The longest, and the last: when it is there, all is.
    accounts(app, lists, style);
}

/// Runs when what a table is drawn from has changed, and a list is shown. Of another list, or of
/// another window, it is drawn in its turn; until then nothing is seen of a list that was there
/// before.
fn band(app: App, id: &'static str, table: Sorted, draw: impl Fn(&Known, &List) + 'static) {
    let draw: Rc<Draw> = Rc::new(draw);
    let last = Last::default();
    let asked = Rc::new(Holds::new(0_u32));
    let drawn = RefCell::new(None);
    dom::live(move || {
        let Some(known) = last.changed(Known::of(app, table)) else {
            return;
        };
        let Some(list) = known.list.clone() else {
            return;
        };
        let number = asked.get().wrapping_add(1);
        asked.set(number);
        let before: Option<Arc<List>> = drawn.replace(Some(Arc::clone(&list)));
        if before.as_ref() == Some(&list) {
            return draw(&known, &list);
        }
        if before.is_none_or(|before| !Arc::ptr_eq(&before.read, &list.read)) || list.is_pending {
            dom::show(id, false);
        }
        if list.is_pending {
            return;
        }
        let (draw, asked) = (Rc::clone(&draw), Rc::clone(&asked));
        frames::later(move || {
            if asked.get() == number {
                draw(&known, &list);
            }
        });
    });
}

fn sorted(place: &Place, grid: Option<tables::Grid>, table: Sorted, known: &Known) {
    if let Some(mut grid) = grid {
        grid.sort(known.sort);
        place.grid(grid, Some((table.id(), known.sort)), known.style);
    }
}

/// The months are what is looked for first: they are drawn at once, and left alone when the rest
/// of the list follows.
fn months(app: App, style: Style) {
    let place = Place::new("months-table", style);
    let last = Last::default();
    let drawn = Last::default();
    let pictured = RefCell::new(None);
    dom::live(move || {
        let Some(known) = last.changed(Known::of(app, Sorted::Months)) else {
            return;
        };
        let Some(list) = &known.list else { return };
        let shown = (tables::months(list, known.monthly), known.sort, known.style);
        if let Some(shown) = drawn.changed(shown) {
            dom::show("months-band", shown.0.is_some());
            let each = tables::each_month(list, known.monthly);
            dom::text("months-look", words::months_look(each));
            sorted(&place, shown.0.clone(), Sorted::Months, &known);
        }
        // The picture of another list follows the table, which is what is waited for.
        let before: Option<Arc<Read>> = pictured.replace(Some(Arc::clone(&list.read)));
        if before.is_some_and(|before| Arc::ptr_eq(&before, &list.read)) {
            return trends::trend(list, known.monthly, known.style);
        }
        dom::show("trend-figure", false);
        let (list, style) = (Arc::clone(list), known.style);
        frames::later(move || {
            let monthly = app.state.with_untracked(|state| state.tables.monthly);
            trends::trend(&list, monthly, style);
        });
    });
}

fn accounts(app: App, lists: Lists, style: Style) {
    let kinds = ["churned", "contracted", "expanded", "joined", "returned"];
    let places = kinds.map(|id| Place::new(id, style));
    let few = Place::new("concentration-table", style);
    band(app, "accounts-band", Sorted::Months, move |known, list| {
        let compared = list.compared.as_deref();
        dom::show("accounts-band", compared.is_some());
        let Some(compared) = compared else { return };
        for ((id, _, movers), place) in tables::kinds(&compared.movers).into_iter().zip(&places) {
            let grid = tables::movers(list, movers);
            dom::show(&[id, "-mover"].concat(), grid.is_some());
            if let Some(grid) = grid {
                place.grid(grid, None, known.style);
            }
        }
        let grid = tables::concentration(list);
        dom::show("concentration", grid.is_some());
        if let Some(grid) = grid {
            few.grid(grid, None, known.style);
        }
        let found = crate::accounts::concentration(&compared.window.movements, &compared.movers);
        let said = words::concentration(list, &found, known.style);
        if let Some(place) = dom::by_id("concentration-words") {
            dom::rich(&place, said.as_deref().unwrap_or_default());
        }
        trends::curve(list, compared, known.style);
        let active = words::all_accounts(&compared.methods.kept, known.style);
        dom::text("accounts-count", &active);
    });
    let place = Place::new("accounts-table", style);
    let Some(details) = dom::by_id("every-account") else {
        return;
    };
    let listened = details.clone();
    dom::on(&details, "toggle", move |_| {
        let open = listened.has_attribute("open");
        app.update(|state| state.tables.every_account = open);
    });
    let last = Last::default();
    let asked = Rc::new(Holds::new(0_u32));
    dom::live(move || {
        if !app.state.with(|state| state.tables.every_account) {
            return;
        }
        let style = app.sheet.with(|sheet| sheet.style);
        let (list, sort) = app.state.with(|state| {
            let list = state.shown_list().cloned();
            (list, state.tables.sort(Sorted::Accounts))
        });
        if let Some(now) = last.changed((list, sort, style))
            && let Some(list) = &now.0
        {
            let number = asked.get().wrapping_add(1);
            asked.set(number);
            let (place, asked) = (Rc::clone(&place), Rc::clone(&asked));
            let still = move || asked.get() == number;
            let list = Arc::clone(list);
            spawn_local(async move {
                every_account(&place, list, sort, style, lists.aside(), still).await;
            });
        }
    });
}

/// Puts every account in order, little by little. Until then the table stays as it is, unless
/// something else is asked for.
async fn every_account(
    place: &Rc<Place>,
    list: Arc<List>,
    sort: Sort,
    style: Style,
    mut pace: impl Pace,
    still: impl Fn() -> bool,
) {
    let Some(mut sorting) = Sorting::of(&list, sort) else {
        return;
    };
    place.busy(true);
    while sorting.step(&list) {
        pace.rest().await;
        if !still() {
            return;
        }
    }
    place.busy(false);
    let accounts = sorting.sorted();
    let columns = Accounts::columns();
    let known = columns.clone();
    let count = accounts.len();
    let make = move |index: usize| -> Option<Part> {
        Some(row(&accounts.row(&list, index)?, &known, style))
    };
    let sorted = Some((Sorted::Accounts.id(), sort));
    place.rows(count, Box::new(make), (columns, None), sorted, style);
}

fn methods(app: App, style: Style) {
    let readings = Place::new("methods-table", style);
    let differences = Place::new("differences-table", style);
    let tool = Place::new("tool-table", style);
    band(app, "methods-band", Sorted::Months, move |known, list| {
        let grid = tables::methods(list);
        dom::show("methods-band", grid.is_some());
        if let Some(grid) = grid {
            readings.grid(grid, None, known.style);
        }
        let title = tables::differences_title(list, known.style);
        if let (Some(grid), Some(title)) = (tables::differences(list), title) {
            dom::text("differences-h", &title);
            differences.grid(grid, None, known.style);
        }
        if let Some(grid) = tables::tool(list, known.tool, known.style) {
            tool.grid(grid, None, known.style);
        }
        let each = tables::by_subscription(list);
        dom::text("tool-rule", tools::rule(known.tool));
        dom::text("tool-why", &tools::why(known.tool, list, each, known.style));
        dom::text("tool-unknown", tools::unknown(known.tool));
        let behind = tables::behind(list).into_iter().map(|(cause, names)| {
            let cause = Part::html("b").text(&[&cause, ": "].concat());
            Part::html("p").add(cause).add(Part::words(&names))
        });
        dom::put_in("behind", behind);
    });
}

/// A button of a table. True: it was one.
pub fn act(app: App, lists: Lists, action: &str) -> bool {
    match action.split_once(':') {
        Some(("sort", heading)) => {
            app.update(|state| state.sort(heading));
            spoken(app, heading);
        }
        Some(("month", month)) => {
            let list = app.state.with_untracked(|state| state.list.clone());
            let month = Month::parse(month);
            let span = list.zip(month);
            let span = span.and_then(|(list, month)| tables::window_ending(&list, month));
            if let Some(span) = span {
                lists.compare(|compare| compare.span = Some(span));
            }
        }
        _ => return false,
    }
    true
}

/// What a radio button chose. True: it was a table's.
pub fn change(app: App, element: &Element) -> bool {
    if let Some(select) = element.dyn_ref::<HtmlSelectElement>()
        && select.name() == "list_tool"
    {
        let tool = Tool::parse(&select.value());
        app.update(|state| state.tables.tool = tool);
        return true;
    }
    let Some(radio) = element.dyn_ref::<HtmlInputElement>() else {
        return false;
    };
    let (name, value) = (radio.name(), radio.value());
    let is_ours = name.starts_with("cohort_") || name == "trend_by";
    if is_ours {
        app.update(|state| match name.as_str() {
            "cohort_starts" => state.tables.starts = Starts::parse(&value),
            "cohort_base" => state.tables.base = Base::parse(&value),
            "trend_by" => state.tables.monthly = value == "month",
            _ => state.tables.measure = Measure::parse(&value),
        });
    }
    is_ours
}

/// Says how a table is sorted now.
fn spoken(app: App, heading: &str) {
    let Some((table, _)) = heading.split_once(':') else {
        return;
    };
    let Some(sorted) = Sorted::ALL.into_iter().find(|known| known.id() == table) else {
        return;
    };
    let sort = app.state.with_untracked(|state| state.tables.sort(sorted));
    let button = ["[data-action=\"sort:", heading, "\"]"].concat();
    let name = dom::all(&button)
        .first()
        .and_then(|button| button.text_content());
    say(&words::sorted(&name.unwrap_or_default(), sort.descending));
}
