//! Early warnings: the accounts that the rules find, found after all else of a list is drawn.

use super::table::{Place, row};
use crate::accounts::{Month, Signal};
use crate::app::dom::{self, Last};
use crate::app::frames;
use crate::app::list::List;
use crate::app::lists::Lists;
use crate::app::page::App;
use crate::app::tables::Listed;
use crate::app::text::{Style, warnings as words};
use crate::app::timer::Timer;
use crate::app::watch::{Threshold, Watch};
use crate::import::Day;
use crate::insight::warnings::Warnings;
use std::cell::Cell as Holds;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// How long a threshold rests before the accounts are looked at again.
const REST: u32 = 300;

type Known = (Option<Arc<List>>, Watch, Style);

pub fn warnings(app: App, lists: Lists) {
    app.update(|state| state.watch.clock = today());
    let style = app.sheet.with_untracked(|sheet| sheet.style);
    let places = Rc::new([
        Place::new("warnings-table", style),
        Place::new("candidates-table", style),
    ]);
    typing(app);
    let last = Last::default();
    let asked = Rc::new(Holds::new(0_u32));
    dom::live(move || {
        let style = app.sheet.with(|sheet| sheet.style);
        let known: Known = app
            .state
            .with(|state| (state.shown_list().cloned(), state.watch.clone(), style));
        let Some(known) = last.changed(known) else {
            return;
        };
        let (Some(list), watch, style) = known.as_ref().clone() else {
            return;
        };
        let number = asked.get().wrapping_add(1);
        asked.set(number);
        if list.compared.is_none() {
            return dom::show("warnings-band", false);
        }
        let (asked, places) = (Rc::clone(&asked), Rc::clone(&places));
        frames::later(move || {
            spawn_local(async move {
                if asked.get() != number {
                    return;
                }
                let found = watch.find(&list, style.mark, &mut lists.aside()).await;
                if let Some(found) = found.filter(|_| asked.get() == number) {
                    draw(&places, &list, &watch, Rc::new(found), style);
                }
            });
        });
    });
}

/// Days since 1970-01-01, where the reader is.
fn today() -> Option<i64> {
    let now = js_sys::Date::new_0();
    let month = Month::new(
        i32::try_from(now.get_full_year()).ok()?,
        now.get_month().saturating_add(1),
    )?;
    let day = u8::try_from(now.get_date()).ok();
    Some(i64::from(Day { month, day }.number()))
}

/// The thresholds count when they rest.
fn typing(app: App) {
    let Some(section) = dom::by_id("warnings-band") else {
        return;
    };
    let resting = Timer::default();
    dom::on(&section, "input", move |_| {
        resting.start(REST, move || {
            app.update(|state| {
                for threshold in Threshold::ALL {
                    if let Some(field) = dom::field(threshold.name()) {
                        state.watch.set(threshold, field.value());
                    }
                }
            });
        });
    });
}

fn draw(
    [flagged, candidates]: &[Rc<Place>; 2],
    list: &Arc<List>,
    watch: &Watch,
    found: Rc<Warnings>,
    style: Style,
) {
    fields(list, watch, &found, style);
    if let Some(place) = dom::by_id("warnings-words") {
        dom::rich(&place, &words::summary(list, &found, style));
    }
    dom::text("warnings-small", &words::small_sample(list, &found, style));
    dom::text("warnings-more", &words::more_columns(&found.known));
    for (place, listed, id) in [
        (flagged, Listed::Warnings, "warnings-found"),
        (candidates, Listed::Candidates, "candidates"),
    ] {
        let count = listed.of(&found).len();
        dom::show(id, count > 0);
        let columns = listed.columns();
        let (known, list, found) = (columns.clone(), Arc::clone(list), Rc::clone(&found));
        let make = move |index| {
            let made = listed.row(&list, &found, index, style)?;
            Some(row(&made, &known, style))
        };
        place.rows(count, Box::new(make), (columns, None), None, style);
    }
    dom::show("warnings-band", true);
}

/// The fields of rules that the list knows nothing for are not shown.
fn fields(list: &List, watch: &Watch, found: &Warnings, style: Style) {
    let knows = |signal: Signal| found.known.get(signal as usize).copied() == Some(true);
    for threshold in Threshold::ALL {
        let applies = match threshold {
            Threshold::Contracted | Threshold::SmallSample => true,
            Threshold::BelowStart => list.compared.as_deref().is_some_and(|compared| {
                compared.segments.iter().any(|part| part.segment.is_some())
            }),
            Threshold::UsageDown => knows(Signal::PreviousUsage),
            Threshold::QuietDays => knows(Signal::LastLogin),
            Threshold::Tickets => knows(Signal::Tickets),
            Threshold::RenewalDays => knows(Signal::Renewal),
            Threshold::NearLimit => knows(Signal::SeatLimit),
            Threshold::Today => knows(Signal::LastLogin) || knows(Signal::Renewal),
        };
        let name = threshold.name();
        dom::show(&[name, "-row"].concat(), applies);
        let read = watch.is_read(threshold, style.mark);
        dom::show(&[name, "-message"].concat(), !read);
        if let Some(field) = dom::field(name) {
            dom::attribute(&field, "aria-invalid", (!read).then_some("true"));
        }
    }
    if let Some(field) = dom::field(Threshold::Today.name()) {
        let today = found.judge.today.map(words::day);
        field.set_placeholder(today.as_deref().unwrap_or_default());
    }
}
