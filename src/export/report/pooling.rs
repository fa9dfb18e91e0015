//! Which groups a report without persons may show.

use std::collections::BTreeMap;

/// Minimum people of a group that is shown in a report without persons.
pub const MIN_PEOPLE: usize = 5;

/// Parts groups into those shown alone and those shown together. Groups under five people are pooled, so that nobody
/// in them can be recognized, not even by subtracting the others from the whole: the pool has at least five people
/// again, or is not shown at all. Unless `aggregate` is set, every group is shown alone.
pub(super) fn pooled<K: Ord + Clone>(sizes: &BTreeMap<K, usize>, aggregate: bool) -> (Vec<K>, Vec<K>) {
    if !aggregate {
        return (sizes.keys().cloned().collect(), Vec::new());
    }
    let mut by_size: Vec<(usize, K)> = sizes.iter().map(|(key, size)| (*size, key.clone())).collect();
    by_size.sort();
    let mut together = Vec::new();
    let mut people = 0;
    while let Some((size, _)) = by_size.first() {
        if *size >= MIN_PEOPLE && (people == 0 || people >= MIN_PEOPLE) {
            break;
        }
        people += size;
        together.push(by_size.remove(0).1);
    }
    let mut alone: Vec<K> = by_size.into_iter().map(|(_, key)| key).collect();
    alone.sort();
    if people < MIN_PEOPLE {
        together.clear();
    }
    (alone, together)
}
