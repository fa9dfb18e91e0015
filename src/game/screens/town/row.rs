//! People in a row: where each stands, so that nobody covers another.

/// The distance of people who have room, in points.
const ROOMY: f32 = 186.0;

/// How far people stand from each other, in points: less where there are many.
pub(super) fn distance(people: usize, width: f32) -> f32 {
    let people = f32::from(u16::try_from(people.max(1)).unwrap_or(u16::MAX));
    (width / people).min(ROOMY)
}

/// Where people stand who would like to stand at `wanted`: in the same order, at least `distance` from each other, and at least
/// half of it from both edges. Those who want the same place stand side by side.
pub(super) fn places(wanted: &[f32], distance: f32, width: f32) -> Vec<f32> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]).then(a.cmp(b)));
    let mut placed = vec![0.0; wanted.len()];
    // From the left each stands as near as the one before allows; then those come back who stand beyond the right edge.
    let mut least = distance / 2.0;
    for n in &order {
        placed[*n] = wanted[*n].max(least);
        least = placed[*n] + distance;
    }
    let mut most = width - distance / 2.0;
    for n in order.iter().rev() {
        placed[*n] = placed[*n].min(most);
        most = placed[*n] - distance;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_covers_another_or_is_cut_off_by_the_edge() {
        for (width, wanted) in [
            (1280.0, vec![534.0, 534.0, 534.0, 640.0, 1220.0, 1216.0]),
            (900.0, vec![-20.0; 9]),
            (1024.0, vec![2000.0; 9]),
            (1280.0, vec![640.0]),
            (1280.0, vec![]),
        ] {
            let distance = distance(wanted.len(), width);
            let mut placed = places(&wanted, distance, width);
            placed.sort_by(f32::total_cmp);
            assert!(placed.windows(2).all(|two| two[1] - two[0] >= distance - 0.5), "{placed:?}");
            let inside = |place: &f32| *place >= distance / 2.0 - 0.5 && *place <= width - distance / 2.0 + 0.5;
            assert!(placed.iter().all(inside), "{placed:?} in {width}");
        }
    }

    #[test]
    fn whoever_has_room_stands_where_they_want_to() {
        assert_eq!(places(&[800.0, 200.0], ROOMY, 1280.0), [800.0, 200.0]);
    }
}
