//! What a fact is to a reader: the source's own assertion, somebody's word, an opinion, an agreement, a hope.

use serde::Serialize;
use verbale_core::codes::{CommitmentStatus, Factuality};
use verbale_core::facts::Kind;
use verbale_core::resolve::ResolvedFact;

use crate::language::Language;

/// What a fact is to a reader. The order is that of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Category {
    /// The source itself says that it is so.
    Asserted,
    /// Somebody says so, and the source does not.
    Reported,
    /// An evaluation, whoever holds it.
    Opinion,
    /// Agreed or announced by those who are to do it.
    Agreed,
    /// Intended, envisaged, expected, asked for, threatened; planned within something like that.
    Hoped,
    /// The source doubts or denies it.
    Doubted,
}

impl Category {
    /// Every category, in the order of the legend.
    pub(crate) const ALL: [Self; 6] =
        [Self::Asserted, Self::Reported, Self::Opinion, Self::Agreed, Self::Hoped, Self::Doubted];

    /// The category of a fact.
    pub(crate) fn of(fact: &ResolvedFact<'_>) -> Self {
        match &fact.fact.kind {
            Kind::Stance(_) => Self::Opinion,
            Kind::Commitment(commitment) => match commitment.status.value {
                CommitmentStatus::Agreed | CommitmentStatus::Announced if fact.asserted => Self::Agreed,
                _ => Self::Hoped,
            },
            Kind::Expectation(_) => Self::Hoped,
            _ if fact.fact.planned_in.is_some() => Self::Hoped,
            _ if fact.said_in.is_some() => Self::Reported,
            _ if fact.factuality != Factuality::Certain => Self::Doubted,
            _ => Self::Asserted,
        }
    }

    /// The word that stands for it in classes and data.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Reported => "reported",
            Self::Opinion => "opinion",
            Self::Agreed => "agreed",
            Self::Hoped => "hoped",
            Self::Doubted => "doubted",
        }
    }

    /// What the legend calls it.
    pub(crate) const fn label(self, language: Language) -> &'static str {
        let (fr, en) = match self {
            Self::Asserted => ("affirmé par la source", "asserted by the source"),
            Self::Reported => ("rapporté : quelqu’un le dit", "reported: somebody says so"),
            Self::Opinion => ("opinion ou croyance", "opinion or belief"),
            Self::Agreed => ("convenu ou annoncé", "agreed or announced"),
            Self::Hoped => ("espéré, attendu, voulu", "hoped for, expected, intended"),
            Self::Doubted => ("mis en doute ou nié", "doubted or denied"),
        };
        language.pick(fr, en)
    }

    /// Whether the source stands for it, so that its ties are drawn with a whole line.
    pub(crate) const fn is_firm(self) -> bool {
        matches!(self, Self::Asserted | Self::Agreed)
    }
}
