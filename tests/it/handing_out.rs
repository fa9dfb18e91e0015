//! The pictures of the tour, and the archive and the Debian package, made and tried by their scripts.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use rapport::picture::Raster;

use super::display::can_open_windows;
use super::support::{root, temp_dir};

/// The looks of the tour and the size of their pictures.
const LOOKS: [(&str, u32, u32); 3] = [("paper", 1280, 720), ("contrast", 1024, 640), ("dusk", 1920, 1080)];

/// Every screen and every channel; the rest of the pictures are states of these.
const PICTURES: [&str; 29] = [
    "title",
    "who",
    "profile",
    "town",
    "evening-the-clip",
    "who-knows-whom",
    "your-word",
    "new-season",
    "more",
    "choose",
    "brief",
    "phone",
    "street",
    "feed",
    "chat",
    "backroom",
    "meeting",
    "counter",
    "phone-voice",
    "phone-dropped",
    "feed-checked",
    "look-back",
    "debrief",
    "transcript",
    "progress",
    "bring",
    "settings",
    "credits",
    "help",
];

/// Minutes the tour may take.
const MAX_MINUTES: u64 = 8;

fn script(name: &str, folder: &Path) -> String {
    let output = Command::new(root().join("scripts").join(name)).arg(folder).output().expect("run the script");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "scripts/{name}: {said}");
    said
}

#[test]
fn the_tour_shows_every_screen_in_every_look() {
    if !can_open_windows() {
        return;
    }
    let pictures = temp_dir();
    let started = Instant::now();
    let said = script("tour", pictures.path());
    let took = started.elapsed();
    println!("the tour took {} s: {}", took.as_secs(), said.lines().last().unwrap_or_default());
    assert!(took.as_secs() < MAX_MINUTES * 60, "the tour took {took:?}");
    for (look, width, height) in LOOKS {
        for name in PICTURES {
            let file = pictures.path().join(format!("{look}-{name}.png"));
            let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let picture = Raster::from_png(&bytes).unwrap_or_else(|| panic!("{} is no picture", file.display()));
            assert_eq!((picture.width(), picture.height()), (width, height), "{}", file.display());
            assert!(picture.colours(12) >= 12, "{} is blank", file.display());
        }
    }
}

#[test]
fn the_archive_and_the_package_install_and_start_without_rust() {
    if !can_open_windows() {
        return;
    }
    let made = temp_dir();
    script("package", made.path());
    let said = script("try-package", made.path());
    assert_eq!(said.matches("lists and opens").count(), 2, "{said}");
}
