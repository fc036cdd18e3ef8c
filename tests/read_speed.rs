//! How long reading takes, by hand: `GONGKAI_SITE=folder RAYON_NUM_THREADS=1 cargo test --release --test
//! read_speed -- --ignored --nocapture`. With bodies left empty it is front matter alone.

use std::path::Path;
use std::time::{Duration, Instant};

use gongkai::read::{discover, library};
use gongkai::words::Report;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[test]
#[ignore = "measures a site that GONGKAI_SITE names"]
fn a_site_is_read() {
    let root = std::env::var_os("GONGKAI_SITE").expect("GONGKAI_SITE names a site");
    let mut best = (Duration::MAX, Duration::MAX);
    for _ in 0..7 {
        let mut report = Report::new();
        let begin = Instant::now();
        let tree = discover::discover(Path::new(&root), &mut report).expect("the folder is there");
        let found = begin.elapsed();
        let library = library::read(&tree, &mut report).expect("the site is sound");
        let read = begin.elapsed() - found;
        best = (best.0.min(found), best.1.min(read));
        println!(
            "{} documents, {} complaints: found in {found:?}, read in {read:?}",
            library.documents.len(),
            report.sorted().len()
        );
    }
    println!("best: found in {:?}, read in {:?}", best.0, best.1);
}
