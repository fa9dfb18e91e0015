//! The graph of beats as an SVG picture. Everything that has a colour has a sign or a shape, too.

use svg::Document;
use svg::node::element::path::Data;
use svg::node::element::{Circle, Group, Path, Polygon, Rectangle, Style, Text, Title};

use super::layout::{LayoutEdge, Point, layered};
use super::shape::{Drawing, Edge, Node, NodeKind, Rank};
use crate::scenario::model::Outcome;
use crate::util::num::saturating_f64;

const WIDTH: f64 = 236.0;
const HEAD: f64 = 46.0;
const ROW: f64 = 21.0;
const FOOT: f64 = 8.0;

const STYLE: &str = "
.page { fill: #FBF5E9 }
text { font-family: 'Atkinson Hyperlegible Next', Verdana, 'DejaVu Sans', sans-serif; fill: #22223B }
.name { font-size: 15px; font-weight: 700 }
.opening { font-size: 11.5px; font-style: italic; fill: #55556B }
.row { font-size: 12.5px }
.sign { font-size: 13px; font-weight: 700 }
.title { font-size: 22px; font-weight: 700 }
.key { font-size: 12.5px; fill: #55556B }
.box { fill: #FFFFFF; stroke: #22223B; stroke-width: 2 }
.start { stroke-width: 4.5 }
.passing { fill: #F1E8D8 }
.Solved { fill: #BFE5DD } .Agreed { fill: #CFE6E4 } .Referred { fill: #FFF3C4 } .Lost { fill: #F9D0C4 }
.way { fill: none; stroke: #8A889A; stroke-width: 1.8 }
.way.Best { stroke: #1B998B; stroke-width: 3 }
.way.Worst { stroke: #C4441F; stroke-width: 2; stroke-dasharray: 7 4 }
.way.Between { stroke: #B07A10 }
.way.unlocked { stroke-dasharray: 2 4 }
.tip { fill: #8A889A } .tip.Best { fill: #1B998B } .tip.Worst { fill: #C4441F } .tip.Between { fill: #B07A10 }
.sign.Best { fill: #0F6B61 } .sign.Worst { fill: #A8350F } .sign.Between { fill: #7A5200 }
.trough { fill: #F1E8D8 } .heat { fill: #E4572E }
";

/// The drawing as the text of an SVG file.
#[must_use]
pub fn svg(drawing: &Drawing) -> String {
    let sizes: Vec<(f64, f64)> = drawing.nodes.iter().map(size).collect();
    let edges: Vec<LayoutEdge> = drawing
        .edges
        .iter()
        .map(|edge| LayoutEdge { from: edge.from, to: edge.to, below: below(&drawing.nodes[edge.from], edge) })
        .collect();
    let layout = layered(&sizes, &edges);
    let title = 48.0 + 14.0 * saturating_f64(drawing.title.chars().count());
    let (width, height) = (layout.size.0.max(720.0).max(title), layout.size.1 + TOP);
    let mut lines = Group::new().set("transform", format!("translate(0 {TOP})"));
    for (edge, points) in drawing.edges.iter().zip(&layout.edges) {
        lines = lines.add(line(drawing, edge, points));
    }
    let mut nodes = Group::new().set("transform", format!("translate(0 {TOP})"));
    for ((node, at), size) in drawing.nodes.iter().zip(&layout.nodes).zip(&sizes) {
        nodes = nodes.add(beat(node, *at, *size));
    }
    Document::new()
        .set("viewBox", (0, 0, width.ceil(), height.ceil()))
        .set("width", width.ceil())
        .set("height", height.ceil())
        .set("role", "img")
        .add(Title::new(format!("{}: beats and the ways between them", drawing.title)))
        .add(Style::new(STYLE))
        .add(Rectangle::new().set("class", "page").set("width", "100%").set("height", "100%"))
        .add(label("title", (24.0, 40.0), &drawing.title))
        .add(key())
        .add(lines)
        .add(nodes)
        .to_string()
}

const TOP: f64 = 78.0;

/// The key to colours, lines and signs.
fn key() -> Group {
    let mut key = Group::new();
    let mut x = 24.0;
    for (class, words) in [
        ("Best", "+ best reply"),
        ("Between", "~ in between"),
        ("Worst", "- worst reply"),
        ("unlocked", "dotted: unlocked by play"),
    ] {
        let stroke = Data::new().move_to((x, 62.0)).line_to((x + 30.0, 62.0));
        key = key.add(Path::new().set("class", format!("way {class}")).set("d", stroke)).add(label(
            "key",
            (x + 37.0, 66.0),
            words,
        ));
        x += 50.0 + 7.4 * saturating_f64(words.chars().count());
    }
    key.add(label("key", (x, 66.0), "thick frame: the start"))
}

fn size(node: &Node) -> (f64, f64) {
    let heat = if node.heat.is_some() { 27.0 } else { 0.0 };
    match node.kind {
        NodeKind::Decision { .. } => (WIDTH, HEAD + ROW * saturating_f64(node.rows.len()) + FOOT + heat),
        NodeKind::Passing { .. } => (150.0, 40.0 + heat),
        NodeKind::End(_) => (WIDTH, 58.0 + heat),
    }
}

/// The distance in pixels from the centre of a beat down to the beginning of an edge, which is beside its choices.
fn below(node: &Node, edge: &Edge) -> f64 {
    if edge.rows.is_empty() {
        return 0.0;
    }
    let middle = edge.rows.iter().map(|row| HEAD + ROW * (saturating_f64(*row) + 0.5)).sum::<f64>()
        / saturating_f64(edge.rows.len());
    middle - size(node).1 / 2.0
}

fn label(class: &str, at: Point, words: &str) -> Text {
    Text::new(words).set("class", class).set("x", at.0).set("y", at.1)
}

fn beat(node: &Node, at: Point, size: (f64, f64)) -> Group {
    let (left, top) = (at.0 - size.0 / 2.0, at.1 - size.1 / 2.0);
    let mut group = Group::new().add(Title::new(format!("{}: {}", node.id, node.opening)));
    let frame = |class: &str, corner: f64| {
        let shape = Rectangle::new().set("x", left).set("y", top).set("width", size.0).set("height", size.1);
        shape.set("class", format!("box {class}")).set("rx", corner)
    };
    let start = |start: bool| if start { " start" } else { "" };
    match node.kind {
        NodeKind::Decision { start: first } => {
            group = group.add(frame(start(first), 12.0)).add(label(
                "name",
                (left + 12.0, top + 21.0),
                &shortened(&node.id, 24),
            ));
            group = group.add(label("opening", (left + 12.0, top + 38.0), &node.opening));
            for (n, row) in node.rows.iter().enumerate() {
                let y = top + HEAD + ROW * saturating_f64(n) + 14.0;
                let sign = format!("sign {:?}", row.rank);
                group = group.add(label(&sign, (left + 12.0, y), &row.rank.sign().to_string()));
                let name = if row.unlocked { format!("{} (if)", row.id) } else { row.id.clone() };
                group = group.add(label("row", (left + 27.0, y), &shortened(&name, 24)));
                group = group.add(label("row", (left + size.0 - 30.0, y), &format!("{:+}", row.total)));
            }
        }
        NodeKind::Passing { start: first } => {
            let (right, low, cut) = (left + size.0, top + size.1, 14.0);
            let corners = [
                (left + cut, top),
                (right - cut, top),
                (right, at.1),
                (right - cut, low),
                (left + cut, low),
                (left, at.1),
            ];
            let points: Vec<String> = corners.iter().map(|(x, y)| format!("{x},{y}")).collect();
            let shape =
                Polygon::new().set("points", points.join(" ")).set("class", format!("box passing{}", start(first)));
            group = group.add(shape).add(label("name", (left + 18.0, top + 25.0), &shortened(&node.id, 14)));
        }
        NodeKind::End(outcome) => {
            group = group.add(frame(outcome.as_str(), size.1 / 2.0));
            let sign = Circle::new().set("cx", left + 30.0).set("cy", top + 29.0).set("r", 15).set("class", "box");
            group = group.add(sign).add(label("sign", (left + 24.5, top + 34.0), mark(outcome)));
            group = group.add(label("name", (left + 54.0, top + 26.0), &shortened(&node.id, 19)));
            group = group.add(label("opening", (left + 54.0, top + 43.0), outcome.as_str()));
        }
    }
    with_heat(group, node, (left, top), size)
}

/// Adds the bar and the words for the heat of a beat, if it has one.
fn with_heat(group: Group, node: &Node, (left, top): Point, size: (f64, f64)) -> Group {
    let Some((heat, words)) = &node.heat else { return group };
    let inset = if matches!(node.kind, NodeKind::Decision { .. }) { 12.0 } else { 26.0 };
    let (x, y, whole) = (left + inset, top + size.1 - 27.0, size.0 - 2.0 * inset);
    let bar = |class: &str, width: f64| {
        Rectangle::new().set("x", x).set("y", y).set("width", width).set("height", 5).set("rx", 2).set("class", class)
    };
    group.add(bar("trough", whole)).add(bar("heat", whole * heat)).add(label("opening", (x, y + 18.0), words))
}

/// The sign of an outcome, so that colour is not the only difference.
const fn mark(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Solved => "✓",
        Outcome::Agreed => "=",
        Outcome::Referred => "→",
        Outcome::Lost => "×",
    }
}

fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    words.chars().take(most - 1).chain(['…']).collect()
}

/// An edge as a curve with an arrowhead.
fn line(drawing: &Drawing, edge: &Edge, points: &[Point]) -> Group {
    let mut data = Data::new().move_to(points[0]);
    for pair in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let middle = f64::midpoint(x0, x1);
        data = if edge.from == edge.to || (y1 - y0).abs() < 0.5 {
            data.line_to((x1, y1))
        } else {
            data.cubic_curve_to((middle, y0, middle, y1, x1, y1))
        };
    }
    let unlocked = if edge.unlocked { " unlocked" } else { "" };
    let class = if edge.rank == Rank::Even { String::new() } else { format!(" {:?}", edge.rank) };
    let (x, y) = points[points.len() - 1];
    let before = points[points.len() - 2];
    let tip = if edge.from == edge.to {
        format!("{x},{y} {},{} {},{}", x - 5.0, y + 9.0, x + 5.0, y + 9.0)
    } else {
        let back = 9.0 * (before.0 - x).signum();
        format!("{x},{y} {},{} {},{}", x + back, y - 5.0, x + back, y + 5.0)
    };
    let (from, to) = (&drawing.nodes[edge.from].id, &drawing.nodes[edge.to].id);
    Group::new()
        .add(Title::new(format!("{from} to {to}: {}", edge.by.join(", "))))
        .add(Path::new().set("class", format!("way{class}{unlocked}")).set("d", data))
        .add(Polygon::new().set("class", format!("tip{class}")).set("points", tip))
}
