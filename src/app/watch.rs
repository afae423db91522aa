//! Early warnings as the page asks for them: thresholds as typed, and what they find in a list.

use super::list::{List, Pace, steps};
use crate::import::{Date, Day, read_date};
use crate::insight::warnings::{self, Judge, Rules, Warnings};
use crate::insight::watch::{self, WarningSweep};
use crate::number::{Mark, Ratio, read_amount, read_count};

/// A threshold that can be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    Contracted,
    BelowStart,
    UsageDown,
    QuietDays,
    Tickets,
    RenewalDays,
    NearLimit,
    SmallSample,
    Today,
}

impl Threshold {
    pub const ALL: [Threshold; 9] = [
        Threshold::Contracted,
        Threshold::BelowStart,
        Threshold::UsageDown,
        Threshold::QuietDays,
        Threshold::Tickets,
        Threshold::RenewalDays,
        Threshold::NearLimit,
        Threshold::SmallSample,
        Threshold::Today,
    ];

    /// The name of its field.
    pub fn name(self) -> &'static str {
        match self {
            Threshold::Contracted => "warn_contracted",
            Threshold::BelowStart => "warn_below",
            Threshold::UsageDown => "warn_usage",
            Threshold::QuietDays => "warn_quiet",
            Threshold::Tickets => "warn_tickets",
            Threshold::RenewalDays => "warn_renewal",
            Threshold::NearLimit => "warn_limit",
            Threshold::SmallSample => "warn_sample",
            Threshold::Today => "warn_today",
        }
    }

    pub fn parse(name: &str) -> Option<Threshold> {
        let mut all = Threshold::ALL.into_iter();
        all.find(|threshold| threshold.name() == name)
    }
}

/// What stands in the fields; empty ones stand for the usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Watch {
    /// In the order of [`Threshold::ALL`]; what is not there was never typed.
    texts: Vec<String>,
    /// The day on which the page is read, for a list that knows none.
    pub clock: Option<i64>,
}

impl Watch {
    pub fn set(&mut self, threshold: Threshold, text: String) {
        if self.texts.is_empty() {
            self.texts = vec![String::new(); Threshold::ALL.len()];
        }
        if let Some(place) = self.texts.get_mut(threshold as usize) {
            *place = text;
        }
    }

    fn text(&self, threshold: Threshold) -> &str {
        let text = self.texts.get(threshold as usize);
        text.map_or("", |text| text.trim())
    }

    /// Whether a field can be read; what cannot stands for the usual.
    pub fn is_read(&self, threshold: Threshold, mark: Mark) -> bool {
        let text = self.text(threshold);
        text.is_empty()
            || match threshold {
                Threshold::QuietDays | Threshold::RenewalDays | Threshold::SmallSample => {
                    whole(text, mark).is_some()
                }
                Threshold::Today => day(text).is_some(),
                _ => percent(text, mark).is_some(),
            }
    }

    pub fn rules(&self, mark: Mark) -> Rules {
        let usual = Rules::usual();
        let share = |threshold, usual| percent(self.text(threshold), mark).unwrap_or(usual);
        let number = |threshold, usual| whole(self.text(threshold), mark).unwrap_or(usual);
        Rules {
            contracted: share(Threshold::Contracted, usual.contracted),
            below_start: share(Threshold::BelowStart, usual.below_start),
            usage_down: share(Threshold::UsageDown, usual.usage_down),
            quiet_days: number(Threshold::QuietDays, usual.quiet_days),
            tickets: share(Threshold::Tickets, usual.tickets),
            renewal_days: number(Threshold::RenewalDays, usual.renewal_days),
            near_limit: share(Threshold::NearLimit, usual.near_limit),
            small_sample: number(Threshold::SmallSample, usual.small_sample),
        }
    }

    /// The day that counts as today: the one typed, the last that the list knows, or the page's.
    pub fn today(&self, list: &List) -> Option<i64> {
        let typed = day(self.text(Threshold::Today));
        let known = || list.read.ledger().and_then(warnings::last_day);
        typed.or_else(known).or(self.clock)
    }

    fn judge(&self, list: &List, mark: Mark) -> Option<Judge> {
        let compared = list.compared.as_deref()?;
        Some(Judge::new(
            list.read.ledger()?,
            compared.span,
            &compared.segments,
            self.rules(mark),
            self.today(list),
        ))
    }

    /// What the rules find in the window that is shown. None: stopped, or nothing is compared.
    pub async fn find(&self, list: &List, mark: Mark, pace: &mut impl Pace) -> Option<Warnings> {
        let ledger = list.read.ledger()?;
        let sweep = WarningSweep::new(ledger, self.judge(list, mark)?)?;
        steps(ledger, sweep, pace).await
    }

    /// The same at once, for what is copied or saved.
    pub fn found(&self, list: &List, mark: Mark) -> Option<Warnings> {
        watch::warnings(list.read.ledger()?, self.judge(list, mark)?)
    }
}

/// 0 to 100, with or without its sign.
fn percent(text: &str, mark: Mark) -> Option<Ratio> {
    let text = text.trim_end_matches('%');
    let read = read_amount(text, mark).ok().flatten()?;
    let share = Ratio::of_percent(read.value);
    (!share.is_negative() && share <= Ratio::ONE).then_some(share)
}

fn whole(text: &str, mark: Mark) -> Option<u32> {
    let read = read_count(text, mark).ok().flatten()?;
    u32::try_from(read.value.value()).ok()
}

/// A day that can be read in one way only.
fn day(text: &str) -> Option<i64> {
    let Date::Read { by_order, .. } = read_date(text) else {
        return None;
    };
    let [first, ..] = by_order;
    let alike = by_order.iter().all(|day| *day == first);
    let day: Day = first.filter(|day| alike && day.day.is_some())?;
    Some(i64::from(day.number()))
}
