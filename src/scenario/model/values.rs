//! Values with a form of their own: weights, a language tag, rapport and pronouns.

use std::collections::BTreeMap;

use oxilangtag::LanguageTag;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::scenario::principle::Principle;
use crate::util::letters::plain_word;

/// Weights per principle, -2 to +2 each; 0 where nothing was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence(pub [i8; 8]);

impl Evidence {
    /// Smallest and largest weight.
    pub const RANGE: (i64, i64) = (-2, 2);

    /// The weight for one principle.
    #[must_use]
    pub const fn weight(&self, principle: Principle) -> i8 {
        self.0[principle.index()]
    }

    /// The sum of all eight, -16 to 16.
    #[must_use]
    pub fn total(&self) -> i32 {
        self.0.iter().map(|w| i32::from(*w)).sum()
    }

    /// The principles with a weight other than 0, in their order.
    pub fn named(&self) -> impl Iterator<Item = (Principle, i8)> + '_ {
        Principle::ALL.into_iter().map(|p| (p, self.weight(p))).filter(|(_, w)| *w != 0)
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.named())
    }
}

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut evidence = Self::default();
        for (principle, weight) in BTreeMap::<Principle, i8>::deserialize(deserializer)? {
            evidence.0[principle.index()] = weight;
        }
        Ok(evidence)
    }
}

/// A language tag (BCP 47), as `en`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Lang(pub String);

impl Lang {
    /// Whether it is a language tag, as RFC 5646 writes it: a language of two or three letters, and perhaps a script, a
    /// region and variants, with `-` between. A word of four letters or more, as `english`, could be registered for a
    /// language one day, and is none today.
    #[must_use]
    pub fn is_tag(&self) -> bool {
        is_language_tag(&self.0)
    }

    /// The tag as exports hand it on: itself if others can read it, or the one that was meant; `None` if there is neither.
    #[must_use]
    pub fn handed_on(&self) -> Option<String> {
        if LanguageTag::parse(self.0.as_str()).is_ok() { Some(self.0.clone()) } else { self.meant() }
    }

    /// The tag that was meant, if the only fault is a gap, a `_` for a `-`, or a letter that looks like another.
    #[must_use]
    pub fn meant(&self) -> Option<String> {
        let plain = plain_word(&self.0).map_or_else(|| self.0.clone(), |(_, plain)| plain);
        let tag = plain.trim().replace(['_', ' '], "-");
        (!self.is_tag() && is_language_tag(&tag)).then_some(tag)
    }
}

fn is_language_tag(text: &str) -> bool {
    LanguageTag::parse(text).is_ok_and(|tag| tag.primary_language().len() <= 3 || text.contains('-'))
}

impl Default for Lang {
    fn default() -> Self {
        Self("en".into())
    }
}

/// How good the relationship with a person is, 0 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rapport(pub u8);

impl Rapport {
    /// The largest value.
    pub const MAX: u8 = 100;
}

impl Default for Rapport {
    fn default() -> Self {
        Self(50)
    }
}

/// The pronouns of a person, as `she/her`, or all three forms, as `ey/em/eir`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pronouns(pub String);

impl Default for Pronouns {
    fn default() -> Self {
        Self("they/them".into())
    }
}

impl Pronouns {
    /// "they", "them" and "their" for this person; `None` if the form is not known.
    #[must_use]
    pub fn forms(&self) -> Option<[&str; 3]> {
        match self.0.as_str() {
            "she/her" => Some(["she", "her", "her"]),
            "he/him" => Some(["he", "him", "his"]),
            "they/them" => Some(["they", "them", "their"]),
            other => {
                let mut forms = other.split('/');
                let all = [forms.next()?, forms.next()?, forms.next()?];
                (forms.next().is_none() && all.iter().all(|form| !form.trim().is_empty())).then_some(all)
            }
        }
    }
}
