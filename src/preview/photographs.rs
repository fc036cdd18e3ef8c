//! Scaled photographs, kept in memory: a page and its photographs are asked for anew at every edit, and scaling one
//! takes longer than all else.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::render::Unscaled;
use crate::words::{Complaint, Fingerprint};

/// So many bytes are kept; when there are more, it begins anew.
const KEPT: usize = 64 << 20;

/// What was scaled, by the fingerprint of the file.
#[derive(Debug, Default)]
pub(super) struct ScaledPhotographs(Mutex<HashMap<[u8; 8], Vec<u8>>>);

impl ScaledPhotographs {
    /// A photograph, scaled before or now.
    ///
    /// # Errors
    /// Its pixels cannot be read.
    pub(super) fn get(&self, photograph: &Unscaled) -> Result<Vec<u8>, Complaint> {
        self.get_or_make(photograph.source, || photograph.scaled())
    }

    fn get_or_make(
        &self,
        source: Fingerprint,
        make: impl FnOnce() -> Result<Vec<u8>, Complaint>,
    ) -> Result<Vec<u8>, Complaint> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = kept().get(&source.to_bytes()).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let made = make()?;
        let mut kept = kept();
        if kept.values().map(Vec::len).sum::<usize>() + made.len() > KEPT {
            kept.clear();
        }
        kept.insert(source.to_bytes(), made.clone());
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photograph_is_scaled_once_while_there_is_room() {
        let kept = ScaledPhotographs::default();
        let source = |of: u8| Fingerprint::of(&[of]);
        let never = || panic!("scaled again");
        assert_eq!(kept.get_or_make(source(1), || Ok(vec![1])), Ok(vec![1]));
        assert_eq!(kept.get_or_make(source(1), never), Ok(vec![1]));
        assert!(kept.get_or_make(source(2), || Ok(vec![0; KEPT])).is_ok());
        assert_eq!(kept.get_or_make(source(1), || Ok(vec![3])), Ok(vec![3]));
    }
}
