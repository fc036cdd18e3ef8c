//! A room for one printing: a folder in `.gongkai/` with the page, what it needs, and the browser's own things. Beside
//! the site and not in the system's folder, which a browser installed as a Snap or Flatpak may not see. It goes when the
//! printing is over; what a killed one left goes with the next.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::plan::{Plan, Planned};
use crate::render::{Rendered, Renderer};
use crate::words::{Complaint, MachineFault};

const NAME: &str = "print-";

/// No printing takes so long.
const STALE: Duration = Duration::from_secs(6 * 60 * 60);

/// The folder; removed with this.
pub(super) struct Room(tempfile::TempDir);

impl Room {
    /// Makes an empty one.
    pub(super) fn new(root: &Path) -> Result<Self, MachineFault> {
        let folder = root.join(".gongkai");
        let fault = |cause| MachineFault::io("创建文件夹", &folder, cause);
        fs::create_dir_all(&folder).map_err(fault)?;
        clear(&folder);
        let room = tempfile::Builder::new().prefix(NAME).tempdir_in(&folder);
        room.map(Self).map_err(fault)
    }

    /// Writes a file into it; gives its place.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, MachineFault> {
        let path = self.0.path().join(name);
        let fault = |cause| MachineFault::io("写入文件", &path, cause);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(fault)?;
        }
        fs::write(&path, bytes).map_err(fault)?;
        Ok(path)
    }

    /// Makes an empty folder in it.
    pub(super) fn inner(&self, name: &str) -> Result<PathBuf, MachineFault> {
        let path = self.0.path().join(name);
        fs::create_dir(&path).map_err(|cause| MachineFault::io("创建文件夹", &path, cause))?;
        Ok(path)
    }

    /// Writes the pictures and styles of an edition into it, and no scripts: what is printed is what was laid out for
    /// the day that was asked for, whatever day the browser thinks it is.
    pub(super) fn put_material(
        &self,
        renderer: &Renderer<'_>,
        plan: &Plan,
    ) -> Result<Result<(), Complaint>, MachineFault> {
        for (address, planned) in &plan.files {
            let is_needed = match planned {
                Planned::Material(_) => true,
                Planned::Static(name) => !name.ends_with(".js"),
                _ => false,
            };
            if !is_needed {
                continue;
            }
            let made = renderer.render(planned, address).and_then(Rendered::into_bytes);
            match made {
                Ok(bytes) => self.put(address.as_str(), &bytes).map(|_| ())?,
                Err(complaint) => return Ok(Err(complaint)),
            }
        }
        Ok(Ok(()))
    }
}

/// Removes what printings left that did not end well.
fn clear(folder: &Path) {
    let Ok(items) = fs::read_dir(folder) else { return };
    for item in items.filter_map(Result::ok) {
        let ours = item.file_name().to_string_lossy().starts_with(NAME);
        let age = item.metadata().and_then(|about| about.modified()).ok();
        let stale = age
            .and_then(|time| time.elapsed().ok())
            .is_some_and(|age| age > STALE);
        if ours && stale {
            // It is in nobody's way when it stays.
            let _ = fs::remove_dir_all(item.path());
        }
    }
}
