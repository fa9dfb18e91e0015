//! The debrief: the eight principles, each turn with its best reply, and what people needed.

mod rapport_chart;
mod scores;
mod turns;
mod ui;

pub(super) use ui::ui;
