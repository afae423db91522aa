//! Changes kept under a name, as one value of a link.

use crate::number::Change;
use std::fmt;

/// A named what-if: the changes of expansion, contraction, churned revenue, customers lost and new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    name: String,
    pub changes: [Option<Change>; 5],
}

/// A name has so many bytes at most: a link stays short.
const LONGEST: usize = 30;
/// Between the name and the changes; in a name it becomes a blank.
const BETWEEN: char = '~';

impl Kept {
    /// A name that is too long is cut; `None` without a name.
    pub fn new(name: &str, changes: [Option<Change>; 5]) -> Option<Kept> {
        let plain = |letter: char| match letter {
            BETWEEN => ' ',
            letter if letter.is_control() => ' ',
            letter => letter,
        };
        let mut short = String::new();
        for letter in name.trim().chars().map(plain) {
            if short.len().saturating_add(letter.len_utf8()) > LONGEST {
                break;
            }
            short.push(letter);
        }
        let name = short.trim().to_owned();
        (!name.is_empty()).then_some(Kept { name, changes })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads what [`Display`](fmt::Display) wrote.
    pub(super) fn plain(text: &str) -> Option<Kept> {
        let mut parts = text.split(BETWEEN);
        let name = parts.next()?;
        let mut changes = [None; 5];
        for change in &mut changes {
            let text = parts.next().unwrap_or("");
            *change = match text {
                "" => None,
                text => Some(Change::plain(text)?),
            };
        }
        let whole = parts.next().is_none();
        Kept::new(name, changes).filter(|kept| whole && kept.name == name.trim())
    }
}

impl fmt::Display for Kept {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.name)?;
        for change in self.changes {
            write!(out, "{BETWEEN}")?;
            if let Some(change) = change {
                change.fmt(out)?;
            }
        }
        Ok(())
    }
}
