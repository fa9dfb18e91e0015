//! A virtual display for a window, with keys to press, and what the process of the window uses; for tests and
//! benchmarks.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything on the screen may take on a slow machine that draws without a graphics card.
const TIMEOUT: Duration = Duration::from_mins(1);

/// A process that ends with the test.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Whether windows can be opened on a virtual display here. If not, the reason is printed, and the caller skips its
/// test. With `RAPPORT_WINDOW_TESTS=1`, which `scripts/test` sets, it fails in place of being skipped.
pub(crate) fn can_open_windows() -> bool {
    let is_missing = |program: &&str| Command::new(program).arg("-version").output().is_err();
    let programs = ["Xvfb", "xdotool"].into_iter().find(is_missing);
    let missing = programs.or_else(|| software_vulkan().is_none().then_some("software Vulkan (lavapipe)"));
    let Some(missing) = missing else { return true };
    let is_required = std::env::var_os("RAPPORT_WINDOW_TESTS").is_some_and(|value| value == "1");
    assert!(!is_required, "{missing} is not installed: `scripts/test` installs it");
    println!("skipped: {missing} is not installed; `scripts/test` installs it");
    false
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

    /// Starts a program on the display, and waits until its window, of this class, has the title of its first
    /// picture; the process, and the window for `xdotool`.
    pub(crate) fn start(&self, mut command: Command, class: &str, first_title: &str) -> (Running, String) {
        let process = command
            .env("DISPLAY", &self.name)
            .env("VK_ICD_FILENAMES", software_vulkan().expect("find the driver of software Vulkan"))
            .env_remove("WAYLAND_DISPLAY")
            .spawn()
            .expect("start the program");
        let process = Running(process);
        let window = wait_for("the window", || {
            let found = self.xdotool(&["search", "--onlyvisible", "--class", class]);
            found.lines().next().map(str::to_owned)
        });
        wait_for("the first picture", || (self.xdotool(&["getwindowname", &window]) == first_title).then_some(()));
        (process, window)
    }

    /// Puts a window in front.
    pub(crate) fn focus(&self, window: &str) {
        self.xdotool(&["windowfocus", "--sync", window]);
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
        assert!(started.elapsed() < TIMEOUT, "{what} did not come");
        std::thread::park_timeout(Duration::from_millis(50));
    }
}

/// The driver of software Vulkan, so that no graphics card is needed.
fn software_vulkan() -> Option<String> {
    let found = std::fs::read_dir("/usr/share/vulkan/icd.d").into_iter().flatten().filter_map(Result::ok);
    found.map(|entry| entry.path().display().to_string()).find(|path| path.contains("lvp_icd"))
}

/// The processor time a process has used, in hundredths of a second.
pub(crate) fn processor_time(process: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("read /proc of the process");
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    fields[11].parse::<u64>().expect("parse the number") + fields[12].parse::<u64>().expect("parse the number")
}
