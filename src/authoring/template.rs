//! The template of a new scenario: it has no errors, and its comments explain each part.

use crate::scenario::id::ScenarioId;
use crate::scenario::model::{Channel, Kind};
use crate::scenario::ron::format::format_text;

const TEMPLATE: &str = include_str!("template.ron");

/// The parts of the template that depend on the kind of encounter.
struct KindTexts {
    channel: Channel,
    place: &'static str,
    brief: &'static str,
    opening: &'static str,
    farewell: &'static str,
}

const fn kind_texts(kind: Kind) -> KindTexts {
    match kind {
        Kind::WalkIn => KindTexts {
            channel: Channel::Counter,
            place: "shop-counter",
            brief: "You are at the counter. Robin Hale comes in with a box under one arm; the queue behind is three people long.",
            opening: r#"Say(by: "robin", text: "This lamp. I bought it for my mother's birthday, and it hums. All evening, it hums.")"#,
            farewell: "Thursday, then. I'll come by after work.",
        },
        Kind::AngryCaller => KindTexts {
            channel: Channel::Phone,
            place: "call-desk",
            brief: "You are on the call desk. Robin Hale has been on hold for nine minutes.",
            opening: r#"Hold(minutes: 9), Say(by: "robin", text: "At last. The lamp I bought for my mother's birthday hums. All evening, it hums.")"#,
            farewell: "Thursday, then. And you ring me, not the other way round.",
        },
        Kind::OffDuty => KindTexts {
            channel: Channel::Street,
            place: "bus-stop",
            brief: "It is your evening off. At the bus stop Robin Hale, a customer, waves at you.",
            opening: r#"Say(by: "robin", text: "You're from the shop, aren't you? That lamp I got for my mother's birthday hums. All evening, it hums.")"#,
            farewell: "Thursday, then. Enjoy your evening.",
        },
        Kind::Colleague => KindTexts {
            channel: Channel::Backroom,
            place: "break-room",
            brief: "In the back room, ten minutes before opening. Robin Hale from repairs puts a lamp on the table.",
            opening: r#"Say(by: "robin", text: "This one again. Sold as good, came back on Friday for its hum, and now it's on my bench. All evening, it hums.")"#,
            farewell: "Thursday, then. I'll put your name on the bench.",
        },
        Kind::PublicPost => KindTexts {
            channel: Channel::Feed,
            place: "public-thread",
            brief: "Robin Hale has written under the shop's page. Two hundred people have seen it so far.",
            opening: r#"Post(by: "robin", text: "Bought a lamp there for my mother's birthday. It hums. All evening, it hums. Anyone else?", seen_by: 200)"#,
            farewell: "Thursday, then. I'll write here how it went.",
        },
        Kind::BeforeContact => KindTexts {
            channel: Channel::Feed,
            place: "public-thread",
            brief: "Robin Hale has an appointment tomorrow. Before that you look at what is written about the shop tonight.",
            opening: r#"Post(by: "robin", text: "Off to that shop tomorrow with my mother's birthday lamp. It hums. All evening, it hums. Wish me luck.", seen_by: 40)"#,
            farewell: "Thursday, then. See you tomorrow.",
        },
        Kind::CoCreation => KindTexts {
            channel: Channel::Meeting,
            place: "meeting-room",
            brief: "Once a month customers sit around the table and say what the shop should do otherwise. Robin Hale begins.",
            opening: r#"Say(by: "robin", text: "I brought this lamp. It was for my mother's birthday, and it hums. All evening, it hums.")"#,
            farewell: "Thursday, then. I'll bring my mother.",
        },
    }
}

/// The text of the file of a new scenario.
#[must_use]
pub fn template(id: &ScenarioId, kind: Kind) -> String {
    let texts = kind_texts(kind);
    let text = TEMPLATE
        .replace("@id@", id.as_str())
        .replace("@kind@", kind.as_str())
        .replace("@channel@", texts.channel.as_str())
        .replace("@place@", texts.place)
        .replace("@brief@", texts.brief)
        .replace("@opening@", texts.opening)
        .replace("@farewell@", texts.farewell);
    // The inserted texts may make a line too long.
    format_text(&text).unwrap_or(text)
}
