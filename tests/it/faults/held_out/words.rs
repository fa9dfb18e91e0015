//! Faults of what is said.

use rapport::scenario::model::{Choice, Evidence, Scenario};
use rapport::scenario::principle::Principle;

use super::fault::{HeldOut, fault};
use crate::faults::edits::{best, choice, plain_decision, worst};

/// The nth choice with words.
fn spoken(scenario: &mut Scenario, n: usize) -> Option<&mut Choice> {
    scenario
        .beats
        .values_mut()
        .flat_map(|beat| beat.choices.values_mut())
        .filter(|choice| !choice.say.is_empty())
        .nth(n)
}

/// Swaps two letters in the middle of the longest word.
fn mistyped(text: &str) -> Option<String> {
    let is_plain = |word: &&str| word.len() >= 6 && word.chars().all(|c| c.is_ascii_lowercase());
    let word = text.split(' ').filter(is_plain).max_by_key(|word| word.len())?;
    let mut letters: Vec<char> = word.chars().collect();
    letters.swap(2, 3);
    let slip: String = letters.into_iter().collect();
    (slip != word).then(|| text.replacen(word, &slip, 1))
}

/// Leaves out a letter in the middle of the longest word.
fn shortened(text: &str) -> Option<String> {
    let is_plain = |word: &&str| word.len() >= 7 && word.chars().all(|c| c.is_ascii_lowercase());
    let word = text.split(' ').filter(is_plain).max_by_key(|word| word.len())?;
    let slip: String = word.chars().enumerate().filter(|(n, _)| *n != 3).map(|(_, letter)| letter).collect();
    Some(text.replacen(word, &slip, 1))
}

/// A phrase that names a principle and is not among those of the seeds.
fn naming_phrase(principle: Principle) -> &'static str {
    [
        "for our relationship",
        "tell me more",
        "I hear you",
        "for free",
        "any time",
        "with respect",
        "you have my word",
        "no hard feelings",
    ][principle.index()]
}

/// The rules of what is said.
pub(crate) static WORDS: [HeldOut; 14] = [
    fault("W51", "another phrase that names the principle", |s, n| {
        let beat = plain_decision(s, n)?;
        let (id, _) = best(beat)?;
        let choice = beat.choices.get_mut(&id).filter(|choice| !choice.say.is_empty())?;
        let (principle, _) = choice.evidence.named().find(|(_, weight)| *weight > 0)?;
        choice.say = format!("{}, {}", choice.say.trim_end_matches('.'), naming_phrase(principle));
        Some(())
    }),
    fault("W51", "a phrase at the beginning that names the principle", |s, n| {
        let beat = plain_decision(s, n)?;
        let (id, _) = best(beat)?;
        let choice = beat.choices.get_mut(&id).filter(|choice| !choice.say.is_empty())?;
        let (principle, _) = choice.evidence.named().filter(|(_, weight)| *weight > 0).last()?;
        choice.say = format!("So, {}. {}", naming_phrase(principle), choice.say);
        Some(())
    }),
    fault("W52", "all wrong replies but one are left out", |s, n| {
        let beat = plain_decision(s, n)?;
        let ((best, _), worst) = (best(beat)?, worst(beat)?);
        beat.choices.retain(|id, _| *id == best || *id == worst);
        beat.silence = None;
        beat.patience = 0;
        s.tests.clear();
        Some(())
    }),
    fault("W52", "all replies but one are as good as the best", |s, n| {
        let beat = plain_decision(s, n)?;
        let ((best, _), worst) = (best(beat)?, worst(beat)?);
        let top: Evidence = beat.choices[&best].evidence;
        for (_, choice) in beat.choices.iter_mut().filter(|(id, _)| **id != worst) {
            choice.evidence = top;
        }
        if let Some(silence) = &mut beat.silence {
            silence.evidence = top;
        }
        Some(())
    }),
    fault("W60", "a brief that tells everything", |s, n| {
        (n == 0).then_some(())?;
        let all: Vec<String> =
            s.beats.values().flat_map(|beat| beat.choices.values()).map(|c| c.because.clone()).collect();
        s.brief = all.concat().chars().take(1_500).collect();
        Some(())
    }),
    fault("W60", "a reply that says what the others say too", |s, n| {
        let beat = plain_decision(s, n)?;
        let all: Vec<String> = beat.choices.values().map(|choice| choice.say.clone()).collect();
        let all = all.join(" ");
        (all.split_whitespace().count() > 45).then_some(())?;
        beat.choices.values_mut().find(|choice| !choice.say.is_empty())?.say = all;
        Some(())
    }),
    fault("W61", "a reason in the words of an office", |s, n| {
        choice(s, n)?.because = "Appropriate prioritisation of individualised communication demonstrates organisational responsibility, notwithstanding considerable administrative inconvenience.".into();
        Some(())
    }),
    fault("W61", "one sentence without an end", |s, n| {
        spoken(s, n)?.say = "I would have thought that the people upstairs, whose business it has always been to look after such matters, might perhaps have considered telling somebody before the weekend that the delivery was going nowhere".into();
        Some(())
    }),
    fault("W62", "two letters swapped", |s, n| {
        let choice = choice(s, n)?;
        choice.because = mistyped(&choice.because)?;
        Some(())
    }),
    fault("W62", "a letter left out", |s, n| {
        let choice = choice(s, n)?;
        choice.because = shortened(&choice.because)?;
        Some(())
    }),
    fault("W63", "a name to be filled in", |s, n| {
        let choice = spoken(s, n)?;
        choice.say = format!("{} {{{{name}}}}", choice.say);
        Some(())
    }),
    fault("W64", "a smile in a reason", |s, n| {
        let choice = choice(s, n)?;
        choice.because = format!("{} \u{1f642}", choice.because);
        Some(())
    }),
    fault("W64", "a ligature pasted from a printed page", |s, n| {
        let choice = spoken(s, n)?;
        choice.say = format!("{} That is \u{fb01}ne.", choice.say);
        Some(())
    }),
    fault("W63", "a text to be confirmed", |s, n| {
        let choice = spoken(s, n)?;
        choice.because = "TBC".into();
        Some(())
    }),
];

/// Lengthens each best reply by a clause, or cuts each other reply to its first words: the faults of the rules over a
/// folder.
pub(crate) fn telling_lengths(scenario: &mut Scenario, cut_others: bool) {
    for beat in scenario.beats.values_mut() {
        let Some((id, _)) = best(beat) else { continue };
        for (other, choice) in beat.choices.iter_mut().filter(|(_, choice)| !choice.say.is_empty()) {
            if cut_others && *other != id {
                let first_words: String = choice.say.split_inclusive(' ').take(3).collect();
                first_words.trim_end().clone_into(&mut choice.say);
            } else if !cut_others && *other == id {
                choice.say = format!("If you ask me, and I think that you do: {}", choice.say);
            }
        }
    }
}
