//! A built edition → the place where its readers find it: a folder, a zip file, a server. Only what changed goes up.
//! Prints nothing and asks nobody: progress, questions and the password go through callbacks, so that a window in a browser
//! can be another front end than the command line.
//!
//! ```text
//! local    the built folder: every file with its hash, whether it must come down first, when its turn is
//! memory   what this computer knows of the target (.gongkai/deploy-NAME.txt)
//! survey   what the target holds: its state file, else a listing → what is certain, unsure, a stranger's
//! steps    local + survey → ordered steps (pure)
//! upload   the steps, on 1 to 4 connections, with retries; the state file is kept true all the way
//! verify   what is online, fetched over HTTP and compared
//! ```
//!
//! **The state file** (`state`) lies in the target's folder: hash, length and address of each file that this program put
//! there, and the last day of the 公示 that it shows; the day of the build; and, as hashes of addresses, which files are in
//! between, being put or deleted, and which were taken down. It is written before the first change with all that is about
//! to change, from time to time, and at the end. So a run that is cut off at any moment
//! leaves behind what it may have touched, whoever runs the next one and on whatever computer. An address that is not
//! online yet is never readable in it.
//!
//! **Memory** repeats the state as it was written last, with a line for each step that the server acknowledged since. It
//! only saves work: where it and the target differ, the target is believed.
//!
//! A **zip file** is a target that nobody can look at: what is in it is in between until `record` is told that it was unpacked,
//! so that the next one holds it again, and an expired 公示 is told of as long.
//!
//! **Order** (`steps`): what must come down is deleted or replaced first; then files and assets, pages of entries, lists, and
//! at last the home page, feeds and sitemaps. A new page is there before a list leads to it. Each file goes up as
//! `NAME.gongkai-new` and is renamed. Where a server does not rename over a file, the old one is deleted in between;
//! where it does not rename at all, the file is written in place; both are in between in the state file.
//!
//! **What must hold**, whatever is cut off when: every file at its own name is old or new and whole (or, on a server that
//! does not rename over files, missing for a moment); what must come down and whose deletion was acknowledged is not up
//! again; the next run that comes to its end leaves exactly the local files and what strangers put there. Nothing is
//! deleted that is not in the state file, in between, or named as only this program names files. What earlier builds left and
//! the state file does not know may be another's; what another computer put there, changed or took down since may be newer
//! than what is here, and a build of an earlier day shows 公示 that are over: all that is asked about. What a server does not
//! let be deleted is emptied.

mod faults;
mod folder;
mod ftp;
mod keyring;
mod local;
mod memory;
mod password;
mod pins;
mod remote;
mod session;
mod sftp;
mod standing;
mod state;
mod steps;
mod survey;
mod tls;
mod upload;
mod verify;
mod zip;

pub use faults::{of_transfer, place};
pub use folder::FolderTarget;
pub use local::{LocalFile, LocalSite, UploadTurn};
pub use memory::TargetMemory;
pub use password::{Password, password_variable};
pub use pins::{PinKind, Pins, Untrusted};
pub use remote::{Connect, ListedFile, Remote, RemoteFault};
pub use session::{
    DeployRequest, Dialogue, OfOthers, PreparedDeploy, carry_out_zip, confirm_unpacked, is_as_left, prepare,
};
pub use standing::{AbandonedTarget, TargetStanding, abandoned, expired_online, may_hold, standing, used};
pub use state::{STATE_NAME, ServerState, StoredFile, TEMPORARY};
pub use steps::{DeployPlan, UploadStep, plan};
pub use survey::{Closeness, SurveyFault, TargetSurvey, survey};
pub use upload::{Ended, Transfer, TransferEvent, TransferFault, carry_out};
pub(crate) use verify::no_answer;
pub use verify::{OnlineFault, verify, wrong_online};
pub(crate) use zip::zipped;
pub use zip::{CHANGED, TO_DELETE, WHOLE};
