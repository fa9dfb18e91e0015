//! Graphs of a scenario, and its page for approval.

use std::fmt::Write as _;

use crate::random::Random;
use crate::support::{run_rapport, shipped_scripts, stdout, temp_dir};

#[test]
fn pictures_and_pages_hold_every_beat_and_are_whole() {
    let data = temp_dir();
    for script in shipped_scripts() {
        let id = script.id.as_str();
        for heat in [&[][..], &["--heat", "evidence"], &["--heat", "visits"]] {
            for format in ["svg", "dot", "mermaid"] {
                let args: Vec<&str> = ["graph", id, "--format", format].iter().chain(heat).copied().collect();
                let picture = stdout(&run_rapport(data.path(), &args));
                for beat in &script.beats {
                    assert!(picture.contains(beat.id.as_str()), "{id} as {format}: {} is missing", beat.id);
                }
                if format == "svg" {
                    let drawn = resvg::usvg::Tree::from_str(&picture, &resvg::usvg::Options::default());
                    assert!(drawn.is_ok() && !picture.contains("NaN"), "{id}");
                }
            }
        }
        let page = data.path().join(format!("{id}.html"));
        let out = page.to_str().expect("the path is UTF-8");
        assert!(run_rapport(data.path(), &["script", id, "--out", out]).status.success());
        let html = std::fs::read_to_string(&page).expect("read the file");
        for choice in script.beats.iter().flat_map(|beat| beat.choices()).filter(|choice| !choice.silence) {
            let because = choice.because.with(&script, &[], "(you)").to_string();
            let escaped =
                because.replace('&', "&amp;").replace('\'', "&#x27;").replace('"', "&quot;").replace('<', "&lt;");
            assert!(html.contains(&escaped), "{id}: {escaped}");
        }
    }
    let other = data.path().join("letter.html");
    std::fs::write(&other, "a letter").expect("write the file");
    let refused =
        run_rapport(data.path(), &["script", "the-sofa", "--out", other.to_str().expect("the path is UTF-8")]);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(&other).expect("read the file"), "a letter");
}

#[test]
fn sixty_beats_with_loops_are_drawn_without_one_over_another() {
    let mut random = Random::from_seed(3);
    let mut text = String::from(
        r#"Scenario(format: 1, title: "Sixty", kind: WalkIn, channel: Counter, level: First, minutes: 9, trains: [Trust], brief: "Sixty.",
        cast: { "pat": Persona(name: "Pat") }, start: "b0", beats: { "#,
    );
    for n in 0..59 {
        let ways: Vec<String> = (0..2 + random.below(2))
            .map(|k| {
                let to = if random.below(8) == 0 { random.below(n + 1) } else { (n + 1 + random.below(4)).min(59) };
                format!(r#""c{k}": Choice(say: "Go on.", act: Ask, because: "So.", to: "b{to}")"#)
            })
            .collect();
        let _ = write!(text, r#""b{n}": Beat(choices: {{ {} }}), "#, ways.join(", "));
    }
    text.push_str(r#""b59": Beat(end: Ending(outcome: Solved, text: "End.")) })"#);
    let data = temp_dir();
    let file = data.path().join("sixty.ron");
    std::fs::write(&file, text).expect("write the file");
    let picture = stdout(&run_rapport(data.path(), &["graph", file.to_str().expect("the path is UTF-8")]));
    let number = |tag: &str, name: &str| -> f64 {
        let value = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name} in {tag}"))
    };
    let boxes: Vec<[f64; 4]> = picture
        .split("<rect")
        .filter(|tag| tag.contains("class=\"box"))
        .map(|tag| ["x", "y", "width", "height"].map(|name| number(tag, name)))
        .collect();
    assert_eq!(boxes.len(), 60);
    for (n, a) in boxes.iter().enumerate() {
        for b in &boxes[..n] {
            let apart = a[0] + a[2] <= b[0] || b[0] + b[2] <= a[0] || a[1] + a[3] <= b[1] || b[1] + b[3] <= a[1];
            assert!(apart, "{a:?} lies over {b:?}");
        }
    }
}
