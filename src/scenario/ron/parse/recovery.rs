//! Recovery: where reading goes on after something that could not be read.

use super::parser::Parser;

impl Parser<'_> {
    /// Skips to the next comma or closing bracket of this depth.
    pub(super) fn recover(&mut self, before: usize) {
        loop {
            self.skip_space();
            match self.peek() {
                _ if self.at >= self.bytes.len() => return,
                b',' => {
                    self.at += 1;
                    return;
                }
                b')' | b']' | b'}' => return,
                b'(' | b'[' | b'{' => self.skip_balanced(),
                b'"' => self.string(),
                _ => self.at = self.token_end().max(self.at + 1),
            }
            debug_assert!(self.at > before, "recovery moves the cursor");
        }
    }

    /// Skips a bracket with all it holds, without recursion.
    pub(super) fn skip_balanced(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.bytes.len() {
            self.skip_space();
            match self.peek() {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                b'"' => {
                    self.string();
                    continue;
                }
                _ => {}
            }
            if self.at < self.bytes.len() {
                self.at = self.token_end().max(self.at + 1);
            }
            if depth == 0 {
                return;
            }
        }
    }
}
