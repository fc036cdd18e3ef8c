//! Pages → paper: a page that lies on the disk becomes a PDF, through a browser that the computer has anyway.
//! What is on the page is others' business; here is which browser, how it is started and ended, and with which
//! fonts it will print.

mod browser;
mod fonts;
mod printed;
mod run;

pub use browser::Browser;
pub use fonts::{Fonts, Lack};
pub use printed::{Printed, PrintedItem, Renewal};
pub use run::{Job, print};
