//! Every sentence that a person reads. `*stars*` mark what is set in bold.

pub mod ahead;
pub mod beside;
pub mod bridges;
pub mod choices;
mod definition;
pub mod drivers;
pub mod embed;
pub mod facts;
mod fields;
mod figures;
pub mod forms;
mod identity;
pub mod list;
pub mod lock;
mod metrics;
mod notices;
pub mod pictures;
pub mod quadrant;
pub mod questions;
pub mod reports;
mod sentences;
mod style;
pub mod tables;
mod taken;
pub mod target;
pub mod tools;
pub mod trend;
pub mod warnings;
pub mod what_if;
mod worked;

use crate::number::Ratio;
pub use definition::definition;
pub use fields::{example, field_message, name, read_text, short_name, unit};
pub use figures::{
    checks, cr_note, figure_subject, gross_by_movements, gross_exact_if, gross_note, gross_text,
    nrr_note, reason, reason_short, why,
};
pub use identity::{equation_label, identity_opener, identity_text, inside_growth};
pub use metrics::{formula, further, metric_name};
pub use notices::{link_notice, link_notice_rest};
pub use sentences::{announcement, annual, counts_warning, fix_label, rare_rate, verdict};
pub use style::Style;
pub use taken::{formulas, link_contents, markdown, tsv};
pub use worked::{RulerLabels, Steps, cr_steps, nrr_steps, ruler_labels};

/// The words, each `{}` filled with the next part. One function fills them all: putting pieces
/// together in place is several times the code, which is downloaded.
pub fn fill<const N: usize>(words: &str, parts: [String; N]) -> String {
    fn filled(words: &str, parts: &[String]) -> String {
        let mut pieces = words.split("{}");
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for (part, piece) in parts.iter().zip(pieces) {
            filled += part;
            filled += piece;
        }
        filled
    }
    debug_assert_eq!(words.matches("{}").count(), N, "{words}");
    filled(words, &parts)
}

/// "1 customer", "2 customers".
pub fn counted(count: &str, one: &str, many: &str) -> String {
    let noun = if count == "1" { one } else { many };
    [count, " ", noun].concat()
}

/// "3.3 times"; in words where that would read as nothing or as no difference.
pub fn times(style: Style, size: Ratio, places: u32) -> String {
    match style.number(size, places).as_str() {
        "0" => "next to nothing beside".to_owned(),
        "1" => "about as much as".to_owned(),
        number => fill("{} times", [number.to_owned()]),
    }
}

/// A small table in words: the first column names the rows. `*stars*` mark what is set in bold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub columns: Vec<String>,
    pub rows: Vec<(String, Vec<String>)>,
}
