//! Files that a person would have on a disk.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

/// A file that is there as long as this is: the page reads it after it was chosen.
pub struct Temporary(pub PathBuf);

impl Temporary {
    pub fn of(name: &str, bytes: impl AsRef<[u8]>) -> Temporary {
        // A folder of its own: journeys run side by side, and give their files the same names.
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = format!("retention-input-{}-{number}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join(name);
        fs::write(&file, bytes).unwrap();
        Temporary(file)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = self.0.parent().map(fs::remove_dir_all);
    }
}
