//! As much of HTML as our own pages need: elements found by name, their attributes and their text.

/// A start tag in a page, such as `<script src="a.js">`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Where it starts and ends in the page.
    pub start: usize,
    pub end: usize,
    text: &'a str,
}

impl<'a> Tag<'a> {
    /// An attribute's value; empty for one that has none.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let inside = self.text.strip_suffix('>')?;
        let mut rest = inside.split_once(char::is_whitespace)?.1;
        loop {
            rest = rest.trim_start();
            let end = rest
                .find(|c: char| c == '=' || c.is_whitespace())
                .unwrap_or(rest.len());
            let (found, behind) = rest.split_at(end);
            if found.is_empty() {
                return None;
            }
            let (value, behind) = match behind.strip_prefix("=\"") {
                Some(quoted) => quoted.split_once('"')?,
                None => ("", behind),
            };
            if found == name {
                return Some(value);
            }
            rest = behind;
        }
    }

    /// The names of all attributes.
    pub fn attributes(&self) -> Vec<&'a str> {
        let mut names = Vec::new();
        let mut quoted = false;
        let mut name = None;
        for (at, c) in self.text.char_indices().skip(1) {
            let ends = c.is_whitespace() || matches!(c, '=' | '>');
            match (quoted, name) {
                (true, _) => quoted = c != '"',
                (false, Some(from)) if ends => {
                    names.extend(self.text.get(from..at));
                    name = None;
                }
                (false, None) if c == '"' => quoted = true,
                (false, None) if !ends => name = Some(at),
                _ => {}
            }
        }
        // The first is the element's own name.
        names.into_iter().skip(1).collect()
    }

    /// The whole tag.
    pub fn text(&self) -> &'a str {
        self.text
    }
}

/// Every start tag of the page with this name, or with any if it is empty. Comments and the text of
/// scripts and styles hold none.
pub fn tags<'a>(html: &'a str, name: &str) -> Vec<Tag<'a>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + start;
        let rest = html.get(start..).unwrap_or_default();
        if rest.starts_with("<!--") {
            at = start + rest.find("-->").map_or(rest.len(), |end| end + 3);
            continue;
        }
        let Some(end) = end_of_tag(rest) else { break };
        let text = rest.get(..end).unwrap_or_default();
        let own = text
            .strip_prefix('<')
            .and_then(|text| text.split(|c: char| c.is_whitespace() || c == '>').next());
        let own = own.unwrap_or_default();
        at = start + end;
        if own.starts_with(|c: char| c.is_ascii_alphabetic()) && (name.is_empty() || own == name) {
            found.push(Tag {
                start,
                end: at,
                text,
            });
        }
        if own == "script" || own == "style" {
            let close = ["</", own, ">"].concat();
            at += html
                .get(at..)
                .and_then(|rest| rest.find(&close))
                .unwrap_or(0);
        }
    }
    found
}

/// What stands between a start tag and its end tag.
pub fn content<'a>(html: &'a str, tag: &Tag, name: &str) -> &'a str {
    let rest = html.get(tag.end..).unwrap_or_default();
    let end = rest.find(&["</", name, ">"].concat()).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// The page with a stretch replaced.
pub fn replaced(html: &str, from: usize, to: usize, new: &str) -> String {
    let before = html.get(..from).unwrap_or_default();
    let after = html.get(to..).unwrap_or_default();
    [before, new, after].concat()
}

/// Behind the `>` that ends a tag; one within quotes does not.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quoted = false;
    let end = text.char_indices().find(|&(_, c)| {
        quoted ^= c == '"';
        c == '>' && !quoted
    });
    end.map(|(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::{content, tags};

    #[test]
    fn tags_are_found_by_name() {
        let check = |html, name, expect: &[&str]| {
            let found: Vec<&str> = tags(html, name).iter().map(|tag| tag.text()).collect();
            assert_eq!(found, expect, "{html}");
        };
        check("<p>a</p><p class=\"b\">", "p", &["<p>", "<p class=\"b\">"]);
        check("<path><p>", "p", &["<p>"]);
        check("<!-- <p> --><b>", "", &["<b>"]);
        check("<script>if (a<b) {}</script><b>", "", &["<script>", "<b>"]);
        check("<a title=\"1 > 2\">", "a", &["<a title=\"1 > 2\">"]);
    }

    #[test]
    fn attributes_are_read() {
        let html = "<script src=\"a.js\" async data-x=\"1\"\n id=\"boot\"></script>";
        let tag = tags(html, "script")[0];
        let check = |name, expect| assert_eq!(tag.attribute(name), expect);
        check("src", Some("a.js"));
        check("async", Some(""));
        check("data-x", Some("1"));
        check("id", Some("boot"));
        check("x", None);
        assert_eq!(tag.attributes(), ["src", "async", "data-x", "id"]);
        assert_eq!(
            content(
                "<style>a{}</style>",
                &tags("<style>a{}</style>", "style")[0],
                "style"
            ),
            "a{}"
        );
    }
}
