//! Authors, licences and sources of everything that is shipped.

use bevy_egui::egui::Ui;

use crate::files::{ShippedAsset, shipped_assets};
use crate::game::intent::Intent;
use crate::game::screens::kit::{column, heading, scroll};
use crate::game::screens::view::View;
use crate::game::widgets;

pub(super) fn ui(ui: &mut Ui, view: &View<'_>) -> Option<Intent> {
    let theme = view.theme;
    let (_, intent) = scroll(ui, "credits", |ui| {
        let intent = heading(ui, theme, "Who made this", "Back");
        column(ui, 860.0, |ui| {
            widgets::card(theme, theme.card).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.label(theme.bold(format!("Rapport {}", env!("CARGO_PKG_VERSION")), 22.0));
                ui.label(theme.text("The program is free software, under the MIT licence or the Apache licence 2.0, as you like."));
                ui.label(theme.text("It stands on Bevy, egui, resvg, rodio, SQLite and many smaller libraries, whose makers are thanked."));
            });
            for ShippedAsset { file, author, licence, source, .. } in shipped_assets() {
                widgets::card(theme, theme.card).show(ui, |ui| {
                    ui.set_min_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = 3.0;
                    ui.label(theme.bold(asset_name(&file), theme.body));
                    ui.label(theme.text(author));
                    ui.label(theme.small(format!("{licence} · {source}")));
                });
            }
            ui.add_space(8.0);
        });
        intent
    });
    intent
}

/// An asset in words.
fn asset_name(file: &str) -> String {
    match file {
        "people/" => "The people".into(),
        "places/" => "The places".into(),
        "sounds/" => "The sounds".into(),
        "icon.svg" => "The icon".into(),
        "theme.ron" => "The colours".into(),
        "desktop/" => "The entry in the desktop's menu".into(),
        _ => file
            .rsplit('/')
            .next()
            .unwrap_or(file)
            .replace(".ttf", "")
            .replace('-', " ")
            .replace("AtkinsonHyperlegibleNext", "Atkinson Hyperlegible Next"),
    }
}
