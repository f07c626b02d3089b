//! RTF, reduced to its text: paragraphs, tables, bold and italic. Pictures, objects and fields' instructions are left out;
//! nothing in them is run or fetched. Written here because what there is reads neither tables nor hostile files.

mod token;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::composer::{Composer, Piece};
use crate::outline::{Label, Notice, Outline, Style};
use crate::word::Word;

use token::{Token, Tokens};

/// Groups inside each other, beyond which styles are no longer kept apart.
const DEEPEST_GROUP: usize = 500;

/// RTF has no heading cells, and cells that are joined repeat.
const CELL: Piece = Piece::Cell { heading: false, columns: 1, rows: 1 };

/// Reads an RTF file.
#[must_use]
pub fn outline(bytes: &[u8]) -> Outline {
    let mut reader = Reader::new();
    for token in Tokens(bytes) {
        reader.token(token);
    }
    reader.finish()
}

/// What is true inside one group and its inner ones.
#[derive(Clone, Copy)]
struct Group {
    style: Style,
    into: Into,
    hidden: bool,
    /// Bytes to pass over after a Unicode character: its stand-in for old readers.
    stand_in: usize,
}

/// Where the text of a group goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Into {
    Text,
    Title,
    Nowhere,
}

struct Reader {
    composer: Composer,
    groups: Vec<Group>,
    /// Groups beyond the deepest that is kept.
    deeper: usize,
    group: Group,
    encoding: &'static Encoding,
    /// Bytes of text that are not decoded yet: a letter may take two.
    bytes: Vec<u8>,
    /// The first half of a character beyond 16 bits.
    surrogate: Option<u16>,
    /// Bytes of a stand-in that are still to come.
    skip: usize,
    title: String,
    table: Open,
    unclear: bool,
}

/// How much of a table is open.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Open {
    Nothing,
    Table,
    Row,
    Cell,
}

impl Reader {
    fn new() -> Self {
        Self {
            composer: Composer::new(),
            groups: Vec::new(),
            deeper: 0,
            group: Group { style: Style::default(), into: Into::Text, hidden: false, stand_in: 1 },
            encoding: WINDOWS_1252,
            bytes: Vec::new(),
            surrogate: None,
            skip: 0,
            title: String::new(),
            table: Open::Nothing,
            unclear: false,
        }
    }

    fn token(&mut self, token: Token<'_>) {
        if let Token::Byte(byte) = token {
            if self.skip > 0 {
                self.skip -= 1;
            } else if self.group.into != Into::Nowhere && !self.group.hidden {
                self.bytes.push(byte);
            }
            return;
        }
        self.flush();
        match token {
            Token::Begin if self.groups.len() < DEEPEST_GROUP => self.groups.push(self.group),
            Token::Begin => self.deeper += 1,
            Token::End if self.deeper > 0 => self.deeper -= 1,
            Token::End => self.group = self.groups.pop().unwrap_or(self.group),
            Token::Symbol(b'*') => self.group.into = Into::Nowhere,
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Word(word, number) => self.word(word, number),
            Token::Byte(_) => {}
        }
        if !matches!(token, Token::Word("u", _)) {
            self.skip = 0;
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\\' | b'{' | b'}' => self.write(char::from(symbol).encode_utf8(&mut [0; 4])),
            b'~' => self.write(" "),
            b'_' => self.write("\u{2011}"),
            b'\r' | b'\n' => self.end_line(),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        let style = &mut self.group.style;
        match word {
            "b" => style.bold = on,
            "i" => style.italic = on,
            "super" => (style.superscript, style.subscript) = (on, false),
            "sub" => (style.superscript, style.subscript) = (false, on),
            "nosupersub" => (style.superscript, style.subscript) = (false, false),
            "plain" => (*style, self.group.hidden) = (Style::default(), false),
            "v" => self.group.hidden = on,
            "u" => self.unicode(number.unwrap_or_default()),
            "uc" => self.group.stand_in = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1).min(16),
            "ansicpg" => self.code_page(number.unwrap_or_default()),
            "mac" => self.code_page(10_000),
            "pc" | "pca" => self.unclear = true,
            "title" => self.group.into = Into::Title,
            "pict" => self.picture(),
            "fonttbl" | "colortbl" | "stylesheet" | "info" | "object" | "fldinst" | "header" | "headerl"
            | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" | "author"
            | "operator" | "company" | "comment" => {
                self.group.into = Into::Nowhere;
            }
            _ if self.group.into == Into::Text => self.layout(word),
            _ => {}
        }
    }

    fn layout(&mut self, word: &str) {
        match word {
            "par" | "sect" | "page" => self.end_line(),
            "line" => self.composer.line_break(),
            "tab" => self.write(" "),
            "trowd" | "intbl" => self.begin(Open::Row),
            "cell" => {
                self.begin(Open::Cell);
                self.composer.end(&CELL);
                self.table = Open::Row;
            }
            "row" => {
                self.composer.end(&Piece::Row { head: false });
                self.table = self.table.min(Open::Table);
            }
            "emdash" => self.write("\u{2014}"),
            "endash" => self.write("\u{2013}"),
            "bullet" => self.write("\u{2022}"),
            "lquote" => self.write("\u{2018}"),
            "rquote" => self.write("\u{2019}"),
            "ldblquote" => self.write("\u{201c}"),
            "rdblquote" => self.write("\u{201d}"),
            _ => {}
        }
    }

    /// Begins what is not open yet.
    fn begin(&mut self, wanted: Open) {
        for (open, piece) in
            [(Open::Table, Piece::Table), (Open::Row, Piece::Row { head: false }), (Open::Cell, CELL)]
        {
            if self.table < open && open <= wanted {
                self.composer.begin(piece);
                self.table = open;
            }
        }
    }

    fn end_line(&mut self) {
        if self.group.into == Into::Text {
            self.composer.end_line();
        }
    }

    fn picture(&mut self) {
        if self.group.into == Into::Text {
            self.composer.media(None);
        }
        self.group.into = Into::Nowhere;
    }

    /// A 16-bit unit, written as a signed number.
    fn unicode(&mut self, number: i32) {
        self.skip = self.group.stand_in;
        let Ok(unit) = u16::try_from(number & 0xffff) else { return };
        let units: Vec<u16> = self.surrogate.take().into_iter().chain([unit]).collect();
        if units.len() == 1 && (0xd800..0xdc00).contains(&unit) {
            self.surrogate = Some(unit);
        } else if !self.group.hidden {
            self.write(&String::from_utf16_lossy(&units));
        }
    }

    fn code_page(&mut self, number: i32) {
        let label = match number {
            874 => "windows-874".to_owned(),
            932 => "shift_jis".to_owned(),
            936 => "gbk".to_owned(),
            949 => "euc-kr".to_owned(),
            950 => "big5".to_owned(),
            10_000 => "macintosh".to_owned(),
            65_001 => "utf-8".to_owned(),
            number => format!("windows-{number}"),
        };
        match Encoding::for_label(label.as_bytes()) {
            Some(encoding) => self.encoding = encoding,
            None => self.unclear = true,
        }
    }

    /// Decodes what has come as bytes.
    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let (text, broken) = self.encoding.decode_without_bom_handling(&bytes);
            self.unclear |= broken;
            self.write(&text);
        }
    }

    fn write(&mut self, text: &str) {
        match self.group.into {
            Into::Nowhere => {}
            Into::Title => self.title.push_str(text),
            Into::Text => {
                if self.table >= Open::Row {
                    self.begin(Open::Cell);
                } else if self.table == Open::Table && !text.trim().is_empty() {
                    self.composer.end(&Piece::Table);
                    self.table = Open::Nothing;
                }
                self.composer.style = self.group.style;
                self.composer.text(text);
            }
        }
    }

    fn finish(mut self) -> Outline {
        self.flush();
        let title = Some(self.title.trim().to_owned());
        let mut outline = Outline::titled(Label::text_or(title, Word::Document));
        self.composer.finish(&mut outline);
        if self.unclear {
            outline.notice(Notice::LettersUnclear);
        }
        outline.tidy()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::Block;
    use rstest::rstest;

    fn text(rtf: &[u8]) -> String {
        outline(rtf).plain_text()
    }

    #[rstest]
    #[case(br"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\info{\author X}}Hello\par world}", "Hello\nworld\n")]
    #[case(br"{\rtf1\ansi\ansicpg1252 Caf\'e9 \u8364?5, \u-10179?\u-8704? done}", "Café €5, 😀 done\n")]
    #[case(br"{\rtf1\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2}", "Привет\n")]
    #[case(
        br"{\rtf1 a{\*\generator Nobody}{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}b\v secret\v0 c}",
        "alinkbc\n"
    )]
    #[case(br"{\rtf1 A\{B\}\~C\emdash D\rquote s}", "A{B} C—D’s\n")]
    #[case(br"{\rtf1{\uc2\u233??x}y\u233}", "éxyé\n")]
    fn text_is_read(#[case] rtf: &[u8], #[case] expected: &str) {
        assert_eq!(text(rtf), expected);
    }

    #[test]
    fn a_table_has_its_rows_and_cells_and_what_follows_stands_outside() {
        let rtf = br"{\rtf1\trowd\cellx100\cellx200\pard\intbl Test\cell Result\cell\row\trowd\pard\intbl A1C\cell\b 6.4 %\b0\cell\row\pard After\par}";
        let blocks: Vec<Block> =
            outline(rtf).sections.into_iter().flat_map(|section| section.blocks).collect();
        let [Block::Table(table), Block::Paragraph(_)] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(table.body.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    }

    #[test]
    fn a_picture_is_said_and_not_shown() {
        let outline = outline(br"{\rtf1 Before {\pict\pngblip 89504e47} after{\title X-ray}}");
        assert_eq!(outline.notices, [Notice::MediaNotShown]);
        assert_eq!(outline.title, Label::Text("X-ray".to_owned()));
        assert_eq!(outline.plain_text(), "X-ray\nBefore   after\n");
    }
}
