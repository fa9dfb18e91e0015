//! Ids: a type for each kind, so that the id of a beat cannot be used as that of a choice.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Most characters of an id.
pub const MAX_ID: usize = 48;

/// Why a text cannot be an id; `None` if it can.
#[must_use]
pub fn id_fault(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        Some("it is empty")
    } else if text.len() > MAX_ID {
        Some("it is longer than 48 characters")
    } else if text == ChoiceId::SILENCE {
        Some("the word is taken for saying nothing")
    } else if !text.as_bytes()[0].is_ascii_lowercase() {
        Some("it does not begin with a letter from a to z")
    } else if !text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        Some("it has a character other than a-z, 0-9 and `-`")
    } else {
        None
    }
}

/// The id that a text was probably meant as: in small letters, with `-` for blanks and `_`, without what no id has; `None`
/// if that is no id either.
///
/// ```
/// use rapport::scenario::id::meant_id;
///
/// assert_eq!(meant_id("The Kettle ").as_deref(), Some("the-kettle"));
/// assert_eq!(meant_id("12"), None);
/// ```
#[must_use]
pub fn meant_id(text: &str) -> Option<String> {
    let plain = |c: char| match c {
        '-' | '_' | '.' | ':' => Some('-'),
        c if c.is_whitespace() => Some('-'),
        c if c.is_ascii_alphanumeric() => Some(c.to_ascii_lowercase()),
        _ => None,
    };
    let id: String = text.trim().chars().filter_map(plain).collect();
    id_fault(&id).is_none().then_some(id)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Default for $name {
            /// The empty id: stands in where a file has none, and refers to nothing.
            fn default() -> Self {
                Self(Arc::from(""))
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(Arc::from(text))
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(|text| Self(text.into()))
            }
        }
    )*};
}

ids! {
    /// A scenario: its file's stem.
    ScenarioId
    /// A beat of a scenario.
    BeatId
    /// A choice of a beat.
    ChoiceId
    /// A person of the cast.
    PersonId
    /// One of the personas a twin may be cast as.
    CastId
    /// A person of the village.
    VillagerId
    /// A need of a person.
    NeedId
    /// Something the trainee can learn.
    FactId
    /// A flag, which has only the meaning that its author gives it.
    FlagId
    /// A promise the trainee can make.
    PromiseId
    /// A claim that is made in a scenario.
    ClaimId
    /// Something that is said of the trainee, and passed on.
    WordId
    /// A test written in a scenario.
    TestId
    /// A course: its file's stem.
    CourseId
}

impl ChoiceId {
    /// The reserved id that stands for saying nothing.
    pub const SILENCE: &'static str = "silence";

    /// The id that stands for saying nothing.
    #[must_use]
    pub fn silence() -> Self {
        Self::from(Self::SILENCE)
    }
}

/// A reference to something of this scenario, written `id`, or of another, written `scenario/id`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref<T> {
    /// The other scenario; `None` for this one.
    pub scenario: Option<ScenarioId>,
    /// The id in that scenario.
    pub id: T,
}

impl<T> Ref<T> {
    /// A reference to something of this scenario.
    #[must_use]
    pub const fn own(id: T) -> Self {
        Self { scenario: None, id }
    }
}

impl<T: for<'a> From<&'a str>> From<&str> for Ref<T> {
    fn from(text: &str) -> Self {
        match text.split_once('/') {
            Some((scenario, id)) => Self { scenario: Some(scenario.into()), id: id.into() },
            None => Self { scenario: None, id: text.into() },
        }
    }
}

impl<T: fmt::Display> fmt::Display for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.scenario {
            Some(scenario) => write!(f, "{scenario}/{}", self.id),
            None => write!(f, "{}", self.id),
        }
    }
}

impl<T: fmt::Display> Serialize for Ref<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, T: for<'a> From<&'a str>> Deserialize<'de> for Ref<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::from(text.as_str()))
    }
}

/// A reference to a choice, written `beat/choice`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChoiceRef {
    /// The beat.
    pub beat: BeatId,
    /// The choice of the beat, or `silence`.
    pub choice: ChoiceId,
}

impl From<&str> for ChoiceRef {
    fn from(text: &str) -> Self {
        let (beat, choice) = text.split_once('/').unwrap_or((text, ""));
        Self { beat: beat.into(), choice: choice.into() }
    }
}

impl Serialize for ChoiceRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}/{}", self.beat, self.choice))
    }
}

impl<'de> Deserialize<'de> for ChoiceRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::from(text.as_str()))
    }
}
