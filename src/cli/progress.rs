//! How far long work is, on the standard error: one line that changes where somebody watches, few lines elsewhere.

use std::io::{self, IsTerminal as _, Write as _};
use std::ops::ControlFlow;

/// Tells how far a piece of work is.
pub(super) struct Progress {
    what: &'static str,
    watched: bool,
    told: Option<u64>,
}

/// Below so much work nothing is told.
const LITTLE: u64 = 2_000;

impl Progress {
    /// Of work that is called this, such as `exporting plays`.
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, watched: io::stderr().is_terminal(), told: None }
    }

    /// So much is done of so much.
    pub(super) fn tell(&mut self, done: u64, all: u64) {
        if all < LITTLE {
            return;
        }
        let percent = (u128::from(done) * 100 / u128::from(all.max(1))).min(100);
        let percent = u64::try_from(percent).unwrap_or(100);
        let step = if self.watched { 1 } else { 10 };
        let step_now = percent / step;
        if self.told == Some(step_now) {
            return;
        }
        self.told = Some(step_now);
        let (before, after) = if self.watched { ("\r", "") } else { ("", "\n") };
        let end = if self.watched && percent == 100 { "\n" } else { after };
        // That it cannot be told is no reason to stop.
        let _ = write!(io::stderr(), "{before}{}: {percent} %{end}", self.what);
    }

    /// The same for work that can be stopped, which nobody does here.
    pub(super) fn go_on(&mut self) -> impl FnMut(u64, u64) -> ControlFlow<()> + '_ {
        |done, all| {
            self.tell(done, all);
            ControlFlow::Continue(())
        }
    }
}
