//! Labels: kinds, levels, themes, places, reasons and exports in words.

use crate::app::Theme;
use crate::export::ExportFormat;
use crate::game::forms::ExportKind;
use crate::record::Reason;
use crate::scenario::look::PLACES;
use crate::scenario::model::{Channel, Kind};
use crate::scenario::script::Beat;

/// The kind of an encounter, with its first letter in upper case.
pub(super) fn kind(kind: Kind) -> String {
    upper_first(kind.label())
}

pub(super) const fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::Paper => "Paper",
        Theme::Dusk => "Dusk",
        Theme::Contrast => "High contrast",
    }
}

/// Channel and place in a few words; the place only where the channel does not imply it.
pub(super) fn channel_and_place(beat: &Beat) -> String {
    let words = match beat.channel {
        Channel::Counter => return "At the counter".into(),
        Channel::Phone => return "On the phone".into(),
        Channel::Feed => return "A public thread".into(),
        Channel::Chat => return "A private chat".into(),
        Channel::Meeting => return "In a meeting".into(),
        Channel::Street => "Off duty, no badge",
        Channel::Backroom => "Among colleagues",
    };
    let place = PLACES.iter().find(|(name, _)| *name == beat.place).map(|(_, about)| *about);
    place.map_or_else(|| words.to_owned(), |place| format!("{words} · {place}"))
}

/// The score, in per cent, from which a principle is called well done even if it is the lowest.
const WELL_DONE: u32 = 75;

/// Why something is worth practising, in sentences.
pub(super) fn reason(reason: Reason) -> String {
    let (name, meaning) = (reason.principle().name(), reason.principle().meaning());
    match reason {
        Reason::NotSeen(_) => format!("{name} has not come up yet. {meaning}."),
        Reason::Thin(_, 1) => format!("Only one moment stands behind {name} so far."),
        Reason::Thin(_, moments) => format!("Only {moments} moments stand behind {name} so far."),
        Reason::NewTo(_, percent) => format!("It is new to you, and trains {name}, where you are at {percent}."),
        Reason::Lowest(_, 100) => format!("All that was seen of you so far is at 100. This keeps {name} in practice."),
        Reason::Lowest(_, percent @ WELL_DONE..) => {
            format!("You do well in all of them. {name} has the most left to gain, at {percent}. {meaning}.")
        }
        Reason::Lowest(_, percent) => format!("{name} is your lowest so far, at {percent}. {meaning}."),
    }
}

/// A text with its first letter in upper case.
pub(super) fn upper_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A number of things: `1 play`, `2 plays`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    crate::util::text::Count::irregular(n, one, many).to_string()
}

/// A length: `1 minute`, `8 minutes`.
pub(super) fn minutes(minutes: u32) -> String {
    crate::util::text::Count::new(minutes, "minute").to_string()
}

/// An export in a word or two.
pub(super) const fn export_kind(kind: ExportKind) -> &'static str {
    match kind {
        ExportKind::Report => "Report",
        ExportKind::Aggregate => "Report without persons",
        ExportKind::Format(ExportFormat::Xlsx) => "Excel workbook",
        ExportKind::Format(ExportFormat::Csv) => "CSV tables",
        ExportKind::Format(ExportFormat::Grades) => "Grades",
        ExportKind::Format(ExportFormat::Xapi) => "xAPI",
        ExportKind::Format(ExportFormat::Jsonl) => "JSON lines",
        ExportKind::Format(ExportFormat::Parquet) => "Parquet",
    }
}

/// What an export is for.
pub(super) const fn about_export_kind(kind: ExportKind) -> &'static str {
    match kind {
        ExportKind::Report => {
            "One page for any browser: who was trained on what, the eight principles by person and team, and how each encounter is played. It prints well."
        }
        ExportKind::Aggregate => "The same page with teams and encounters only; no group under five people is shown.",
        ExportKind::Format(ExportFormat::Xlsx) => {
            "People, principles and encounters on sheets of their own, with filters."
        }
        ExportKind::Format(ExportFormat::Csv) => {
            "Two tables for any program, one row an encounter and one row a decision, with what was on offer. Every score can be redone from them."
        }
        ExportKind::Format(ExportFormat::Grades) => {
            "One row a person and one column an encounter, for a learning management system: overall of the first attempt."
        }
        ExportKind::Format(ExportFormat::Xapi) => "Statements for a learning record store.",
        ExportKind::Format(ExportFormat::Jsonl) => "One document a line, everything in it, for programs.",
        ExportKind::Format(ExportFormat::Parquet) => "The two tables by month, for very many plays and big machines.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::principle::Principle;

    #[test]
    fn no_reason_blames_a_good_score_or_strings_colons_together() {
        for principle in Principle::ALL {
            let of_score = |percent| [Reason::Lowest(principle, percent), Reason::NewTo(principle, percent)];
            let of_moments = [Reason::NotSeen(principle), Reason::Thin(principle, 1), Reason::Thin(principle, 2)];
            for asked in (0..=100).flat_map(of_score).chain(of_moments) {
                let words = reason(asked);
                assert!(words.split(". ").all(|sentence| sentence.matches(':').count() <= 1), "{words}");
                assert!(
                    words.starts_with(char::is_uppercase) && words.ends_with('.') && !words.contains(".."),
                    "{words}"
                );
                if let Reason::Lowest(_, WELL_DONE..) = asked {
                    assert!(!words.contains("lowest"), "{words}");
                }
            }
        }
    }
}
