//! How a play goes on by itself: from a choice to the next decision, or to the end.

use super::event::{Event, LineRef, Offer};
use super::machine::MAX_DECISIONS;
use super::progress::Progress;
use super::status::Status;
use crate::scenario::script::{Beat, BeatIx, Body, Choice, Line, LineKind, Next, Script};
use crate::util::num::{saturating_u8, saturating_u32};

impl Progress {
    /// Enters a beat, and those it leads to by itself.
    pub(super) fn enter(&mut self, script: &Script, first: BeatIx) {
        let mut ix = first;
        loop {
            let beat = script.beat(ix);
            self.state.beat = ix;
            self.visit = self.state.visits.increment(ix);
            self.events.push(Event::Entered(ix));
            self.draw_wordings(ix, beat);
            self.state.apply(&beat.effects, &mut self.events, &mut self.coverage);
            self.lines(ix, None, &beat.lines);
            match &beat.body {
                Body::Choices { choices, .. } => return self.ask(ix, beat, choices),
                Body::Next(nexts) => match self.next(nexts) {
                    Some(next) => ix = next.to,
                    // The reader makes sure that the last has no condition.
                    None => return self.stick(ix),
                },
                Body::End { outcome, .. } => {
                    self.status = Status::Completed;
                    self.end = Some((ix, *outcome));
                    self.events.push(Event::Ended(ix, *outcome));
                    return;
                }
            }
        }
    }

    /// The way on that is taken by itself.
    fn next<'n>(&mut self, nexts: &'n [Next]) -> Option<&'n Next> {
        nexts.iter().find(|next| self.state.all(&next.when, &mut self.coverage))
    }

    pub(super) fn draw_wordings(&mut self, ix: BeatIx, beat: &Beat) {
        self.wordings.clear();
        if beat.wordings.is_empty() {
            return;
        }
        match &mut self.draws {
            Some(draws) => {
                let mut stream = draws.entry(ix, self.visit);
                self.wordings.extend(beat.wordings.iter().map(|n| stream.below(*n)));
            }
            None => self.wordings.resize(beat.wordings.len(), 0),
        }
    }

    pub(super) fn lines(&mut self, beat: BeatIx, answer: Option<u8>, lines: &[Line]) {
        for (n, line) in lines.iter().enumerate() {
            if !self.state.all(&line.when, &mut self.coverage) {
                continue;
            }
            let wording = line.slot.map_or(0, |slot| self.wordings[slot as usize]);
            let line_number = saturating_u32(n);
            self.events.push(Event::Line(LineRef { beat, answer, line: line_number, wording }));
            if let (Some(mood), LineKind::Say(by)) = (line.mood, line.kind) {
                self.state.feel(by, mood, &mut self.events);
            }
            for fact in &line.learn {
                self.state.learn(*fact, &mut self.events);
            }
        }
    }

    pub(super) fn ask(&mut self, ix: BeatIx, beat: &Beat, choices: &[Choice]) {
        if self.taken.len() >= MAX_DECISIONS {
            return self.stick(ix);
        }
        let mut count = 0;
        let mut silence = 0;
        for (n, choice) in choices.iter().enumerate() {
            let used = choice.once && self.state.was_chosen(choice.ix);
            if self.state.all(&choice.when, &mut self.coverage) && !used {
                self.offered[count] = Offer(saturating_u8(n));
                count += 1;
                silence += usize::from(choice.silence);
            }
        }
        if count == 0 {
            return self.stick(ix);
        }
        // Silence stands last and is not shuffled.
        let shuffled = &mut self.offered[..count - silence];
        if let Some(draws) = self.draws.as_mut().filter(|_| shuffled.len() > 1) {
            // The wordings of this entry, if there are any, were drawn from the same stream.
            let mut stream = if beat.wordings.is_empty() { draws.entry(ix, self.visit) } else { draws.resume() };
            stream.shuffle(shuffled);
        }
        self.count = saturating_u8(count);
        self.events.push(Event::Asked(ix));
    }

    fn stick(&mut self, ix: BeatIx) {
        self.status = Status::Stuck;
        self.events.push(Event::Stuck(ix));
    }
}
