//! Files and folders that appear whole or not at all, and never over an existing one.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use tempfile::Builder;

/// Writes a file that must not exist: into a neighbouring file first, which takes the name once it is complete and
/// on the disk. `mode` are the permissions, less those that the system takes away.
///
/// # Errors
/// The file exists already, or cannot be written.
///
/// ```
/// let path = std::env::temp_dir().join(format!("anzhi-whole-{}", std::process::id()));
/// anzhi_record::write_new(&path, b"the whole", 0o600)?;
/// let again = anzhi_record::write_new(&path, b"another", 0o600);
/// assert_eq!(again.unwrap_err().kind(), std::io::ErrorKind::AlreadyExists);
/// assert_eq!(std::fs::read(&path)?, b"the whole");
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_new(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    write_new_from(parent(path), path, bytes, mode)
}

/// Puts new bytes in the place of a file that must be there, whole or not at all, under the permissions that it has.
///
/// # Errors
/// There is no such file, or it cannot be written.
///
/// ```
/// let path = std::env::temp_dir().join(format!("anzhi-replaced-{}", std::process::id()));
/// assert!(anzhi_record::replace(&path, b"after").is_err()); // there is nothing to replace
/// anzhi_record::write_new(&path, b"before", 0o600)?;
/// anzhi_record::replace(&path, b"after")?;
/// assert_eq!(std::fs::read(&path)?, b"after");
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What a link leads to is replaced, not the link.
    let path = path.canonicalize()?;
    let mut file = Builder::new().prefix(".anzhi-").tempfile_in(parent(&path))?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(path.metadata()?.permissions())?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    sync_folder(parent(&path));
    Ok(())
}

/// [`write_new`] by way of a file in another folder of the same disk.
#[cfg_attr(not(unix), expect(unused_variables, reason = "there are no such permissions"))]
pub(crate) fn write_new_from(by_way_of: &Path, path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    let mut file = builder.prefix(".anzhi-").tempfile_in(by_way_of)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)?;
    sync_folder(parent(path));
    Ok(())
}

/// The folder in which something lies.
pub(crate) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A name is safe only when its folder is; some systems cannot open folders, and lose nothing by it.
pub(crate) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Renames a folder to a name that must be free, in one step with finding out that it is.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(crate) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // A file system that cannot do it in one step.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => look_and_rename(from, to),
        done => Ok(done?),
    }
}

/// Renames a folder to a name that must be free.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub(crate) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    look_and_rename(from, to)
}

fn look_and_rename(from: &Path, to: &Path) -> io::Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    std::fs::rename(from, to)
}
