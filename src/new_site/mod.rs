//! A new site: what is asked about a school (`questions`), and its answers → the files of a site, commented, with one
//! sample of each kind (`files`, put together by `fill`), and what VS Code needs to help with them (`vscode`). Writes into one new folder and prints nothing: the command line
//! asks on a terminal, and whoever asks elsewhere takes the same questions.

mod files;
mod fill;
mod questions;
mod vscode;

pub use files::{Taxonomy, create, refuse_used};
pub use fill::yaml_text;
pub use questions::{AnsweredSoFar, Answers, Question};
pub use vscode::{EditorSettings, set_up};
