//! A table as the page shows it: columns with names in words, rows of exact cells, an order.

use crate::app::text::{Style, tables as words};
use crate::chart::mark::Mark;
use crate::export::{Cell, Table};
use crate::number::Value;
use std::borrow::Cow;
use std::cmp::Ordering;

/// Columns, rows of as many cells, and perhaps a row beneath them that is never sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The first column names the row.
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub total: Option<Row>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    pub name: Cow<'static, str>,
    /// What a heading leaves to the eye, for those who hear it.
    pub spoken: &'static str,
    /// The words above several columns; empty: none.
    pub group: &'static str,
    /// How its cells look.
    pub class: &'static str,
    pub form: Form,
    /// A small picture of the column, under its name.
    pub spark: Vec<Mark>,
}

/// How a column says its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    #[default]
    Plain,
    /// With a sign: what an account pays more or less.
    Change,
    /// Percentage points, with a sign.
    Points,
    /// A month as the quarter, as the year that begins with it.
    Quarter,
    Year,
    /// Percent of a start of 100, in whole numbers and coloured by its step.
    Heat,
    /// An amount among those of a start, not coloured.
    Amount,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub cells: Vec<Cell<'static>>,
    /// What is said beside the row's name.
    pub note: String,
    /// What a click on the row's name does.
    pub action: Option<String>,
    /// What the page shows above.
    pub is_chosen: bool,
    /// How its numbers are said, where its columns say them plainly.
    pub form: Form,
    /// Small pictures behind the cells, each with the class of its place; gone where it is narrow.
    pub pictures: Vec<(&'static str, Vec<Mark>)>,
}

/// The order of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub column: usize,
    pub descending: bool,
}

impl Sort {
    /// A heading was pressed: another column starts with its largest, the first one (names) with
    /// its smallest; the same column turns round.
    pub fn press(self, column: usize) -> Sort {
        let descending = match column == self.column {
            true => !self.descending,
            false => column > 0,
        };
        Sort { column, descending }
    }
}

impl Column {
    pub fn new(name: &'static str, class: &'static str) -> Column {
        Column {
            name: name.into(),
            class,
            ..Column::default()
        }
    }

    /// Over small pictures: a name only for those who hear it, and never copied.
    pub fn picture(spoken: &'static str, class: &'static str) -> Column {
        Column {
            spoken,
            ..Column::new("", class)
        }
    }

    pub fn is_picture(&self) -> bool {
        self.name.is_empty()
    }

    pub fn form(self, form: Form) -> Column {
        Column { form, ..self }
    }

    pub fn group(self, group: &'static str) -> Column {
        Column { group, ..self }
    }
}

impl Row {
    pub fn new(cells: Vec<Cell<'static>>) -> Row {
        Row {
            cells,
            ..Row::default()
        }
    }

    pub fn note(self, note: String) -> Row {
        Row { note, ..self }
    }

    /// Whether it has a name and nothing else.
    pub fn is_blank(&self) -> bool {
        let mut cells = self.cells.iter().skip(1);
        cells.all(|cell| *cell == Cell::Blank)
    }

    /// How the number in a column is said.
    pub fn form(&self, column: &Column) -> Form {
        match column.form {
            Form::Plain => self.form,
            form => form,
        }
    }
}

impl Grid {
    /// Rows in another order; equal ones stay as they were, undefined ones come last either way.
    pub fn sort(&mut self, sort: Sort) {
        self.rows
            .sort_by(|a, b| match (a.sorted_by(sort), b.sorted_by(sort)) {
                (Some(a), Some(b)) if sort.descending => order(b, a),
                (Some(a), Some(b)) => order(a, b),
                (a, b) => a.is_none().cmp(&b.is_none()),
            });
    }

    /// What is copied, its numbers as the page says them.
    pub fn said(&self, style: Style) -> Table<'_> {
        let mut table = self.table();
        let rows = self.rows.iter().chain(&self.total);
        for (row, cells) in rows.zip(&mut table.rows) {
            for (column, cell) in self.columns.iter().zip(cells) {
                if cell.is_number() {
                    *cell = Cell::Said(words::copied(cell, row.form(column), style));
                }
            }
        }
        table
    }

    /// What is copied: the same columns and rows, and the notes in a column of their own.
    pub fn table(&self) -> Table<'_> {
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.extend(&self.total);
        let noted = rows.iter().any(|row| !row.note.is_empty());
        let named = self.columns.iter().filter(|column| !column.is_picture());
        let mut columns: Vec<Cow<'_, str>> = named.map(Column::copied).collect();
        if noted {
            columns.push("Note".into());
        }
        let copied = |row: &Row| {
            let mut cells = row.cells.clone();
            if noted {
                cells.push(Cell::text(row.note.clone()));
            }
            cells
        };
        Table {
            columns,
            rows: rows.into_iter().map(copied).collect(),
        }
    }
}

impl Column {
    /// The name where no group stands above it, without a sign: spreadsheets take that for a
    /// formula.
    fn copied(&self) -> Cow<'_, str> {
        let name = self.name.trim_start_matches(['+', '−', ' ']);
        match self.group {
            "" => name.into(),
            group => [name, ", ", group].concat().into(),
        }
    }
}

impl Row {
    /// None: last, either way.
    fn sorted_by(&self, sort: Sort) -> Option<&Cell<'static>> {
        let cell = self.cells.get(sort.column)?;
        (!matches!(cell, Cell::Undefined | Cell::Blank)).then_some(cell)
    }
}

/// Cells of one column by size; texts by letter, capitals or not.
fn order(a: &Cell<'_>, b: &Cell<'_>) -> Ordering {
    match (a, b) {
        (Cell::Text(a), Cell::Text(b)) => compare_names(a, b).then_with(|| a.cmp(b)),
        (Cell::Month(a), Cell::Month(b)) => a.cmp(b),
        (Cell::Count(a), Cell::Count(b)) => a.cmp(b),
        (Cell::Money(a, _), Cell::Money(b, _)) => a.cmp(b),
        (Cell::Figure(Value::Ratio(a), _), Cell::Figure(Value::Ratio(b), _)) => a.cmp(b),
        _ => Ordering::Equal,
    }
}

/// By letter, capitals or not. Nearly all names are plain, and those are quickly told apart.
pub(super) fn compare_names(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() {
        return plain(a).cmp(plain(b));
    }
    letters(a).cmp(letters(b))
}

fn plain(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().map(|byte| byte.to_ascii_lowercase())
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase)
}
