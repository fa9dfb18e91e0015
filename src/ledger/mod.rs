//! The ledger: who played what, in one `SQLite` file. Every decision is committed as it happens, to a chain of hashes that
//! shows later changes.

mod backup;
mod chain;
mod connection;
mod erase;
mod error;
mod event;
mod history;
mod ledger_set;
mod open_play;
mod play_rows;
mod profiles;
mod pushed;
mod read_only;
mod recording;
mod resume;
mod schema;
mod selection;
mod stale;
mod stored_scenario;
mod town;
mod verify;

pub use connection::Ledger;
pub use erase::Erased;
pub use error::{Damage, LedgerError};
pub use ledger_set::LedgerSet;
pub use open_play::OpenPlay;
pub use read_only::head_of_file;
pub use resume::ResumedPlay;
pub use selection::PlaySelection;
pub use stored_scenario::{StoredScenario, StoredScenarioError};
pub use town::OpenInTown;
pub use verify::{Finding, Verified};
