//! Progress and cancellation of long work.

use std::ops::ControlFlow;

/// Called with how much is done and how much there is to do; the work is cancelled by `ControlFlow::Break`.
pub type OnProgress<'p> = &'p mut dyn FnMut(u64, u64) -> ControlFlow<()>;
