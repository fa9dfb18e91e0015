//! Choices: what the trainee can say or do, and saying nothing.

use super::linker::Linker;
use super::people::has_name;
use crate::diagnostic::Problem;
use crate::scenario::id::ChoiceId;
use crate::scenario::model::{self, Act};
use crate::scenario::ron::decode::MAX_CHOICES;
use crate::scenario::ron::place::Location;
use crate::scenario::script::{Choice, ChoiceIx, PersonIx, Text};

/// What saying nothing is called where choices are listed.
pub const SILENCE_WORDS: &str = "Say nothing, and wait.";

impl<'a> Linker<'a> {
    pub(super) fn choices(
        &mut self,
        n: usize,
        with: Option<PersonIx>,
        beat: &'a model::Beat,
        wordings: &mut Vec<u32>,
    ) -> Option<Vec<Choice>> {
        let first = self.first_choice[n];
        let mut linked = Vec::with_capacity(beat.choices.len() + 1);
        if beat.choices.len() > MAX_CHOICES {
            let problem = Problem::TooMany { what: "replies", count: beat.choices.len(), most: MAX_CHOICES };
            self.report(Location::Entry(beat.origin).field("choices"), problem);
        }
        for (k, (id, choice)) in beat.choices.iter().enumerate() {
            self.choice = Some(choice);
            linked.push(self.choice(ChoiceIx::new(first + k), id, with, choice, wordings));
            self.choice = None;
        }
        if let Some(silence) = &beat.silence {
            linked.push(self.silence(ChoiceIx::new(first + beat.choices.len()), with, silence, wordings));
        }
        linked.into_iter().collect()
    }

    fn choice(
        &mut self,
        ix: ChoiceIx,
        id: &ChoiceId,
        with: Option<PersonIx>,
        choice: &'a model::Choice,
        wordings: &mut Vec<u32>,
    ) -> Option<Choice> {
        let entry = Location::Entry(choice.origin);
        let spoken = !choice.say.is_empty();
        let both = spoken && !choice.r#do.is_empty();
        if both || (!spoken && choice.r#do.is_empty()) {
            self.report(entry, Problem::SayAndDo { both });
        }
        if choice.earned && choice.when.is_empty() {
            self.report(entry.field("earned"), Problem::EarnedWithoutWhen);
        }
        let (field, raw) = if spoken { ("say", &choice.say) } else { ("do", &choice.r#do) };
        let words = self.text(raw, entry.field(field));
        let because = self.text(&choice.because, entry.field("because"));
        self.own_facts(&choice.recalls, entry.field("recalls"));
        let when = self.conditions(with, &choice.when, entry.field("when"));
        let effects = self.effects(with, &choice.effects, entry.field("effects"));
        let answer = self.lines(with, &choice.answer, wordings, entry.field("answer"));
        let to = self.beat_ix(&choice.to, entry.field("to"));
        Some(Choice {
            id: id.clone(),
            ix,
            silence: false,
            names: spoken && (words.names_somebody() || has_name(&choice.say, &self.name_words)),
            words,
            spoken,
            act: choice.act,
            evidence: choice.evidence,
            because,
            earned: choice.earned,
            repair: choice.repair,
            once: choice.once,
            recalls: !choice.recalls.is_empty(),
            when,
            effects,
            answer,
            to: to?,
        })
    }

    fn silence(
        &mut self,
        ix: ChoiceIx,
        with: Option<PersonIx>,
        silence: &'a model::Silence,
        wordings: &mut Vec<u32>,
    ) -> Option<Choice> {
        let part = Location::Part(silence.origin);
        let because = self.text(&silence.because, part.field("because"));
        let when = self.conditions(with, &silence.when, part.field("when"));
        let effects = self.effects(with, &silence.effects, part.field("effects"));
        let answer = self.lines(with, &silence.answer, wordings, part.field("answer"));
        let to = self.beat_ix(&silence.to, part.field("to"));
        Some(Choice {
            id: ChoiceId::silence(),
            ix,
            silence: true,
            words: Text::new(SILENCE_WORDS, Vec::new()),
            spoken: false,
            names: false,
            act: Act::Wait,
            evidence: silence.evidence,
            because,
            earned: false,
            repair: false,
            once: silence.once,
            recalls: false,
            when,
            effects,
            answer,
            to: to?,
        })
    }
}
