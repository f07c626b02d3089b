//! What a screen reader knows of one object of a page and of all in it.

use std::collections::HashMap;

use anyhow::Result;
use futures::future::{BoxFuture, try_join_all};

use super::{ACCESSIBLE, Object, Wire};

/// Where a child stands in the text of its parent.
const CHILD: char = '\u{fffc}';

/// The numbers that AT-SPI gives to roles that `WebKit` has no other name for.
const DOCUMENT: u32 = 95;
/// The bullet of a list.
const STATIC: u32 = 61;
const DIALOG: u32 = 16;

/// The bits that AT-SPI gives to states.
mod state {
    pub(super) const CHECKED: usize = 4;
    pub(super) const ENABLED: usize = 8;
    pub(super) const EXPANDABLE: usize = 9;
    pub(super) const EXPANDED: usize = 10;
    pub(super) const FOCUSED: usize = 12;
    pub(super) const PRESSED: usize = 20;
    pub(super) const SELECTED: usize = 23;
    pub(super) const REQUIRED: usize = 33;
    pub(super) const INVALID: usize = 36;
    pub(super) const CHECKABLE: usize = 41;
}

/// What a person acts on, or what a name is all there is of.
const NAMED: [&str; 18] = [
    "button",
    "link",
    "textbox",
    "searchbox",
    "checkbox",
    "switch",
    "radio",
    "radiogroup",
    "combobox",
    "slider",
    "summary",
    "image",
    "dialog",
    "navigation",
    "region",
    "heading",
    "tab",
    "progressbar",
];

/// The role of what has none.
const TEXT: &str = "text";

/// What holds what a person types.
const FIELDS: [&str; 2] = ["textbox", "searchbox"];

/// What is read by its name: its text is the same again.
const BY_NAME: [&str; 9] =
    ["button", "link", "heading", "checkbox", "switch", "radio", "combobox", "image", "summary"];

/// One object, and what is in it. What only holds others together is left out, and text has a node of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// ARIA's name of the role; `text` where there is none.
    pub role: String,
    /// Its name, or its own text.
    pub name: String,
    /// What a field holds.
    pub value: String,
    /// What is said after the name.
    pub description: String,
    /// What is said of its state.
    pub states: Vec<String>,
    /// The focus is on it, or in it.
    pub focused: bool,
    children: Vec<Self>,
}

impl Node {
    /// Reads it from the bus.
    pub(super) async fn read(wire: &Wire, object: &Object) -> Result<Self> {
        let mut nodes = Self::read_all(wire, object).await?;
        if nodes.len() == 1 {
            return Ok(nodes.remove(0));
        }
        Ok(Self { role: TEXT.to_owned(), children: nodes, ..Self::default() })
    }

    /// The same: what is in it, where it only holds others together.
    fn read_all<'a>(wire: &'a Wire, object: &'a Object) -> BoxFuture<'a, Result<Vec<Self>>> {
        Box::pin(async move {
            let attributes = wire.attributes(object).await?;
            let states: Vec<u32> = wire.ask(object, ACCESSIBLE, "GetState", &()).await?;
            let is = |bit: usize| states.get(bit / 32).is_some_and(|word| word >> (bit % 32) & 1 == 1);
            let number = wire.ask(object, ACCESSIBLE, "GetRole", &()).await?;
            let role = role(number, &attributes);
            let name = plain(&String::try_from(wire.property(object, "Name").await?)?);
            let description = plain(&String::try_from(wire.property(object, "Description").await?)?);
            let tag = attributes.get("tag").map_or("", String::as_str);
            // A label's words are the name of what it labels.
            let is_label = matches!(tag, "label" | "legend");
            let text = if is_label { String::new() } else { wire.text(object).await? };
            let is_bullet = number == STATIC && plain(&text).chars().count() == 1;
            let text = if is_bullet { String::new() } else { text };
            let children = wire.children(object).await?;
            let children = try_join_all(children.iter().map(|child| Self::read_all(wire, child))).await?;

            let value = if FIELDS.contains(&role.as_str()) { plain(&text) } else { String::new() };
            let by_name = BY_NAME.contains(&role.as_str()) && !name.is_empty();
            let children = if role == "combobox" {
                // Its name says which is chosen; the others are met by arrow keys.
                Vec::new()
            } else if by_name || is_label || FIELDS.contains(&role.as_str()) {
                children.into_iter().flatten().filter(|child| !child.is_text()).collect()
            } else {
                with_text(&text, children)
            };
            let focused = is(state::FOCUSED);
            if role.is_empty() && !focused {
                return Ok(children);
            }
            let states = said_of_states(&role, &attributes, is);
            // WebKit names an item after all that is in it.
            let name = if role == "listitem" { String::new() } else { name };
            let mut node = Self { role, name, value, description, states, focused, children };
            if node.role.is_empty() {
                "generic".clone_into(&mut node.role);
            }
            // Only a text in it: its own.
            if node.name.is_empty() && node.children.len() == 1 && node.children[0].is_text() {
                node.name = node.children.remove(0).name;
            }
            // One that is on its way out, say.
            let says_nothing = node.role == "paragraph" && node.name.is_empty() && node.children.is_empty();
            Ok(if says_nothing { Vec::new() } else { vec![node] })
        })
    }

    fn text(text: &str) -> Option<Self> {
        let name = plain(text);
        Some(Self { role: TEXT.to_owned(), name, ..Self::default() }).filter(|node| !node.name.is_empty())
    }

    fn is_text(&self) -> bool {
        self.role == TEXT
    }

    /// What has the focus: the innermost, for what is around it has it too. Nothing, where the page as a whole has it.
    #[must_use]
    pub fn focus(&self) -> Option<&Self> {
        let inner = self.children.iter().find_map(Self::focus);
        inner.or_else(|| Some(self).filter(|node| node.focused && node.role != "document"))
    }

    /// The first with this role, itself or in it.
    #[must_use]
    pub fn first(&self, role: &str) -> Option<&Self> {
        if self.role == role { Some(self) } else { self.children.iter().find_map(|child| child.first(role)) }
    }

    /// What a person acts on, or what has nothing but a name, and has none.
    #[must_use]
    pub fn nameless(&self) -> Vec<String> {
        let mut found: Vec<String> = self.children.iter().flat_map(Self::nameless).collect();
        if NAMED.contains(&self.role.as_str()) && self.name.is_empty() {
            found.push(format!("{} with {:?} in it", self.role, self.words()));
        }
        found
    }

    /// As one line: the role, the name, the rest.
    #[must_use]
    pub fn line(&self) -> String {
        let said = |before: &str, what: &str, after: &str| {
            if what.is_empty() { String::new() } else { format!("{before}{what}{after}") }
        };
        let states: String = self.states.iter().map(|state| said(", ", state, "")).collect();
        [
            self.role.clone(),
            said(" \"", &self.name, "\""),
            said(" with \"", &self.value, "\""),
            states,
            said(" (", &self.description, ")"),
        ]
        .concat()
    }

    /// As lines, in the order in which it is read.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let inside = self.children.iter().flat_map(Self::lines).map(|line| format!("  {line}"));
        std::iter::once(self.line()).chain(inside).collect()
    }

    /// All its words.
    #[must_use]
    pub fn words(&self) -> String {
        let inside = self.children.iter().map(Self::words);
        let words: Vec<String> =
            std::iter::once(self.name.clone()).chain(inside).filter(|words| !words.is_empty()).collect();
        words.join(" ")
    }
}

/// Its own text around its children: where it is known where each child stands, in between.
fn with_text(text: &str, children: Vec<Vec<Node>>) -> Vec<Node> {
    let segments: Vec<&str> = text.split(CHILD).collect();
    if segments.len() == children.len() + 1 {
        let mut all: Vec<Node> = Node::text(segments[0]).into_iter().collect();
        for (child, after) in children.into_iter().zip(&segments[1..]) {
            all.extend(child);
            all.extend(Node::text(after));
        }
        return all;
    }
    // WebKit counts the text of what stands in a line among that of its parent: then it is said once.
    let mut children: Vec<Node> = children.into_iter().flatten().collect();
    let Some(own) = Node::text(text) else { return children };
    let rest = children.iter().fold(own.name.clone(), |rest, child| rest.replacen(&child.words(), "", 1));
    if plain(&rest).is_empty() {
        return children;
    }
    children.retain(|child| !(child.is_text() && own.name.contains(&child.name)));
    children.insert(0, own);
    children
}

/// The role, as ARIA names it. What only holds others together has none, nor has a label: its words are the control's name.
fn role(number: u32, attributes: &HashMap<String, String>) -> String {
    let tag = attributes.get("tag").map_or("", String::as_str);
    let computed = attributes.get("computed-role").map_or("", String::as_str);
    let role = match (tag, computed) {
        ("select", _) => "combobox",
        ("summary", _) => "summary",
        (_, "generic" | "sectionheader" | "sectionfooter") => "",
        (_, "") if number == DOCUMENT => "document",
        (_, "") if number == DIALOG => "dialog",
        (_, computed) => computed,
    };
    role.to_owned()
}

fn said_of_states(
    role: &str,
    attributes: &HashMap<String, String>,
    is: impl Fn(usize) -> bool,
) -> Vec<String> {
    let mut said = Vec::new();
    let mut say = |what: &str| said.push(what.to_owned());
    if role == "heading" {
        say(&format!("level {}", attributes.get("level").map_or("?", String::as_str)));
    }
    if is(state::CHECKABLE) {
        say(if is(state::CHECKED) { "checked" } else { "not checked" });
    }
    if is(state::EXPANDABLE) {
        say(if is(state::EXPANDED) { "expanded" } else { "collapsed" });
    }
    let plainly = [(state::PRESSED, "pressed"), (state::REQUIRED, "required"), (state::INVALID, "invalid")];
    for (bit, word) in plainly {
        if is(bit) {
            say(word);
        }
    }
    if is(state::SELECTED) && matches!(role, "option" | "tab") {
        say("selected");
    }
    if !is(state::ENABLED) && NAMED.contains(&role) {
        say("disabled");
    }
    if let Some(current) = attributes.get("current").filter(|current| *current != "false") {
        say(&format!("current {current}"));
    }
    said
}

/// In one line, without the places of children.
pub(super) fn plain(text: &str) -> String {
    text.replace(CHILD, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}
