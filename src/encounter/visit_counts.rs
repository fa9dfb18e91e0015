//! How often each beat was entered. Only entered beats take room, so that a play starts as fast in a long scenario.

use crate::scenario::script::BeatIx;

/// How often each beat was entered in a play.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct VisitCounts {
    /// Beats that were entered and how often, 1 or more, in the order of the beats.
    entered: Vec<(BeatIx, u32)>,
}

impl VisitCounts {
    /// How often a beat was entered; 0 if never.
    pub(super) fn count(&self, beat: BeatIx) -> u32 {
        self.position(beat).map_or(0, |position| self.entered[position].1)
    }

    /// Counts one more visit; returns how often the beat was entered, 1 or more.
    pub(super) fn increment(&mut self, beat: BeatIx) -> u32 {
        let position = self.position(beat).unwrap_or_else(|position| {
            self.entered.insert(position, (beat, 0));
            position
        });
        self.entered[position].1 += 1;
        self.entered[position].1
    }

    /// Sets how often a beat was entered.
    pub(super) fn set(&mut self, beat: BeatIx, count: u32) {
        match (self.position(beat), count) {
            (Ok(position), 0) => drop(self.entered.remove(position)),
            (Ok(position), _) => self.entered[position].1 = count,
            (Err(_), 0) => {}
            (Err(position), _) => self.entered.insert(position, (beat, count)),
        }
    }

    /// Forgets all visits and keeps the storage.
    pub(super) fn clear(&mut self) {
        self.entered.clear();
    }

    fn position(&self, beat: BeatIx) -> Result<usize, usize> {
        self.entered.binary_search_by_key(&beat, |(entered, _)| *entered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visits_are_counted_set_and_forgotten() {
        let [first, second] = [3, 1].map(BeatIx::new);
        let mut visits = VisitCounts::default();
        visits.increment(first);
        visits.increment(second);
        visits.increment(first);
        assert_eq!((visits.count(first), visits.count(second), visits.count(BeatIx::new(2))), (2, 1, 0));
        visits.set(first, 0);
        visits.set(BeatIx::new(9), 0);
        visits.set(second, 1);
        assert_eq!(visits, VisitCounts { entered: vec![(second, 1)] });
        visits.clear();
        assert_eq!(visits, VisitCounts::default());
    }
}
