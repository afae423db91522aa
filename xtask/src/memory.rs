//! How much memory a browser's pages take, where Linux tells.

use std::fs;

/// The processes that show pages, below a browser's driver.
pub struct Renderers(Vec<u32>);

impl Renderers {
    pub fn of(driver: u32) -> Self {
        let mut family = vec![driver];
        let processes: Vec<(u32, u32)> = processes();
        let mut at = 0;
        while let Some(&parent) = family.get(at) {
            family.extend(
                processes
                    .iter()
                    .filter(|(_, p)| *p == parent)
                    .map(|(pid, _)| *pid),
            );
            at += 1;
        }
        let renders = |pid: &u32| {
            let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&line).contains("--type=renderer")
        };
        Self(family.into_iter().filter(renders).collect())
    }

    /// Starts the peak anew.
    pub fn forget_peak(&self) {
        for pid in &self.0 {
            fs::write(format!("/proc/{pid}/clear_refs"), "5").ok();
        }
    }

    /// In MiB.
    pub fn now(&self) -> Option<f64> {
        self.sum("VmRSS:")
    }

    /// The most since the peak was forgotten, in MiB.
    pub fn peak(&self) -> Option<f64> {
        self.sum("VmHWM:")
    }

    fn sum(&self, key: &str) -> Option<f64> {
        let sizes = self.0.iter().filter_map(|pid| {
            let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
            let line = status.lines().find_map(|line| line.strip_prefix(key))?;
            line.split_whitespace().next()?.parse::<f64>().ok()
        });
        let sizes: Vec<f64> = sizes.collect();
        (!sizes.is_empty()).then(|| sizes.iter().sum::<f64>() / 1024.0)
    }
}

/// Every process and its parent.
fn processes() -> Vec<(u32, u32)> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    pids.filter_map(|pid: u32| {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name in parentheses may hold anything, blanks too.
        let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?;
        Some((pid, parent.parse().ok()?))
    })
    .collect()
}
