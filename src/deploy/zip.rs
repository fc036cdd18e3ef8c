//! Zip files as a target, for hosts that take only those: the whole site, what changed since the last time, and the names of
//! what has to be deleted by hand, because no zip file deletes anything.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use ::zip::{CompressionMethod, ZipWriter};

use super::local::LocalSite;
use super::steps::{DeployPlan, UploadStep};
use crate::attachment::package::file_options;
use crate::words::{Address, MachineFault};
use crate::write;

/// The whole site.
pub const WHOLE: &str = "全站.zip";
/// What changed since the last time.
pub const CHANGED: &str = "本次改动.zip";
/// What has to be deleted by hand.
pub const TO_DELETE: &str = "要在服务器上删去的文件.txt";

/// Writes the files into a folder, in place of those of before.
///
/// # Errors
/// The disk's.
pub(super) fn pack(folder: &Path, site: &LocalSite, plan: &DeployPlan) -> Result<(), MachineFault> {
    fs::create_dir_all(folder).map_err(|cause| MachineFault::io("新建文件夹", folder, cause))?;
    let whole = packed(site, site.files.keys())?;
    let put = |step: &UploadStep| matches!(step, UploadStep::Put(..));
    let changed = packed(
        site,
        plan.steps().filter(|step| put(step)).map(UploadStep::address),
    )?;
    let gone: Vec<String> = plan
        .steps()
        .filter(|step| !put(step))
        .map(|step| step.address().to_string())
        .collect();
    write::replace(&folder.join(WHOLE), &whole)?;
    write::replace(&folder.join(CHANGED), &changed)?;
    let list = folder.join(TO_DELETE);
    if gone.is_empty() {
        return match fs::remove_file(&list) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                Err(MachineFault::io("删除文件", &list, cause))
            }
            _ => Ok(()),
        };
    }
    // Windows' own editor of old shows lines only with both, and Chinese only with a mark at the beginning.
    write::replace(&list, format!("\u{feff}{}\r\n", gone.join("\r\n")).as_bytes())
}

fn packed<'a>(
    site: &LocalSite,
    addresses: impl Iterator<Item = &'a Address>,
) -> Result<Vec<u8>, MachineFault> {
    zipped(addresses.map(|address| Ok((address.as_str(), site.read(address)?))))
}

/// The bytes of a zip file; they depend on nothing but the files.
///
/// # Errors
/// That of a file.
pub(crate) fn zipped<N: ToString, B: AsRef<[u8]>>(
    files: impl Iterator<Item = Result<(N, B), MachineFault>>,
) -> Result<Vec<u8>, MachineFault> {
    let failed = |cause: &dyn std::fmt::Display| MachineFault::new(format!("做不成压缩包（{cause}）"));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        let (name, bytes) = file?;
        zip.start_file(name.to_string(), file_options(CompressionMethod::Deflated))
            .map_err(|cause| failed(&cause))?;
        zip.write_all(bytes.as_ref()).map_err(|cause| failed(&cause))?;
    }
    zip.finish()
        .map(Cursor::into_inner)
        .map_err(|cause| failed(&cause))
}
