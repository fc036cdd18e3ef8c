//! Values of a closed vocabulary, each with an English alias and a Chinese word.

/// One value of such a vocabulary.
pub trait Labelled: Copy {
    /// The English alias, and the word that users type and read.
    #[must_use]
    fn id_and_label(self) -> (&'static str, &'static str);

    /// The English alias; also in addresses and for templates.
    #[must_use]
    fn id(self) -> &'static str {
        self.id_and_label().0
    }

    /// The word users type and read.
    #[must_use]
    fn label(self) -> &'static str {
        self.id_and_label().1
    }
}
