//! The stage: the people and places of an encounter, and what of them moves.

mod animation;
mod call;
mod group;
mod scene;
mod texture_cache;
mod textures;

pub use animation::Stage;

pub(super) use animation::plugin;
pub(super) use scene::{SceneView, persona, scene, short_name};
pub(super) use texture_cache::note_screen;
pub(super) use textures::{avatar, backdrop, bust_or_unknown, kind_sign, pattern, person_or_unknown, quay};
