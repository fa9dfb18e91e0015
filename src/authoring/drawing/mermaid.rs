//! The graph of beats in the language of Mermaid, which many wikis and code hosts render.

use std::fmt::Write as _;

use super::dot::heat_colour;
use super::shape::{Drawing, NodeKind, Rank};
use crate::scenario::model::Outcome;

/// The drawing as the content of a `mermaid` code block.
#[must_use]
pub fn mermaid(drawing: &Drawing) -> String {
    let mut text =
        format!("---\ntitle: {}\n---\nflowchart LR\n", serde_json::to_string(&drawing.title).unwrap_or_default());
    for (n, node) in drawing.nodes.iter().enumerate() {
        let mut words = escaped(&node.id);
        if let NodeKind::End(outcome) = node.kind {
            let _ = write!(words, "<br>{}", outcome.as_str());
        }
        if let Some((_, heat)) = &node.heat {
            let _ = write!(words, "<br>{heat}");
        }
        let (open, close) = match node.kind {
            NodeKind::Decision { .. } => ("[", "]"),
            NodeKind::Passing { .. } => ("{{", "}}"),
            NodeKind::End(Outcome::Solved) => ("(((", ")))"),
            NodeKind::End(Outcome::Agreed) => ("([", "])"),
            NodeKind::End(Outcome::Referred) => ("[/", "/]"),
            NodeKind::End(Outcome::Lost) => ("((", "))"),
        };
        // Nodes are numbered, because ids of beats may be reserved words of Mermaid, such as `end`.
        let _ = writeln!(text, "  b{n}{open}\"{words}\"{close}");
        let colour = match (&node.heat, node.kind) {
            (Some((heat, _)), _) => heat_colour(*heat),
            (None, NodeKind::End(Outcome::Solved)) => "#BFE5DD".into(),
            (None, NodeKind::End(Outcome::Agreed)) => "#CFE6E4".into(),
            (None, NodeKind::End(Outcome::Referred)) => "#FFF3C4".into(),
            (None, NodeKind::End(Outcome::Lost)) => "#F9D0C4".into(),
            (None, NodeKind::Passing { .. }) => "#F1E8D8".into(),
            (None, NodeKind::Decision { .. }) => "#FFFFFF".into(),
        };
        let start = matches!(node.kind, NodeKind::Decision { start: true } | NodeKind::Passing { start: true });
        let width = if start { 4 } else { 1 };
        let _ = writeln!(text, "  style b{n} fill:{colour},stroke:#22223B,color:#22223B,stroke-width:{width}px");
    }
    for (n, edge) in drawing.edges.iter().enumerate() {
        let by: Vec<String> = edge.by.iter().map(|by| escaped(by)).collect();
        let arrow = if edge.unlocked { "-.->" } else { "-->" };
        let _ = writeln!(text, "  b{} {arrow}|\"{}\"| b{}", edge.from, by.join("<br>"), edge.to);
        let style = match edge.rank {
            Rank::Best => "stroke:#1B998B,stroke-width:3px",
            Rank::Worst => "stroke:#C4441F,stroke-dasharray:7 4",
            Rank::Between => "stroke:#B07A10",
            Rank::Even => "stroke:#8A889A",
        };
        let _ = writeln!(text, "  linkStyle {n} {style}");
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('"', "#quot;")
}
