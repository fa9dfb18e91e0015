//! The words of the format as people read them, in lower case: on screens, in the debrief and on the page for approval.

use super::words::{Channel, Kind, Level, Outcome};

impl Kind {
    /// The kind as people read it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::WalkIn => "a walk-in",
            Self::AngryCaller => "an angry caller",
            Self::OffDuty => "met off duty",
            Self::Colleague => "a colleague",
            Self::PublicPost => "a public complaint",
            Self::BeforeContact => "before you meet",
            Self::CoCreation => "making it together",
        }
    }
}

impl Level {
    /// The level as people read it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::First => "for a start",
            Self::Practised => "for some practice",
            Self::Hard => "hard",
        }
    }
}

impl Channel {
    /// The channel as people read it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Counter => "at the counter",
            Self::Phone => "on the phone",
            Self::Feed => "in a public thread",
            Self::Chat => "in messages",
            Self::Street => "off duty",
            Self::Backroom => "among colleagues",
            Self::Meeting => "around a table",
        }
    }
}

impl Outcome {
    /// The outcome and what it means, as a sentence.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Solved => "Solved: the matter is settled.",
            Self::Agreed => "Agreed: a promise stands.",
            Self::Referred => "Referred: somebody better placed has it.",
            Self::Lost => "Lost: it went no further.",
        }
    }
}
