//! What cells have to say for their whole column.

use super::report::{Code, Place, Why};

/// A cell that matters for its whole column.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub place: Place,
    pub text: Box<str>,
}

impl Found {
    pub fn new(place: Place, text: &str) -> Found {
        Found {
            place,
            text: text.chars().take(80).collect::<String>().into(),
        }
    }
}

/// Why a cell is not used.
pub(super) type Refusal = (Code, Option<Why>);

/// What a column as a whole has to say when all its cells are read.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub code: Code,
    pub found: Found,
    pub other: Option<Place>,
}
