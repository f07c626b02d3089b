//! Stories are files: a demo told step by step, to an audience. Each step has a caption, what the audience should
//! notice, what the world does, and what the person does in the app. The format is described in `stories/README.md`.
//!
//! The sandbox keeps them and gives them out; it plays none. Whoever plays one sends what a step asks of the world to
//! the control API, and does in the app what the person does.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use crate::scenario::Text;
use crate::scenario::{File, ScenarioError, is_slug};

/// The built-in ones, in the order in which they are offered.
const BUILT_IN: [(&str, &str); 10] = [
    ("happy-path", include_str!("../stories/happy-path.toml")),
    ("one-slow-place", include_str!("../stories/one-slow-place.toml")),
    ("nothing-found", include_str!("../stories/nothing-found.toml")),
    ("repaired-places", include_str!("../stories/repaired-places.toml")),
    ("off-and-on-again", include_str!("../stories/off-and-on-again.toml")),
    ("front-desk", include_str!("../stories/front-desk.toml")),
    ("second-network", include_str!("../stories/second-network.toml")),
    ("not-the-same-name", include_str!("../stories/not-the-same-name.toml")),
    ("everything-breaks", include_str!("../stories/everything-breaks.toml")),
    ("kiosk-visit", include_str!("../stories/kiosk-visit.toml")),
];

/// One story.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Names it: small letters, digits, hyphens; the file's name.
    pub id: String,
    /// What it is called.
    pub title: Text,
    /// What it shows, in one sentence.
    pub about: Text,
    /// Whom one plays, by the id of their scenario.
    pub person: String,
    /// It is told at a clinic's kiosk, and begins at its first screen.
    #[serde(default)]
    pub kiosk: bool,
    /// In order.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What happens, as it stands under the picture.
    pub caption: Text,
    /// What the presenter points at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<Text>,
    /// What the world does, before the person does anything.
    #[serde(default)]
    pub world: Vec<Turn>,
    /// What the person does and sees, one after another.
    #[serde(default)]
    pub page: Vec<Deed>,
}

/// One call of the control API.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Turn {
    /// `POST /control/…` with a body.
    Post {
        /// What follows `/control/`.
        to: String,
        /// JSON.
        #[serde(default)]
        with: Map<String, Value>,
    },
    /// `DELETE /control/…`.
    Delete {
        /// What follows `/control/`.
        to: String,
    },
}

/// One thing that the person does, or sees before they go on. Controls are named by the page's `data-testid`.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Deed {
    /// Presses a control.
    Press(String),
    /// Ticks a checkbox or a radio button.
    Tick(String),
    /// Takes a tick away.
    Untick(String),
    /// Types into a field, in place of what was there.
    Type {
        /// The field.
        into: String,
        /// What is typed.
        text: String,
    },
    /// Goes there by the rail or its menu.
    Go(String),
    /// Waits until it is shown.
    See(String),
    /// Waits until it is gone.
    Unseen(String),
    /// Waits until a place is in one of these states.
    Place {
        /// The connection's id.
        id: String,
        /// The states, as the page names them.
        is: Vec<String>,
    },
    /// In the browser: at the clinic's portal, or wherever the app has just led.
    Portal(Portal),
    /// On a phone whose camera sees the screen: answers where its code leads.
    Phone(Portal),
    /// Presses what ends a visit at a kiosk, and sees the window of the next.
    Leave(String),
    /// At the front desk: reads the code from the screen and opens it.
    Clinic(Clinic),
}

/// What the person does at the page that the app opened.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Portal {
    /// Signs in and allows.
    Allow,
    /// Signs in and does not allow.
    Deny,
    /// Is checked, and everything fits.
    Match,
    /// Is checked, and the name differs.
    Differ,
}

/// What the clinic gets.
#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clinic {
    /// Scans the code that is shown, and keeps its link.
    Scan,
    /// Opens the link with the passcode that is shown, and gets records.
    Opens,
    /// Tries another passcode first, and is refused.
    MistypesIt,
    /// The link does not work any more.
    Late,
}

/// The built-in stories, or the `*.toml` of `stories` in a folder of scenarios. `people`: who is there to be played.
pub(crate) fn load(folder: Option<&Path>, people: &[&str]) -> Result<Vec<Arc<Story>>, ScenarioError> {
    let Some(folder) = folder.map(|folder| folder.join("stories")) else {
        return BUILT_IN.iter().map(|(name, text)| parse(name, text, people).map(Arc::new)).collect();
    };
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let fail = |source| ScenarioError::Read { file: "stories".to_owned(), source };
    let entries = std::fs::read_dir(&folder).map_err(fail)?;
    let mut files: Vec<_> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_, _>>().map_err(fail)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(file).map_err(fail)?;
        parse(&name, &text, people).map(Arc::new)
    };
    files.iter().map(read).collect()
}

/// Reads one. `name` is the file's name without `.toml`.
fn parse(name: &str, text: &str, people: &[&str]) -> Result<Story, ScenarioError> {
    let file = File { name: format!("{name}.toml"), text };
    let story: Story = file.read()?;
    let at = |member: &str| text.find(&format!("\n{member} = ")).map_or(0, |at| at + 1);
    if !is_slug(&story.id) || story.id != name {
        return Err(file.fault(at("id"), "id: the file's name, in small letters".into()));
    }
    if !people.contains(&story.person.as_str()) {
        return Err(file.fault(at("person"), format!("there is no person {}", story.person)));
    }
    Ok(story)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: [&str; 4] = ["rosa", "mateo", "nia", "vera"];

    #[test]
    fn the_built_in_stories_can_be_read_and_each_step_says_something_in_both_languages() {
        for story in load(None, &PEOPLE).unwrap() {
            assert!(story.steps.len() >= 3, "{}", story.id);
            let texts =
                story.steps.iter().flat_map(|step| std::iter::once(&step.caption).chain(&step.notice));
            for text in texts.chain([&story.title, &story.about]) {
                assert!(
                    !text.en.is_empty() && !text.es.is_empty() && text.en != text.es,
                    "{}: {text:?}",
                    story.id
                );
            }
        }
    }

    #[test]
    fn a_slip_is_named_with_its_line() {
        let text = "id = \"one\"\nperson = \"rosa\"\ntitle = { en = \"A\", es = \"B\" }\nabout = { en = \"A\", es = \"B\" }\n\
                    [[steps]]\ncaption = { en = \"A\", es = \"B\" }\npage = [{ pres = \"nav-home\" }]\n";
        let said = parse("one", text, &PEOPLE).unwrap_err().to_string();
        assert!(said.starts_with("one.toml, line 7: unknown variant `pres`"), "{said}");
        let said = parse("two", text, &PEOPLE).unwrap_err().to_string();
        assert!(said.starts_with("two.toml, line 7"), "{said}");
        let nobody = text.replace("\"rosa\"", "\"nobody\"").replace("pres ", "press ");
        let said = parse("one", &nobody, &PEOPLE).unwrap_err().to_string();
        assert_eq!(said, "one.toml, line 2: there is no person nobody");
    }
}
