//! The sounds: file, caption and volume of each, and the line it belongs to.

use bevy::prelude::*;

use crate::encounter::TranscriptLine;

/// A sound that is shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sound {
    /// A telephone rings.
    Ring,
    /// Music while a call is on hold.
    Hold,
    /// A telephone is picked up.
    PickUp,
    /// The line drops.
    Drop,
    /// A call is passed on.
    Transfer,
    /// A phone menu speaks.
    Menu,
    /// The quiet background of a room.
    Room,
    /// The background of a street.
    Street,
    /// A choice was taken.
    Tick,
    /// Another screen is shown.
    Turn,
    /// A post or a message appears.
    Post,
    /// A fact is noted.
    Note,
    /// Somebody's mood lifts.
    Better,
    /// Somebody's mood falls.
    Worse,
    /// The encounter is over.
    Done,
}

impl Sound {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Ring,
        Self::Hold,
        Self::PickUp,
        Self::Drop,
        Self::Transfer,
        Self::Menu,
        Self::Room,
        Self::Street,
        Self::Tick,
        Self::Turn,
        Self::Post,
        Self::Note,
        Self::Better,
        Self::Worse,
        Self::Done,
    ];

    /// Its file under `assets/`.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Ring => "sounds/ring.wav",
            Self::Hold => "sounds/hold.wav",
            Self::PickUp => "sounds/pickup.wav",
            Self::Drop => "sounds/drop.wav",
            Self::Transfer => "sounds/transfer.wav",
            Self::Menu => "sounds/menu.wav",
            Self::Room => "sounds/room.wav",
            Self::Street => "sounds/street.wav",
            Self::Tick => "sounds/tick.wav",
            Self::Turn => "sounds/turn.wav",
            Self::Post => "sounds/post.wav",
            Self::Note => "sounds/note.wav",
            Self::Better => "sounds/better.wav",
            Self::Worse => "sounds/worse.wav",
            Self::Done => "sounds/done.wav",
        }
    }

    /// The caption.
    #[must_use]
    pub const fn caption(self) -> &'static str {
        match self {
            Self::Ring => "a telephone rings",
            Self::Hold => "hold music, a little grating",
            Self::PickUp => "the telephone is picked up",
            Self::Drop => "the line drops",
            Self::Transfer => "the call is passed on",
            Self::Menu => "a recorded voice",
            Self::Room => "a quiet room",
            Self::Street => "wind and the sea",
            Self::Tick => "a soft tick",
            Self::Turn => "a page turns",
            Self::Post => "a message appears",
            Self::Note => "a pencil on paper",
            Self::Better => "two notes rise",
            Self::Worse => "two notes fall",
            Self::Done => "three warm notes",
        }
    }

    /// Volume from 0 to 1; the files are of different loudness.
    #[must_use]
    pub const fn volume(self) -> f32 {
        match self {
            Self::Ring | Self::Drop | Self::Transfer | Self::Menu => 0.55,
            Self::Tick | Self::Turn | Self::Post | Self::Note => 0.4,
            Self::Hold => 0.9,
            _ => 0.7,
        }
    }

    /// Whether it only confirms an input, and so needs no caption.
    pub(super) const fn confirms_input(self) -> bool {
        matches!(self, Self::Tick | Self::Turn)
    }

    /// The sound of a line, if it has one. `mood_rises` matters to a change of mood only.
    #[must_use]
    pub const fn for_line(line: &TranscriptLine, mood_rises: bool) -> Option<Self> {
        match line {
            TranscriptLine::Hold { .. } => Some(Self::Hold),
            TranscriptLine::Transfer { .. } => Some(Self::Transfer),
            TranscriptLine::Voice(_) => Some(Self::Menu),
            TranscriptLine::Post { .. } => Some(Self::Post),
            TranscriptLine::Learnt(_) | TranscriptLine::Promised(_) => Some(Self::Note),
            TranscriptLine::Mood(..) if mood_rises => Some(Self::Better),
            TranscriptLine::Mood(..) => Some(Self::Worse),
            TranscriptLine::You { .. }
            | TranscriptLine::Person(..)
            | TranscriptLine::Narration(_)
            | TranscriptLine::Entered(_) => None,
        }
    }
}

/// Asks for a sound to be played now.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue(pub Sound);

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Cue>();
}
