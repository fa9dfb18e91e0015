//! Pictures of the tour: taken of the real window, and checked for text that cannot be read.

use bevy::prelude::*;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy_egui::{EguiContext, EguiFullOutput};
use rapport::files::write_file;
use rapport::game::layout::{LayoutFault, layout_faults};
use rapport::picture::Raster;

use crate::Tour;

/// A picture of fewer colours is blank.
const MIN_COLOURS: usize = 12;

/// Checks the layout of the frame, and takes the picture that is due.
pub(crate) fn take_picture(
    mut tour: ResMut<Tour>,
    mut outputs: Query<(&mut EguiContext, &EguiFullOutput)>,
    mut commands: Commands,
    mut pending: Local<bool>,
) {
    let Some(name) = tour.due.clone() else {
        *pending = false;
        return;
    };
    if std::mem::replace(&mut *pending, true) {
        return;
    }
    for (mut context, output) in &mut outputs {
        let Some(output) = &output.0 else { continue };
        for fault in layout_faults(context.get_mut(), output) {
            let words = match fault {
                LayoutFault::Nothing => "no text".to_owned(),
                LayoutFault::CutOff(text) => format!("cut off: {text:?}"),
                LayoutFault::Overlap(a, b) => format!("{a:?} overlaps {b:?}"),
            };
            tour.faults.push(format!("{name}: {words}"));
        }
    }
    commands.spawn(Screenshot::primary_window()).observe(
        move |captured: On<ScreenshotCaptured>, mut tour: ResMut<Tour>| {
            save(&mut tour, &captured.image);
        },
    );
}

/// Saves a picture; a blank one is a fault.
fn save(tour: &mut Tour, image: &Image) {
    let Some(name) = tour.due.take() else { return };
    let saved = image.clone().try_into_dynamic().map_err(|error| error.to_string()).and_then(|picture| {
        let picture = picture.to_rgba8();
        let (width, height) = picture.dimensions();
        let picture = Raster::from_rgba(width, height, picture.into_raw())
            .ok_or_else(|| "the size does not fit its pixels".to_owned())?;
        if picture.colours(MIN_COLOURS) < MIN_COLOURS {
            return Err("it is blank".to_owned());
        }
        write_file(&tour.folder.join(format!("{name}.png")), &picture.png()).map_err(|error| error.to_string())
    });
    match saved {
        Ok(()) => tour.taken += 1,
        Err(why) => tour.faults.push(format!("{name}: {why}")),
    }
}
