//! What the figures lead to, as JSON.

use super::table::digits;
use super::value::Json;
use crate::insight::Base;
use crate::insight::benchmarks::Size;
use crate::insight::driver::Drivers;
use crate::insight::forecast::{Arrivals, Forecast};
use crate::insight::target::Target;
use crate::insight::what_if::{Changes, what_if};
use crate::number::{Ratio, Unit, Value};
use crate::retention::{Metric, Totals, figure, figures};

/// What was chosen around the totals.
#[derive(Clone, Debug)]
pub struct Insight {
    /// The target, as a share.
    pub wanted: Ratio,
    pub size: Size,
    pub changes: Changes,
    pub periods: u64,
    pub arrivals: Arrivals,
}

impl Insight {
    pub(super) fn json(&self, totals: &Totals) -> Json<'static> {
        let base = Base::of(totals).ok();
        let target = base.and_then(|base| Target::of(&base, self.wanted));
        let forecast = Forecast::of(totals, self.periods, self.arrivals);
        Json::object()
            .with("target", target.map(|target| self::target(&target)))
            .with("what_if", self.changed(totals))
            .with("published", self.published(totals))
            .with("forecast", forecast.map(|forecast| ahead(&forecast)))
            .with(
                "drivers",
                Drivers::of(totals).map(|drivers| driven(&drivers)),
            )
    }

    /// Every metric of the changed totals; null without a change, or when it cannot be.
    fn changed(&self, totals: &Totals) -> Json<'static> {
        let any = self
            .changes
            .iter()
            .flatten()
            .any(|change| !change.is_none());
        let changed = what_if(totals, &self.changes).ok().filter(|_| any);
        let Some(changed) = changed else {
            return Json::Null;
        };
        let all = figures(&changed).into_iter();
        all.fold(Json::object(), |all, (metric, figure)| {
            let value = figure.ok().map(|value| digits(&value, metric.unit()));
            all.with(metric.id(), value)
        })
    }

    fn published(&self, totals: &Totals) -> Json<'static> {
        let nrr = figure(totals, Metric::AnnualisedNrr).ok();
        let scales = self.size.scales().map(|scale| {
            let band = nrr.as_ref().and_then(|nrr| scale.band(nrr));
            let words = band
                .map(|band| band.words)
                .filter(|words| !words.is_empty());
            Json::object()
                .with("source", scale.source)
                .with("about", scale.whom)
                .with("nrr", words)
        });
        let surveys = self.size.surveys().map(|survey| {
            let logos = survey.customer_retention;
            let number = |percent: i64| percent.unsigned_abs();
            Json::object()
                .with("source", survey.source)
                .with("nrr", number(survey.nrr))
                .with("grr", number(survey.grr))
                .with(
                    "customer_retention",
                    logos.map(|(median, ..)| number(median)),
                )
        });
        Json::object()
            .with("stage", self.size.stage.map(|stage| stage.key()))
            .with("surveys", Json::list(surveys))
            .with("articles", Json::list(scales))
    }
}

fn of(value: Ratio, unit: Unit) -> String {
    digits(&Value::Ratio(value), unit)
}

fn target(target: &Target) -> Json<'static> {
    let money = |money| of(money, Unit::Money);
    let (expansion, losses) = target.half;
    let half = Json::object()
        .with("expansion", money(expansion))
        .with("losses", money(losses));
    let customers = target.customers;
    Json::object()
        .with("nrr", of(target.wanted, Unit::Percent))
        .with("short", money(target.short))
        .with("points", of(target.points, Unit::Percent))
        .with("customers", customers.map(|many| of(many, Unit::Plain)))
        .with("expansion", money(target.expansion))
        .with(
            "losses",
            Some(target.losses)
                .filter(|it| !it.is_negative())
                .map(money),
        )
        .with("half", half)
}

/// The start, now, and the periods ahead; correct to nine places.
fn ahead(forecast: &Forecast) -> Json<'static> {
    let line = |line: &[Ratio]| {
        let places = |value: &Ratio| {
            value
                .round(6)
                .map_or_else(String::new, |it| it.normalize().to_string())
        };
        Json::list(line.iter().map(places))
    };
    Json::object()
        .with("revenue", line(&forecast.revenue))
        .with("customers", line(&forecast.customers))
        .with("revenue_per_customer", line(&forecast.average))
        .with("new_revenue", line(&forecast.new_revenue))
        .with("new_customers", line(&forecast.new_customers))
}

fn driven(drivers: &Drivers) -> Json<'static> {
    let percent = |share| of(share, Unit::Percent);
    let (churn, contraction) = (
        drivers.shares.map(|shares| percent(shares.0)),
        drivers.shares.map(|shares| percent(shares.1)),
    );
    Json::object()
        .with("main", drivers.main.id())
        .with("churn_share", churn)
        .with("contraction_share", contraction)
        .with(
            "size_of_leavers",
            drivers.leavers.map(|size| of(size, Unit::Plain)),
        )
        .with("replaced_by_expansion", drivers.replaced.map(percent))
}
