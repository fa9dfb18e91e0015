//! Progress of long work on the standard error: one line that changes in a terminal, and a few lines elsewhere.

use std::io::{self, IsTerminal as _, Write as _};
use std::ops::ControlFlow;

/// Prints how far a piece of work is.
pub(super) struct Progress {
    what: &'static str,
    /// Whether the standard error is a terminal.
    is_terminal: bool,
    /// The step that was printed last.
    printed: Option<u64>,
}

/// Below so much work nothing is printed.
const MIN_WORK: u64 = 2_000;

impl Progress {
    /// Progress of work called `what`, such as `exporting plays`.
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, is_terminal: io::stderr().is_terminal(), printed: None }
    }

    /// Prints that `done` of `all` is done, if that is a new step.
    pub(super) fn print(&mut self, done: u64, all: u64) {
        if all < MIN_WORK {
            return;
        }
        let percent = (u128::from(done) * 100 / u128::from(all.max(1))).min(100);
        let percent = u64::try_from(percent).unwrap_or(100);
        let step = if self.is_terminal { 1 } else { 10 };
        let reached = percent / step;
        if self.printed == Some(reached) {
            return;
        }
        self.printed = Some(reached);
        let (before, after) = if self.is_terminal { ("\r", "") } else { ("", "\n") };
        let end = if self.is_terminal && percent == 100 { "\n" } else { after };
        // Work goes on where its progress cannot be printed.
        let _ = write!(io::stderr(), "{before}{}: {percent} %{end}", self.what);
    }

    /// For work that can be cancelled, which the command line never does.
    pub(super) fn callback(&mut self) -> impl FnMut(u64, u64) -> ControlFlow<()> + '_ {
        |done, all| {
            self.print(done, all);
            ControlFlow::Continue(())
        }
    }
}
