//! Plays the sounds, on a thread of its own that first asks for the device when something is to be heard.

use std::io::Cursor;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use bevy::platform::cell::SyncCell;
use bevy::prelude::*;
use rodio::source::Source;
use rodio::{Decoder, DeviceSinkBuilder, MixerDeviceSink, Player};

use super::clock::Clock;
use super::intent::Screen;
use super::reveal::{Part, Reveal};
use super::session::Session;
use super::sound::{Cue, Sound};
use crate::encounter::{Said, Status};
use crate::files::asset;
use crate::scenario::model::Channel;

/// What the thread is told.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    /// Play it once.
    Once(Sound),
    /// Play it once, after what was asked for last.
    Then(Sound),
    /// Play this over and over, in place of what went on so far; `None` for silence.
    On(Option<Sound>),
    /// Stop everything.
    Hush,
}

/// The way to the thread.
#[derive(Resource, Default)]
struct Speaker {
    orders: Option<SyncCell<Sender<Order>>>,
    going_on: Option<Sound>,
    silenced: bool,
    /// Whether one is in an encounter.
    inside: bool,
}

impl Speaker {
    fn tell(&mut self, order: Order) {
        let orders = self.orders.get_or_insert_with(|| {
            let (send, receive) = channel();
            std::thread::spawn(move || listen(&receive));
            SyncCell::new(send)
        });
        // A thread that ended has no device: the game goes on in silence.
        let _ = orders.get().send(order);
    }
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Speaker>().add_systems(PostUpdate, (cues, background).chain());
}

fn cues(mut cues: MessageReader<Cue>, session: Res<Session>, mut speaker: ResMut<Speaker>) {
    for Cue(sound) in cues.read() {
        // What goes on for as long as it lasts is played as the background.
        let goes_on = matches!(sound, Sound::Hold | Sound::Room | Sound::Street);
        if session.settings.sound && !goes_on {
            // A telephone is picked up when it has rung.
            speaker.tell(if *sound == Sound::PickUp { Order::Then(*sound) } else { Order::Once(*sound) });
        }
    }
    if !session.settings.sound && !std::mem::replace(&mut speaker.silenced, true) && speaker.orders.is_some() {
        speaker.going_on = None;
        speaker.tell(Order::Hush);
    }
    if session.settings.sound {
        speaker.silenced = false;
    }
}

/// What is heard all the while: the room one is in, or hold music.
fn background(
    session: Res<Session>,
    screen: Res<State<Screen>>,
    clock: Res<Clock>,
    reveal: Res<Reveal>,
    mut speaker: ResMut<Speaker>,
    mut cues: MessageWriter<Cue>,
) {
    let playing = session.playing.as_ref().filter(|playing| {
        let open = playing.encounter.status() == Status::Open;
        *screen.get() == Screen::Encounter && session.settings.sound && open && !clock.standing
    });
    let heard = playing.and_then(|playing| {
        let on_hold =
            |(n, said): (usize, &Said)| matches!(said, Said::Hold { .. }) && matches!(reveal.part(n), Part::Coming(_));
        if playing.present().iter().enumerate().any(on_hold) {
            return Some(Sound::Hold);
        }
        match playing.beat(reveal.begun()).channel {
            Channel::Counter | Channel::Backroom | Channel::Meeting | Channel::Phone => Some(Sound::Room),
            Channel::Street => Some(Sound::Street),
            Channel::Feed | Channel::Chat => None,
        }
    });
    if heard != speaker.going_on {
        speaker.going_on = heard;
        speaker.tell(Order::On(heard));
        cues.write_batch(heard.filter(|sound| *sound != Sound::Hold).map(Cue));
    }
    // What rang rings no longer when one has left.
    let left = *screen.get() != Screen::Encounter;
    if left && std::mem::replace(&mut speaker.inside, !left) {
        speaker.tell(Order::Hush);
    }
    speaker.inside = !left;
}

/// A device that was left in silence for so long is given back.
const SILENCE: Duration = Duration::from_secs(5);

/// An open device, and what is heard from it.
struct Open {
    device: MixerDeviceSink,
    going_on: Player,
    once: Vec<Player>,
}

impl Open {
    fn new() -> Option<Self> {
        let device = device()?;
        let going_on = Player::connect_new(device.mixer());
        Some(Self { device, going_on, once: Vec::new() })
    }

    fn is_silent(&mut self) -> bool {
        self.once.retain(|player| !player.empty());
        self.once.is_empty() && self.going_on.empty()
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Once(sound) => {
                let Some(source) = source(sound) else { return };
                let player = Player::connect_new(self.device.mixer());
                player.append(source.amplify(sound.volume()));
                self.once.push(player);
            }
            Order::Then(sound) => {
                if let (Some(player), Some(source)) = (self.once.last(), source(sound)) {
                    player.append(source.amplify(sound.volume()));
                }
            }
            Order::On(sound) => {
                self.going_on.clear();
                if let Some((sound, source)) = sound.and_then(|sound| Some((sound, source(sound)?))) {
                    self.going_on.append(source.repeat_infinite().amplify(sound.volume()));
                    self.going_on.play();
                }
            }
            Order::Hush => {
                self.once.clear();
                self.going_on.clear();
            }
        }
    }
}

/// Carries out orders until the window is gone. Without a device there is nothing to carry out.
fn listen(orders: &Receiver<Order>) {
    let mut open: Option<Open> = None;
    loop {
        let order = match open {
            Some(_) => orders.recv_timeout(SILENCE),
            None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match order {
            Ok(Order::On(None) | Order::Hush) if open.is_none() => {}
            Ok(order) => {
                if open.is_none() {
                    open = Open::new();
                }
                let Some(open) = &mut open else { return };
                open.is_silent();
                open.obey(order);
            }
            // An open device costs power even in silence.
            Err(RecvTimeoutError::Timeout) if open.as_mut().is_some_and(Open::is_silent) => open = None,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn source(sound: Sound) -> Option<Decoder<Cursor<Vec<u8>>>> {
    let file = asset(sound.file())?.into_owned();
    Decoder::new(Cursor::new(file)).ok()
}

/// The system's usual device; `None` where there is none, without a word about it.
fn device() -> Option<MixerDeviceSink> {
    // ALSA tells the terminal of every device it did not find; a trainee can do nothing about that.
    #[cfg(target_os = "linux")]
    let _quiet = alsa::Output::local_error_handler().ok();
    let builder = DeviceSinkBuilder::from_default_device().ok()?;
    let mut device = builder.with_error_callback(|_| {}).open_stream().ok()?;
    device.log_on_drop(false);
    Some(device)
}
