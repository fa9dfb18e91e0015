//! The picture of the modules in `docs/modules.svg`: one row for each module, one arrow for each use.

use std::collections::BTreeSet;
use std::fmt::Write;

const ROW_HEIGHT: usize = 40;
const BOX_WIDTH: usize = 130;
const BOX_HEIGHT: usize = 26;
/// How far an arrow bows to the left for each row that it passes, in pixels.
const BOW: usize = 26;
/// Colours of arrows, taken in turn by the module they start from; all dark enough to be seen on white.
const COLOURS: [&str; 6] = ["#1b5e9e", "#a3441f", "#2e7d32", "#7b3fa0", "#8a6d00", "#00727a"];

/// Draws `modules`, given from the last to the first, and an arrow for each pair (user, used); below them `helpers`,
/// which any module may use and which use no other.
///
/// A module may use only those below it, so that each arrow points down. One that did not would be drawn in red.
pub(crate) fn draw(modules: &[String], helpers: &[String], uses: &BTreeSet<(String, String)>) -> String {
    let row = |name: &str| modules.iter().position(|module| *module == name).expect("an arrow joins two known modules");
    let widest = uses.iter().map(|(user, used)| row(user).abs_diff(row(used))).max().unwrap_or_default();
    // A curve reaches three quarters of the way to its control points.
    let left = widest * BOW * 3 / 4 + 20;
    let (width, height) = (left + BOX_WIDTH + 20, (modules.len() + 1) * ROW_HEIGHT + 20);
    let middle = |row: usize| row * ROW_HEIGHT + 10 + ROW_HEIGHT / 2;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" font-family=\"sans-serif\" font-size=\"14\">\n\
         <title>The modules of Rapport; each uses only modules below it</title>\n\
         <desc>{}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
        in_words(modules, uses)
    );
    for (user, used) in uses {
        let (from, to) = (row(user), row(used));
        let colour = if to > from { COLOURS[from % COLOURS.len()] } else { "red" };
        // Arrows leave in the lower half of a box and arrive in the upper half, so that they can be told apart.
        let (start, end) = (middle(from) + 6, middle(to) - 6);
        let down = end.saturating_sub(start);
        let bow = from.abs_diff(to) * BOW;
        let _ = writeln!(
            svg,
            "<g stroke=\"{colour}\" fill=\"{colour}\"><title>{user} uses {used}</title>\
             <path d=\"M{left} {start} c-{bow} 0 -{bow} {down} -7 {down}\" fill=\"none\" stroke-width=\"1.4\"/>\
             <path d=\"M{left} {end} l-8 -4 v8 z\" stroke=\"none\"/></g>"
        );
    }
    for (index, name) in modules.iter().enumerate() {
        let _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{}\" width=\"{BOX_WIDTH}\" height=\"{BOX_HEIGHT}\" rx=\"4\" fill=\"#f2f4f8\" \
             stroke=\"{}\"/><text x=\"{}\" y=\"{}\">{name}</text>",
            middle(index) - BOX_HEIGHT / 2,
            COLOURS[index % COLOURS.len()],
            left + 12,
            middle(index) + 5
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"end\" fill=\"#444\">helpers for all: {}</text>",
        left + BOX_WIDTH,
        middle(modules.len()) + 5,
        helpers.join(", ")
    );
    svg + "</svg>\n"
}

/// The arrows as sentences, for whoever cannot see the picture.
fn in_words(modules: &[String], arrows: &BTreeSet<(String, String)>) -> String {
    let sentence = |module: &String| {
        let used: Vec<&str> = arrows.iter().filter(|(user, _)| user == module).map(|(_, used)| used.as_str()).collect();
        if used.is_empty() { format!("{module} uses no other.") } else { format!("{module} uses {}.", used.join(", ")) }
    };
    modules.iter().map(sentence).collect::<Vec<_>>().join(" ")
}
