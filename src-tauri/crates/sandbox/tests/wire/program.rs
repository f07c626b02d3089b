//! The program: its first line, its signals, and the README's walk-through.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

struct Program {
    child: Child,
    base: String,
    control: String,
}

impl Drop for Program {
    fn drop(&mut self) {
        // Only when a test has failed before stopping it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(arguments: &[&str]) -> Program {
    let mut child = Command::new(env!("CARGO_BIN_EXE_satchel-sandbox"))
        .args(arguments)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let base = lines.next().unwrap().unwrap();
    let control = lines.next().unwrap().unwrap().strip_prefix("control token: ").unwrap().to_owned();
    Program { child, base, control }
}

fn wait(child: &mut Child) -> ExitStatus {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "it does not stop");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[cfg(unix)]
#[test]
fn it_says_its_address_first_and_stops_cleanly_at_either_signal() {
    for signal in ["-TERM", "-INT"] {
        let mut program = start(&["--port", "0", "--stepped", "--speed", "60"]);
        assert!(program.base.starts_with("http://127.0.0.1:") && !program.base.ends_with('/'));
        assert_eq!(program.control.len(), 43);
        let sent = Command::new("kill").args([signal, &program.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        assert_eq!(wait(&mut program.child).code(), Some(0));
    }
}

#[test]
fn it_says_what_is_wrong_and_fails() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_satchel-sandbox"))
        .args(["--speed", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    assert_eq!(wait(&mut child).code(), Some(1));
    let (mut out, mut error) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
    assert_eq!((out.as_str(), error.contains("speed")), ("", true));
}

/// Every `sh` block of the README, in order, in one shell, against the program.
#[test]
fn the_readmes_walk_through_works() {
    if Command::new("curl").arg("--version").output().is_err() {
        eprintln!("skipped: curl is missing");
        return;
    }
    let program = start(&["--speed", "60"]);
    let blocks = include_str!("../../README.md").split("```sh\n").skip(1);
    let script: String = blocks.map(|block| block.split("```").next().unwrap()).collect();
    assert!(script.contains("createHealthLink"));
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", &script])
        .env("BASE", &program.base)
        .env("CONTROL", &program.control)
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap();
    let (out, error) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}\n{error}");
    for expected in [
        "/oauth/callback?code=",
        "\"error\":\"authorization_pending\"",
        "<h1>You are signed in</h1>\nBearer\n",
        "\"identity_assurance_level\":2",
        "\"family\":\"Delgado\"",
        "\"syncStatus\":\"RETRIEVED\"",
        "status_code=success",
        "\"remainingAttempts\":4",
        "\"embedded\":\"eyJ",
    ] {
        assert!(out.contains(expected), "{expected} is missing in\n{out}\n{error}");
    }
}
