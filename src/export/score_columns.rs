//! The columns of the nine scores, in both tables: overall, then P1 to P8.

use super::decision::DecisionRow;
use super::encounter::EncounterRow;
use super::table::{Cell, CellKind, Column};
use crate::scenario::principle::Principle;
use crate::scoring::{Scorecard, Tally};

/// One of the numbers of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScorePart {
    Gained,
    Span,
    Moments,
}

impl ScorePart {
    pub(super) const ALL: [Self; 3] = [Self::Gained, Self::Span, Self::Moments];

    /// How the column's name ends.
    const fn suffix(self) -> &'static str {
        match self {
            Self::Gained => "gained",
            Self::Span => "span",
            Self::Moments => "moments",
        }
    }

    const fn unit(self) -> &'static str {
        match self {
            Self::Gained => "0 to the span",
            Self::Span | Self::Moments => "1 and up",
        }
    }

    const fn meaning(self) -> &'static str {
        match self {
            Self::Gained => "what was gained",
            Self::Span => "what could be gained",
            Self::Moments => "at how many decisions there was a difference to make",
        }
    }

    const fn of(self, tally: Tally) -> u32 {
        match self {
            Self::Gained => tally.gained,
            Self::Span => tally.span,
            Self::Moments => tally.opportunities,
        }
    }

    fn set(self, tally: &mut Tally, value: Option<u32>) {
        // Where a table has no column of moments, a difference to make was one moment; else that column comes later.
        tally.opportunities = tally.opportunities.max(u32::from(value.is_some()));
        let value = value.unwrap_or(0);
        match self {
            Self::Gained => tally.gained = value,
            Self::Span => tally.span = value,
            Self::Moments => tally.opportunities = value,
        }
    }
}

/// The `n`th of the nine scores as in a column's name, and as in its meaning.
fn score_name(n: usize) -> (String, String) {
    match n.checked_sub(1).map(|n| Principle::ALL[n]) {
        None => ("overall".into(), "overall".into()),
        Some(principle) => (principle.name().to_lowercase(), format!("on {} ({})", principle.name(), principle.code())),
    }
}

/// A row with the nine scores.
pub(super) trait Scored {
    fn card(&self) -> &Scorecard;
    fn card_mut(&mut self) -> &mut Scorecard;
}

impl Scored for EncounterRow {
    fn card(&self) -> &Scorecard {
        &self.card
    }

    fn card_mut(&mut self) -> &mut Scorecard {
        &mut self.card
    }
}

impl Scored for DecisionRow {
    fn card(&self) -> &Scorecard {
        &self.card
    }

    fn card_mut(&mut self) -> &mut Scorecard {
        &mut self.card
    }
}

/// The column of one number of one of the nine scores. Its cell is empty where nothing was observed, of which
/// `when_empty` says when that is.
pub(super) fn score_column<R: Scored>(n: usize, part: ScorePart, when_empty: &str) -> Column<R> {
    let (name, subject) = score_name(n);
    Column {
        name: format!("{name}_{}", part.suffix()).into(),
        kind: CellKind::Integer,
        unit: part.unit(),
        meaning: format!("{} {subject}; {when_empty}", part.meaning()).into(),
        get: Box::new(move |row| {
            let tally = row.card().nth(n);
            if tally.span == 0 { Cell::Empty } else { Cell::Integer(i64::from(part.of(tally))) }
        }),
        set: Box::new(move |row, cell| part.set(row.card_mut().nth_mut(n), cell.as_count())),
    }
}
