//! Vocabulary: the small types that all later stages share. No disk, no clock, no printing.
//!
//! A value of these types is always valid: a [`Day`] exists in the calendar, an [`Address`] cannot
//! leave the output folder, a [`SourcePath`] cannot leave the site's folder.

mod acknowledgement;
mod address;
mod address_password;
mod amount;
mod any_word;
mod approval;
mod as_read;
#[cfg(test)]
mod cases;
mod characters;
mod colour;
mod content_hash;
mod day;
mod dictionary;
mod encoding;
mod fault;
mod fingerprint;
mod fix;
mod fixed_day;
mod frequency;
mod html;
mod kind;
mod labelled;
mod lazy_regex;
mod locator;
mod month;
mod page_family;
mod paper;
mod personal_number;
mod report;
mod scope;
mod short_hash;
mod slug;
mod source;
mod stand_in;
mod surnames;
mod translated;
mod workdays;

pub use acknowledgement::{Acknowledgement, ComplaintSubject, bare_text};
pub use address::{Address, AddressFault, is_device, is_picture, may_be_attached, may_be_linked};
pub use address_password::{address_password, mask_address_passwords, mask_secrets};
pub use amount::{Amount, AmountFault, grouped};
pub use any_word::{contains_any, ends_with_any, lines_at, place_of, starts_with_any};
pub use approval::Step;
pub use as_read::{mask_numbers, personal_numbers};
#[cfg(test)]
pub(crate) use cases::{blocks, cells, lines, rows, rows_give, rows_hold, stand_in};
pub use characters::{
    is_han, is_ideograph, narrow, narrow_digit, quoted_title, sound, syllable, unified, without_space,
};
pub use colour::Colour;
pub use content_hash::ContentHash;
pub use day::{Day, Moment, han_number, is_han_digit, number_in_han, parse_time};
pub(crate) use dictionary::word_ends;
pub use encoding::{Decoded, Undecoded, base64_bytes, decoded, decoded_in_part, is_private_use};
pub use fault::{MachineFault, describe_cause, is_in_use, without_verbatim};
pub use fingerprint::{Fingerprint, fingerprint};
pub use fix::{Fix, FixedText, TextEdit, fixed_text};
pub use fixed_day::{BEFORE_WEEKDAY, FixedDay, WEEKDAY_WORDS, weekdays_beside_dates};
pub use frequency::Frequency;
pub use html::{ALLOWED_TAGS, TagNature, entity, is_parting, outside_tags, push_text, reference};
pub use kind::Kind;
pub use labelled::Labelled;
pub(crate) use lazy_regex::{LazyRegex, compiled_pattern, pattern_of_han};
pub use locator::Locator;
pub use month::{Month, Quarter};
pub use page_family::PageFamily;
pub use paper::{Paper, PaperSize, Turn};
pub use personal_number::{NumberKind, PersonalNumber, WRITTEN_DIGITS, group_of_digits};
pub use report::{Code, Complaint, Report, Severity};
pub use scope::Scope;
pub(crate) use short_hash::ShortHash;
pub use slug::{distinct_slug, hash_digits, short_hash, shortened, slug, spelled};
pub use source::{OWN_FOLDERS, Place, RECORD_FOLDER, SourcePath, SourceText};
pub use stand_in::{STAND_INS, StandIn};
pub(crate) use surnames::{
    COMMON_SURNAMES, COMPOUND_SURNAMES, DISTINCT_SURNAMES, FREQUENT_SURNAMES, RARE_SURNAMES, WORD_SURNAMES,
    begins_a_word,
};
pub use translated::translated;
pub use workdays::{Calendar, DayOff, Ruling};
