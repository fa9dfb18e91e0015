//! A value for each of the eight principles.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::scenario::principle::Principle;

/// A value for each of the eight principles. In JSON it is an object with the names of the principles as keys, in
/// alphabetical order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerPrinciple<T>([T; 8]);

impl<T> PerPrinciple<T> {
    /// Computes the value of each principle, P1 first.
    #[must_use]
    pub fn from_fn(value: impl FnMut(Principle) -> T) -> Self {
        Self(Principle::ALL.map(value))
    }

    /// The value of a principle.
    #[must_use]
    pub const fn get(&self, principle: Principle) -> &T {
        &self.0[principle.index()]
    }
}

impl<T: Serialize> Serialize for PerPrinciple<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let by_name: BTreeMap<&str, &T> =
            Principle::ALL.map(|principle| (principle.name(), self.get(principle))).into();
        serializer.collect_map(by_name)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for PerPrinciple<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ByName(PhantomData))
    }
}

struct ByName<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ByName<T> {
    type Value = PerPrinciple<T>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value for each of the eight principles")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values: [Option<T>; 8] = [const { None }; 8];
        while let Some((principle, value)) = map.next_entry::<Principle, T>()? {
            values[principle.index()] = Some(value);
        }
        let [Some(p1), Some(p2), Some(p3), Some(p4), Some(p5), Some(p6), Some(p7), Some(p8)] = values else {
            return Err(A::Error::custom("a principle has no value"));
        };
        Ok(PerPrinciple([p1, p2, p3, p4, p5, p6, p7, p8]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_has_the_names_in_alphabetical_order_and_reads_back() {
        let values = PerPrinciple::from_fn(Principle::index);
        let json = serde_json::to_string(&values).expect("write numbers as JSON");
        let expected =
            r#"{"Equality":5,"Grace":7,"Interest":1,"Listening":2,"Presence":4,"Relationship":0,"Trust":6,"Value":3}"#;
        assert_eq!(json, expected);
        assert_eq!(serde_json::from_str::<PerPrinciple<usize>>(&json).expect("read the same back"), values);
        assert!(serde_json::from_str::<PerPrinciple<usize>>(r#"{"Trust":1}"#).is_err());
    }
}
