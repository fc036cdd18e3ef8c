//! What has to be removed from an attachment by hand before it may be published: it belongs to what the document
//! says, so that no program may decide to drop it.

use super::Unreadable;

/// One kind of such a thing, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// What it is.
    pub what: Remains,
    /// Where, as in [`super::AttachmentText::place`]; each once; empty for a file as a whole.
    pub places: Vec<String>,
}

/// What remains in a file that its readers were not meant to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remains {
    /// Tracked changes.
    Tracked,
    /// Hidden text or shapes.
    HiddenText,
    /// Hidden sheets.
    HiddenSheet,
    /// Hidden rows, columns and cells.
    HiddenCells,
    /// Hidden slides.
    HiddenSlide,
    /// Speaker's notes.
    Notes,
    /// Contents that come from other files or places.
    Linked,
    /// Files inside the file, macros, and what the program does not know.
    Embedded,
    /// Comments and drawings on the pages of a PDF.
    Annotated,
    /// A signature, which any change would break.
    Signed,
    /// A picture that cannot be cleaned.
    Picture,
    /// The file cannot be looked into at all.
    Unreadable(Unreadable),
}

/// Gathers obstacles, each kind once, each place once.
#[derive(Debug, Default)]
pub(super) struct Obstacles(Vec<Obstacle>);

impl Obstacles {
    pub(super) fn add(&mut self, what: Remains, place: impl Into<String>) {
        let place = place.into();
        match self.0.iter_mut().find(|known| known.what == what) {
            // Neighbours in one paragraph are told once; more places than anybody reads are not compared.
            Some(known) if known.places.iter().rev().take(100).any(|known| *known == place) => {}
            Some(known) => known.places.push(place),
            None => self.0.push(Obstacle {
                what,
                places: vec![place],
            }),
        }
    }

    /// Adds those of a file inside the file.
    pub(super) fn add_inner(&mut self, inner: Vec<Obstacle>, name: &str) {
        for obstacle in inner {
            if obstacle.places.is_empty() {
                self.add(obstacle.what, format!("嵌入的文件“{name}”"));
            }
            for place in obstacle.places {
                self.add(obstacle.what, format!("嵌入的文件“{name}”{place}"));
            }
        }
    }

    pub(super) fn into_result<T>(self, made: T) -> Result<T, Vec<Obstacle>> {
        match self.0.is_empty() {
            true => Ok(made),
            false => Err(self.0),
        }
    }
}

impl From<Unreadable> for Obstacle {
    fn from(why: Unreadable) -> Self {
        Self {
            what: Remains::Unreadable(why),
            places: Vec::new(),
        }
    }
}
