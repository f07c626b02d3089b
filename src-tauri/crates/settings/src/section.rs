//! Reads one section of the file after another, and goes on after a slip, so that all of them are told at once.
//!
//! A section asks for its keys by name. What the file holds and nobody asked for is unknown.

use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use url::{Host, Url};

use crate::finding::Slip;
use crate::rule::{Rule, nearest};

/// What the example file writes where a value is the organisation's own.
const PLACEHOLDER: &str = "YOUR-";
/// Names under which nobody can be reached (RFC 2606, RFC 6761).
const EXAMPLE_NAMES: [&str; 6] = ["example.com", "example.org", "example.net", "example", "invalid", "test"];
/// Keys that people look for, and that must never be in this file.
const SECRETS: [&str; 6] = ["client_secret", "secret", "tenant_secret", "password", "api_key", "private_key"];

/// Is this still what the example file says?
pub(crate) fn is_placeholder(text: &str) -> bool {
    text.starts_with(PLACEHOLDER)
}

/// What was found so far.
#[derive(Default)]
pub(crate) struct Log {
    pub(crate) problems: Vec<Slip>,
    pub(crate) warnings: Vec<Slip>,
    /// Keys that somebody asked for and the file does not hold.
    #[cfg(test)]
    pub(crate) absent: Vec<String>,
}

impl Log {
    pub(crate) fn problem(&mut self, at: usize, key: String, wrong: &str, right: &str) {
        self.problems.push(Slip { at, key, wrong: wrong.to_owned(), right: right.to_owned() });
    }

    fn warning(&mut self, at: usize, key: String, wrong: &str, right: &str) {
        self.warnings.push(Slip { at, key, wrong: wrong.to_owned(), right: right.to_owned() });
    }

    /// A text that is fine in itself may still be the example's.
    fn look(&mut self, value: &Spanned<DeValue<'_>>, key: &str) {
        let Some(text) = value.get_ref().as_str() else { return };
        if is_placeholder(text) {
            self.warning(value.span().start, key.to_owned(), "still the example's placeholder", "your own");
        } else if leads_nowhere(text) {
            let wrong = "a host that exists in examples alone";
            self.warning(value.span().start, key.to_owned(), wrong, "your own");
        }
    }
}

fn leads_nowhere(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let Some(Host::Domain(host)) = url.host() else { return false };
    EXAMPLE_NAMES
        .iter()
        .any(|name| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// A table of the file, with the preset's values behind it.
pub(crate) struct Section<'t, 'l> {
    table: Option<&'t DeTable<'t>>,
    preset: Option<&'t DeTable<'t>>,
    /// `sign_in`; empty at the top.
    path: String,
    /// Where to point for what is missing, in bytes.
    at: usize,
    asked: Vec<&'static str>,
    log: &'l mut Log,
}

impl<'t, 'l> Section<'t, 'l> {
    /// The whole file; what it leaves out is taken from the preset.
    pub(crate) fn root(table: &'t DeTable<'t>, preset: Option<&'t DeTable<'t>>, log: &'l mut Log) -> Self {
        Self { table: Some(table), preset, path: String::new(), at: 0, asked: Vec::new(), log }
    }

    /// A value that must be there.
    pub(crate) fn required<T>(&mut self, key: &'static str, rule: &Rule<'_, T>) -> Option<T> {
        match self.value(key) {
            Some(value) => self.check(key, value, rule),
            None => self.missing(key, &rule.right),
        }
    }

    /// A value that may be left out. `None` also where it is wrong: then nobody gets the settings.
    pub(crate) fn optional<T>(&mut self, key: &'static str, rule: &Rule<'_, T>) -> Option<T> {
        let value = self.value(key)?;
        self.check(key, value, rule)
    }

    /// A value with a default.
    pub(crate) fn or<T>(&mut self, key: &'static str, default: T, rule: &Rule<'_, T>) -> T {
        self.optional(key, rule).unwrap_or(default)
    }

    /// A list that must be there.
    pub(crate) fn required_list<T: PartialEq>(
        &mut self,
        key: &'static str,
        length: RangeInclusive<usize>,
        rule: &Rule<'_, T>,
    ) -> Option<Vec<T>> {
        match self.value(key) {
            Some(value) => self.items(key, value, length, rule),
            None => self.missing(key, &format!("a list; each item: {}", rule.right)),
        }
    }

    /// A list with a default.
    pub(crate) fn list_or<T: PartialEq>(
        &mut self,
        key: &'static str,
        default: Vec<T>,
        length: RangeInclusive<usize>,
        rule: &Rule<'_, T>,
    ) -> Vec<T> {
        let Some(value) = self.value(key) else { return default };
        self.items(key, value, length, rule).unwrap_or(default)
    }

    /// A section below this one; where it is missing, its keys are. `None` where something else stands there.
    pub(crate) fn section<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Section<'t, '_>) -> T,
    ) -> Option<T> {
        let at = self.place(key);
        let preset =
            self.preset.and_then(|preset| preset.get(key)).and_then(|value| value.get_ref().as_table());
        let table = match self.own_value(key) {
            None => None,
            Some(value) => Some(self.table_of(key, value)?),
        };
        Some(self.below(key, table, preset, at, read))
    }

    /// A section that may be left out as a whole.
    pub(crate) fn optional_section<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&mut Section<'t, '_>) -> T,
    ) -> Option<T> {
        if self.table.is_some_and(|table| table.contains_key(key)) {
            return self.section(key, read);
        }
        self.value(key);
        None
    }

    /// A list of sections, such as sentences in several languages; empty where it is left out.
    pub(crate) fn sections<T>(
        &mut self,
        key: &'static str,
        most: usize,
        read: impl Fn(&mut Section<'t, '_>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.own_value(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            self.log.problem(value.span().start, self.full(key), "not a list", "a list");
            return Vec::new();
        };
        if array.len() > most {
            self.log.problem(
                value.span().start,
                self.full(key),
                "too many items",
                &format!("{most} at most"),
            );
            return Vec::new();
        }
        let mut all = Vec::new();
        for (index, item) in array.iter().enumerate() {
            let name = format!("{key}[{}]", index + 1);
            let Some(table) = self.table_of(&name, item) else { continue };
            all.extend(self.below(&name, Some(table), None, item.span().start, &read));
        }
        all
    }

    /// Two keys that do not go together: pointed out at `key`, or at the section where the file leaves it out.
    pub(crate) fn refuse(&mut self, key: &'static str, wrong: &str, right: &str) {
        self.log.problem(self.place(key), self.full(key), wrong, right);
    }

    /// Fine, and worth a look.
    pub(crate) fn warn(&mut self, key: &'static str, wrong: &str, right: &str) {
        self.log.warning(self.place(key), self.full(key), wrong, right);
    }

    fn below<T>(
        &mut self,
        name: &str,
        table: Option<&'t DeTable<'t>>,
        preset: Option<&'t DeTable<'t>>,
        at: usize,
        read: impl FnOnce(&mut Section<'t, '_>) -> T,
    ) -> T {
        let path = self.full(name);
        let mut section = Section { table, preset, path, at, asked: Vec::new(), log: &mut *self.log };
        let found = read(&mut section);
        section.finish();
        found
    }

    /// Tells what nobody asked for.
    pub(crate) fn finish(self) {
        let Some(table) = self.table else { return };
        for key in table.keys().filter(|key| !self.asked.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref().as_ref();
            let bare =
                name.len() <= 40 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
            // Anything else could be a value in the wrong place.
            let shown = if bare { self.full(name) } else { self.path.clone() };
            if SECRETS.contains(&name) {
                let wrong = "a secret that lies in everybody's computer is none";
                self.log.problem(key.span().start, shown, wrong, "a public client, without this key");
                continue;
            }
            let right = match nearest(name, &self.asked) {
                Some(meant) => format!("did you mean {meant}?"),
                None => format!("one of: {}", self.asked.join(", ")),
            };
            self.log.problem(key.span().start, shown, "there is no such key", &right);
        }
    }

    /// The file's own value, or the preset's. Notes that the key was asked for.
    fn value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.own_value(key).or_else(|| self.preset.and_then(|preset| preset.get(key)))
    }

    fn own_value(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push(key);
        let value = self.table.and_then(|table| table.get(key));
        #[cfg(test)]
        if value.is_none() {
            let key = self.full(key);
            self.log.absent.push(key);
        }
        value
    }

    fn check<T>(&mut self, key: &str, value: &Spanned<DeValue<'t>>, rule: &Rule<'_, T>) -> Option<T> {
        let key = self.full(key);
        match rule.check(value.get_ref()) {
            Ok(checked) => {
                self.log.look(value, &key);
                Some(checked)
            }
            Err(wrong) => {
                self.log.problem(value.span().start, key, &wrong, &rule.right);
                None
            }
        }
    }

    fn items<T: PartialEq>(
        &mut self,
        key: &'static str,
        value: &Spanned<DeValue<'t>>,
        length: RangeInclusive<usize>,
        rule: &Rule<'_, T>,
    ) -> Option<Vec<T>> {
        let at = value.span().start;
        let Some(array) = value.get_ref().as_array() else {
            self.log.problem(at, self.full(key), "not a list", &format!("a list; each item: {}", rule.right));
            return None;
        };
        if !length.contains(&array.len()) {
            let right = format!("from {} to {} items", length.start(), length.end());
            self.log.problem(at, self.full(key), "too few or too many items", &right);
            return None;
        }
        let mut all = Vec::new();
        for (index, item) in array.iter().enumerate() {
            let name = format!("{key}[{}]", index + 1);
            let Some(checked) = self.check(&name, item, rule) else { continue };
            if all.contains(&checked) {
                self.log.problem(item.span().start, self.full(&name), "stands in the list twice", "once");
            }
            all.push(checked);
        }
        Some(all)
    }

    fn missing<T>(&mut self, key: &'static str, right: &str) -> Option<T> {
        self.log.problem(self.at, self.full(key), "missing", right);
        None
    }

    fn table_of(&mut self, name: &str, value: &'t Spanned<DeValue<'t>>) -> Option<&'t DeTable<'t>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.log.problem(value.span().start, self.full(name), "not a section", "a section with keys");
        }
        table
    }

    fn place(&self, key: &str) -> usize {
        let own = self.table.and_then(|table| table.get_key_value(key));
        own.map_or(self.at, |(key, _)| key.span().start)
    }

    fn full(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}
