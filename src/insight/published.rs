//! Every published figure that the page shows, as its source has it. Rates in percent, of a year.
//!
//! Medians by size are from one transcription of each report: they are cited "as reported". The
//! widely copied "118 / 108 / 97 by contract value" contradicts these surveys and is left out on
//! purpose. Public companies define NRR in ways of their own, so what one of them files is never
//! shown without that note.

/// A survey's medians for one cut of its companies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Who, and the year of the report.
    pub source: &'static str,
    pub cut: Cut,
    pub nrr: i64,
    pub grr: i64,
    /// CR, with the lower and upper quartile.
    pub customer_retention: Option<(i64, i64, i64)>,
}

/// Whom a median is about. Sizes are in US dollars, from the first to below the second; a second of
/// 0 is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// All that were asked, in the source's words.
    All(&'static str),
    /// Companies by yearly recurring revenue.
    Revenue(i64, i64),
    /// Companies by what a customer pays in a year.
    Contract(i64, i64),
}

const fn survey(source: &'static str, cut: Cut, nrr: i64, grr: i64) -> Survey {
    Survey {
        source,
        cut,
        nrr,
        grr,
        customer_retention: None,
    }
}

const SAAS_CAPITAL: &str = "SaaS Capital 2025";
const HIGH_ALPHA_25: &str = "High Alpha 2025";
const HIGH_ALPHA_24: &str = "High Alpha 2024";

const K: i64 = 1_000;
const M: i64 = 1_000_000;

pub static SURVEYS: [Survey; 18] = [
    survey(
        SAAS_CAPITAL,
        Cut::All("all, over 1,000 private companies, figures of 2024"),
        101,
        91,
    ),
    survey(SAAS_CAPITAL, Cut::Contract(0, 12 * K), 98, 90),
    survey(SAAS_CAPITAL, Cut::Contract(12 * K, 25 * K), 103, 91),
    survey(SAAS_CAPITAL, Cut::Contract(25 * K, 50 * K), 102, 91),
    survey(SAAS_CAPITAL, Cut::Contract(50 * K, 100 * K), 104, 90),
    survey(SAAS_CAPITAL, Cut::Contract(100 * K, 250 * K), 102, 91),
    survey(SAAS_CAPITAL, Cut::Contract(250 * K, 0), 106, 95),
    survey(HIGH_ALPHA_25, Cut::Revenue(0, M), 100, 92),
    survey(HIGH_ALPHA_25, Cut::Revenue(M, 5 * M), 104, 92),
    survey(HIGH_ALPHA_25, Cut::Revenue(5 * M, 20 * M), 103, 88),
    survey(HIGH_ALPHA_25, Cut::Revenue(20 * M, 50 * M), 103, 90),
    survey(HIGH_ALPHA_25, Cut::Revenue(50 * M, 0), 101, 88),
    survey(HIGH_ALPHA_24, Cut::Revenue(0, M), 100, 92),
    survey(HIGH_ALPHA_24, Cut::Revenue(M, 5 * M), 100, 95),
    survey(HIGH_ALPHA_24, Cut::Revenue(5 * M, 20 * M), 105, 90),
    survey(HIGH_ALPHA_24, Cut::Revenue(20 * M, 50 * M), 103, 90),
    survey(HIGH_ALPHA_24, Cut::Revenue(50 * M, 0), 102, 83),
    Survey {
        source: "KeyBanc and Sapphire 2024",
        cut: Cut::All("later stage, private; read second-hand"),
        nrr: 101,
        grr: 91,
        // Logo churn: median 13, quartiles 5 and 20.
        customer_retention: Some((87, 80, 95)),
    },
];

/// An article's words for NRR, without a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    pub source: &'static str,
    /// Whom it is about, in words.
    pub whom: &'static str,
    /// Yearly revenue in US dollars, from the first to below the second; 0 and 0: everybody.
    pub revenue: (i64, i64),
    /// From the bottom: each ends where the next begins.
    pub bands: &'static [Band],
    /// What the source leaves open.
    pub gap: &'static str,
}

/// `from` belongs to the band, unless it begins `above`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    pub from: i64,
    pub above: bool,
    /// The source's own word; empty: it has none.
    pub words: &'static str,
}

const fn from(from: i64, words: &'static str) -> Band {
    Band {
        from,
        above: false,
        words,
    }
}

const fn above(from: i64, words: &'static str) -> Band {
    Band {
        from,
        above: true,
        words,
    }
}

pub static SCALES: [Scale; 4] = [
    Scale {
        source: "Successifier",
        whom: "undated; under $10M yearly revenue",
        revenue: (0, 10 * M),
        bands: &[
            from(0, "concerning"),
            from(100, ""),
            from(105, "good"),
            above(115, "excellent"),
        ],
        gap: "100 to 105 is not labelled",
    },
    Scale {
        source: "Successifier",
        whom: "undated; $10M to under $50M yearly revenue",
        revenue: (10 * M, 50 * M),
        bands: &[
            from(0, "concerning"),
            from(105, ""),
            from(110, "good"),
            above(120, "excellent"),
        ],
        gap: "105 to 110 is not labelled",
    },
    Scale {
        source: "Successifier",
        whom: "undated; $50M or more yearly revenue",
        revenue: (50 * M, 0),
        bands: &[
            from(0, "concerning"),
            from(110, ""),
            from(115, "good"),
            above(125, "excellent"),
        ],
        gap: "110 to 115 is not labelled",
    },
    Scale {
        source: "Salesforce",
        whom: "undated; no stage given",
        revenue: (0, 0),
        bands: &[
            from(0, "trouble"),
            from(80, "work to do"),
            from(100, "solid ground"),
        ],
        gap: "",
    },
];

/// A single figure that an article quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    pub who: &'static str,
    pub by: &'static str,
    pub nrr: i64,
}

const LEADERS: &str = "quoted by “NRR vs CR”, undated; the company’s own definition";
const OPENVIEW: &str = "as quoted by Successifier; no such OpenView table was found";

pub static QUOTED: [Quoted; 5] = [
    Quoted {
        who: "OpenView, where best in class begins",
        by: OPENVIEW,
        nrr: 120,
    },
    Quoted {
        who: "OpenView, median about",
        by: OPENVIEW,
        nrr: 108,
    },
    Quoted {
        who: "Snowflake",
        by: LEADERS,
        nrr: 135,
    },
    Quoted {
        who: "Bill.com",
        by: LEADERS,
        nrr: 131,
    },
    Quoted {
        who: "GitLab",
        by: LEADERS,
        nrr: 129,
    },
];
