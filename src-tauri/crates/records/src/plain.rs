//! Plain text: paragraphs, or lines in which the spaces mean something.

use crate::composer::Composer;
use crate::decode::decode;
use crate::outline::{Label, Notice, Outline};
use crate::word::Word;

/// Reads plain text. The encoding is that of the byte order mark, of `charset` (from the content type), or guessed.
#[must_use]
pub fn outline(bytes: &[u8], charset: Option<&str>) -> Outline {
    let decoded = decode(bytes, charset);
    let mut composer = Composer::new();
    write(&decoded.text, &mut composer);
    let mut outline = Outline::titled(Label::Word(Word::Document));
    composer.finish(&mut outline);
    if decoded.unclear {
        outline.notice(Notice::LettersUnclear);
    }
    outline
}

/// Writes text into the composer.
pub(crate) fn write(text: &str, composer: &mut Composer) {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{2028}'], "\n");
    if text.lines().any(has_columns) {
        return composer.preformatted(&text);
    }
    for line in text.lines() {
        if line.trim().is_empty() {
            composer.end_line();
        } else {
            composer.text(line);
            composer.line_break();
        }
    }
    composer.end_line();
}

/// A tab or three spaces between words: somebody set this in columns.
fn has_columns(line: &str) -> bool {
    let line = line.trim();
    line.contains('\t') || line.contains("   ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::Block;
    use rstest::rstest;

    fn blocks(bytes: &[u8]) -> Vec<Block> {
        outline(bytes, None).sections.into_iter().flat_map(|section| section.blocks).collect()
    }

    #[test]
    fn an_empty_line_ends_a_paragraph_and_other_lines_stay_lines() {
        insta::assert_json_snapshot!(blocks(b"No activity restriction,\r\nregular diet.\r\n\r\nCome back soon."), @r#"
        [
          {
            "paragraph": [
              {
                "text": {
                  "text": "No activity restriction,"
                }
              },
              "break",
              {
                "text": {
                  "text": "regular diet."
                }
              }
            ]
          },
          {
            "paragraph": [
              {
                "text": {
                  "text": "Come back soon."
                }
              }
            ]
          }
        ]
        "#);
    }

    #[rstest]
    #[case("Sodium      135   mmol/L\nPotassium   3.5   mmol/L\n")]
    #[case("Sodium\t135\nPotassium\t3.5\n")]
    fn columns_stay_columns(#[case] text: &str) {
        assert_eq!(blocks(text.as_bytes()), [Block::Preformatted(text.trim_end().to_owned())]);
    }

    #[test]
    fn a_guessed_encoding_is_said() {
        assert_eq!(outline(b"Zo\xeb", None).notices, [Notice::LettersUnclear]);
        assert_eq!(outline("Zoë".as_bytes(), None).notices, []);
    }
}
