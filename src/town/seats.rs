//! Where each villager has a seat on the map of who knows whom: those who are tied to each other sit near each other.

use std::collections::BTreeMap;

use super::ties::{TieKind, Ties};
use crate::scenario::id::VillagerId;

/// How many seats a row has for each row that there is.
const WIDTH_FOR_HEIGHT: usize = 2;

/// The most times that all pairs are looked at; the seats of the shipped village settle after a few.
const MAX_ROUNDS: usize = 40;

/// The seats of a village, in rows; every second row is moved by half a seat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// How many seats a row has.
    pub columns: usize,
    /// How many rows there are.
    pub rows: usize,
    /// The column and row of each villager.
    pub of: BTreeMap<VillagerId, (usize, usize)>,
}

impl Seats {
    /// Seats for villagers: two change seats, or one moves to a free seat, for as long as this brings those who are tied to each
    /// other nearer. The same village has always the same seats.
    #[must_use]
    pub fn new<'a>(people: impl IntoIterator<Item = &'a VillagerId>, ties: &Ties) -> Self {
        let people: Vec<&VillagerId> = people.into_iter().collect();
        let mut columns = 1;
        while columns * columns < people.len() * WIDTH_FOR_HEIGHT {
            columns += 1;
        }
        let rows = people.len().div_ceil(columns);
        let mut taken: Vec<Option<usize>> = (0..people.len()).map(Some).collect();
        taken.resize(columns * rows, None);
        let near = nearness(&people, ties);
        for _ in 0..MAX_ROUNDS {
            if !improve(&mut taken, columns, &near) {
                break;
            }
        }
        let seats = taken.iter().enumerate().filter_map(|(seat, person)| {
            let person = people.get((*person)?)?;
            Some(((*person).clone(), (seat % columns, seat / columns)))
        });
        Self { columns, rows, of: seats.collect() }
    }
}

/// For each villager, those they are tied to, and how near they want to be: friends nearer than neighbours.
fn nearness(people: &[&VillagerId], ties: &Ties) -> Vec<Vec<(usize, i64)>> {
    let number: BTreeMap<&VillagerId, usize> = people.iter().enumerate().map(|(n, villager)| (*villager, n)).collect();
    let wishes = |villager: &&VillagerId| {
        let known = ties.of_villager(villager).filter_map(|(other, kind)| {
            let weight = if kind == TieKind::Close { 3 } else { 2 };
            Some((*number.get(other)?, weight))
        });
        known.collect()
    };
    people.iter().map(wishes).collect()
}

/// Changes seats where that brings people nearer to each other; whether any were.
fn improve(taken: &mut [Option<usize>], columns: usize, near: &[Vec<(usize, i64)>]) -> bool {
    let mut seat_of: Vec<usize> = vec![0; near.len()];
    for (seat, person) in taken.iter().enumerate() {
        if let Some(person) = person {
            seat_of[*person] = seat;
        }
    }
    let mut is_better = false;
    for one in 0..taken.len() {
        for other in one + 1..taken.len() {
            let (a, b) = (taken[one], taken[other]);
            let both = || [a, b].into_iter().flatten();
            if both().next().is_none() {
                continue;
            }
            let before: i64 = both().map(|person| strain(person, &seat_of, columns, near)).sum();
            swap(&mut seat_of, a, b, one, other);
            let after: i64 = both().map(|person| strain(person, &seat_of, columns, near)).sum();
            if after < before {
                taken.swap(one, other);
                is_better = true;
            } else {
                swap(&mut seat_of, b, a, one, other);
            }
        }
    }
    is_better
}

/// Lets the people of two seats change them.
fn swap(seat_of: &mut [usize], a: Option<usize>, b: Option<usize>, one: usize, other: usize) {
    if let Some(a) = a {
        seat_of[a] = other;
    }
    if let Some(b) = b {
        seat_of[b] = one;
    }
}

/// How far a person sits from those they are tied to: the squares of the distances, in quarters of a seat.
fn strain(person: usize, seat_of: &[usize], columns: usize, near: &[Vec<(usize, i64)>]) -> i64 {
    let place = |seat: usize| {
        let (column, row) = (seat % columns, seat / columns);
        (i64::try_from(2 * column + row % 2).unwrap_or(0), i64::try_from(2 * row).unwrap_or(0))
    };
    let (x, y) = place(seat_of[person]);
    let far = |other: &usize| {
        let (other_x, other_y) = place(seat_of[*other]);
        (x - other_x).pow(2) + (y - other_y).pow(2)
    };
    near[person].iter().map(|(other, weight)| weight * far(other)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::model::Tie;

    #[test]
    fn friends_sit_side_by_side_and_nobody_on_two_seats() {
        let people: Vec<VillagerId> = (0..12).map(|n| VillagerId::from(format!("v{n:02}").as_str())).collect();
        let pairs = (0..6).map(|n| (people[n].clone(), Tie::Friend, people[11 - n].clone()));
        let ties = Ties::from_list(pairs);
        let seats = Seats::new(&people, &ties);
        let mut places: Vec<_> = seats.of.values().collect();
        places.sort();
        places.dedup();
        assert_eq!((places.len(), &seats), (12, &Seats::new(&people, &ties)));
        for n in 0..6 {
            let ((x, y), (other_x, other_y)) = (seats.of[&people[n]], seats.of[&people[11 - n]]);
            assert!(x.abs_diff(other_x) <= 1 && y.abs_diff(other_y) <= 1, "{n}: {seats:?}");
        }
        assert_eq!(Seats::new([], &ties), Seats { columns: 1, rows: 0, of: BTreeMap::new() });
    }
}
