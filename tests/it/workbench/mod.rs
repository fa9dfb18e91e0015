//! The coach's tools on the command line: a first file, even layout, players, pictures, trying one beat, watching.

mod checks;
mod files;
mod pictures_and_pages;
mod players;
mod town_rules;
mod tryouts;
