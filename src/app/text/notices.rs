//! Words about what a link could not be read as.

use super::fill;
use crate::link::{Choice, Notice, NoticeKind};

/// What a link could not be read as: a bold statement and what was done.
pub fn link_notice(notice: &Notice) -> String {
    let (key, text) = (notice.key.as_str(), notice.text.as_str());
    match notice.kind {
        NoticeKind::BadValue => {
            let what = match key {
                "period" => "”. A year is taken instead.",
                "currency" => "”. No currency is shown.",
                key if Choice::parse(key).is_some() => "”. It stays as usual.",
                _ => "”. That field is left empty.",
            };
            fill(
                "“{}” in the link could not be read: “{}{}",
                [key.to_owned(), text.to_owned(), what.to_owned()],
            )
        }
        NoticeKind::LossSign => fill(
            "“{}” in the link is a loss written with a minus: “{}” was read as its size.",
            [key.to_owned(), text.to_owned()],
        ),
        NoticeKind::Newer => fill(
            "This link was made by a newer version (v = {}). Nothing was read from \
             it. Reload the page to get the current version.",
            [text.to_owned()],
        ),
        NoticeKind::TooLong => {
            "The link is longer than 8 kB. Only the part before that was read.".to_owned()
        }
        NoticeKind::TooManyKeys => {
            "The link has more than 64 keys. Only the first 64 were read.".to_owned()
        }
    }
}

/// How much of the link was read all the same.
pub fn link_notice_rest(filled: usize) -> String {
    match filled {
        0 => "No field was filled in.".to_owned(),
        1 => "One field was filled in.".to_owned(),
        many => many.to_string() + " fields were filled in.",
    }
}
