//! Indices into the tables of a script.

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The index of the item at position `n` of its table.
            ///
            /// # Panics
            /// If `n` is 2^32 or more. No file holds so many items: its size is limited.
            #[must_use]
            pub fn new(n: usize) -> Self {
                Self(u32::try_from(n).expect("a file of at most 32 MB holds fewer than 2^32 items"))
            }

            /// The position in the table.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

indices! {
    /// A person in [`Script::people`](super::Script::people).
    PersonIx
    /// A beat in [`Script::beats`](super::Script::beats).
    BeatIx
    /// A need in [`Script::needs`](super::Script::needs).
    NeedIx
    /// A fact in [`Script::facts`](super::Script::facts).
    FactIx
    /// A flag in [`Script::flags`](super::Script::flags).
    FlagIx
    /// A promise in [`Script::promises`](super::Script::promises).
    PromiseIx
    /// A claim in [`Script::claims`](super::Script::claims).
    ClaimIx
    /// A remembered ending in [`Script::endings`](super::Script::endings).
    EndingIx
    /// A word and who may have heard it, in [`Script::heard`](super::Script::heard).
    HeardIx
    /// A word that may have reached the trainee, in [`Script::overheard`](super::Script::overheard).
    OverheardIx
    /// A choice, counted over all beats of a script.
    ChoiceIx
}
