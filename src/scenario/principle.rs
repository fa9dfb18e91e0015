//! The eight principles of customer networking: code, name, meaning and their fixed order.

use serde::{Deserialize, Serialize};

/// One of the eight principles. The order of the variants is the order everywhere: P1 to P8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Principle {
    /// P1: relationship before transaction.
    Relationship,
    /// P2: genuine interest in people, as people.
    Interest,
    /// P3: listen more than talk.
    Listening,
    /// P4: offer value before asking for anything.
    Value,
    /// P5: it happens anywhere, any time.
    Presence,
    /// P6: treat everyone equally.
    Equality,
    /// P7: build trust, keep your word, act with integrity.
    Trust,
    /// P8: be gracious.
    Grace,
}

impl Principle {
    /// All eight, P1 first.
    pub const ALL: [Self; 8] = [
        Self::Relationship,
        Self::Interest,
        Self::Listening,
        Self::Value,
        Self::Presence,
        Self::Equality,
        Self::Trust,
        Self::Grace,
    ];

    /// Position in [`Principle::ALL`], 0 to 7.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// `P1` to `P8`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"][self.index()]
    }

    /// The one word used in scenarios, records and on screens.
    #[must_use]
    pub const fn name(self) -> &'static str {
        ["Relationship", "Interest", "Listening", "Value", "Presence", "Equality", "Trust", "Grace"][self.index()]
    }

    /// The principle as a sentence, without a full stop.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        [
            "Relationship before transaction",
            "Genuine interest in people, as people",
            "Listen more than talk",
            "Offer value before asking for anything",
            "It happens anywhere, any time",
            "Treat everyone equally",
            "Build trust: keep your word, act with integrity",
            "Be gracious",
        ][self.index()]
    }

    /// The principle with this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }
}
