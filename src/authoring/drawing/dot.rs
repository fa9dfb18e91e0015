//! The graph of beats in the DOT language of Graphviz.

use std::fmt::Write as _;

use super::shape::{Drawing, NodeKind, Rank};
use crate::scenario::model::Outcome;

/// The drawing as the text of a DOT file.
#[must_use]
pub fn dot(drawing: &Drawing) -> String {
    let mut text = format!(
        "digraph {} {{\n  rankdir=LR;\n  node [fontname=\"Helvetica\", style=filled, fillcolor=white];\n",
        quoted(&drawing.title)
    );
    for node in &drawing.nodes {
        let (shape, colour) = match node.kind {
            NodeKind::Decision { .. } => ("box", "white"),
            NodeKind::Passing { .. } => ("hexagon", "#F1E8D8"),
            NodeKind::End(Outcome::Solved) => ("doublecircle", "#BFE5DD"),
            NodeKind::End(Outcome::Agreed) => ("ellipse", "#CFE6E4"),
            NodeKind::End(Outcome::Referred) => ("parallelogram", "#FFF3C4"),
            NodeKind::End(Outcome::Lost) => ("octagon", "#F9D0C4"),
        };
        let start = matches!(node.kind, NodeKind::Decision { start: true } | NodeKind::Passing { start: true });
        let mut words = node.id.clone();
        if let NodeKind::End(outcome) = node.kind {
            let _ = write!(words, "\n{}", outcome.as_str());
        }
        if let Some((_, heat)) = &node.heat {
            let _ = write!(words, "\n{heat}");
        }
        let colour = node.heat.as_ref().map_or_else(|| colour.to_owned(), |(heat, _)| heat_colour(*heat));
        let width = if start { 3 } else { 1 };
        let _ = writeln!(
            text,
            "  {} [label={}, shape={shape}, fillcolor=\"{colour}\", penwidth={width}];",
            quoted(&node.id),
            quoted(&words)
        );
    }
    for edge in &drawing.edges {
        let (colour, style) = match edge.rank {
            Rank::Best => ("#1B998B", "bold"),
            Rank::Worst => ("#C4441F", "dashed"),
            Rank::Between => ("#B07A10", "solid"),
            Rank::Even => ("#8A889A", "solid"),
        };
        let style = if edge.unlocked { "dotted" } else { style };
        let (from, to) = (&drawing.nodes[edge.from].id, &drawing.nodes[edge.to].id);
        let _ = writeln!(
            text,
            "  {} -> {} [label={}, color=\"{colour}\", style={style}];",
            quoted(from),
            quoted(to),
            quoted(&edge.by.join("\n"))
        );
    }
    text.push_str("}\n");
    text
}

/// The colour for a heat from 0 (white) to 1 (coral), as `#RRGGBB`.
pub(super) fn heat_colour(heat: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from one byte to another")]
    let mix = |to: f64| (255.0 + (to - 255.0) * heat).round() as u8;
    format!("#{:02X}{:02X}{:02X}", mix(242.0), mix(121.0), mix(90.0))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
