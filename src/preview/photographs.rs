//! Scaled photographs, kept in memory: a page and its photographs are asked for anew at every edit, and scaling one
//! takes longer than all else.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::words::{Complaint, Recipe};

/// So many bytes are kept; when there are more, it begins anew.
const KEPT: usize = 64 << 20;

/// What was scaled, by what it was made of.
#[derive(Debug, Default)]
pub(super) struct ScaledPhotographs(Mutex<HashMap<[u8; 8], Vec<u8>>>);

impl ScaledPhotographs {
    /// A photograph that was made by this recipe, or is made now.
    ///
    /// # Errors
    /// It cannot be made.
    pub(super) fn get(
        &self,
        recipe: Recipe,
        make: impl FnOnce() -> Result<Vec<u8>, Complaint>,
    ) -> Result<Vec<u8>, Complaint> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().get(&recipe.to_bytes()).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let made = make()?;
        let mut kept = kept();
        if kept.values().map(Vec::len).sum::<usize>() + made.len() > KEPT {
            kept.clear();
        }
        kept.insert(recipe.to_bytes(), made.clone());
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photograph_is_scaled_once_while_there_is_room() {
        let kept = ScaledPhotographs::default();
        let recipe = |of: u8| Recipe::of(&[of]);
        let never = || panic!("scaled again");
        assert_eq!(kept.get(recipe(1), || Ok(vec![1])), Ok(vec![1]));
        assert_eq!(kept.get(recipe(1), never), Ok(vec![1]));
        assert!(kept.get(recipe(2), || Ok(vec![0; KEPT])).is_ok());
        assert_eq!(kept.get(recipe(1), || Ok(vec![3])), Ok(vec![3]));
    }
}
