//! What many pages show alike is converted once.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::render::value;

/// A view that was converted before the views that hold it; a copy of it costs next to nothing.
#[derive(Debug, Clone)]
pub struct Known<V> {
    value: Value,
    view: PhantomData<V>,
}

impl<V: Serialize> Known<V> {
    /// Converts a view.
    pub(in crate::render) fn new(view: &V) -> Self {
        Self {
            value: value(view),
            view: PhantomData,
        }
    }

    /// The view as templates see it.
    pub(in crate::render) fn value(&self) -> &Value {
        &self.value
    }
}

impl<V> Serialize for Known<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
