//! Villagers cast in a scenario, replaced by the persona they are there.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Problem, Span, suggest};
use crate::scenario::id::VillagerId;
use crate::scenario::model::{Casting, Look, Member, Need, Persona, Scenario};
use crate::scenario::ron::decode::MAX_PEOPLE;
use crate::scenario::ron::place::{Location, Origin};
use crate::scenario::ron::tree::Tree;
use crate::scenario::village::{Village, Villager};

/// Replaces each villager by the persona they are here.
pub(super) fn resolve_villagers(
    scenario: &mut Scenario,
    village: &Village,
    tree: Option<(&Tree, &str)>,
) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let span = |location: Location<'_>| tree.map_or_else(Span::default, |(tree, text)| location.span(tree, text));
    // People beyond the limit are left out: the limit itself is reported where it is checked.
    for member in scenario.cast.values_mut().take(MAX_PEOPLE) {
        let Member::Villager(casting) = member else { continue };
        let entry = Location::Entry(casting.origin);
        if let Some(villager) = village.people.get(&casting.id) {
            if let Some(need) = casting.needs.keys().find(|need| villager.needs.contains_key(*need)) {
                let span = span(entry.field("needs").key(need.as_str()));
                problems.push(Diagnostic::new(span, Problem::DuplicateKey { key: need.to_string() }));
            }
            *member = Member::Persona(persona(villager, casting));
        } else {
            // The empty id stands in for one that could not be read and was reported there.
            if !casting.id.as_str().is_empty() {
                problems.push(Diagnostic::new(
                    span(entry.field("id")),
                    Problem::Unknown {
                        kind: "villager",
                        id: casting.id.to_string(),
                        suggestion: suggest(casting.id.as_str(), village.people.keys().map(VillagerId::as_str)),
                    },
                ));
            }
            let (needs, origin) = (casting.needs.clone(), casting.origin);
            *member = Member::Persona(Persona { needs, origin, ..Persona::default() });
        }
    }
    problems
}

/// The persona of a villager, with what a scenario changes. What comes from the village has no origin: it is not
/// written in the scenario's file.
fn persona(villager: &Villager, casting: &Casting) -> Persona {
    let elsewhere = |need: &Need| Need { origin: Origin::NONE, ..need.clone() };
    let mut needs: BTreeMap<_, _> = villager.needs.iter().map(|(id, need)| (id.clone(), elsewhere(need))).collect();
    needs.extend(casting.needs.clone());
    let role = if casting.role.is_empty() { &villager.role } else { &casting.role };
    let look = if casting.look == Look::default() {
        Look { origin: Origin::NONE, ..villager.look.clone() }
    } else {
        casting.look.clone()
    };
    Persona {
        name: villager.name.clone(),
        called: villager.called.clone(),
        role: role.clone(),
        pronouns: villager.pronouns.clone(),
        look,
        mood: casting.mood.unwrap_or(villager.temper),
        rapport: casting.rapport,
        needs,
        face_on_phone: casting.face_on_phone,
        place: casting.place.clone(),
        villager: Some(casting.id.clone()),
        origin: casting.origin,
    }
}
