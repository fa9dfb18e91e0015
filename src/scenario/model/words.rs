//! The words of the format: enums whose variants are written as single words, or as a word with values.

use serde::{Deserialize, Serialize};

use super::reference::{Form, Items, TypeDoc, WordDoc, Written, doc_text};

/// Declares enums whose variants are single words in a file, and the table of their documentation.
macro_rules! words {
    ($($(#[doc = $doc:literal])* $name:ident as $kind:literal {
        $($(#[doc = $vdoc:literal])* $variant:ident),* $(,)?
    })*) => {
    $(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[doc = $vdoc])* $variant),* }

        impl $name {
            /// All variants, in the order of the format's description.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// What a value of this type is called in messages.
            pub const KIND: &'static str = $kind;

            /// The word as it is written in a file.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),* }
            }
        }

        impl Written for $name {
            const FORM: Form = Form::Type(stringify!($name));
        }
    )*

        /// The types above with their documentation.
        pub(super) const WORD_TYPES: &[TypeDoc] = &[$(TypeDoc {
            name: stringify!($name),
            doc: doc_text!($($doc)*),
            items: Items::Words(&[
                $(WordDoc { word: stringify!($variant), doc: doc_text!($($vdoc)*) }),*
            ]),
        }),*];
    };
}

words! {
    /// What sort of encounter it is.
    Kind as "kind of encounter" {
        /// Somebody comes in.
        WalkIn,
        /// Somebody calls, angry.
        AngryCaller,
        /// A customer met off duty.
        OffDuty,
        /// A colleague, the internal customer.
        Colleague,
        /// A complaint in public.
        PublicPost,
        /// What is read and heard before anybody meets.
        BeforeContact,
        /// A customer helps to design the service.
        CoCreation,
    }
    /// Where the talk happens.
    Channel as "channel" {
        /// Across the counter.
        Counter,
        /// On the phone.
        Phone,
        /// A public thread.
        Feed,
        /// Messages between two.
        Chat,
        /// Off duty.
        Street,
        /// Among colleagues.
        Backroom,
        /// Around a table.
        Meeting,
    }
    /// How much the encounter asks of a trainee.
    Level as "level" {
        /// For the first days.
        First,
        /// For those who have played some.
        Practised,
        /// For those who want to be tested.
        Hard,
    }
    /// What kind of turn a choice is.
    Act as "act" {
        /// A greeting.
        Greet,
        /// Talk for its own sake.
        SmallTalk,
        /// A question.
        Ask,
        /// Saying back what was heard.
        Reflect,
        /// Showing that it counts.
        Acknowledge,
        /// Thanks.
        Thank,
        /// An apology.
        Apologise,
        /// Information.
        Inform,
        /// Advice.
        Advise,
        /// An offer.
        Offer,
        /// Asking for something.
        Request,
        /// A promise.
        Promise,
        /// Saying no.
        Refuse,
        /// Evading the matter.
        Deflect,
        /// Cutting in.
        Interrupt,
        /// Looking away.
        Ignore,
        /// Saying nothing, on purpose.
        Wait,
        /// Passing somebody on to another person.
        HandOver,
    }
    /// How somebody feels.
    Mood as "mood" {
        /// Rank 0.
        Furious,
        /// Rank 1.
        Angry,
        /// Rank 2.
        Annoyed,
        /// Rank 2.
        Worried,
        /// Rank 2.
        Sad,
        /// Rank 3.
        Calm,
        /// Rank 4.
        Pleased,
        /// Rank 5.
        Delighted,
    }
    /// The four kinds of need.
    NeedKind as "kind of need" {
        /// As a unique human.
        Personal,
        /// For the job, the career.
        Functional,
        /// Of the groups around somebody.
        Group,
        /// Of their organisation.
        Organisational,
    }
    /// How much of a claim is true.
    Truth as "truth" {
        /// All of it is true.
        True,
        /// Part of it is true.
        Half,
        /// None of it is true.
        Lie,
    }
    /// How an encounter ended: what became of the matter.
    Outcome as "outcome" {
        /// The matter is settled.
        Solved,
        /// A promise stands.
        Agreed,
        /// Somebody better placed has it.
        Referred,
        /// The matter is lost.
        Lost,
    }
    /// How two villagers are tied.
    Tie as "tie" {
        /// Relatives.
        Family,
        /// Friends.
        Friend,
        /// Neighbours.
        Neighbour,
        /// Colleagues.
        Colleague,
        /// One reads what the other posts.
        Follows,
    }
    /// How somebody speaks of the trainee.
    Tone as "tone" {
        /// Well.
        Praise,
        /// Neither well nor badly.
        Plain,
        /// Badly.
        Complaint,
    }
}

impl Outcome {
    /// All but `Lost`.
    pub const NOT_LOST: [Self; 3] = [Self::Solved, Self::Agreed, Self::Referred];
}

impl Mood {
    /// 0 for furious to 5 for delighted; three moods share 2.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Furious => 0,
            Self::Angry => 1,
            Self::Annoyed | Self::Worried | Self::Sad => 2,
            Self::Calm => 3,
            Self::Pleased => 4,
            Self::Delighted => 5,
        }
    }
}

/// Declares the defaults of words that have no default in the format.
macro_rules! placeholders_for_required {
    ($($name:ident::$variant:ident)*) => {$(
        impl Default for $name {
            /// Stands in for a required field that a file leaves out; such a file is never played.
            fn default() -> Self {
                Self::$variant
            }
        }
    )*};
}

placeholders_for_required! { Kind::WalkIn Channel::Counter Level::First Act::Wait NeedKind::Personal Truth::True Outcome::Lost Tie::Friend Tone::Plain }

impl Default for Mood {
    /// Calm, if nothing is written.
    fn default() -> Self {
        Self::Calm
    }
}

/// Declares enums that are written as a word with values or named fields in brackets, and the table of their
/// documentation.
macro_rules! variants {
    ($(#[doc = $doc:literal])* $name:ident {
        $($(#[doc = $vdoc:literal])* $variant:ident
            $(($($type:ty),*))?
            $({$($(#[doc = $fdoc:literal])* $(#[serde $serde:tt])? $field:ident: $ftype:ty),* $(,)?})?
        ),* $(,)?
    }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub enum $name {
            $($(#[doc = $vdoc])* $variant
                $(($($type),*))?
                $({$($(#[doc = $fdoc])* $(#[serde $serde])? $field: $ftype),*})?
            ),*
        }

        impl $name {
            /// The words of all variants, in the order of the format's description.
            pub const WORDS: &'static [&'static str] = &[$(stringify!($variant)),*];

            /// The word this variant is written with.
            #[must_use]
            pub const fn as_str(&self) -> &'static str {
                match self { $(Self::$variant { .. } => stringify!($variant)),* }
            }
        }

        const _: () = {
            use $crate::scenario::model::reference::{
                Form, Items, TypeDoc, VariantDoc, Written, doc_text, field_docs,
            };

            impl Written for $name {
                const FORM: Form = Form::Type(stringify!($name));
            }

            impl $name {
                /// The type with its documentation.
                pub(super) const DOC: TypeDoc = TypeDoc {
                    name: stringify!($name),
                    doc: doc_text!($($doc)*),
                    items: Items::Variants(&[$(VariantDoc {
                        word: stringify!($variant),
                        doc: doc_text!($($vdoc)*),
                        values: &[$($(<$type as Written>::FORM),*)?],
                        fields: field_docs!($($([$($fdoc)*] $field: $ftype),*)?),
                    }),*]),
                };
            }
        };
    };
}

pub(super) use variants;
