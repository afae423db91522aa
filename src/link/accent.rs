//! The author's colour, made readable.

use std::fmt;

/// `accent`: a colour of sRGB, written `rgb` or `rrggbb`, with or without `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent([u8; 3]);

/// The grounds of the embed, the harder one of each theme: the sunken one where it is light.
const LIGHT: Accent = Accent([0xee, 0xf1, 0xee]);
const DARK: Accent = Accent([0x15, 0x1d, 0x22]);
/// Steps from a colour to black or white.
const STEPS: u32 = 32;

impl Accent {
    pub fn parse(text: &str) -> Option<Accent> {
        let text = text.strip_prefix('#').unwrap_or(text);
        let digits: Option<Vec<u8>> = text
            .chars()
            .map(|digit| u8::try_from(digit.to_digit(16)?).ok())
            .collect();
        let pair = |high: u8, low: u8| high << 4 | low;
        match *digits? {
            [r, g, b] => Some(Accent([pair(r, r), pair(g, g), pair(b, b)])),
            [r, s, g, h, b, c] => Some(Accent([pair(r, s), pair(g, h), pair(b, c)])),
            _ => None,
        }
    }

    /// As near to the colour as text may be: with a contrast of at least 4.5 to 1 on light ground.
    pub fn on_light(self) -> Accent {
        self.towards(0, |accent| contrast(LIGHT, accent))
    }

    /// The same on dark ground.
    pub fn on_dark(self) -> Accent {
        self.towards(255, |accent| contrast(accent, DARK))
    }

    fn towards(self, end: u8, enough: impl Fn(Accent) -> bool) -> Accent {
        let mix = |step: u32| {
            let one = |channel: u8| {
                let own = u32::from(channel).saturating_mul(STEPS.saturating_sub(step));
                let other = u32::from(end).saturating_mul(step);
                u8::try_from(own.saturating_add(other) / STEPS).unwrap_or(end)
            };
            Accent(self.0.map(one))
        };
        let mut mixes = (0..=STEPS).map(mix);
        mixes.find(|mix| enough(*mix)).unwrap_or(self)
    }

    /// Relative luminance in billionths. The curve of sRGB is a cubic here, a little too low where
    /// it is dark; [`contrast`] asks for more than 4.5 for its sake.
    fn luminance(self) -> i64 {
        let weights = [2126_i64, 7152, 722];
        let parts = self.0.into_iter().zip(weights).map(|(channel, weight)| {
            // Thousandths of full light: below 0, which no channel is, nothing can overflow.
            let level = i64::from(channel).saturating_mul(1_000_000) / 255;
            let square = level.saturating_mul(level) / 1_000_000;
            let cube = square.saturating_mul(level) / 1_000_000;
            let linear = cube
                .saturating_mul(305_306)
                .saturating_add(square.saturating_mul(682_171))
                .saturating_add(level.saturating_mul(12_523))
                / 1_000_000;
            linear.saturating_mul(weight) / 10
        });
        parts.fold(0, i64::saturating_add)
    }
}

/// Whether the lighter of two colours stands out from the darker one, 4.75 to 1.
fn contrast(lighter: Accent, darker: Accent) -> bool {
    let light = lighter.luminance().saturating_add(50_000_000);
    let dark = darker.luminance().saturating_add(50_000_000);
    light.saturating_mul(100) >= dark.saturating_mul(475)
}

/// Six digits without `#`, as in a link.
impl fmt::Display for Accent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "{r:02x}{g:02x}{b:02x}")
    }
}
