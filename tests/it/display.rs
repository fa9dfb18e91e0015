//! A virtual display for a window, hands to press its keys, and what the window's process uses; for tests and benches.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything on the screen may take on a slow machine that draws without a graphics card.
const PATIENCE: Duration = Duration::from_mins(1);

/// A process that ends with the test.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A display of the test's own.
pub(crate) struct Display {
    _server: Running,
    /// As `DISPLAY` wants it.
    pub(crate) name: String,
}

impl Display {
    pub(crate) fn open() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed: `scripts/test` does that");
        let out = server.stdout.take().expect("the standard output of Xvfb is a pipe");
        let mut number = String::new();
        BufReader::new(out).read_line(&mut number).expect("Xvfb prints the number of its display");
        Self { _server: Running(server), name: format!(":{}", number.trim()) }
    }

    pub(crate) fn xdotool(&self, args: &[&str]) -> String {
        let output = Command::new("xdotool").args(args).env("DISPLAY", &self.name).output();
        let output = output.expect("xdotool is installed: `scripts/test` does that");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }
}

/// Asks until the answer is there.
pub(crate) fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(started.elapsed() < PATIENCE, "{what} did not come");
        std::thread::park_timeout(Duration::from_millis(50));
    }
}

/// Software Vulkan, so that the test needs no graphics card.
pub(crate) fn software_vulkan() -> String {
    let found = std::fs::read_dir("/usr/share/vulkan/icd.d").into_iter().flatten().filter_map(Result::ok);
    found
        .map(|entry| entry.path().display().to_string())
        .find(|path| path.contains("lvp_icd"))
        .expect("software Vulkan is installed: `scripts/test` does that")
}

/// The processor time a process has used, in hundredths of a second.
pub(crate) fn processor_time(process: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("read /proc of the process");
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    fields[11].parse::<u64>().expect("parse the number") + fields[12].parse::<u64>().expect("parse the number")
}
