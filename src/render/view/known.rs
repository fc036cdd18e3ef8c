//! What many pages show alike is converted once, and stands in their recipes by its fingerprint.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::render::{draft, value};
use crate::words::Recipe;

/// A view that was converted before the views that hold it; a copy of it costs next to nothing.
#[derive(Debug, Clone)]
pub struct Known<V> {
    value: Value,
    print: Recipe,
    view: PhantomData<V>,
}

impl<V: Serialize> Known<V> {
    /// Converts a view.
    pub(in crate::render) fn new(view: &V) -> Self {
        let mut ingredients = Vec::new();
        draft::add(&mut ingredients, view);
        Self {
            value: value(view),
            print: Recipe::of(&ingredients),
            view: PhantomData,
        }
    }

    /// The view as templates see it.
    pub(in crate::render) fn value(&self) -> &Value {
        &self.value
    }

    /// What stands for the view in recipes.
    pub(in crate::render) fn print(&self) -> Recipe {
        self.print
    }
}

impl<V> Serialize for Known<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Values for templates are made in the readable form, ingredients of recipes in the other one.
        if serializer.is_human_readable() {
            self.value.serialize(serializer)
        } else {
            self.print.to_bytes().serialize(serializer)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_gets_the_value_and_a_recipe_what_stands_for_it() {
        let ingredients = |of: &Known<Vec<&str>>| {
            let mut bytes = Vec::new();
            draft::add(&mut bytes, of);
            bytes
        };
        let known = Known::new(&vec!["甲", "乙"]);
        assert_eq!(value(&[&known]), value(&[["甲", "乙"]]));
        assert_eq!(ingredients(&known), ingredients(&Known::new(&vec!["甲", "乙"])));
        assert_ne!(ingredients(&known), ingredients(&Known::new(&vec!["甲", "丙"])));
    }
}
