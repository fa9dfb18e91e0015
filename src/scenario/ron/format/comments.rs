//! The comments of a text, which the tree leaves out.

use crate::scenario::ron::tree::{NodeId, NodeKind, Tree};
use crate::util::num::saturating_u32;

/// The bytes of a comment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comment {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// All comments inside the root, in the order of the text.
pub(super) fn comments(tree: &Tree, root: NodeId, text: &str) -> Vec<Comment> {
    let mut quoted = Vec::new();
    let mut left = vec![root];
    while let Some(node) = left.pop() {
        if matches!(tree.kind(node), NodeKind::Text | NodeKind::RawText) {
            quoted.push(tree.span(node));
        }
        left.extend(tree.children(node));
    }
    quoted.sort_unstable();
    let (bytes, whole) = (text.as_bytes(), tree.span(root));
    let mut comments = Vec::new();
    let mut quoted = quoted.into_iter().peekable();
    let mut at = whole.start as usize;
    while at < whole.end as usize {
        if let Some(span) = quoted.next_if(|span| span.start as usize <= at) {
            at = at.max(span.end as usize);
            continue;
        }
        let end = match (bytes[at], bytes.get(at + 1)) {
            (b'/', Some(b'/')) => text[at..].find('\n').map_or(text.len(), |length| at + length),
            (b'/', Some(b'*')) => block_end(bytes, at),
            _ => {
                at += 1;
                continue;
            }
        };
        comments.push(Comment { start: saturating_u32(at), end: saturating_u32(end) });
        at = end;
    }
    comments
}

/// The end of a block comment, which may hold others.
fn block_end(bytes: &[u8], start: usize) -> usize {
    let (mut depth, mut at) = (0_usize, start);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => {
                depth += 1;
                at += 2;
            }
            b"*/" => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}
