//! What kinds, channels and levels are called on a screen.

use crate::scenario::look::PLACES;
use crate::scenario::model::{Channel, Kind, Level};
use crate::scenario::script::Beat;

pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::WalkIn => "Somebody walks in",
        Kind::AngryCaller => "An angry caller",
        Kind::OffDuty => "Met off duty",
        Kind::Colleague => "A colleague",
        Kind::PublicPost => "A public complaint",
        Kind::BeforeContact => "Before anybody meets",
        Kind::CoCreation => "Making it together",
    }
}

pub(super) const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "Counter",
        Channel::Phone => "Phone",
        Channel::Feed => "Public thread",
        Channel::Chat => "Chat",
        Channel::Street => "Off duty",
        Channel::Backroom => "Among colleagues",
        Channel::Meeting => "Meeting",
    }
}

pub(super) const fn level(level: Level) -> &'static str {
    match level {
        Level::First => "for a start",
        Level::Practised => "for some practice",
        Level::Hard => "hard",
    }
}

/// Channel and place of a beat in a few words.
pub(super) fn where_at(beat: &Beat) -> String {
    let place = PLACES.iter().find(|(name, _)| *name == beat.place).map(|(_, about)| *about);
    place.map_or_else(|| channel(beat.channel).to_owned(), |place| format!("{} · {place}", channel(beat.channel)))
}
