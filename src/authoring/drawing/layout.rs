//! The positions of beats and edges in the SVG picture, in layers from left to right. Only this module uses `dagre`.

use dagre::graph::{Graph, GraphOptions};
use dagre::{EdgeLabel, LayoutOptions, NodeLabel, RankDir, layout};

/// A point in pixels, x and y; the upper left corner of the picture is (0, 0).
pub(super) type Point = (f64, f64);

/// An edge to lay out.
pub(super) struct LayoutEdge {
    /// The index of the beat at which it begins.
    pub(super) from: usize,
    /// The index of the beat at which it ends.
    pub(super) to: usize,
    /// The vertical distance in pixels of its beginning below the centre of the beat; negative above.
    pub(super) below: f64,
}

/// The positions of all nodes and edges.
pub(super) struct Layout {
    /// The centre of each node.
    pub(super) nodes: Vec<Point>,
    /// The points of each edge, from the side of one node to the side of the other.
    pub(super) edges: Vec<Vec<Point>>,
    /// Width and height of the picture in pixels.
    pub(super) size: (f64, f64),
}

const MARGIN: f64 = 24.0;

/// Lays out nodes with the given widths and heights in pixels.
pub(super) fn layered(sizes: &[(f64, f64)], edges: &[LayoutEdge]) -> Layout {
    let mut graph = Graph::with_options(GraphOptions { directed: true, multigraph: true, compound: false });
    for (n, (width, height)) in sizes.iter().enumerate() {
        graph.set_node(n.to_string(), Some(NodeLabel { width: *width, height: *height, ..Default::default() }));
    }
    for (n, edge) in edges.iter().enumerate() {
        let (from, to) = (edge.from.to_string(), edge.to.to_string());
        graph.set_edge(&*from, &*to, Some(EdgeLabel::default()), Some(&n.to_string()));
    }
    let options = LayoutOptions {
        rankdir: RankDir::LR,
        nodesep: 26.0,
        edgesep: 14.0,
        ranksep: 70.0,
        marginx: MARGIN,
        marginy: MARGIN,
        ..Default::default()
    };
    layout(&mut graph, Some(options));
    let place = |n: usize| {
        let node = graph.node(&n.to_string());
        node.map_or((0.0, 0.0), |node| (node.x.unwrap_or_default(), node.y.unwrap_or_default()))
    };
    let nodes: Vec<Point> = (0..sizes.len()).map(place).collect();
    let mut bends: Vec<Vec<Point>> = vec![Vec::new(); edges.len()];
    for edge in graph.edges() {
        let number = edge.name.as_deref().and_then(|name| name.parse::<usize>().ok());
        if let (Some(number), Some(label)) = (number, graph.edge_by_obj(&edge)) {
            bends[number] = label.points.iter().map(|point| (point.x, point.y)).collect();
        }
    }
    let edges: Vec<Vec<Point>> =
        edges.iter().zip(bends).map(|(edge, bends)| routed(edge, &bends, &nodes, sizes)).collect();
    let right = nodes.iter().zip(sizes).map(|(at, size)| at.0 + size.0 / 2.0);
    let lower = nodes.iter().zip(sizes).map(|(at, size)| at.1 + size.1 / 2.0);
    let points = || edges.iter().flatten();
    let width = right.chain(points().map(|point| point.0)).fold(0.0, f64::max) + MARGIN;
    let height = lower.chain(points().map(|point| point.1)).fold(0.0, f64::max) + MARGIN;
    Layout { nodes, edges, size: (width, height) }
}

/// The points of an edge. It is horizontal where it passes other beats, and bends only in the gaps between the layers.
fn routed(edge: &LayoutEdge, bends: &[Point], nodes: &[Point], sizes: &[(f64, f64)]) -> Vec<Point> {
    let (start, end) = (nodes[edge.from], nodes[edge.to]);
    if edge.from == edge.to {
        // An edge to the same beat leaves at the right and comes back from below.
        let (width, height) = sizes[edge.from];
        let (right, lower) = (start.0 + width / 2.0, start.1 + height / 2.0);
        return vec![
            (right, start.1 + edge.below),
            (right + 18.0, start.1 + edge.below),
            (right + 18.0, lower + 14.0),
            (start.0, lower + 14.0),
            (start.0, lower),
        ];
    }
    // Half the width of the widest beat in the layer at x.
    let half = |x: f64| {
        let in_layer = nodes.iter().zip(sizes).filter(|(at, _)| (at.0 - x).abs() < 0.5);
        in_layer.map(|(_, size)| size.0 / 2.0).fold(0.0, f64::max)
    };
    let inner = bends.get(1..bends.len().saturating_sub(1)).unwrap_or_default();
    let mut centres = vec![(start.0, start.1 + edge.below)];
    centres.extend(inner);
    centres.push(end);
    let last = centres.len() - 1;
    let mut points = Vec::new();
    for (n, (x, y)) in centres.iter().copied().enumerate() {
        let towards = if n < last { centres[n + 1].0 - x } else { x - centres[n - 1].0 };
        let half = half(x) * towards.signum();
        let own = |node: usize| sizes[node].0 / 2.0 * towards.signum();
        match n {
            0 => points.extend([(x + own(edge.from), y), (x + half, y)]),
            _ if n == last => points.extend([(x - half, y), (x - own(edge.to), y)]),
            _ => points.extend([(x - half, y), (x + half, y)]),
        }
    }
    points.dedup();
    points
}
