//! axe-core over the page as it stands: WCAG 2.2 A and AA.

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::page::Page;

/// The checker's source, from the page's own modules.
pub fn source() -> Result<String> {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(path).context("axe-core is not installed: npm ci in ui/")
}

/// What it finds: a line for each rule that an element breaks.
pub async fn findings(page: &Page, source: &str) -> Result<Vec<String>> {
    page.0.execute(format!("if (!window.axe) {{ {source} }}"), Vec::new()).await?;
    let script = "const done = arguments[arguments.length - 1]; \
        window.axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}) \
        .then((r) => done(r.violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + n.target.join(' ') + ' (' + (n.failureSummary || '') + ')'))));";
    let found = page.0.execute_async(script, Vec::new()).await?;
    let Value::Array(lines) = found.json() else { anyhow::bail!("axe answered nothing") };
    Ok(lines.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

/// Does the page scroll sideways?
pub async fn scrolls_sideways(page: &Page) -> Result<bool> {
    let script = "return document.documentElement.scrollWidth > document.documentElement.clientWidth + 1;";
    Ok(page.0.execute(script, Vec::new()).await?.json().as_bool().unwrap_or(true))
}
