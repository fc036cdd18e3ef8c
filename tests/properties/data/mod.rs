//! Numbers of persons, planted in every place of generated entries and attachments: each is found where it stands, none is told
//! or published, and what only looks alike is left alone.

mod attached;
mod numbers;
mod places;
mod planted;
mod rules;
