//! How the page is shown, from the query.

/// Presentation, from the query. Unknown values count as not given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presentation {
    /// The whole page, or the embedded calculator.
    pub view: View,
    /// Light or dark.
    pub theme: Theme,
    /// A language tag such as `de` or `pt-BR`, well formed but perhaps unknown.
    pub lang: Option<String>,
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

impl Presentation {
    /// The first of a repeated key wins, as everywhere in a link.
    pub(super) fn of(query: &[(String, String)]) -> Presentation {
        let value = |name: &str| {
            let pair = query.iter().find(|(key, _)| key == name);
            pair.map_or("", |(_, value)| value.as_str())
        };
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
            theme: match value("theme") {
                "light" => Theme::Light,
                "dark" => Theme::Dark,
                _ => Theme::Auto,
            },
            lang: (lang.len() <= 35 && lang.split('-').all(letters)).then(|| lang.into()),
        }
    }
}
