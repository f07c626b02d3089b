//! A small screen reader: what the page in a window tells over AT-SPI, and nothing that only a script of the page could
//! know. It reads the tree, knows what has the focus, and hears what is announced.
//!
//! It hears what Orca hears: a new object in a live region, an alert that comes, text that is put in. WebKitGTK tells
//! nothing when a text of a region merely becomes another text; so nothing is heard of that here either.

mod node;

use std::collections::HashMap;
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use futures::StreamExt as _;
use serde::de::DeserializeOwned;
use tokio::process::{Child, Command};
use tokio::sync::watch;
use zbus::zvariant::{DynamicDeserialize, DynamicType, OwnedObjectPath, OwnedValue, Structure, Value};

pub use node::Node;

use crate::driver::Bus;

const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
const TEXT: &str = "org.a11y.atspi.Text";
const EVENTS: &str = "org.a11y.atspi.Event.Object";

/// How long something may take on a slow machine with much else to do.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long nothing changes where all is told.
const QUIET: Duration = Duration::from_millis(300);

/// What a screen reader registers for; without it nothing is told.
const REGISTERED: [&str; 4] =
    ["object:children-changed", "object:text-changed", "object:state-changed", "object:announcement"];

/// Who serves an object, and where.
type Object = (String, OwnedObjectPath);

/// What `GetItems` answers: the object, its application, its parent, then numbers, interfaces, name, role, description
/// and states.
type Item = (Object, Object, Object, i32, i32, Vec<String>, String, u32, String, Vec<u32>);

/// Listens to the windows on one session bus. It must be there before the window opens.
pub struct Reader {
    wire: Wire,
    heard: Arc<Heard>,
    listener: tokio::task::JoinHandle<()>,
    _launcher: Child,
}

/// What came so far.
#[derive(Default)]
struct Heard {
    said: Mutex<Vec<String>>,
    /// Counts events.
    changes: watch::Sender<u64>,
}

impl Reader {
    /// Brings accessibility to this session bus, as a desktop where a screen reader runs has it. Its socket goes to
    /// `runtime`.
    pub async fn on(bus: &Bus, runtime: &Path) -> Result<Self> {
        let launcher = Command::new(launcher()?)
            .args(["--launch-immediately", "--a11y=1", "--screen-reader=1"])
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
            .env("XDG_RUNTIME_DIR", runtime)
            // What it is told is not for this machine's own settings; nor does another window of this display hear of it.
            .env("GSETTINGS_BACKEND", "memory")
            .env_remove("DISPLAY")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("the accessibility bus could not be started")?;
        let session = Wire(zbus::connection::Builder::address(bus.address.as_str())?.build().await?);
        let service = ("org.a11y.Bus".to_owned(), OwnedObjectPath::try_from("/org/a11y/bus")?);
        let address: String = patiently("there is no accessibility bus", async || {
            session.ask(&service, "org.a11y.Bus", "GetAddress", &()).await
        })
        .await?;
        let wire = Wire(zbus::connection::Builder::address(address.as_str())?.build().await?);
        let heard = Arc::new(Heard::default());
        let listener = listen(wire.clone(), Arc::clone(&heard)).await?;
        let registry =
            ("org.a11y.atspi.Registry".to_owned(), OwnedObjectPath::try_from("/org/a11y/atspi/registry")?);
        for event in REGISTERED {
            let _: () = wire.ask(&registry, "org.a11y.atspi.Registry", "RegisterEvent", &(event,)).await?;
        }
        Ok(Self { wire, heard, listener, _launcher: launcher })
    }

    /// What was announced since somebody last asked.
    pub fn said(&self) -> Vec<String> {
        std::mem::take(&mut self.heard.said.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until something with these words is announced. It stays among what was said.
    pub async fn hears(&self, words: &str) -> Result<()> {
        let mut changes = self.heard.changes.subscribe();
        let heard = async {
            loop {
                let said = self.heard.said.lock().unwrap_or_else(PoisonError::into_inner).clone();
                if said.iter().any(|sentence| sentence.contains(words)) {
                    return;
                }
                if changes.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
            }
        };
        if tokio::time::timeout(PATIENCE, heard).await.is_err() {
            bail!("{words:?} is never announced; these were: {:?}", self.said());
        }
        Ok(())
    }

    /// Waits until nothing changes any more.
    pub async fn still(&self) -> Result<()> {
        let mut changes = self.heard.changes.subscribe();
        let still = async { while tokio::time::timeout(QUIET, changes.changed()).await.is_ok() {} };
        tokio::time::timeout(PATIENCE, still).await.context("the page never stands still")
    }

    /// The whole page, as it was while nothing changed.
    pub async fn page(&self) -> Result<Node> {
        let changes = self.heard.changes.subscribe();
        patiently("the page cannot be read", async || {
            let before = *changes.borrow();
            let page = self.look().await?;
            if *changes.borrow() == before { Ok(page) } else { bail!("it changes") }
        })
        .await
    }

    /// One look. What goes away meanwhile is an error.
    async fn look(&self) -> Result<Node> {
        let root = self.root().await?.context("no window with a page is on the bus")?;
        let view = self.wire.children(&root).await?.into_iter().next().context("the window is empty")?;
        let page = self.wire.children(&view).await?.into_iter().next().context("the view is empty")?;
        Node::read(&self.wire, &page).await
    }

    /// The page's process has a connection of its own, and knows its root.
    async fn root(&self) -> Result<Option<Object>> {
        let bus = ("org.freedesktop.DBus".to_owned(), OwnedObjectPath::try_from("/org/freedesktop/DBus")?);
        let names: Vec<String> = self.wire.ask(&bus, "org.freedesktop.DBus", "ListNames", &()).await?;
        let own = self.wire.0.unique_name().map(ToString::to_string);
        for name in names.into_iter().filter(|name| name.starts_with(':') && Some(name) != own.as_ref()) {
            let cache = (name, OwnedObjectPath::try_from("/org/a11y/atspi/cache")?);
            let Ok(items) = self.wire.ask::<Vec<Item>>(&cache, "org.a11y.atspi.Cache", "GetItems", &()).await
            else {
                continue;
            };
            let root = items.into_iter().map(|item| item.0).find(|object| object.1.contains("/webkit/"));
            if root.is_some() {
                return Ok(root);
            }
        }
        Ok(None)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.listener.abort();
    }
}

/// Where the system keeps the program that brings accessibility: its service file says so.
fn launcher() -> Result<String> {
    let service = "/usr/share/dbus-1/services/org.a11y.Bus.service";
    let text = std::fs::read_to_string(service)
        .with_context(|| format!("{service} is not there: at-spi2-core is; `cargo verify` installs it"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("Exec="));
    Ok(line.context("the service says no program")?.trim().to_owned())
}

async fn patiently<T>(what: &str, act: impl AsyncFn() -> Result<T>) -> Result<T> {
    let begun = Instant::now();
    loop {
        match act().await {
            Ok(done) => return Ok(done),
            Err(error) if begun.elapsed() > PATIENCE => return Err(error.context(what.to_owned())),
            Err(_) => tokio::time::sleep(Duration::from_millis(25)).await,
        }
    }
}

/// Reads events until the bus is gone.
async fn listen(wire: Wire, heard: Arc<Heard>) -> Result<tokio::task::JoinHandle<()>> {
    let rule = zbus::MatchRule::builder().msg_type(zbus::message::Type::Signal).interface(EVENTS)?.build();
    // A screen that comes is some hundred events at once.
    let mut events = zbus::MessageStream::for_match_rule(rule, &wire.0, Some(8192)).await?;
    Ok(tokio::spawn(async move {
        let mut regions = HashMap::new();
        while let Some(event) = events.next().await {
            let Ok(event) = event else { continue };
            // What is gone before it could be read is not heard by a person either.
            if let Some(sentence) = announced(&wire, &event, &mut regions).await.ok().flatten() {
                heard.said.lock().unwrap_or_else(PoisonError::into_inner).push(sentence);
            }
            heard.changes.send_modify(|changes| *changes += 1);
        }
    }))
}

/// What a screen reader says about this event, wherever the focus is.
async fn announced(
    wire: &Wire,
    event: &zbus::Message,
    regions: &mut HashMap<Object, String>,
) -> Result<Option<String>> {
    let header = event.header();
    let (Some(sender), Some(path), Some(member)) = (header.sender(), header.path(), header.member()) else {
        return Ok(None);
    };
    let source = (sender.to_string(), OwnedObjectPath::from(path.clone()));
    let body = event.body();
    let body: Structure<'_> = body.deserialize()?;
    let [Value::Str(detail), _, _, value, ..] = body.fields() else { return Ok(None) };
    let value = if let Value::Value(inner) = value { inner } else { value };
    let sentence = match (member.as_str(), detail.as_str(), value) {
        ("Announcement", _, Value::Str(text)) => text.to_string(),
        ("ChildrenChanged", "add", Value::Structure(child)) => {
            let [Value::Str(name), Value::ObjectPath(path)] = child.fields() else { return Ok(None) };
            let child = (name.to_string(), OwnedObjectPath::from(path.clone()));
            if is_live(&wire.attributes(&source).await?) {
                let (of, text) = wire.region(&source, &child).await?;
                // What is told of as a whole has no news while it says the same.
                if regions.insert(of, text.clone()).as_ref() == Some(&text) {
                    return Ok(None);
                }
                text
            } else if wire.attributes(&child).await?.get("computed-role").is_some_and(|role| role == "alert")
            {
                let text = wire.all_text(&child).await?;
                regions.insert(child, text.clone());
                text
            } else {
                return Ok(None);
            }
        }
        ("TextChanged", "insert", Value::Str(text)) if is_live(&wire.attributes(&source).await?) => {
            text.to_string()
        }
        _ => return Ok(None),
    };
    Ok(Some(node::plain(&sentence)).filter(|sentence| !sentence.is_empty()))
}

/// In a region whose changes are said.
fn is_live(attributes: &HashMap<String, String>) -> bool {
    attributes.get("container-live").is_some_and(|live| live != "off")
}

/// The accessibility bus.
#[derive(Clone)]
struct Wire(zbus::Connection);

impl Wire {
    async fn ask<T>(
        &self,
        object: &Object,
        interface: &str,
        method: &str,
        body: &(impl serde::Serialize + DynamicType + Sync),
    ) -> Result<T>
    where
        T: DeserializeOwned + for<'a> DynamicDeserialize<'a>,
    {
        let (name, path) = object;
        let asked = self.0.call_method(Some(name.as_str()), path, Some(interface), method, body);
        let answer = tokio::time::timeout(PATIENCE, asked).await.context("no answer")??;
        Ok(answer.body().deserialize()?)
    }

    async fn attributes(&self, object: &Object) -> Result<HashMap<String, String>> {
        self.ask(object, ACCESSIBLE, "GetAttributes", &()).await
    }

    async fn children(&self, object: &Object) -> Result<Vec<Object>> {
        self.ask(object, ACCESSIBLE, "GetChildren", &()).await
    }

    async fn property(&self, object: &Object, name: &str) -> Result<OwnedValue> {
        self.ask(object, "org.freedesktop.DBus.Properties", "Get", &(ACCESSIBLE, name)).await
    }

    /// Its own text, with an object replacement character where a child stands. Empty where it has none.
    async fn text(&self, object: &Object) -> Result<String> {
        let interfaces: Vec<String> = self.ask(object, ACCESSIBLE, "GetInterfaces", &()).await?;
        if !interfaces.iter().any(|interface| interface == TEXT) {
            return Ok(String::new());
        }
        self.ask(object, TEXT, "GetText", &(0_i32, -1_i32)).await
    }

    /// What is said when `child` is new in a live region, and of which object: of the whole region, where it says so.
    async fn region(&self, source: &Object, child: &Object) -> Result<(Object, String)> {
        let mut region = source.clone();
        let mut attributes = self.attributes(&region).await?;
        if attributes.get("container-atomic").is_none_or(|atomic| atomic != "true") {
            return Ok((child.clone(), self.all_text(child).await?));
        }
        while !attributes.contains_key("live") {
            region = self.property(&region, "Parent").await?.try_into()?;
            attributes = self.attributes(&region).await?;
        }
        let text = self.all_text(&region).await?;
        Ok((region, text))
    }

    /// Its text and that of all in it.
    async fn all_text(&self, object: &Object) -> Result<String> {
        let node = Node::read(self, object).await?;
        Ok(node.words())
    }
}
