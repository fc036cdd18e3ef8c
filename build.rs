//! What the program knows of its own making: the commit that it is of, and on Windows its icon, version and manifest.

use std::path::Path;
use std::process::Command;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=GONGKAI_COMMIT");
    println!("cargo::rustc-env=GONGKAI_COMMIT={}", commit());
    if std::env::var("CARGO_CFG_TARGET_OS")? == "windows"
        && let Err(fault) = resources()
    {
        // A program for oneself does without; what is handed out, by tools/dist.sh, does not.
        if std::env::var_os("GONGKAI_COMMIT").is_some() {
            return Err(fault.into());
        }
        println!("cargo::warning=no icon, version and manifest in the exe: {fault}");
    }
    Ok(())
}

/// The commit: `GONGKAI_COMMIT` where somebody builds from sources without history, else what git says; empty when nobody knows.
/// Only for what is handed out: each commit would compile all of it anew.
fn commit() -> String {
    if let Ok(given) = std::env::var("GONGKAI_COMMIT") {
        return given;
    }
    // `<target>/release/build/gongkai-…/out`: the variable `PROFILE` does not tell profiles of their own apart.
    let out = std::env::var("OUT_DIR").unwrap_or_default();
    let profile = Path::new(&out).ancestors().nth(3).and_then(Path::file_name);
    if profile.is_none_or(|profile| profile != "release") {
        return String::new();
    }
    for file in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", file]).filter(|path| Path::new(path).exists());
        if let Some(path) = path {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    git(&["rev-parse", "--short=12", "HEAD"]).unwrap_or_default()
}

/// What git prints, in one line; `None` without git, or outside its folders.
fn git(words: &[&str]) -> Option<String> {
    let done = Command::new("git").args(words).output().ok()?;
    let line = String::from_utf8(done.stdout).ok()?;
    done.status.success().then(|| line.trim().to_owned())
}

/// What the Explorer shows of the file, and how Windows is to treat it: paths beyond 260 characters, UTF-8 everywhere.
fn resources() -> std::io::Result<()> {
    let (icon, manifest) = ("tools/windows/gongkai.ico", "tools/windows/gongkai.manifest");
    for file in [icon, manifest] {
        println!("cargo::rerun-if-changed={file}");
    }
    winresource::WindowsResource::new()
        .set_icon(icon)
        .set_manifest_file(manifest)
        .set_language(0x0804)
        .set("ProductName", "公开 gongkai")
        .set("FileDescription", "党务公开静态网站生成器")
        .set("CompanyName", "gongkai")
        .set("LegalCopyright", "MIT")
        .set("OriginalFilename", "gongkai.exe")
        .set("InternalName", "gongkai")
        .compile()
}
