//! What is on each screen, asked of its layout and of the tree a screen reader hears, without a window.

mod drawing;
mod encounter;
mod keys;
mod layout;
mod screen_reader;
mod town;
