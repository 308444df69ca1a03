//! Lists and maps.
//!
//! A list takes no room before its elements have come, so the number of elements needs no limit.
//!
//! `Vec<Option<T>>` and `HashMap<K, Option<V>>` are `@sparse`: a `null` is kept. From all others one is dropped, since a response is not refused for it.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};
use std::hash::Hash;

use super::walk::{read_list, read_map, read_null};
use super::{
    Absent, ReadValue, Schema, SerdeError, ShapeDeserializer, ShapeSerializer, Unreadable,
    WriteValue, prelude,
};

/// The key of a map: a string, or an enum of strings.
pub trait Key: Eq + Hash + Sized {
    /// Gives the key as it is sent.
    fn as_key(&self) -> &str;

    /// Takes a key as it was received.
    fn from_key(key: String) -> Self;
}

impl Key for String {
    fn as_key(&self) -> &str {
        self
    }

    fn from_key(key: String) -> Self {
        key
    }
}

/// Gives the schema of a list's elements or a map's values; generated schemas always have one.
fn element<'s>(schema: &'s Schema<'_>) -> &'s Schema<'s> {
    schema.member().unwrap_or(&prelude::DOCUMENT)
}

impl<T: WriteValue> WriteValue for Vec<T> {
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        serializer.write_list_with_length(schema, self.len(), &|serializer| {
            self.iter().try_for_each(|value| value.write(serializer, element(schema)))
        })
    }
}

impl<T: WriteValue> WriteValue for Vec<Option<T>> {
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        serializer.write_list_with_length(schema, self.len(), &|serializer| {
            self.iter().try_for_each(|value| write_or_null(value.as_ref(), serializer, schema))
        })
    }
}

impl<K: Key, V: WriteValue> WriteValue for HashMap<K, V> {
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        let entries =
            self.iter().map(|(key, value)| Entry { key: key.as_key(), value: Some(value) });
        write_entries(serializer, schema, entries.collect())
    }
}

impl<K: Key, V: WriteValue> WriteValue for HashMap<K, Option<V>> {
    fn write(
        &self,
        serializer: &mut dyn ShapeSerializer,
        schema: &Schema<'_>,
    ) -> Result<(), SerdeError> {
        let entries = self.iter().map(|(key, value)| Entry {
            key: key.as_key(),
            value: value.as_ref().map(|value| value as _),
        });
        write_entries(serializer, schema, entries.collect())
    }
}

/// Writes the entries of a map by their keys, so that the same request has the same bytes.
fn write_entries(
    serializer: &mut dyn ShapeSerializer,
    schema: &Schema<'_>,
    entries: Vec<Entry<'_>>,
) -> Result<(), SerdeError> {
    // A heap, since to sort a slice takes ten times as long to compile.
    let entries = BinaryHeap::from(entries).into_sorted_vec();
    serializer.write_map_with_length(schema, entries.len(), &|serializer| {
        for Entry { key, value } in &entries {
            serializer.write_string(&prelude::STRING, key)?;
            match value {
                Some(value) => value.write(serializer, element(schema))?,
                None => serializer.write_null(element(schema))?,
            }
        }
        Ok(())
    })
}

/// An entry of a map, in the order of keys.
struct Entry<'e> {
    key: &'e str,
    value: Option<&'e dyn WriteValue>,
}

impl Ord for Entry<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(other.key)
    }
}

impl PartialOrd for Entry<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Entry<'_> {}

fn write_or_null<T: WriteValue>(
    value: Option<&T>,
    serializer: &mut dyn ShapeSerializer,
    schema: &Schema<'_>,
) -> Result<(), SerdeError> {
    match value {
        Some(value) => value.write(serializer, element(schema)),
        None => serializer.write_null(element(schema)),
    }
}

impl<T: ReadValue> ReadValue for Vec<T> {
    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, Unreadable> {
        let mut values = Self::new();
        read_list(deserializer, schema, &mut |deserializer| {
            values.extend(read_or_null(deserializer, schema)?);
            Ok(())
        })?;
        Ok(values)
    }
}

impl<T: ReadValue> ReadValue for Vec<Option<T>> {
    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, Unreadable> {
        let mut values = Self::new();
        read_list(deserializer, schema, &mut |deserializer| {
            values.push(read_or_null(deserializer, schema)?);
            Ok(())
        })?;
        Ok(values)
    }
}

impl<K: Key, V: ReadValue> ReadValue for HashMap<K, V> {
    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, Unreadable> {
        let mut values = Self::new();
        read_map(deserializer, schema, &mut |key, deserializer| {
            values
                .extend(read_or_null(deserializer, schema)?.map(|value| (K::from_key(key), value)));
            Ok(())
        })?;
        Ok(values)
    }
}

impl<K: Key, V: ReadValue> ReadValue for HashMap<K, Option<V>> {
    fn read(
        deserializer: &mut dyn ShapeDeserializer,
        schema: &Schema<'_>,
    ) -> Result<Self, Unreadable> {
        let mut values = Self::new();
        read_map(deserializer, schema, &mut |key, deserializer| {
            values.insert(K::from_key(key), read_or_null(deserializer, schema)?);
            Ok(())
        })?;
        Ok(values)
    }
}

/// Reads an element; `None` if it is `null`, which is then behind the deserializer.
fn read_or_null<T: ReadValue>(
    deserializer: &mut dyn ShapeDeserializer,
    schema: &Schema<'_>,
) -> Result<Option<T>, Unreadable> {
    if !T::TAKES_NULL && deserializer.is_null() {
        read_null(deserializer)?;
        return Ok(None);
    }
    T::read(deserializer, element(schema)).map(Some)
}

impl<T> Absent for Vec<T> {
    fn absent() -> Self {
        Self::new()
    }
}

impl<K, V> Absent for HashMap<K, V> {
    fn absent() -> Self {
        Self::new()
    }
}
