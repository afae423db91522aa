//! A table in its place: headings that sort, rows, and of a long one only those near what is seen.

use super::focus;
use super::picture::small;
use crate::app::dom::{self, Part};
use crate::app::tables::{Column, Drawn, Form, Grid, Heat, Row, Sort, View, WHOLE};
use crate::app::text::{Style, tables as words};
use crate::export::Cell;
use crate::number::Value;
use std::cell::{Cell as Holds, RefCell};
use std::rc::Rc;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What a row's height is taken for before one is drawn.
const ROW: u32 = 40;

/// A table of `index.html`: a scrolled region around a table with an empty head and body.
pub struct Place {
    region: Option<Element>,
    rows: RefCell<Rows>,
    drawn: Holds<Option<Drawn>>,
    row: Holds<u32>,
}

/// How many rows there are, and how one is made.
struct Rows {
    count: usize,
    make: Box<dyn Fn(usize) -> Option<Part>>,
    total: Option<Row>,
    columns: Vec<Column>,
    style: Style,
}

impl Place {
    pub fn new(id: &str, style: Style) -> Rc<Place> {
        let place = Rc::new(Place {
            region: dom::by_id(id),
            rows: RefCell::new(Rows {
                count: 0,
                make: Box::new(|_| None),
                total: None,
                columns: Vec::new(),
                style,
            }),
            drawn: Holds::new(None),
            row: Holds::new(ROW),
        });
        if let Some(region) = &place.region {
            let scrolled = Rc::clone(&place);
            dom::on(region, "scroll", move |_| scrolled.draw(false));
        }
        place
    }

    /// Its rows are being put in another order.
    pub fn busy(&self, is_busy: bool) {
        if let Some(region) = &self.region {
            dom::attribute(region, "aria-busy", is_busy.then_some("true"));
        }
    }

    /// Shows a whole table; `sorted` names it for its headings.
    pub fn grid(&self, grid: Grid, sorted: Option<(&str, Sort)>, style: Style) {
        let Grid {
            columns,
            rows,
            total,
        } = grid;
        let known = columns.clone();
        let count = rows.len();
        let make = move |index: usize| Some(row(rows.get(index)?, &known, style));
        self.rows(count, Box::new(make), (columns, total), sorted, style);
    }

    /// Shows rows that are made when they are drawn.
    pub fn rows(
        &self,
        count: usize,
        make: Box<dyn Fn(usize) -> Option<Part>>,
        (columns, total): (Vec<Column>, Option<Row>),
        sorted: Option<(&str, Sort)>,
        style: Style,
    ) {
        let Some(region) = &self.region else { return };
        let long = count > WHOLE;
        let tall = long || region.has_attribute("data-tall");
        dom::class(region, "scroll-y", tall);
        if let Ok(Some(table)) = region.query_selector("table") {
            let all = long.then(|| count.saturating_add(1).to_string());
            dom::attribute(&table, "aria-rowcount", all.as_deref());
        }
        keep_focus(region, || {
            if let Ok(Some(place)) = region.query_selector("thead") {
                dom::put(&place, head(&columns, sorted));
            }
            *self.rows.borrow_mut() = Rows {
                count,
                make,
                total,
                columns,
                style,
            };
            if tall && self.drawn.get().is_some() {
                region.set_scroll_top(0);
            }
            self.draw(true);
        });
    }

    fn draw(&self, anew: bool) {
        let Some(region) = &self.region else { return };
        let rows = self.rows.borrow();
        if !anew && rows.count <= WHOLE {
            return;
        }
        let drawn = self.view(region, rows.count).drawn();
        let before = self.drawn.replace(Some(drawn));
        let same = before.is_some_and(|before| {
            (before.first, before.count, before.above) == (drawn.first, drawn.count, drawn.above)
        });
        if same && !anew {
            return;
        }
        let Ok(Some(body)) = region.query_selector("tbody") else {
            return;
        };
        if anew {
            fill(&body, &rows, drawn);
        } else {
            keep_focus(region, || fill(&body, &rows, drawn));
        }
        if rows.count > WHOLE {
            self.measure(&body);
        }
    }

    /// What is seen of a long table; of others it does not matter, and asking for it would have the
    /// page laid out in between.
    fn view(&self, region: &Element, rows: usize) -> View {
        let row = self.row.get();
        if rows <= WHOLE {
            return View {
                rows,
                row,
                top: 0,
                height: 0,
            };
        }
        let pixels = |pixels: i32| u32::try_from(pixels).unwrap_or(0);
        View {
            rows,
            row,
            top: pixels(region.scroll_top()),
            height: pixels(region.client_height()).min(4000),
        }
    }

    /// The height of a row as it was drawn, for the next time.
    fn measure(&self, body: &Element) {
        if let Ok(Some(row)) = body.query_selector("tr:not(.gap)")
            && let Ok(row) = row.dyn_into::<HtmlElement>()
            && let Ok(height) = u32::try_from(row.offset_height())
            && height > 0
        {
            self.row.set(height);
        }
    }
}

fn fill(body: &Element, rows: &Rows, drawn: Drawn) {
    let wide = rows.columns.len().to_string();
    let gap = |height: u32| {
        let room = Part::html("td")
            .with("colspan", &wide)
            .with("height", &height.to_string());
        (height > 0).then(|| {
            Part::html("tr")
                .class("gap")
                .with("aria-hidden", "true")
                .add(room)
        })
    };
    let last = drawn.first.saturating_add(drawn.count);
    let shown = (drawn.first..last).filter_map(|index| {
        let row = (rows.make)(index)?;
        // The head is the first row.
        let place = index.saturating_add(2).to_string();
        Some(match rows.count > WHOLE {
            true => row.with("aria-rowindex", &place),
            false => row,
        })
    });
    let total = rows.total.as_ref();
    let total = total.map(|total| row(total, &rows.columns, rows.style).class("total"));
    let all = gap(drawn.above)
        .into_iter()
        .chain(shown)
        .chain(gap(drawn.below))
        .chain(total);
    dom::put(body, all);
}

/// What was focused is made anew: its likeness is focused.
fn keep_focus(region: &Element, redraw: impl FnOnce()) {
    let focused = dom::document().active_element();
    let focused = focused.filter(|element| region.contains(Some(element)));
    let action = focused.and_then(|element| element.get_attribute("data-action"));
    redraw();
    if let Some(action) = action {
        let selector = ["[data-action=\"", &action, "\"]"].concat();
        if let Ok(Some(again)) = region.query_selector(&selector) {
            focus::on(&again);
        }
    }
}

/// The headings; as buttons where a name says what is `sorted`.
pub fn head(columns: &[Column], sorted: Option<(&str, Sort)>) -> Vec<Part> {
    let heading = |(index, column): (usize, &Column)| {
        let spoken = (!column.spoken.is_empty()).then(|| {
            let words = [" ", column.spoken].concat();
            Part::html("span").class("vh").text(&words)
        });
        let name = Part::words(&column.name);
        let place = Part::html("th").with("scope", "col");
        if column.is_picture() {
            return place.class(column.class).all(spoken);
        }
        let place = match column.class {
            "text" => place.class("text"),
            _ => place,
        };
        let spark = (!column.spark.is_empty()).then(|| small("plot spark", &column.spark));
        let Some((table, sort)) = sorted else {
            return place.add(name).all(spoken).all(spark);
        };
        let action = ["sort:", table, ":", &index.to_string()].concat();
        let button = Part::button("sort", &action, "").add(name).all(spoken);
        let way = if sort.descending {
            "descending"
        } else {
            "ascending"
        };
        match sort.column == index {
            true => place.with("aria-sort", way).add(button).all(spark),
            false => place.add(button).all(spark),
        }
    };
    let headings = columns.iter().enumerate().map(heading);
    let names = Part::html("tr").all(headings);
    groups(columns).into_iter().chain([names]).collect()
}

/// The row above the headings, where several belong together.
fn groups(columns: &[Column]) -> Option<Part> {
    if columns.iter().all(|column| column.group.is_empty()) {
        return None;
    }
    let alike = columns.chunk_by(|a, b| a.group == b.group);
    let cells = alike.map(|columns| {
        let group = columns.first().map_or("", |column| column.group);
        let wide = columns.len().to_string();
        match group {
            "" => Part::html("td").with("colspan", &wide),
            group => Part::html("th")
                .class("group")
                .with("scope", "colgroup")
                .with("colspan", &wide)
                .text(group),
        }
    });
    Some(Part::html("tr").all(cells))
}

pub fn row(row: &Row, columns: &[Column], style: Style) -> Part {
    let mut cells = row.cells.iter().zip(columns);
    let head = cells.next().map(|(cell, column)| {
        let form = match cell {
            Cell::Month(_) => row.form(column),
            _ => Form::Plain,
        };
        let name = words::cell(cell, form, style);
        let name = match &row.action {
            Some(action) => Part::button("pick", action, &name),
            None => Part::words(&name),
        };
        let note = (!row.note.is_empty()).then(|| Part::html("span").class("sub").text(&row.note));
        let head = Part::html("th").with("scope", "row");
        let head = match column.class {
            "" => head,
            class => head.class(class),
        };
        head.add(name).all(note)
    });
    let heat = columns
        .iter()
        .any(|column| matches!(column.form, Form::Heat | Form::Amount));
    let part = match row.is_chosen {
        true => Part::html("tr")
            .class("is-you")
            .with("aria-current", "true"),
        false => Part::html("tr"),
    };
    let part = part.all(head);
    if heat && row.is_blank() {
        let wide = columns.len().saturating_sub(1).max(1).to_string();
        let words = Part::html("span").class("dim").text(words::too_new());
        return part.add(
            Part::html("td")
                .class("h-none")
                .with("colspan", &wide)
                .add(words),
        );
    }
    let data = cells.map(|(cell, column)| data(cell, column, row.form(column), style));
    let pictures = row.pictures.iter().map(|(class, marks)| {
        let place = Part::html("td").class(class);
        place.add(small("plot", marks))
    });
    part.all(data).all(pictures)
}

fn data(cell: &Cell<'_>, column: &Column, form: Form, style: Style) -> Part {
    let class = match (form, cell) {
        (Form::Heat, Cell::Figure(Value::Ratio(kept), _)) => Heat::of(*kept).0,
        (Form::Heat, _) | (Form::Amount, Cell::Blank) => "h-none",
        (Form::Amount, _) => "h-0",
        _ if words::is_nothing(cell, form) => "dim",
        (Form::Change, Cell::Money(change, _)) if *change < 0 => "gone",
        (Form::Change, _) => "up",
        _ => column.class,
    };
    let part = Part::html("td").text(&words::cell(cell, form, style));
    match class {
        "" => part,
        class => part.class(class),
    }
}
