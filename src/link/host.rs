//! What the embedded calculator says to the page that holds it: how high it is, and nothing else.
//!
//! Never inputs, never results. Every message goes to whoever holds the frame, so it says no more
//! than anybody may know.

/// Who holds the frame, as far as its address and its messages tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// Our address without the fragment and without values, for hosts that look for it.
    address: String,
    /// WordPress's secret, from `#?secret=…` at the end of the address.
    secret: Option<String>,
    /// The name that pym.js gave the frame, from `childId` in the query.
    pym: Option<String>,
    /// The name that iframe-resizer gave it, from its first message.
    resizer: Option<String>,
}

/// A message, as data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// An object, written as JSON.
    Object(String),
    /// A string as it stands.
    Text(String),
}

/// Heights that a host is asked for, in CSS pixels.
const LOWEST: u32 = 120;
const HIGHEST: u32 = 4000;

const RESIZER: &str = "[iFrameSizer]";

impl Host {
    /// From the address and its parts; `address` must be without fragment and values.
    pub fn of(address: &str, query: &str, fragment: &str) -> Host {
        let query = query.trim_start_matches('?');
        let pym = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("childId="));
        let secret = fragment
            .rsplit_once("#?secret=")
            .map(|(_, secret)| secret)
            .or_else(|| fragment.strip_prefix("?secret="));
        Host {
            address: address.into(),
            secret: secret.and_then(name),
            pym: pym.and_then(name),
            resizer: None,
        }
    }

    /// iframe-resizer introduces itself by `[iFrameSizer]NAME:…`. Whether it did.
    pub fn hear(&mut self, text: &str) -> bool {
        let known = text
            .strip_prefix(RESIZER)
            .and_then(|rest| rest.split_once(':'))
            .and_then(|(known, _)| name(known));
        let introduced = known.is_some() && known != self.resizer;
        self.resizer = known.or(self.resizer.take());
        introduced
    }

    /// What to say when the frame starts: it asks iframe-resizer to introduce itself.
    pub fn greeting() -> Message {
        Message::Text("[iFrameResizerChild]Ready".into())
    }

    /// The same height in every dialect that may be understood.
    pub fn resize(&self, width: u32, height: u32) -> Vec<Message> {
        let height = height.clamp(LOWEST, HIGHEST).to_string();
        let h = height.as_str();
        let object = |parts: &[&str]| Message::Object(parts.concat());
        let text = |parts: &[&str]| Message::Text(parts.concat());
        let mut messages = vec![
            object(&[
                r#"{"type":"retention-calculator:resize","v":1,"height":"#,
                h,
                "}",
            ]),
            text(&[
                r#"{"src":""#,
                &self.address.replace('\\', "%5C").replace('"', "%22"),
                r#"","context":"iframe.resize","height":"#,
                h,
                "}",
            ]),
            object(&[r#"{"sentinel":"amp","type":"embed-size","height":"#, h, "}"]),
        ];
        if let Some(secret) = &self.secret {
            let (start, middle) = (r#"{"message":"height","value":"#, r#","secret":""#);
            messages.push(object(&[start, h, middle, secret, r#""}"#]));
        }
        if let Some(name) = &self.pym {
            messages.push(text(&["pymxPYMx", name, "xPYMxheightxPYMx", h]));
        }
        if let Some(name) = &self.resizer {
            let width = width.to_string();
            messages.push(text(&[RESIZER, name, ":", h, ":", &width, ":size"]));
        }
        messages
    }
}

/// A name as hosts give them: nothing that would end a message early.
fn name(text: &str) -> Option<String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    (!text.is_empty() && text.chars().all(plain)).then(|| text.into())
}
