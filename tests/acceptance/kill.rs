//! A retrieval that is killed, in a short form: `cargo xtask hold --only retrieval` kills it more often, and at every commit
//! boundary too.

use std::env;
use std::path::Path;
use std::process::Command;

use tests::apart::Elsewhere;
use tests::hold::{Trial, kill, lead};

/// No points of the store: they are not built into what everybody tests.
const TRIAL: Trial = Trial { documents: 40, random: 8, every: 0, every_change: 0 };
/// Where the life that is killed finds its sandbox and its folder.
const NAMES: [&str; 3] = ["SATCHEL_LIFE_BASE", "SATCHEL_LIFE_CONTROL", "SATCHEL_LIFE_FOLDER"];

#[test]
fn a_retrieval_survives_being_killed() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let options =
        sandbox::Options { speed: 200.0, lapse: sandbox::Lapse::Always, ..sandbox::Options::default() };
    let world = runtime.block_on(sandbox::spawn(options)).unwrap();
    let elsewhere =
        Elsewhere { base: world.base_url().to_owned(), control: world.control_token().to_owned() };
    let this = env::current_exe().unwrap();
    let child = |folder: &Path| {
        let mut command = Command::new(&this);
        command.args(["--exact", "kill::a_life", "--ignored", "--nocapture", "--test-threads=1"]);
        let folder = folder.as_os_str();
        command.env(NAMES[0], &elsewhere.base).env(NAMES[1], &elsewhere.control).env(NAMES[2], folder);
        command
    };
    let mut told = String::new();
    let result = kill(&elsewhere, &child, TRIAL, &mut |line| {
        told.push_str(line);
        told.push('\n');
    });
    let result = result.unwrap_or_else(|error| panic!("{error:#}\n{told}"));
    assert_eq!((result.survived, result.of), (TRIAL.random, TRIAL.random), "{told}");
}

#[test]
#[ignore = "the life that the test above ends"]
fn a_life() {
    let [Ok(base), Ok(control), Ok(folder)] = NAMES.map(env::var) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(lead(&Elsewhere { base, control }, Path::new(&folder))).unwrap();
}
