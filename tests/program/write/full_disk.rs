//! A full disk: said in Chinese, nothing of the old output touched, nothing left behind.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use gongkai::write::{Foreign, Output};
use tempfile::TempDir;

use super::site::{build, files, said};

/// A disk of one megabyte in memory; gone when dropped.
struct SmallDisk {
    at: TempDir,
}

impl SmallDisk {
    fn mount() -> Self {
        let at = TempDir::new().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
            .arg(at.path())
            .output()
            .is_ok_and(|done| done.status.success());
        assert!(mounted, "no right to mount");
        Self { at }
    }

    /// Fills the disk, and then frees some pages of 4096 bytes.
    fn fill_but_for(&self, spare: u64) {
        let mut ballast = fs::File::create(self.path().join("ballast")).unwrap();
        while ballast.write_all(&[1; 4096]).is_ok() {}
        let length = ballast.metadata().unwrap().len();
        ballast.set_len(length.saturating_sub(spare * 4096)).unwrap();
    }

    fn path(&self) -> &Path {
        self.at.path()
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.at.path()).status();
    }
}

#[test]
#[ignore = "needs the right to mount; tests/all.sh runs it where it has that"]
fn a_full_disk_is_said_and_the_old_output_untouched() {
    let disk = SmallDisk::mount();
    let elsewhere = TempDir::new().unwrap();
    // With the output alone on the disk, and with the site's own folder on it too.
    for site in [elsewhere.path(), disk.path()] {
        let output = Output {
            site: site.to_owned(),
            folder: disk.path().join("public"),
            edition: "web".to_owned(),
        };
        let page = |text: &str| text.repeat(100_000);
        build(
            &output,
            Foreign::Refuse,
            &[("index.html", &page("old")), ("a.html", "a")],
        )
        .unwrap();
        let before = files(disk.path());
        for size in [300_000, 340_000, 400_000] {
            let text = "new".repeat(size);
            let said = said(build(
                &output,
                Foreign::Refuse,
                &[("index.html", &text), ("b.html", "b")],
            ));
            assert!(
                said.contains("磁盘已满") && said.contains("请清理后重试"),
                "{said}"
            );
            assert!(said.contains("public/index.html"), "{said}");
            assert_eq!(files(disk.path()), before, "{size}");
        }
        build(&output, Foreign::Refuse, &[("index.html", &page("new"))]).unwrap();
        fs::remove_dir_all(disk.path().join("public")).unwrap();
    }
}

#[test]
#[ignore = "needs the right to mount; tests/all.sh runs it where it has that"]
fn a_disk_that_fills_up_with_small_files_keeps_the_old_output() {
    let disk = SmallDisk::mount();
    let output = Output {
        site: disk.path().to_owned(),
        folder: disk.path().join("public"),
        edition: "web".to_owned(),
    };
    // Each round fills the disk to another point: in staging, in a manifest, in the journal.
    let names: Vec<String> = (0..80).map(|index| format!("notices/{index}.html")).collect();
    let pages = |text: &'static str| -> Vec<(&str, &str)> {
        names.iter().map(|name| (name.as_str(), text)).collect()
    };
    build(&output, Foreign::Refuse, &pages("old")).unwrap();
    let public = disk.path().join("public");
    let before = files(&public);
    let (mut full, mut fitted) = (0, 0);
    for spare in (0..100).step_by(2) {
        disk.fill_but_for(spare);
        match build(&output, Foreign::Refuse, &pages("new")) {
            Err(fault) => {
                full += 1;
                assert!(fault.to_string().contains("磁盘已满"), "{fault}");
                assert_eq!(files(&public), before, "{spare}");
            }
            Ok(_) => {
                fitted += 1;
                fs::remove_file(disk.path().join("ballast")).unwrap();
                build(&output, Foreign::Refuse, &pages("old")).unwrap();
            }
        }
        let _ = fs::remove_file(disk.path().join("ballast"));
        assert!(!disk.path().join(".public.gongkai-staging").exists());
        assert!(!disk.path().join(".gongkai/journal").exists());
    }
    assert!(full > 20 && fitted > 0, "{full} {fitted}");
}
