//! The sounds there are, what each is called in words, and the moment each is heard.

use std::time::Duration;

use bevy::prelude::*;

use super::intent::Screen;
use super::session::Session;
use crate::encounter::Said;

/// A sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sound {
    /// A telephone rings.
    Ring,
    /// Music while one is on hold.
    Hold,
    /// A telephone is picked up.
    PickUp,
    /// The line drops.
    Drop,
    /// A call is passed on.
    Transfer,
    /// A phone menu speaks.
    Menu,
    /// A room.
    Room,
    /// Outside.
    Street,
    /// Something was chosen.
    Tick,
    /// Another screen.
    Turn,
    /// A post or a message appears.
    Post,
    /// Something is noted.
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

    /// What is heard, in words.
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

    /// How loud it is played, so that none stands out.
    #[must_use]
    pub const fn volume(self) -> f32 {
        match self {
            Self::Ring | Self::Drop | Self::Transfer | Self::Menu => 0.55,
            Self::Tick | Self::Turn | Self::Post | Self::Note => 0.4,
            Self::Hold => 0.9,
            _ => 0.7,
        }
    }

    /// Whether it only answers a hand, and so needs no words beside it.
    const fn answers_a_hand(self) -> bool {
        matches!(self, Self::Tick | Self::Turn)
    }

    /// What is heard when something is told.
    #[must_use]
    pub const fn of(said: &Said, mood_rises: bool) -> Option<Self> {
        match said {
            Said::Hold { .. } => Some(Self::Hold),
            Said::Transfer { .. } => Some(Self::Transfer),
            Said::Voice(_) => Some(Self::Menu),
            Said::Post { .. } => Some(Self::Post),
            Said::Noted(_) | Said::Promised(_) => Some(Self::Note),
            Said::Mood(..) if mood_rises => Some(Self::Better),
            Said::Mood(..) => Some(Self::Worse),
            Said::You { .. } | Said::Person(..) | Said::Told(_) | Said::At(_) => None,
        }
    }
}

/// A sound is heard now.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue(pub Sound);

/// The last sound in words, for as long as it takes to read.
#[derive(Resource, Debug, Default)]
pub struct Caption {
    heard: Vec<Sound>,
    left: Duration,
}

/// How long a caption stays.
const SHOWN: Duration = Duration::from_secs(4);

impl Caption {
    /// What is heard, in words, if something is.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let words: Vec<&str> = self.heard.iter().map(|sound| sound.caption()).collect();
        (!words.is_empty()).then(|| words.join(", then "))
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Caption>().add_message::<Cue>().add_systems(Update, caption);
}

fn caption(
    time: Res<Time<Real>>,
    session: Res<Session>,
    screen: Res<State<Screen>>,
    mut cues: MessageReader<Cue>,
    mut caption: ResMut<Caption>,
) {
    let mut heard: Vec<Sound> = Vec::new();
    for Cue(sound) in cues.read() {
        // Whoever does something has heard what there was.
        if sound.answers_a_hand() {
            heard.clear();
            caption.heard.clear();
        } else if !heard.contains(sound) {
            heard.push(*sound);
        }
    }
    // The last two of a moment are enough to read.
    heard.drain(..heard.len().saturating_sub(2));
    if !heard.is_empty() && session.settings.captions {
        *caption = Caption { heard, left: SHOWN };
    } else if !caption.heard.is_empty() {
        caption.left = caption.left.saturating_sub(time.delta());
        if caption.left.is_zero() || !session.settings.captions || *screen.get() != Screen::Encounter {
            caption.heard.clear();
        }
    }
}
