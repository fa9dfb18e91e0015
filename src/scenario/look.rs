//! The names of places and of the parts of a look.

/// Heads with hair, as Open Peeps names them.
pub const HEADS: &[&str] = &[
    "afro",
    "bangs",
    "bangs2",
    "bantuKnots",
    "bun",
    "bun2",
    "buns",
    "cornrows",
    "cornrows2",
    "dreads1",
    "dreads2",
    "flatTop",
    "flatTopLong",
    "grayBun",
    "grayMedium",
    "grayShort",
    "hatBeanie",
    "hatHip",
    "hijab",
    "long",
    "longAfro",
    "longBangs",
    "longCurly",
    "medium1",
    "medium2",
    "medium3",
    "mediumBangs",
    "mediumBangs2",
    "mediumBangs3",
    "mediumStraight",
    "mohawk",
    "mohawk2",
    "noHair1",
    "noHair2",
    "noHair3",
    "pomp",
    "shaved1",
    "shaved2",
    "shaved3",
    "short1",
    "short2",
    "short3",
    "short4",
    "short5",
    "turban",
    "twists",
    "twists2",
];
/// Colours of skin, light to dark.
pub const SKINS: &[&str] = &["pale", "fair", "light", "olive", "tan", "brown", "dark", "deep"];
/// Clothes by their cut.
pub const BODIES: &[&str] = &["tee", "shirt", "blazer", "coat", "apron", "jumper", "hoodie"];
/// Colours of clothes.
pub const CLOTHES: &[&str] =
    &["teal", "coral", "mustard", "sky", "sage", "navy", "plum", "rose", "sand", "white", "ink"];
/// Glasses.
pub const GLASSES: &[&str] = &["glasses", "glasses2", "glasses3", "glasses4", "glasses5", "sunglasses"];
/// Beards.
pub const BEARDS: &[&str] = &["chin", "goatee1", "goatee2", "moustache1", "moustache2", "moustache3", "stubble"];

/// The places, with what each shows.
pub const PLACES: &[(&str, &str)] = &[
    ("shop-counter", "the counter of the shop"),
    ("call-desk", "a desk with a headset"),
    ("home", "somebody's living room"),
    ("ward", "a hospital corridor"),
    ("bakery", "a bakery before opening"),
    ("cafe", "a café"),
    ("supermarket", "an aisle of a supermarket"),
    ("bus-stop", "a bus stop"),
    ("break-room", "the staff's break room"),
    ("stock-room", "the stock room"),
    ("meeting-room", "a meeting room"),
    ("doorstep", "a front door"),
    ("public-thread", "the shop's public page"),
];

/// The parts of a look, with the names that each may have.
pub const PARTS: &[(&str, &[&str])] = &[
    ("head", HEADS),
    ("skin", SKINS),
    ("body", BODIES),
    ("clothes", CLOTHES),
    ("glasses", GLASSES),
    ("beard", BEARDS),
];
