//! Scale: many encounters are played, exported and reported in linear time, and in a memory that does not grow.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::load_test::synthesize_command;
use super::support::{rapport_command, sizes, temp_dir};

/// Most memory that a command may hold, in bytes: what a manager's machine can spare.
const MAX_MEMORY: u64 = 512 << 20;

/// Ten times the plays may take this many times the processor time.
const MAX_GROWTH: u32 = 16;

/// Processor time that is left out of the comparison: at small sizes starting up and the clock's ticks of 10 ms weigh
/// more than the work. Work that grew with the square of the plays would still stand out at the smallest size.
const SLACK: Duration = Duration::from_millis(400);

/// What a run of the program took.
struct Usage {
    /// Processor time of all its threads, which a busy machine does not change.
    processor: Duration,
    /// The most memory it held, in bytes.
    memory: u64,
}

/// Runs the program to its end.
fn measure(mut command: Command) -> Usage {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("start the program");
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    let mut usage = Usage { processor: Duration::ZERO, memory: 0 };
    loop {
        usage.memory = usage.memory.max(peak_memory(&process).unwrap_or(0));
        usage.processor = usage.processor.max(processor_time(&process).unwrap_or_default());
        if let Some(ended) = child.try_wait().expect("ask whether the program has ended") {
            assert!(ended.success(), "{command:?}");
            return usage;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The most memory that a running process ever held, in bytes, as the kernel keeps it.
fn peak_memory(process: &Path) -> Option<u64> {
    let status = std::fs::read_to_string(process.join("status")).ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"))?;
    Some(kilobytes.parse::<u64>().ok()? * 1024)
}

/// The processor time of a running process: fields 14 and 15 of its `stat`, in ticks of 10 ms.
fn processor_time(process: &Path) -> Option<Duration> {
    let stat = std::fs::read_to_string(process.join("stat")).ok()?;
    // The second field, the name, is in brackets and may hold spaces.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 10))
}

#[test]
fn memory_does_not_grow_with_plays_and_time_is_linear() {
    let all = sizes().encounters;
    let mut before: Vec<Duration> = Vec::new();
    for plays in [all / 10, all] {
        let to = temp_dir();
        let path = |name: &str| to.path().join(name).display().to_string();
        let (data, parquet, page) = (path("data"), path("parquet"), path("report.html"));
        let rapport = |args: &[&str]| {
            let mut command = rapport_command(to.path());
            command.args(args);
            command
        };
        let work: [(&str, Command); 4] = [
            ("play", synthesize_command(Path::new(&data), plays)),
            ("export", rapport(&["export", "--format", "parquet", "--out", &parquet, "--data", &data])),
            ("report", rapport(&["report", "--out", &page, "--data", &data])),
            ("report over Parquet", rapport(&["report", "--out", &page, "--from", &parquet])),
        ];
        for (n, (name, command)) in work.into_iter().enumerate() {
            let Usage { processor, memory } = measure(command);
            println!("{plays} encounters, {name}: {processor:?} of processor time, {} MB", memory >> 20);
            assert!(memory <= MAX_MEMORY, "{name} held {} MB", memory >> 20);
            if let Some(short) = before.get(n) {
                let most = *short * MAX_GROWTH + SLACK;
                assert!(processor <= most, "{name}: {short:?} for a tenth of the plays, {processor:?} for all");
            } else {
                before.push(processor);
            }
        }
    }
}
