//! A file put in another's place at once: whoever reads sees the old one or the new one, never half of either.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::move_over;
use crate::words::MachineFault;

/// Writes a new file beside the old one, with its permissions, and puts it in its place.
///
/// # Errors
/// The disk's; the old file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), MachineFault> {
    let folder = path.parent().unwrap_or(Path::new("."));
    // A dot before the name keeps everybody from taking it for an entry.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = (|| {
        let mut file = fs::File::create_new(&beside)?;
        file.write_all(bytes)?;
        if let Ok(about) = fs::metadata(path) {
            file.set_permissions(about.permissions())?;
        }
        file.sync_all()?;
        drop(file);
        move_over(&beside, path)
    })();
    written.map_err(|cause| {
        let _ = fs::remove_file(&beside);
        MachineFault::io("写入文件", path, cause)
    })
}
