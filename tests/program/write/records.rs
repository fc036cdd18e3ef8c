//! What a build remembers of itself: it is believed only beside the manifest of the very commit that it tells of.

use gongkai::write::{Foreign, Output, Staging, commit, load_record, save_record};

use super::site::{Site, address_of, build};

#[test]
fn a_record_fits_no_manifest_but_that_of_its_own_commit() {
    let site = Site::new();
    let output = site.output("public");
    let record = || load_record(&output).unwrap();
    let first = site.build(&[("index.html", "一")]).unwrap();
    assert_eq!(record(), None);
    save_record(&output, &first, "第一次\n").unwrap();
    assert_eq!(record().as_deref(), Some("第一次\n"));

    // Killed before the record is left.
    let second = site.build(&[("index.html", "二")]).unwrap();
    assert_eq!(record(), None);
    // Another build came in between.
    save_record(&output, &first, "第一次\n").unwrap();
    assert_eq!(record(), None);
    save_record(&output, &second, "第二次\n").unwrap();
    assert_eq!(record().as_deref(), Some("第二次\n"));

    // Nothing changes, or nothing is done.
    let same = site.build(&[("index.html", "二")]).unwrap();
    assert_eq!(same.manifest, second.manifest);
    site.write("public/a.html", "别人的");
    site.build(&[("index.html", "三"), ("a.html", "甲")]).unwrap_err();
    assert_eq!(record().as_deref(), Some("第二次\n"));
    // With --adopt something in the way still leaves another manifest.
    site.write("public/b.html", "乙");
    let pages = [("index.html", "三"), ("a.html", "甲"), ("b.html", "乙")];
    build(&output, Foreign::Adopt, &pages).unwrap_err();
    assert_eq!(record(), None);
}

#[test]
fn editions_have_a_record_each() {
    let site = Site::new();
    let outputs = ["web", "board"].map(|edition| Output {
        edition: edition.to_owned(),
        ..site.output(edition)
    });
    let stagings = outputs.iter().map(|output| {
        let staging = Staging::open(output, Foreign::Refuse).unwrap();
        let page = output.edition.as_bytes();
        staging.put(&address_of("index.html"), page, None).unwrap();
        staging
    });
    let done = commit(stagings.collect()).unwrap();
    for (output, summary) in outputs.iter().zip(&done) {
        save_record(output, summary, &output.edition).unwrap();
    }
    for output in &outputs {
        assert_eq!(load_record(output).unwrap().as_ref(), Some(&output.edition));
    }
}
