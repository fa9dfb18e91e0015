//! Size: many encounters, really played, exported and reported in a memory that does not grow with them.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::support::{rapport_command, sizes, temp_dir};

/// What a manager's machine can spare.
const MOST_MEMORY: u64 = 512 << 20;

/// Ten times the plays may take so many times the time: linear, with room for a noisy machine.
const LINEAR: f64 = 16.0;

/// Runs the program to its end: how long it took, and the most memory it held.
fn measured(data: &Path, args: &[&str]) -> (Duration, u64) {
    let begun = Instant::now();
    let mut child = rapport_command(data)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("start the program");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    loop {
        // The kernel keeps the highest it ever was.
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let high = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        most = most.max(high.unwrap_or(0_u64) * 1024);
        if let Some(ended) = child.try_wait().expect("ask whether the program has ended") {
            assert!(ended.success(), "{args:?}");
            return (begun.elapsed(), most);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn memory_does_not_grow_with_plays_and_time_is_linear() {
    let all = sizes().encounters;
    let mut before: Vec<(&str, Duration)> = Vec::new();
    for plays in [all / 10, all] {
        let to = temp_dir();
        let path = |name: &str| to.path().join(name).display().to_string();
        let (data, parquet, number) = (path("data"), path("parquet"), plays.to_string());
        let work: [(&str, Vec<&str>); 4] = [
            ("play", vec!["synthesize", "--plays", &number, "--data", &data]),
            ("export", vec!["export", "--format", "parquet", "--out", &parquet, "--data", &data]),
            ("report", vec!["report", "--out", "report.html", "--data", &data]),
            ("report over Parquet", vec!["report", "--out", "report.html", "--from", &parquet]),
        ];
        let page = path("report.html");
        for (n, (name, args)) in work.into_iter().enumerate() {
            let args: Vec<&str> = args.into_iter().map(|arg| if arg == "report.html" { &page } else { arg }).collect();
            let (took, most) = measured(to.path(), &args);
            println!("{plays} encounters, {name}: {:.1} s, {} MB", took.as_secs_f64(), most >> 20);
            assert!(most <= MOST_MEMORY, "{name} held {} MB", most >> 20);
            match before.get(n) {
                // A second or less says more about the machine than about the work.
                Some((_, short)) if short.as_secs_f64() > 1.0 => {
                    let times = took.as_secs_f64() / short.as_secs_f64();
                    assert!(times <= LINEAR, "{name}: ten times the plays took {times:.1} times as long");
                }
                Some(_) => {}
                None => before.push((name, took)),
            }
        }
    }
}
