//! What an author puts into a page, a post or a note to show the calculator there.

use super::{Link, Presentation, encode};

/// The calculator as an author wants it shown.
#[derive(Clone, Copy, Debug)]
pub struct Snippet<'a> {
    /// The calculator's address without query and fragment.
    pub base: &'a str,
    pub shown: &'a Presentation,
    /// The numbers; none for the labelled example.
    pub link: Option<&'a Link>,
    /// In CSS pixels.
    pub height: u32,
    /// Whether the script comes along that lets the height follow the content.
    pub follows: bool,
    /// What the plain link beside it reads.
    pub words: &'a str,
}

/// Where it is pasted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    #[default]
    Html,
    /// Markdown with JSX, such as Docusaurus.
    Mdx,
    WordPress,
    Ghost,
    Notion,
    /// Markdown where frames are taken out: READMEs.
    Picture,
}

impl Place {
    pub const ALL: [(&str, Place); 6] = [
        ("html", Place::Html),
        ("mdx", Place::Mdx),
        ("wordpress", Place::WordPress),
        ("ghost", Place::Ghost),
        ("notion", Place::Notion),
        ("picture", Place::Picture),
    ];

    pub fn parse(key: &str) -> Option<Place> {
        let found = Place::ALL.into_iter().find(|(known, _)| *known == key);
        found.map(|(_, place)| place)
    }
}

/// The name of the picture that [`Place::Picture`] refers to.
pub const PICTURE: &str = "retention.svg";

impl Snippet<'_> {
    /// The address of the frame.
    pub fn source(&self) -> String {
        [self.base, "?", &self.shown.query(), &self.fragment()].concat()
    }

    /// The address of the whole calculator with the same numbers.
    pub fn full(&self) -> String {
        [self.base, &self.fragment()].concat()
    }

    /// What to paste.
    pub fn text(&self, place: Place) -> String {
        match place {
            Place::Html => self.html(),
            Place::WordPress => between("<!-- wp:html -->\n", &self.html(), "\n<!-- /wp:html -->"),
            Place::Ghost => between(
                "<!--kg-card-begin: html-->\n",
                &self.html(),
                "\n<!--kg-card-end: html-->",
            ),
            Place::Mdx => self.mdx(),
            Place::Notion => self.source(),
            Place::Picture => {
                let link = self.full();
                ["[![", self.words, "](", PICTURE, ")](", &link, ")"].concat()
            }
        }
    }

    /// No `style`: several hosts refuse or remove it.
    fn html(&self) -> String {
        let link = escaped(&self.full());
        let plain = ["\n<p><a href=\"", &link, "\">", self.words, "</a></p>"].concat();
        let mut out = self.frame("frameborder", "referrerpolicy", "></iframe>") + &plain;
        if self.follows {
            let folder = self.base.rsplit_once('/').map_or("", |(folder, _)| folder);
            let folder = escaped(folder);
            for part in [
                "\n<script async src=\"",
                &folder,
                "/embed.v1.js\"></script>",
            ] {
                out.push_str(part);
            }
        }
        out
    }

    /// Attributes as JSX spells them, and no script: such pages load theirs from their settings.
    fn mdx(&self) -> String {
        let link = self.full();
        let plain = ["\n\n[", self.words, "](", &link, ")"].concat();
        self.frame("frameBorder", "referrerPolicy", " />") + &plain
    }

    fn frame(&self, border: &str, referrer: &str, end: &str) -> String {
        let source = escaped(&self.source());
        let height = self.height.to_string();
        [
            "<iframe src=\"",
            &source,
            "\" title=\"NRR and CR calculator\" width=\"100%\" height=\"",
            &height,
            "\" ",
            border,
            "=\"0\" loading=\"lazy\" allow=\"clipboard-write\" ",
            referrer,
            "=\"no-referrer\"",
            end,
        ]
        .concat()
    }

    fn fragment(&self) -> String {
        let encoded = self.link.map(encode);
        encoded.map_or_else(String::new, |encoded| "#".to_owned() + &encoded)
    }
}

fn between(start: &str, middle: &str, end: &str) -> String {
    [start, middle, end].concat()
}

/// Text as the value of an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;")
}
