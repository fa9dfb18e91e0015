//! What verifying a ledger can find.

use thiserror::Error;

/// Something in a ledger that is not as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Finding {
    /// An event's hash does not follow from what it says and the event before.
    #[error("event {seq}, `{kind}` of `{play}`, was changed, moved or inserted")]
    Changed {
        /// Its number.
        seq: i64,
        /// Its kind.
        kind: String,
        /// The play, or profile, it belongs to.
        play: String,
    },
    /// Events are missing.
    #[error("events {first} to {last} are missing")]
    Missing {
        /// The first.
        first: i64,
        /// The last.
        last: i64,
    },
    /// The chain does not end where the ledger says.
    #[error("the chain ends with event {found}, and the ledger counts {counted}: its end was cut off or added to")]
    End {
        /// The number of the last event.
        found: i64,
        /// How many the ledger counts.
        counted: i64,
    },
    /// The last event is not the one the ledger names.
    #[error("the last event is not the one that the ledger names as its head")]
    Head,
    /// An event was emptied without having been erased with its play.
    #[error("event {seq} of `{play}` is empty, and nothing says that `{play}` was erased")]
    Emptied {
        /// Its number.
        seq: i64,
        /// The play, or profile, it belongs to.
        play: String,
    },
    /// A stored scenario has another hash.
    #[error("the scenario `{id}` was changed after it was played: its text does not have the hash {hash}")]
    Scenario {
        /// Its id.
        id: String,
        /// The hash it is stored under.
        hash: String,
    },
    /// The list of plays does not follow from the events.
    #[error("play `{play}`: {what} is {recorded} in the list of plays, and {follows} follows from the events")]
    Differs {
        /// The play.
        play: String,
        /// What.
        what: &'static str,
        /// The value in the list.
        recorded: String,
        /// The value that follows from the events.
        follows: String,
    },
    /// A profile's name, staff number or team is not what the last event of it says.
    #[error("profile `{profile}`: name, staff number or team is not what the chain says")]
    Profile {
        /// Its id.
        profile: String,
    },
    /// A play that has events is missing in the list of plays.
    #[error("play `{play}` was removed from the list of plays")]
    Gone {
        /// The play.
        play: String,
    },
    /// Two plays have the same number among those of a person and scenario.
    #[error("play `{play}` is attempt {attempt}, and so is another play of that person and scenario")]
    Twice {
        /// The play.
        play: String,
        /// The number.
        attempt: u32,
    },
    /// A play cannot be read or played again.
    #[error("play `{play}` cannot be played again: {why}")]
    Unplayable {
        /// The play.
        play: String,
        /// Why.
        why: String,
    },
    /// Playing it again has another result.
    #[error("play `{play}`: played again on the stored scenario, {what} differs from what was recorded")]
    Replay {
        /// The play.
        play: String,
        /// What differs: a decision by its number, or the end.
        what: String,
    },
    /// A score does not follow from the decisions.
    #[error("play `{play}`: the score of {what} is recorded as {recorded}, and {follows} follows from its decisions")]
    Score {
        /// The play.
        play: String,
        /// Overall, or the principle.
        what: &'static str,
        /// The recorded score.
        recorded: String,
        /// The score that follows from the decisions.
        follows: String,
    },
    /// An export was made of more events than there are.
    #[error("the export was made of {then} events, and the ledger has {now}: its end was cut off")]
    Shorter {
        /// How many there were.
        then: i64,
        /// How many there are.
        now: i64,
    },
    /// The last event at the time of an export is another one now.
    #[error("event {events} is not the one that the export ended with: the ledger was rewritten since")]
    Rewritten {
        /// Its number.
        events: i64,
    },
    /// An export was made of other ledgers.
    #[error("the export is not of this ledger, or the ledger was recreated since: none of its ids is `{ledger}`")]
    Other {
        /// This ledger's id.
        ledger: String,
    },
}
