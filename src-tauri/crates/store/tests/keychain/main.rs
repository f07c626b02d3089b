//! Vaults and lockers against a real Secret Service daemon on a session bus of its own (Linux). The developer's keychain is
//! never touched: every scenario runs in a child with its own bus, its own folders and nothing that starts by itself.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

mod lockers;

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use store::{Key, Rung, Vault, VaultError};

/// Set in children alone.
const INSIDE: &str = "SATCHEL_KEYCHAIN_INSIDE";

/// A bus on which nothing is started on demand: no daemon and no prompt of this machine's.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#;

/// Starts the daemon with an open collection.
const DAEMON: &str = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null";
const NO_COLLECTION: &str = "gnome-keyring-daemon --start --components=secrets >/dev/null";
/// Nobody keeps secrets here.
const NOBODY: &str = "true";
/// Waits, not for ever, until somebody on the bus keeps secrets.
const READY: &str = "tries=0; until [ $tries -gt 999 ] || dbus-send --session --print-reply \
    --dest=org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus.GetNameOwner \
    string:org.freedesktop.secrets >/dev/null 2>&1; do tries=$((tries + 1)); done";
const LIMIT: Duration = Duration::from_secs(10);

fn has(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Runs a scenario behind a set-up script on a bus of its own.
fn on_a_bus(setup: &str, scenario: &str) {
    if !["dbus-run-session", "gnome-keyring-daemon", "dbus-send"].into_iter().all(has) {
        println!("skipped: dbus and gnome-keyring are not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("bus.conf");
    fs::write(&config, BUS).unwrap();
    let mut command = Command::new("dbus-run-session");
    command.arg("--config-file").arg(&config).args(["--", "sh", "-c"]);
    // The daemon ends with its bus. It is ready a moment after its starter returns.
    let ready = if setup == NOBODY { "" } else { READY };
    command.arg(format!("{setup}\n{ready}\n\"$@\"")).arg("sh");
    run(command, folder.path(), scenario);
}

fn run(mut command: Command, folder: &std::path::Path, scenario: &str) {
    let runtime = folder.join("runtime");
    fs::create_dir_all(&runtime).unwrap();
    fs::set_permissions(&runtime, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    command.arg(std::env::current_exe().unwrap()).args(["--exact", scenario, "--ignored", "--nocapture"]);
    command.env("HOME", folder).env("XDG_RUNTIME_DIR", &runtime).env("XDG_DATA_HOME", folder.join("data"));
    command.env("XDG_CONFIG_HOME", folder.join("config")).env("XDG_CACHE_HOME", folder.join("cache"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env(INSIDE, "1");
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && text.contains("1 passed"), "{text}{errors}");
}

fn inside() -> bool {
    std::env::var_os(INSIDE).is_some()
}

async fn probe() -> Result<Vault, VaultError> {
    Vault::probe("health.satchel.test", "rosa", LIMIT).await
}

/// Locks the collection, as a screen that locks may do.
fn lock() {
    let mut command = Command::new("dbus-send");
    command.args([
        "--session",
        "--print-reply",
        "--dest=org.freedesktop.secrets",
        "/org/freedesktop/secrets",
    ]);
    command.args([
        "org.freedesktop.Secret.Service.Lock",
        "array:objpath:/org/freedesktop/secrets/collection/login",
    ]);
    assert!(command.output().unwrap().status.success());
}

/// Ends the daemon, and waits until it has left the bus.
async fn end() {
    signal("-TERM");
    let until = Instant::now() + LIMIT;
    while probe().await.err() != Some(VaultError::NoKeychain) {
        assert!(Instant::now() < until, "the daemon does not end");
    }
}

/// Starts a daemon with an open collection, where none is; it makes the collection if there is none yet.
async fn begin() {
    assert!(Command::new("sh").args(["-c", DAEMON]).status().unwrap().success());
    let until = Instant::now() + LIMIT;
    while let Err(error) = probe().await {
        assert!(Instant::now() < until, "the daemon does not begin: {error}");
    }
}

/// Sends a signal to the daemon of this bus.
fn signal(which: &str) {
    let asked = Command::new("dbus-send")
        .args(["--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"])
        .args(["org.freedesktop.DBus.GetConnectionUnixProcessID", "string:org.freedesktop.secrets"])
        .output()
        .unwrap();
    let answer = String::from_utf8(asked.stdout).unwrap();
    let id = answer.split_whitespace().last().unwrap().to_owned();
    assert!(Command::new("kill").args([which, &id]).status().unwrap().success());
}

#[test]
fn a_key_is_written_read_replaced_and_forgotten() {
    on_a_bus(DAEMON, "write_read_delete");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn write_read_delete() {
    if !inside() {
        return;
    }
    let vault = probe().await.unwrap();
    assert_eq!(vault.rung(), Rung::Keychain);
    assert_eq!(vault.get().await.unwrap_err(), VaultError::Missing, "the trial left nothing");
    for byte in [1, 2] {
        vault.set(&Key::from_bytes([byte; 32])).await.unwrap();
    }
    // The key itself shows nothing; a file made with one and opened with the other shows that they are the same.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rosa.satchel");
    let made = store::Store::open(&path, &Key::from_bytes([2; 32])).await.unwrap();
    made.close().await.unwrap();
    store::Store::open(&path, &vault.get().await.unwrap()).await.unwrap();
    vault.delete().await.unwrap();
    assert_eq!(vault.get().await.unwrap_err(), VaultError::Missing, "a wiped entry");
    vault.delete().await.unwrap();
}

#[test]
fn a_locked_keychain_without_anyone_to_ask_says_so() {
    on_a_bus(DAEMON, "locked");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn locked() {
    if !inside() {
        return;
    }
    let vault = probe().await.unwrap();
    vault.set(&Key::from_bytes([1; 32])).await.unwrap();
    lock();
    assert_eq!(vault.get().await.unwrap_err(), VaultError::Locked);
    assert_eq!(probe().await.unwrap_err(), VaultError::Locked);
}

#[test]
fn a_keychain_that_does_not_answer_is_left_after_the_limit() {
    on_a_bus(DAEMON, "silent");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn silent() {
    if !inside() {
        return;
    }
    let vault = Vault::probe("health.satchel.test", "rosa", Duration::from_secs(2)).await.unwrap();
    vault.set(&Key::from_bytes([1; 32])).await.unwrap();
    lock();
    // Stands for a prompt that nobody answers: whoever asks waits for ever.
    signal("-STOP");
    for _ in 0..2 {
        let start = Instant::now();
        assert_eq!(vault.get().await.unwrap_err(), VaultError::TimedOut);
        assert!(start.elapsed() < Duration::from_secs(4));
    }
    signal("-CONT");
    // It answers again, and so does the vault.
    let mut answered = vault.get().await.unwrap_err();
    for _ in 0..5 {
        if answered == VaultError::Locked {
            return;
        }
        answered = vault.get().await.unwrap_err();
    }
    assert_eq!(answered, VaultError::Locked);
}

#[test]
fn a_bus_without_a_daemon_has_no_keychain() {
    on_a_bus(NOBODY, "no_keychain");
}

#[test]
fn no_bus_means_no_keychain() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("env");
    command.arg(format!("DBUS_SESSION_BUS_ADDRESS=unix:path={}/nowhere", folder.path().display()));
    run(command, folder.path(), "no_keychain");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn no_keychain() {
    if inside() {
        assert_eq!(probe().await.unwrap_err(), VaultError::NoKeychain);
    }
}

#[test]
fn a_daemon_without_a_collection_is_found_by_the_trial() {
    on_a_bus(NO_COLLECTION, "no_collection");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn no_collection() {
    if inside() {
        assert_eq!(probe().await.unwrap_err(), VaultError::NoCollection);
    }
}
