//! People and places as they are drawn: every part is there, and every mood can be told from every other.

use rapport::files::DataPaths;
use rapport::library::Library;
use rapport::picture::{Expression, Fit, Frame, Hour, Layer, Raster, Setting, person, place};
use rapport::scenario::look::{BEARDS, BODIES, CLOTHES, GLASSES, HEADS, PLACES, SKINS};
use rapport::scenario::model::{Look, Mood};

/// The size at which moods must still be told apart.
const SMALL: u32 = 96;

/// Two pictures that differ in fewer of their pixels look the same, in hundredths of a per cent.
const VISIBLE: u64 = 80;

fn look(head: &str, body: &str, skin: &str) -> Look {
    Look { head: head.into(), body: body.into(), skin: skin.into(), clothes: "teal".into(), ..Look::default() }
}

fn head(look: &Look, mood: Mood, expression: Expression) -> Raster {
    person(look, mood, expression, Frame::Head).draw(SMALL, SMALL, Fit::Whole)
}

fn moods_differ(name: &str, look: &Look) {
    let faces: Vec<Raster> = Mood::ALL.iter().map(|mood| head(look, *mood, Expression::Still)).collect();
    for (a, one) in faces.iter().enumerate() {
        for (b, other) in faces.iter().enumerate().skip(a + 1) {
            let changed = one.changed(other);
            let (a, b) = (Mood::ALL[a], Mood::ALL[b]);
            assert!(changed >= VISIBLE, "{name}: {a:?} and {b:?} differ in {changed} of 10,000 pixels");
        }
    }
}

#[test]
fn any_two_moods_of_a_person_differ_visibly_at_96_pixels() {
    let library = Library::load(&DataPaths::default());
    let people = library.entries.values().flat_map(|entry| &entry.script.people);
    for (_, persona) in people.flat_map(|person| &person.personas) {
        moods_differ(&persona.name, &persona.look);
    }
    for head in HEADS {
        moods_differ(head, &look(head, "tee", "tan"));
    }
    for skin in SKINS {
        moods_differ(skin, &look("short4", "tee", skin));
    }
    for glasses in GLASSES {
        moods_differ(glasses, &Look { glasses: (*glasses).into(), ..look("short4", "tee", "fair") });
    }
    for beard in BEARDS {
        moods_differ(beard, &Look { beard: (*beard).into(), ..look("short4", "tee", "fair") });
    }
}

#[test]
fn a_face_talks_in_every_mood_and_blinks_where_its_eyes_are_open() {
    for mood in Mood::ALL {
        let still = head(&look("short4", "tee", "tan"), *mood, Expression::Still);
        let talking = head(&look("short4", "tee", "tan"), *mood, Expression::Talking);
        assert!(still.changed(&talking) > 20, "{mood:?} does not talk");
        let closed = matches!(mood, Mood::Sad | Mood::Pleased | Mood::Delighted);
        let blinking = head(&look("short4", "tee", "tan"), *mood, Expression::Blinking);
        assert_eq!(still.changed(&blinking) > 10, !closed, "{mood:?} blinks as it should not");
    }
}

/// What a part adds to a picture, in hundredths of a per cent.
fn added(with: &Look, without: &Look) -> u64 {
    let drawn = |look| person(look, Mood::Calm, Expression::Still, Frame::Bust).draw(160, 208, Fit::Whole);
    drawn(with).changed(&drawn(without))
}

#[test]
fn every_part_of_a_look_is_drawn() {
    let plain = look("noHair1", "tee", "pale");
    let other = |change: &dyn Fn(&mut Look)| {
        let mut look = plain.clone();
        change(&mut look);
        added(&look, &plain)
    };
    for head in HEADS.iter().filter(|head| **head != "noHair1") {
        assert!(other(&|look| look.head = (*head).into()) > 10, "{head}");
    }
    for body in BODIES.iter().filter(|body| **body != "tee") {
        assert!(other(&|look| look.body = (*body).into()) > 300, "{body}");
    }
    for skin in SKINS.iter().filter(|skin| **skin != "pale") {
        assert!(other(&|look| look.skin = (*skin).into()) > 20, "{skin}");
    }
    for clothes in CLOTHES.iter().filter(|clothes| **clothes != "teal") {
        assert!(other(&|look| look.clothes = (*clothes).into()) > 1000, "{clothes}");
    }
    for glasses in GLASSES {
        assert!(other(&|look| look.glasses = (*glasses).into()) > 20, "{glasses}");
    }
    for beard in BEARDS {
        assert!(other(&|look| look.beard = (*beard).into()) > 10, "{beard}");
    }
    // A name nobody knows has a stand-in: somebody is there.
    assert!(added(&look("nobody", "nothing", "none"), &plain) > 0);
}

#[test]
fn every_place_is_drawn_by_day_and_at_dusk() {
    for (name, _) in PLACES.iter().chain(&[("town", "")]) {
        let drawn = |hour| {
            let setting = Setting { place: (*name).into(), hour };
            place(&setting, Layer::Back).draw(320, 180, Fit::Cover(50))
        };
        let (day, dusk) = (drawn(Hour::Day), drawn(Hour::Dusk));
        assert!(day.colours(12) >= 12, "{name} is blank");
        assert!(day.rgba().chunks_exact(4).all(|pixel| pixel[3] == 255), "{name} has holes");
        assert!(day.changed(&dusk) > 4000, "{name} is the same at dusk");
    }
}
