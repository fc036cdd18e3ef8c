//! Vocabulary: the words every later stage speaks. No disk, no clock, no printing.
//!
//! A value of these types is always valid: a [`Day`] exists in the calendar, an [`Address`] cannot
//! leave the output folder, a [`SourcePath`] cannot leave the site's folder.

mod acknowledgement;
mod address;
mod amount;
mod approval;
mod approval_digest;
mod as_read;
mod code;
mod day;
mod encoding;
mod ending;
mod fault;
mod fingerprint;
mod fixed_day;
mod frequency;
mod full_width;
mod han;
mod html;
mod kind;
mod locator;
mod month;
mod paper;
mod personal_number;
mod report;
mod scope;
mod slug;
mod source;
mod stand_in;
mod surnames;
mod tags;
mod title;
mod weekday;
mod workdays;

pub use acknowledgement::{Acknowledgement, ComplaintSubject, bare_text};
pub use address::{Address, AddressFault, is_device};
pub use amount::{Amount, AmountFault, grouped};
pub use approval::Step;
pub use approval_digest::ApprovalDigest;
pub use as_read::{mask_numbers, personal_numbers};
pub use code::{Code, Severity};
pub use day::{Day, Moment, han_number, parse_time};
pub use encoding::{Decoded, Undecoded, decoded};
pub use ending::{is_picture, may_be_attached, may_be_linked};
pub use fault::MachineFault;
pub use fingerprint::{Fingerprint, fingerprint};
pub use fixed_day::FixedDay;
pub use frequency::Frequency;
pub use full_width::{narrow, narrow_digit};
pub use han::{is_han, is_ideograph, sound, syllable};
pub use html::{entity, push_text};
pub use kind::Kind;
pub use locator::Locator;
pub use month::{Month, Quarter};
pub use paper::{Paper, PaperSize, Turn};
pub use personal_number::{NumberKind, PersonalNumber, group_of_digits};
pub use report::{Complaint, Report};
pub use scope::Scope;
pub use slug::{distinct_slug, hash_digits, short_hash, shortened, slug, spelled};
pub use source::{Place, SourcePath, SourceText};
pub use stand_in::{STAND_INS, StandIn};
pub(crate) use surnames::{
    COMMON_SURNAMES, COMPOUND_SURNAMES, DISTINCT_SURNAMES, FREQUENT_SURNAMES, RARE_SURNAMES,
};
pub use tags::{ALLOWED_TAGS, TagNature, is_parting};
pub use title::quoted_title;
pub use weekday::{BEFORE_WEEKDAY, WEEKDAY_WORDS, weekdays_behind_dates};
pub use workdays::{Calendar, DayOff, Ruling};
