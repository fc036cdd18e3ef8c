//! Which browser prints: one given by name, else the first of the usual places where Chrome, Edge or Chromium
//! are installed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::words::MachineFault;

/// A browser that can print without a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browser {
    /// Its program.
    pub program: PathBuf,
}

/// Where browsers are looked for.
#[derive(Debug, Default)]
struct Places {
    /// Files to look at, in this order.
    files: Vec<PathBuf>,
}

impl Browser {
    /// The browser that was given, or the first that is found.
    ///
    /// # Errors
    /// The one given is no program, or none is installed: with what to do about it, `otherwise` last.
    pub fn find(given: Option<&Path>, otherwise: &str) -> Result<Self, MachineFault> {
        if let Some(given) = given {
            return Self::given(given);
        }
        let environment = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let found = Places::usual(&environment).first();
        found.ok_or_else(|| not_found(otherwise))
    }

    fn given(given: &Path) -> Result<Self, MachineFault> {
        // A bare name is looked up like a command.
        let looked_up = match given.components().count() {
            1 if !given.is_file() => Places::on_path(std::env::var_os("PATH"), &[given.as_os_str()]).first(),
            _ => None,
        };
        let program = looked_up.map_or_else(|| given.to_owned(), |found| found.program);
        if program.is_file() {
            Ok(Self { program })
        } else {
            Err(MachineFault::new("--browser 写的不是一个程序")
                .at(given)
                .hint("例如 --browser \"C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe\""))
        }
    }
}

fn not_found(otherwise: &str) -> MachineFault {
    MachineFault::new("这台电脑上没有找到 Chrome、Edge 或 Chromium，不能做成 PDF").hint(format!(
        "装好 Chrome 或 Edge 再打印；已经装了的，用 --browser 写明它的程序在哪里{otherwise}"
    ))
}

impl Places {
    fn usual(environment: &dyn Fn(&str) -> Option<OsString>) -> Self {
        if cfg!(windows) {
            Self::windows(environment)
        } else if cfg!(target_os = "macos") {
            Self::mac(environment)
        } else {
            Self::linux(environment)
        }
    }

    /// Every Windows since 10 has Edge; Chrome may be installed for all users or for one.
    fn windows(environment: &dyn Fn(&str) -> Option<OsString>) -> Self {
        const INSIDE: [&str; 3] = [
            "Google\\Chrome\\Application\\chrome.exe",
            "Microsoft\\Edge\\Application\\msedge.exe",
            "Chromium\\Application\\chrome.exe",
        ];
        let above = [
            "ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "LocalAppData",
        ];
        let above: Vec<PathBuf> = above
            .iter()
            .filter_map(|name| environment(name))
            .map(PathBuf::from)
            .collect();
        let files = INSIDE
            .iter()
            .flat_map(|inside| above.iter().map(move |folder| folder.join(inside)));
        Self {
            files: files.collect(),
        }
    }

    fn mac(environment: &dyn Fn(&str) -> Option<OsString>) -> Self {
        const INSIDE: [&str; 3] = [
            "Google Chrome.app/Contents/MacOS/Google Chrome",
            "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            "Chromium.app/Contents/MacOS/Chromium",
        ];
        let home = environment("HOME").map(|home| PathBuf::from(home).join("Applications"));
        let above: Vec<PathBuf> = [PathBuf::from("/Applications")].into_iter().chain(home).collect();
        let files = INSIDE
            .iter()
            .flat_map(|inside| above.iter().map(move |folder| folder.join(inside)));
        Self {
            files: files.collect(),
        }
    }

    fn linux(environment: &dyn Fn(&str) -> Option<OsString>) -> Self {
        const NAMES: [&str; 6] = [
            "google-chrome-stable", "google-chrome", "microsoft-edge-stable", "microsoft-edge", "chromium",
            "chromium-browser",
        ];
        const ELSEWHERE: [&str; 3] = [
            "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge", "/snap/bin/chromium",
        ];
        let mut places = Self::on_path(environment("PATH"), &NAMES);
        places.files.extend(ELSEWHERE.iter().map(PathBuf::from));
        places
    }

    /// These names in every folder of the search path, the first name first.
    fn on_path(path: Option<OsString>, names: &[impl AsRef<std::ffi::OsStr>]) -> Self {
        let folders: Vec<PathBuf> = path
            .iter()
            .flat_map(std::env::split_paths)
            .filter(|folder| folder.is_absolute())
            .collect();
        let file = |folder: &PathBuf, name: &std::ffi::OsStr| {
            let mut file = folder.join(name);
            if cfg!(windows) && file.extension().is_none() {
                file.set_extension("exe");
            }
            file
        };
        let files = names
            .iter()
            .flat_map(|name| folders.iter().map(move |folder| file(folder, name.as_ref())));
        Self {
            files: files.collect(),
        }
    }

    fn first(self) -> Option<Browser> {
        let program = self.files.into_iter().find(|file| file.is_file())?;
        Some(Browser { program })
    }
}

#[cfg(test)]
mod tests {
    use super::{Browser, Places};
    use std::ffi::OsString;
    use std::path::{Path, PathBuf};

    #[test]
    fn the_usual_places_of_three_systems() {
        let environment = |name: &str| -> Option<OsString> {
            Some(OsString::from(match name {
                "ProgramFiles" => "P",
                "LocalAppData" => "L",
                "HOME" => "/home/a",
                "PATH" => "/usr/bin:relative:/snap/bin",
                _ => return None,
            }))
        };
        let windows = Places::windows(&environment).files;
        let chrome = Path::new("P").join("Google\\Chrome\\Application\\chrome.exe");
        let edge = Path::new("L").join("Microsoft\\Edge\\Application\\msedge.exe");
        assert_eq!(windows.first(), Some(&chrome));
        assert!(windows.contains(&edge));
        assert_eq!(windows.len(), 6);
        let mac = Places::mac(&environment).files;
        let own = PathBuf::from("/home/a/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge");
        assert!(mac.contains(&own));
        let linux = Places::linux(&environment).files;
        assert_eq!(
            linux.first(),
            Some(&PathBuf::from("/usr/bin/google-chrome-stable"))
        );
        assert!(linux.contains(&PathBuf::from("/snap/bin/chromium")));
        assert!(linux.iter().all(|file| file.is_absolute()));
    }

    #[test]
    fn what_is_not_there_is_no_browser() {
        let here = tempfile::tempdir().expect("a folder");
        let missing = here.path().join("no-such-browser");
        let fault = Browser::find(Some(&missing), "").expect_err("not there");
        assert!(
            fault.to_string().contains("--browser 写的不是一个程序"),
            "{fault}"
        );
        std::fs::write(&missing, "").expect("writable");
        assert_eq!(
            Browser::find(Some(&missing), "").expect("a file").program,
            missing
        );
        let places = Places::on_path(Some(here.path().into()), &["no-such-browser"]);
        assert_eq!(places.first().map(|found| found.program), Some(missing));
    }
}
