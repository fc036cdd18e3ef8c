//! Plan → Artifact: themes, views, pages, feeds, search; links resolved.

pub mod view;
