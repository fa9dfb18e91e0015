//! What both front ends do: play sessions, trying files out, exports, reports and pushing, settings.

mod coach_word;
mod error;
mod exports;
mod key;
mod lrs;
mod memory_file;
mod open_plays;
mod play_session;
mod prepared;
mod progress;
mod read_back;
mod reports;
mod request;
mod settings;
mod shown_names;
mod town_view;
mod trainee;
mod try_out;

pub use coach_word::{CoachWord, CoachWordError};
pub use error::{ExportError, ReadBackError, ReadBackFault};
pub use exports::{ChainHeadError, ExportJob, ExportRequest, Exported, chain_heads};
pub use key::{KeyError, PeopleNames};
pub use lrs::{
    CertificateFault, Credentials, Push, PushError, Pushed, Rejection, StopReason, Store, StoreAnswer, push,
};
pub use memory_file::{MemoryFileError, read_memory};
pub use open_plays::add_open_plays;
pub use play_session::{NOT_OPEN_NOTICE, PlayOrigin, PlaySession, Reloaded, STUCK_NOTICE, StartRequest, Started};
pub use progress::OnProgress;
pub use read_back::{read_decisions, read_encounters, rescore};
pub use reports::{ReportJob, ReportRequest, ReportSource, Reported};
pub use request::{Destination, PlayRequest, RequestContext, RequestError, RequestedTrainee};
pub use settings::{Settings, SettingsError, SettingsLost, Theme, WindowBox};
pub use shown_names::{ShownNames, lines_so_far};
pub use town_view::{
    Beginning, EveningView, MissedLine, PathStep, PersonLine, PromiseLine, TownView, WaitingLine, WayLine, WordLine,
    not_followed, tone_sign,
};
pub use trainee::{
    AlikeTrainees, STAND_IN_NAME, TraineeError, TraineeMatch, another_trainee, distinction, distinctions, find_trainee,
    known_or_new_trainee, known_trainee,
};
pub use try_out::{StartingPoint, StartingPointError, TryOut, TryOutError};
