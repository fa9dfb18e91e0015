//! The town as a trainee may see it, in words: who waits and why, what reached them, their promises, and what those think
//! whom they have met. Both front ends show it.

mod evening;
mod lines;
mod reasons;
mod view;
mod viewer;
mod wording;

pub use evening::EveningView;
pub use lines::{MissedLine, PathStep, PersonLine, PromiseLine, WaitingLine, WayLine, WordLine};
pub use reasons::not_followed;
pub use view::{Beginning, TownView};
pub use wording::tone_sign;
