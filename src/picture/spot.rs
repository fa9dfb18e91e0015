//! Where people wait in the picture of the quay.

use crate::scenario::model::Channel;

/// A spot on the quay. Each has its mark in the picture: what one meets there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The bench where things are mended.
    RepairBench,
    /// Below the school.
    School,
    /// Before the bakery.
    Bakery,
    /// At the tables of the café.
    Cafe,
    /// At the shop's window: a call.
    CallDesk,
    /// At the door of the shop.
    Counter,
    /// At the side of the shop, where the staff meet.
    MeetingRoom,
    /// At the notice board: what is written for all.
    NoticeBoard,
    /// At the bus stop.
    BusStop,
    /// In the yard of the stock room.
    StockYard,
    /// Below the hospital.
    Hospital,
    /// At the end of the quay.
    Quay,
}

impl Spot {
    /// All of them, from left to right.
    pub const ALL: [Self; 12] = [
        Self::RepairBench,
        Self::School,
        Self::Bakery,
        Self::Cafe,
        Self::CallDesk,
        Self::Counter,
        Self::MeetingRoom,
        Self::NoticeBoard,
        Self::BusStop,
        Self::StockYard,
        Self::Hospital,
        Self::Quay,
    ];

    /// The spot of an encounter that begins on a channel, at a place of the scenario.
    #[must_use]
    pub fn of(channel: Channel, place: &str) -> Self {
        match (channel, place) {
            (Channel::Phone, _) => Self::CallDesk,
            (Channel::Feed | Channel::Chat, _) => Self::NoticeBoard,
            (_, "bakery") => Self::Bakery,
            (_, "cafe") => Self::Cafe,
            (_, "bus-stop") => Self::BusStop,
            (_, "ward") => Self::Hospital,
            (_, "supermarket") => Self::School,
            (_, "stock-room") => Self::StockYard,
            (_, "break-room") => Self::RepairBench,
            (_, "meeting-room") | (Channel::Meeting, _) => Self::MeetingRoom,
            (Channel::Counter, _) => Self::Counter,
            (Channel::Backroom, _) => Self::RepairBench,
            (Channel::Street, _) => Self::Quay,
        }
    }

    /// Its place across the canvas of the picture, which is 1600 wide.
    #[must_use]
    pub const fn across(self) -> f32 {
        match self {
            Self::RepairBench => 124.0,
            Self::School => 262.0,
            Self::Bakery => 380.0,
            Self::Cafe => 520.0,
            Self::CallDesk => 668.0,
            Self::Counter => 800.0,
            Self::MeetingRoom => 930.0,
            Self::NoticeBoard => 1095.0,
            Self::BusStop => 1211.0,
            Self::StockYard => 1346.0,
            Self::Hospital => 1440.0,
            Self::Quay => 1520.0,
        }
    }

    /// In words, after the name of who is there.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::RepairBench => "at the repair bench",
            Self::School => "near the school",
            Self::Bakery => "at the bakery",
            Self::Cafe => "at the café",
            Self::CallDesk => "on the phone",
            Self::Counter => "in the shop",
            Self::MeetingRoom => "in the meeting room",
            Self::NoticeBoard => "on the public page",
            Self::BusStop => "at the bus stop",
            Self::StockYard => "in the stock yard",
            Self::Hospital => "at the hospital",
            Self::Quay => "on the quay",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spots_stand_from_left_to_right_on_the_canvas() {
        let places = Spot::ALL.map(Spot::across);
        assert!(places.windows(2).all(|two| two[0] < two[1]) && places[0] > 0.0 && places[11] < 1600.0);
    }
}
