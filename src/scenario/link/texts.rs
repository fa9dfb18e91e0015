//! Texts with their placeholders found.

use super::Linker;
use crate::diagnostic::Problem;
use crate::scenario::ron::decode::MAX_PEOPLE;
use crate::scenario::script::{Placeholder, Slot, Text};

impl Linker<'_> {
    pub(super) fn text(&mut self, raw: &str) -> Text {
        if !raw.contains(['{', '}']) {
            return Text::new(raw, Vec::new());
        }
        let mut slots = Vec::new();
        let mut at = 0;
        while let Some(found) = raw[at..].find(['{', '}']) {
            let start = at + found;
            let (end, what) = if raw[start..].starts_with("{{") {
                (start + 2, Some(Placeholder::Open))
            } else if raw[start..].starts_with('}') {
                // One that closes nothing stands for itself; doubled, it matches `{{`.
                (start + if raw[start..].starts_with("}}") { 2 } else { 1 }, Some(Placeholder::Close))
            } else if let Some(length) = raw[start..].find('}') {
                (start + length + 1, self.placeholder(&raw[start + 1..start + length]))
            } else {
                self.report(Problem::OpenBrace);
                break;
            };
            if let (Some(what), Ok(start), Ok(end)) = (what, u32::try_from(start), u32::try_from(end)) {
                slots.push(Slot { start, end, what });
            }
            at = end;
        }
        Text::new(raw, slots)
    }

    pub(super) fn placeholder(&mut self, written: &str) -> Option<Placeholder> {
        let (person, form) = written.split_once('.').unwrap_or((written, ""));
        if written == "you" {
            return Some(Placeholder::You);
        }
        let placeholder = self.people.get(person).and_then(|person| match form {
            "name" => Some(Placeholder::Name(*person)),
            "called" => Some(Placeholder::Called(*person)),
            "they" => Some(Placeholder::They(*person)),
            "them" => Some(Placeholder::Them(*person)),
            "their" => Some(Placeholder::Their(*person)),
            _ => None,
        });
        if placeholder.is_none() && !self.is_full() {
            let forms = ["name", "called", "they", "them", "their"];
            let people = self.scenario.cast.keys().take(MAX_PEOPLE);
            let known: Vec<String> = people
                .flat_map(|person| forms.map(|form| format!("{person}.{form}")))
                .chain(["you".to_owned()])
                .collect();
            let suggestion = self.meant(written, known.iter().map(String::as_str)).map(|name| format!("{{{name}}}"));
            let written = written.chars().take(80).collect();
            self.report(Problem::BadPlaceholder { written, suggestion });
        }
        placeholder
    }
}
