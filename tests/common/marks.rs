//! Pictures as text, one mark a line, so that a snapshot of them can be read and compared.

use retention_calculator::chart::mark::{Drawn, Mark};

pub fn marks_text(marks: &[Mark]) -> String {
    let mut text = String::new();
    for mark in marks {
        write(&mut text, &mark.drawn(), 0);
    }
    text
}

fn write(text: &mut String, drawn: &Drawn, depth: usize) {
    text.push_str(&"  ".repeat(depth));
    text.push_str(drawn.tag);
    for (name, value) in &drawn.attributes {
        let spaced = if value.contains(' ') { "\"" } else { "" };
        text.push_str(&format!(" {name}={spaced}{value}{spaced}"));
    }
    if !drawn.words.is_empty() {
        text.push_str(&format!(": {}", drawn.words));
    }
    text.push('\n');
    for inside in &drawn.inside {
        write(text, inside, depth + 1);
    }
}
