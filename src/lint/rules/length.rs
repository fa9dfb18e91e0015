//! W60: a text that is too long for where it is said.

use super::{Check, Found, Run, Scene};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::lint::texts::{Voice, words};

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W60",
        Warning,
        "too long for its channel",
        "People speak in short turns: at most 45 words in one breath, replies 40. What is written in a thread or a message may have 80, a story told between the lines 60, a reason 60, the brief 90. Split it, or let somebody answer in between.",
    ),
    run: Run::Scene(run),
};

const fn most(voice: Voice) -> usize {
    match voice {
        Voice::Spoken => 45,
        Voice::Reply => 40,
        Voice::Written => 80,
        Voice::Told | Voice::Reason => 60,
        Voice::Brief => 90,
        Voice::Note => 30,
    }
}

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    for text in &scene.texts {
        let (count, most) = (words(text.text).count(), most(text.voice));
        if count > most {
            let message = format!("{} has {count} words, and {most} are as many as fit", text.voice.as_str());
            found.at(text.path.clone(), message, "split it, or cut what the reader can guess");
        }
    }
}
