//! Who may call what: the permission files against the one list of commands.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri").join(path)).unwrap()
}

fn commands() -> BTreeSet<String> {
    commands::NAMES.iter().map(|name| (*name).to_owned()).collect()
}

/// One permission per command, each for that command alone.
#[test]
fn every_command_has_its_permission() {
    let permissions: toml::Table = file("permissions/commands.toml").parse().unwrap();
    let mut allowed = BTreeSet::new();
    for permission in permissions["permission"].as_array().unwrap() {
        let names = permission["commands"]["allow"].as_array().unwrap();
        assert_eq!(names.len(), 1, "{permission}");
        let name = names[0].as_str().unwrap();
        assert_eq!(permission["identifier"].as_str().unwrap(), format!("allow-{}", name.replace('_', "-")));
        allowed.insert(name.to_owned());
    }
    assert_eq!(allowed, commands());
}

/// The main window is granted all commands but a kiosk's own, and the two event calls that its progress and its topics need.
#[test]
fn the_main_window_is_granted_the_commands_by_name_and_nothing_else() {
    let capability: Value = serde_json::from_str(&file("capabilities/main.json")).unwrap();
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    let granted: BTreeSet<&str> =
        capability["permissions"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let of_kiosk = |name: &String| commands::OF_KIOSK.contains(&name.as_str());
    let expected = granting(commands().into_iter().filter(|name| !of_kiosk(name)));
    assert_eq!(granted, expected.iter().map(String::as_str).collect());
}

fn granting(names: impl Iterator<Item = String>) -> BTreeSet<String> {
    let events = ["core:event:allow-listen", "core:event:allow-unlisten"].map(str::to_owned);
    names.map(|name| format!("allow-{}", name.replace('_', "-"))).chain(events).collect()
}

/// The kiosk's window is granted what a kiosk offers, by the list that the core refuses by.
#[test]
fn the_kiosks_window_is_granted_what_a_kiosk_offers_and_nothing_else() {
    let capability: Value = serde_json::from_str(&file("capabilities/kiosk.json")).unwrap();
    assert_eq!(capability["windows"], serde_json::json!(["kiosk"]));
    let granted: BTreeSet<&str> =
        capability["permissions"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let expected = granting(commands::AT_KIOSK.iter().map(|name| (*name).to_owned()));
    assert_eq!(granted, expected.iter().map(String::as_str).collect());
}

/// The notes' window reads notes.
#[test]
fn the_notes_window_is_granted_the_notes_and_nothing_else() {
    let capability: Value = serde_json::from_str(&file("capabilities/notes.json")).unwrap();
    assert_eq!(capability["windows"], serde_json::json!(["notes"]));
    let granted: BTreeSet<&str> =
        capability["permissions"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let expected = granting(commands::IN_NOTES.iter().map(|name| (*name).to_owned()));
    assert_eq!(granted, expected.iter().map(String::as_str).collect());
}

/// Tauri itself, with the real files: a window may ask what its capability grants, and one without a capability nothing.
#[test]
fn a_window_without_a_capability_is_refused_every_command() {
    use tauri::ipc::{CallbackFn, InvokeBody};
    use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
    use tauri::webview::InvokeRequest;

    let app = mock_builder()
        .invoke_handler(crate::handlers::all::<MockRuntime>())
        .build(tauri::generate_context!(test = true))
        .unwrap();
    for label in ["main", "kiosk", "notes", "portal"] {
        let window =
            tauri::WebviewWindowBuilder::new(&app, label, tauri::WebviewUrl::default()).build().unwrap();
        for command in commands::NAMES {
            let request = InvokeRequest {
                cmd: (*command).to_owned(),
                callback: CallbackFn(0),
                error: CallbackFn(1),
                url: "tauri://localhost".parse().unwrap(),
                body: InvokeBody::default(),
                headers: tauri::http::HeaderMap::default(),
                invoke_key: INVOKE_KEY.to_owned(),
            };
            let answer = get_ipc_response(&window, request);
            let denied = answer.as_ref().is_err_and(|error| error.to_string().contains("not allowed"));
            let granted = match label {
                "main" => !commands::OF_KIOSK.contains(command),
                "kiosk" => commands::AT_KIOSK.contains(command),
                "notes" => commands::IN_NOTES.contains(command),
                _ => false,
            };
            assert_eq!(denied, !granted, "{label} {command}: {answer:?}");
        }
    }
}
