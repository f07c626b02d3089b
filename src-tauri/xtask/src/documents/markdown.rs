//! One Markdown file, taken apart: links, anchors, code in the text, blocks of code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// What a document says, each with its line.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// From the repository's root, with forward slashes.
    pub(super) path: String,
    /// Targets of links and pictures.
    pub(super) links: Vec<(usize, String)>,
    /// What `#…` may name.
    pub(super) anchors: BTreeSet<String>,
    /// Code inside the text.
    pub(super) spans: Vec<(usize, String)>,
    /// Blocks of code: first line of the content, language (may be empty), content.
    pub(super) blocks: Vec<(usize, String, String)>,
}

impl Document {
    /// Reads one from the disk.
    pub(super) fn read(root: &Path, path: &str) -> Result<Self> {
        let text = fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"))?;
        Ok(Self::parse(path, &text))
    }

    /// Takes a text apart.
    pub(super) fn parse(path: &str, text: &str) -> Self {
        let mut document = Self { path: path.to_owned(), ..Self::default() };
        let mut slugs = BTreeMap::new();
        let mut heading: Option<String> = None;
        let mut block: Option<(usize, String, String)> = None;
        let line_at = |offset: usize| text[..offset].matches('\n').count() + 1;
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    if let Some(words) = heading.take() {
                        document.anchors.insert(unique(&mut slugs, slug(&words)));
                    }
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    document.links.push((line_at(range.start), dest_url.into_string()));
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let language = match kind {
                        CodeBlockKind::Fenced(info) => {
                            info.split([' ', ',']).next().unwrap_or_default().to_owned()
                        }
                        CodeBlockKind::Indented => String::new(),
                    };
                    block = Some((0, language, String::new()));
                }
                Event::End(TagEnd::CodeBlock) => document.blocks.extend(block.take()),
                Event::Code(code) => {
                    if let Some(words) = &mut heading {
                        words.push_str(&code);
                    }
                    document.spans.push((line_at(range.start), code.into_string()));
                }
                Event::Text(words) => {
                    if let Some((line, _, content)) = &mut block {
                        if content.is_empty() {
                            *line = line_at(range.start);
                        }
                        content.push_str(&words);
                    } else if let Some(heading) = &mut heading {
                        heading.push_str(&words);
                    }
                }
                _ => {}
            }
        }
        document
    }
}

/// The anchor that a heading gets on the usual forges: small letters, hyphens for spaces, no other marks.
fn slug(heading: &str) -> String {
    heading
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            ' ' => Some('-'),
            '-' | '_' => Some(letter),
            _ => letter.is_alphanumeric().then_some(letter),
        })
        .collect()
}

/// A second heading of the same words gets a number.
fn unique(seen: &mut BTreeMap<String, usize>, slug: String) -> String {
    let times = seen.entry(slug.clone()).or_insert(0);
    let name = if *times == 0 { slug } else { format!("{slug}-{times}") };
    *times += 1;
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# Time, and `clock` things
See [there](other.md#part) and ![a picture](a.png).

## Time
## Time

```sh
cargo demo
npm test
```

| a | b |
| --- | --- |
| `x.rs` | y |
";

    #[test]
    fn links_anchors_code_and_blocks_are_found_with_their_lines() {
        let document = Document::parse("a.md", TEXT);
        assert_eq!(document.links, [(2, "other.md#part".to_owned()), (2, "a.png".to_owned())]);
        let anchors: Vec<&str> = document.anchors.iter().map(String::as_str).collect();
        assert_eq!(anchors, ["time", "time-1", "time-and-clock-things"]);
        assert_eq!(document.spans, [(1, "clock".to_owned()), (14, "x.rs".to_owned())]);
        assert_eq!(document.blocks, [(8, "sh".to_owned(), "cargo demo\nnpm test\n".to_owned())]);
    }
}
