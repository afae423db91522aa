//! How the page is shown, from the query and back.

use super::accent::Accent;
use crate::retention::Input;

/// Presentation, from the query. Unknown values count as not given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presentation {
    /// The whole page, or the embedded calculator.
    pub view: View,
    /// Light or dark.
    pub theme: Theme,
    /// A language tag such as `de` or `pt-BR`, well formed but perhaps unknown.
    pub lang: Option<String>,
    /// What the embedded calculator shows beside its figures.
    pub parts: Parts,
    /// The inputs of the embedded calculator that its author has fixed.
    pub lock: Vec<Input>,
    /// The colour of the embedded calculator's links and of its upper edge.
    pub accent: Option<Accent>,
}

/// `view`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    #[default]
    Page,
    Embed,
}

/// `theme`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system.
    #[default]
    Auto,
    Light,
    Dark,
}

/// `parts`: keys with commas between them. Without inputs the embed only shows a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts(Vec<&'static str>);

impl Parts {
    /// Every part, in the order of a link.
    pub const ALL: [&str; 6] = [
        "inputs", "equation", "sentence", "working", "ruler", "picture",
    ];

    /// What an embed shows when its link does not say.
    pub const USUAL: &str = "inputs,equation,sentence,working";

    /// Unknown keys are ignored.
    pub fn parse(list: &str) -> Parts {
        let named = |part: &&str| list.split(',').any(|key| key.trim() == *part);
        Parts(Parts::ALL.into_iter().filter(named).collect())
    }

    /// The keys as a link writes them.
    pub fn list(&self) -> String {
        self.0.join(",")
    }

    pub fn has(&self, part: &str) -> bool {
        self.0.contains(&part)
    }

    /// Adds a part, or takes it away.
    pub fn toggle(&mut self, part: &str) {
        let now = |known: &&str| self.has(known) != (*known == part);
        self.0 = Parts::ALL.into_iter().filter(now).collect();
    }
}

impl Default for Parts {
    fn default() -> Parts {
        Parts::parse(Parts::USUAL)
    }
}

impl Presentation {
    /// The first of a repeated key wins, as everywhere in a link.
    pub(super) fn of(query: &[(String, String)]) -> Presentation {
        let given = |name: &str| {
            let pair = query.iter().find(|(key, _)| key == name);
            pair.map(|(_, value)| value.as_str())
        };
        let value = |name| given(name).unwrap_or("");
        let letters = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let lang = value("lang");
        Presentation {
            view: if value("view") == "embed" {
                View::Embed
            } else {
                View::Page
            },
            theme: Theme::parse(value("theme")),
            lang: (lang.len() <= 35 && lang.split('-').all(letters)).then(|| lang.into()),
            parts: given("parts").map_or_else(Parts::default, Parts::parse),
            lock: value("lock").split(',').filter_map(Input::parse).collect(),
            accent: Accent::parse(value("accent")),
        }
    }

    /// The query of an address, without `?`; what is usual is left out.
    pub fn query(&self) -> String {
        let usual = Parts::default();
        let lock: Vec<&str> = self.lock.iter().map(|input| input.key()).collect();
        let pairs = [
            ("view", (self.view == View::Embed).then(|| "embed".into())),
            ("theme", self.theme.forced().map(str::to_owned)),
            ("lang", self.lang.clone()),
            ("accent", self.accent.map(|accent| accent.to_string())),
            ("parts", (self.parts != usual).then(|| self.parts.list())),
            ("lock", (!lock.is_empty()).then(|| lock.join(","))),
        ];
        let given = pairs
            .into_iter()
            .filter_map(|(key, value)| Some([key, "=", &value?].concat()));
        given.collect::<Vec<_>>().join("&")
    }
}

impl Theme {
    /// Unknown words are [`Theme::Auto`].
    pub fn parse(key: &str) -> Theme {
        match key {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        }
    }

    /// Its value in a link and in the choice.
    pub fn key(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The same, unless it is that of the system.
    pub fn forced(self) -> Option<&'static str> {
        (self != Theme::Auto).then(|| self.key())
    }
}
