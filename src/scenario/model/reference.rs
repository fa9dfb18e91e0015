//! What the format consists of, as data: each type with its words, parts or forms, and their documentation. The macros
//! that declare the types make the tables too; the reference in `docs/` is drawn from them.

use std::collections::BTreeMap;

use super::lines::Line;
use super::logic::{Condition, Effect};
use super::parts::{Member, PART_TYPES};
use super::values::{Evidence, Lang, Pronouns, Rapport};
use super::words::WORD_TYPES;
use crate::scenario::id::{
    BeatId, CastId, ChoiceId, ChoiceRef, ClaimId, FactId, FlagId, NeedId, PersonId, PromiseId, Ref, ScenarioId, TestId,
    VillagerId, WordId,
};
use crate::scenario::principle::Principle;

/// A type of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeDoc {
    /// Its name.
    pub name: &'static str,
    /// What it is, in whole sentences.
    pub doc: &'static str,
    /// What it consists of.
    pub items: Items,
}

/// What a type of the format consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Items {
    /// Bare words, of which one is written.
    Words(&'static [WordDoc]),
    /// Named fields.
    Fields(&'static [FieldDoc]),
    /// Words with values or fields in brackets, of which one is written.
    Variants(&'static [VariantDoc]),
}

/// A bare word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordDoc {
    /// The word as it is written.
    pub word: &'static str,
    /// What it stands for, in whole sentences.
    pub doc: &'static str,
}

/// A named field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldDoc {
    /// Its name as it is written.
    pub name: &'static str,
    /// What it is, in whole sentences.
    pub doc: &'static str,
    /// How its value is written.
    pub form: Form,
}

/// A word with values or fields in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VariantDoc {
    /// The word before the bracket.
    pub word: &'static str,
    /// What it stands for, in whole sentences.
    pub doc: &'static str,
    /// The values in its brackets, in their order, if they have no names.
    pub values: &'static [Form],
    /// The fields in its brackets, if they have names.
    pub fields: &'static [FieldDoc],
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text in quotes.
    Text,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A map from principles to weights.
    Weights,
    /// An id, of what it names, such as `fact`.
    Id(&'static str),
    /// `"beat/choice"`.
    ChoiceRef,
    /// A type of the format, by its name.
    Type(&'static str),
    /// A list of values.
    List(&'static Self),
    /// A map from ids or texts to values.
    Map(&'static Self, &'static Self),
}

/// All types of the format that consist of words, fields or variants, in the order of the reference.
pub fn types() -> impl Iterator<Item = &'static TypeDoc> {
    [WORD_TYPES, PART_TYPES, &[Member::DOC, Line::DOC, Condition::DOC, Effect::DOC]].into_iter().flatten()
}

/// A type whose values stand in a file.
pub(super) trait Written {
    /// How a value is written.
    const FORM: Form;
}

/// Says how values of types are written.
macro_rules! forms {
    ($($($name:ty),+ => $form:expr;)+) => {$($(
        impl Written for $name {
            const FORM: Form = $form;
        }
    )+)+};
}

forms! {
    String, Lang, Pronouns => Form::Text;
    u32, u8, i8, Rapport => Form::Number;
    bool => Form::Bool;
    Evidence => Form::Weights;
    ChoiceRef => Form::ChoiceRef;
    Principle => Form::Type("Principle");
    ScenarioId => Form::Id("scenario");
    BeatId => Form::Id("beat");
    ChoiceId => Form::Id("choice");
    PersonId => Form::Id("person");
    CastId => Form::Id("twin");
    VillagerId => Form::Id("villager");
    NeedId => Form::Id("need");
    FactId => Form::Id("fact");
    FlagId => Form::Id("flag");
    PromiseId => Form::Id("promise");
    ClaimId => Form::Id("claim");
    WordId => Form::Id("word");
    TestId => Form::Id("test");
}

impl<T: Written> Written for Ref<T> {
    const FORM: Form = T::FORM;
}

impl<T: Written> Written for Option<T> {
    const FORM: Form = T::FORM;
}

impl<T: Written> Written for Box<T> {
    const FORM: Form = T::FORM;
}

impl<T: Written> Written for Vec<T> {
    const FORM: Form = Form::List(&T::FORM);
}

impl<K: Written, V: Written> Written for BTreeMap<K, V> {
    const FORM: Form = Form::Map(&K::FORM, &V::FORM);
}

/// The text of documentation comments: what stands after each `///`, joined.
macro_rules! doc_text {
    ($($line:literal)*) => { concat!($($line),*).trim_ascii() };
}

/// The table of named fields.
macro_rules! field_docs {
    () => { &[] };
    ($([$($doc:literal)*] $field:ident: $type:ty),+) => {{
        use $crate::scenario::model::reference::{FieldDoc, Written, bare_name, doc_text};

        const FIELDS: &[FieldDoc] = &[$(FieldDoc {
            name: bare_name(stringify!($field)),
            doc: doc_text!($($doc)*),
            form: <$type as Written>::FORM,
        }),+];
        FIELDS
    }};
}

/// The name of a field without the mark of an identifier that is a word of the language, as in `r#do`.
pub(super) const fn bare_name(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

pub(super) use {doc_text, field_docs};
