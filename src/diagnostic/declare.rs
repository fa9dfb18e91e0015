//! The macro behind the table of problems.

/// Declares [`Problem`](super::Problem) from a table: each problem once, with the data it carries, its rule, and the
/// wording of its message and hint.
///
/// ```text
/// Name { field: Type } => {
///     rule: "E40", Error, "title";
///     explanation: "Whole sentences.";
///     message: an expression of type `String`, which may use the fields (as references);
///     hint: an expression of type `Option<String>`, likewise;
///     example: an `Example`;
/// }
/// ```
macro_rules! declare_problems {
    ($(
        $variant:ident $({ $($field:ident: $type:ty),+ $(,)? })? => {
            rule: $code:literal, $severity:ident, $title:literal;
            explanation: $explanation:literal;
            message: $message:expr;
            hint: $hint:expr;
            example: $example:expr;
        }
    )+) => {
        /// What is wrong, as data. The variants are in the order of their codes.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "fields are named for what they hold, and appear in the message")]
        pub enum Problem {
            $(
                #[doc = concat!($code, ": ", $title, ".")]
                $variant $({ $($field: $type),+ })?,
            )+
            /// What a rule of the checker finds; the rule's own code words it.
            Finding { rule: &'static Rule, message: String, hint: String },
        }

        /// The rules of the reader, in the order of their codes. Those of the checker are in [`crate::lint`].
        pub static READER_RULES: &[Rule] = &[$(
            Rule {
                code: $code,
                severity: Severity::$severity,
                title: $title,
                explanation: $explanation,
                example: $example,
            },
        )+];

        /// The place of each problem's rule in [`READER_RULES`].
        enum Row { $($variant),+ }

        impl Problem {
            /// The rule it breaks.
            #[must_use]
            pub fn rule(&self) -> &'static Rule {
                match self {
                    $(Self::$variant { .. } => &READER_RULES[Row::$variant as usize],)+
                    Self::Finding { rule, .. } => rule,
                }
            }

            /// What is wrong, in one line: lower case, no full stop.
            #[must_use]
            #[expect(unused_variables, reason = "not every message uses every field")]
            pub fn message(&self) -> String {
                match self {
                    $(Self::$variant $({ $($field),+ })? => $message,)+
                    Self::Finding { message, .. } => message.clone(),
                }
            }

            /// What to try, in one line: lower case, no full stop.
            #[must_use]
            #[expect(unused_variables, reason = "not every hint uses every field")]
            pub fn hint(&self) -> Option<String> {
                match self {
                    $(Self::$variant $({ $($field),+ })? => $hint,)+
                    Self::Finding { hint, .. } => Some(hint.clone()),
                }
            }
        }
    };
}

pub(super) use declare_problems;
