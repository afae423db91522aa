//! What surrounds a published page: its icon and picture, what hosts and search engines read, and
//! what names its address, where that is known.

use std::path::Path;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::build::{read, write};
use crate::html::tags;
use crate::run::Outcome;

/// The picture that chats and feeds show: 1200 × 630.
const CARD: &str = include_str!("../art/card.svg");
const ICON: &str = include_str!("../art/icon.svg");
const CARD_NAME: &str = "card.png";

/// Puts the files beside the pages, and what names them into `index.html`.
pub fn publish(dist: &Path, address: Option<&str>) -> Outcome {
    let index = dist.join("index.html");
    let html = read(&index)?;
    let page = About::of(&html)?;
    write(&dist.join("icon.svg"), ICON)?;
    write(&dist.join("icon-180.png"), picture(ICON, 180)?)?;
    write(&dist.join("icon-512.png"), picture(ICON, 512)?)?;
    write(&dist.join(CARD_NAME), picture(CARD, 1200)?)?;
    write(&dist.join("manifest.webmanifest"), page.manifest())?;
    write(&dist.join("_headers"), headers())?;
    if let Some(address) = address {
        write(&dist.join("oembed.json"), page.oembed(address))?;
        write(&dist.join("sitemap.xml"), sitemap(address))?;
        write(&dist.join("robots.txt"), robots(address))?;
    }
    let head = [&page.head(address), "</head>"].concat();
    write(&index, html.replacen("</head>", &head, 1))
}

/// An address to publish at, with a closing slash.
pub fn address(text: &str) -> Outcome<String> {
    let wrong = || format!("not an address to publish at: {text} (wanted https://host/path/)");
    let rest = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~/:%".contains(c);
    let rest = rest.filter(|rest| !rest.is_empty() && rest.chars().all(fits));
    rest.ok_or_else(wrong)?;
    Ok([text.trim_end_matches('/'), "/"].concat())
}

/// What the page says of itself.
struct About {
    title: String,
    description: String,
}

impl About {
    fn of(html: &str) -> Outcome<Self> {
        let between = |from: &str, to: &str| {
            let (_, rest) = html.split_once(from)?;
            Some(rest.split_once(to)?.0.to_owned())
        };
        let metas = tags(html, "meta");
        let described = metas
            .iter()
            .find(|tag| tag.attribute("name") == Some("description"));
        let description = described.and_then(|tag| tag.attribute("content"));
        Ok(Self {
            title: between("<title>", "</title>").ok_or("index.html has no title")?,
            description: description
                .ok_or("index.html has no description")?
                .to_owned(),
        })
    }

    fn head(&self, address: Option<&str>) -> String {
        let Self { title, description } = self;
        let mut head = format!(
            "<link rel=\"manifest\" href=\"./manifest.webmanifest\">\n\
             <meta property=\"og:type\" content=\"website\">\n\
             <meta property=\"og:title\" content=\"{title}\">\n\
             <meta property=\"og:description\" content=\"{description}\">\n"
        );
        if let Some(address) = address {
            head += &format!(
                "<link rel=\"canonical\" href=\"{address}\">\n\
                 <link rel=\"alternate\" type=\"application/json+oembed\" href=\"{address}oembed.json\" title=\"{title}\">\n\
                 <meta property=\"og:url\" content=\"{address}\">\n\
                 <meta property=\"og:image\" content=\"{address}{CARD_NAME}\">\n\
                 <meta property=\"og:image:width\" content=\"1200\">\n\
                 <meta property=\"og:image:height\" content=\"630\">\n\
                 <meta name=\"twitter:card\" content=\"summary_large_image\">\n"
            );
        }
        head
    }

    fn manifest(&self) -> String {
        let icon = |src, sizes, kind| serde_json::json!({"src": src, "sizes": sizes, "type": kind});
        let manifest = serde_json::json!({
            "name": self.title,
            "short_name": "NRR vs CR",
            "description": self.description,
            "start_url": "./",
            "display": "browser",
            "icons": [
                icon("icon.svg", "any", "image/svg+xml"),
                icon("icon-512.png", "512x512", "image/png"),
            ],
        });
        format!("{manifest:#}\n")
    }

    /// What a site that knows oEmbed puts in place of the address.
    fn oembed(&self, address: &str) -> String {
        let html = format!(
            "<iframe src=\"{address}?view=embed\" title=\"Retention calculator\" width=\"100%\" height=\"640\" \
             frameborder=\"0\" loading=\"lazy\" allow=\"clipboard-write\" referrerpolicy=\"no-referrer\"></iframe>"
        );
        let answer = serde_json::json!({
            "version": "1.0",
            "type": "rich",
            "title": self.title,
            "provider_name": "NRR vs CR",
            "provider_url": address,
            "html": html,
            "width": 800,
            "height": 640,
            "thumbnail_url": format!("{address}{CARD_NAME}"),
            "thumbnail_width": 1200,
            "thumbnail_height": 630,
        });
        format!("{answer:#}\n")
    }
}

/// For hosts that read it (Netlify, Cloudflare Pages). A sandboxed frame has no origin of its own,
/// and may load the program only if everybody may.
fn headers() -> &'static str {
    "/*\n  Access-Control-Allow-Origin: *\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n\
     /*.wasm\n  Cache-Control: public, max-age=31536000, immutable\n\
     /retention-calculator-*.js\n  Cache-Control: public, max-age=31536000, immutable\n"
}

fn sitemap(address: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>{address}</loc></url></urlset>\n"
    )
}

fn robots(address: &str) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n")
}

/// A drawing as PNG, so many pixels wide.
fn picture(drawing: &str, width: u32) -> Outcome<Vec<u8>> {
    let problem = |what: &str| format!("could not draw a picture: {what}");
    let tree = Tree::from_str(drawing, &Options::default()).map_err(|e| problem(&e.to_string()))?;
    let scale = width as f32 / tree.size().width();
    let height = (tree.size().height() * scale).round() as u32;
    let mut pixels = Pixmap::new(width, height).ok_or_else(|| problem("no size"))?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().map_err(|e| problem(&e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::{CARD, ICON, address, picture};

    #[test]
    fn an_address_is_absolute_and_ends_with_a_slash() {
        let check = |text, expect: Option<&str>| assert_eq!(address(text).ok().as_deref(), expect);
        check("https://a.example/tools", Some("https://a.example/tools/"));
        check("https://a.example/", Some("https://a.example/"));
        check("http://127.0.0.1:8417/", Some("http://127.0.0.1:8417/"));
        check("a.example", None);
        check("https://", None);
        check("https://a.example/?x", None);
        check("https://a.example/\"", None);
    }

    #[test]
    fn pictures_have_the_sizes_that_are_told() {
        let check = |drawing, width: u32, height: u32| {
            let png = picture(drawing, width).unwrap();
            assert!(png.starts_with(b"\x89PNG"));
            assert_eq!(png[16..20], width.to_be_bytes());
            assert_eq!(png[20..24], height.to_be_bytes());
        };
        check(CARD, 1200, 630);
        check(ICON, 180, 180);
    }
}
