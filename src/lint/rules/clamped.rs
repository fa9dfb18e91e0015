//! W38: rapport that is lost at an end of its scale.

use super::{Check, Found, Run, Scene, witness};
use crate::analysis::{Cause, Clamped};
use crate::diagnostic::Severity::Warning;
use crate::diagnostic::rule;
use crate::scenario::ron::place::Step;

pub(super) static CHECK: Check = Check {
    rule: rule(
        "W38",
        Warning,
        "rapport lost at an end of the scale",
        "Rapport goes from 0 to 100, and at most of the places where this change can happen it goes beyond: what is beyond is lost, so that plays which earned different things stand alike. That a play which does everything wrong comes to the end of the scale is no fault. Start nearer to the middle, or let each reply move less.",
    ),
    run: Run::Scene(run),
};

fn run<'a>(scene: &Scene<'a>, found: &mut Found<'a>) {
    if !scene.follows_feelings() {
        return;
    }
    let mut said = Vec::new();
    for space in &scene.plays.spaces {
        for Clamped { cause, person, first, times } in &space.clamped {
            let all = space.times.get(cause).copied().unwrap_or(1);
            // That who does everything wrong comes to the end of the scale is no fault.
            if 2 * times <= all || said.contains(&(cause, person)) || said.len() > 100 {
                continue;
            }
            said.push((cause, person));
            let mut path = match cause {
                Cause::Beat(beat) => scene.beat_path(*beat),
                Cause::Choice(beat, choice) => scene.numbered_path(*beat, *choice),
            };
            path.push(Step::Field("effects"));
            let who = &scene.script.person(*person).id;
            let message = format!(
                "rapport with `{who}` goes beyond its scale here at {times} of the {all} places where this can happen"
            );
            let hint = "start nearer to the middle, or move by less";
            found.at(path, message, hint).shown_by(witness(space, &space.way_in(*first)));
        }
    }
}
