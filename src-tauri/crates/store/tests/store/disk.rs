//! A full disk and a read-only folder, on file systems of our own in a namespace of our own (Linux).

use std::path::Path;
use std::process::Command;

use store::{AuditCheck, Changes, Error, Store};

use crate::{event, filled, key, record};

const FOLDER: &str = "SATCHEL_STORE_DISK";

/// Runs another test of this program behind a mount; says so where that is not possible.
fn behind(mount: &str, test: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mounted = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--mount", "sh", "-c", script, "sh"]);
        command.arg(folder.path());
        command
    };
    if !mounted("mount -t tmpfs tmpfs \"$1\"").output().is_ok_and(|output| output.status.success()) {
        println!("skipped: no namespace with mounts of its own here");
        return;
    }
    let output =
        mounted(&format!("{mount}; folder=$1; shift; {FOLDER}=$folder; export {FOLDER}; exec \"$@\""))
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", test, "--ignored", "--nocapture"])
            .output()
            .unwrap();
    assert!(
        output.status.success() && String::from_utf8_lossy(&output.stdout).contains("on that disk"),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_full_disk_is_said_and_nothing_is_lost() {
    behind("mount -t tmpfs -o size=2m tmpfs \"$1\"", "disk::on_a_full_disk");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn on_a_full_disk() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let path = Path::new(&folder).join("rosa.satchel");
    filled(&path).await;
    let store = Store::open(&path, &key()).await.unwrap();
    let mut written = 20;
    let error = loop {
        let mut large = record(1000 + u128::from(written), "fernhill", "Binary");
        large.body = vec![b'x'; 100_000];
        match store.commit(Changes::new().put_record(large), Some(event(1))).await {
            Ok(()) => written += 1,
            Err(error) => break error,
        }
        assert!(written < 100, "two megabytes do not end");
    };
    assert_eq!(error, Error::DiskFull);
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: written });
    // The rest of the disk goes as well: a file that is there opens all the same, a new one says why it cannot be.
    store.close().await.unwrap();
    let rest = Path::new(&folder).join("rest");
    let _ = std::fs::write(&rest, vec![0; 4_000_000]);
    let store = Store::open(&path, &key()).await.unwrap();
    assert_eq!(store.connections().await.unwrap().len(), 20);
    let other = Path::new(&folder).join("mateo.satchel");
    assert_eq!(Store::open(&other, &key()).await.unwrap_err(), Error::DiskFull);
    assert!(!other.exists());
    // With room again it goes on.
    std::fs::remove_file(rest).unwrap();
    store.commit(Changes::new(), Some(event(1))).await.unwrap();
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: written + 1 });
    println!("on that disk");
}

#[test]
fn a_read_only_folder_is_said_and_nothing_is_lost() {
    behind("mount -t tmpfs tmpfs \"$1\"", "disk::in_a_read_only_folder");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn in_a_read_only_folder() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let path = Path::new(&folder).join("rosa.satchel");
    filled(&path).await;
    let remount = |how: &str| Command::new("mount").args(["-o", how]).arg(&folder).status().unwrap();
    assert!(remount("remount,ro").success());
    assert_eq!(Store::open(&path, &key()).await.unwrap_err(), Error::ReadOnly);
    let new = Path::new(&folder).join("mateo.satchel");
    assert_eq!(Store::open(&new, &key()).await.unwrap_err(), Error::ReadOnly);
    assert!(remount("remount,rw").success());
    let store = Store::open(&path, &key()).await.unwrap();
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 20 });
    println!("on that disk");
}

#[test]
fn a_read_only_file_is_said_and_nothing_is_lost() {
    behind("mount -t tmpfs tmpfs \"$1\"", "disk::of_a_read_only_file");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn of_a_read_only_file() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let path = Path::new(&folder).join("rosa.satchel");
    filled(&path).await;
    let before = std::fs::read(&path).unwrap();
    // The file alone, and for the owner of the machine too: permissions would not bind them.
    let mount = |how: &[&str]| Command::new("mount").args(how).arg(&path).status().unwrap().success();
    assert!(mount(&["--bind", path.to_str().unwrap()]) && mount(&["-o", "remount,bind,ro"]));
    std::fs::write(path.with_file_name("beside"), "the folder can be written").unwrap();
    assert_eq!(Store::open(&path, &key()).await.unwrap_err(), Error::ReadOnly);
    assert!(std::fs::read(&path).unwrap() == before);
    assert!(Command::new("umount").arg(&path).status().unwrap().success());
    let store = Store::open(&path, &key()).await.unwrap();
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 20 });
    println!("on that disk");
}
