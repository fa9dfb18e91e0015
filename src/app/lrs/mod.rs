//! Sending plays to a learning record store as xAPI statements. Only this module uses the network.

mod credentials;
mod error;
mod fault;
mod proxy;
mod push;
mod store;
mod trust;

pub use credentials::Credentials;
pub use error::{CertificateFault, PushError, Rejection, StopReason, StoreAnswer};
pub use push::{Push, Pushed, push};
pub use store::Store;
