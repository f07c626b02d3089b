//! The syntax of RTF: groups, control words, bytes. Hostile lengths are cut at the end of the file.

/// One piece of an RTF file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Begin,
    End,
    /// `\word12`.
    Word(&'a str, Option<i32>),
    /// `\~` and the like.
    Symbol(u8),
    /// A byte of text, in the encoding that is set: as it is, or as `\'hh`.
    Byte(u8),
}

/// Reads tokens; binary data is passed over.
pub(super) struct Tokens<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            return Some(match first {
                b'{' => Token::Begin,
                b'}' => Token::End,
                // Line ends in the file mean nothing.
                b'\r' | b'\n' | 0 => continue,
                b'\\' => match self.control()? {
                    Token::Word("bin", length) => {
                        let length =
                            length.and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
                        self.0 = self.0.get(length..).unwrap_or_default();
                        continue;
                    }
                    token => token,
                },
                byte => Token::Byte(*byte),
            });
        }
    }
}

impl<'a> Tokens<'a> {
    fn control(&mut self) -> Option<Token<'a>> {
        let letters = self.while_(u8::is_ascii_alphabetic);
        if letters.is_empty() {
            let (symbol, rest) = self.0.split_first()?;
            self.0 = rest;
            return Some(match symbol {
                b'\'' => self.hex(),
                symbol => Token::Symbol(*symbol),
            });
        }
        let word = str::from_utf8(letters).ok()?;
        let negative = self.0.first() == Some(&b'-') && self.0.get(1).is_some_and(u8::is_ascii_digit);
        if negative {
            self.0 = &self.0[1..];
        }
        let digits = str::from_utf8(self.while_(u8::is_ascii_digit)).ok()?;
        let number = (!digits.is_empty()).then(|| digits.parse::<i32>().unwrap_or(i32::MAX));
        let number = number.map(|number| if negative { -number } else { number });
        // One space ends the word and is not text.
        if let Some(rest) = self.0.strip_prefix(b" ") {
            self.0 = rest;
        }
        Some(Token::Word(word, number))
    }

    fn while_(&mut self, of: fn(&u8) -> bool) -> &'a [u8] {
        let end = self.0.iter().position(|b| !of(b)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at(end);
        self.0 = rest;
        taken
    }

    fn hex(&mut self) -> Token<'a> {
        let digits = self.0.get(..2).and_then(|digits| str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                self.0 = &self.0[2..];
                Token::Byte(byte)
            }
            None => Token::Byte(b'?'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(br"\b bold", &[Token::Word("b", None), Token::Byte(b'b'), Token::Byte(b'o'), Token::Byte(b'l'), Token::Byte(b'd')])]
    #[case(br"\u-10179?", &[Token::Word("u", Some(-10179)), Token::Byte(b'?')])]
    #[case(br"{\'e9}", &[Token::Begin, Token::Byte(0xe9), Token::End])]
    #[case(br"\'z", &[Token::Byte(b'?'), Token::Byte(b'z')])]
    #[case(br"\bin3 }}}a", &[Token::Byte(b'a')])]
    #[case(br"\bin999999999999 abc", &[])]
    #[case(br"\~", &[Token::Symbol(b'~')])]
    #[case(b"\\", &[])]
    fn tokens_are_read(#[case] rtf: &[u8], #[case] expected: &[Token<'_>]) {
        assert_eq!(Tokens(rtf).collect::<Vec<_>>(), expected);
    }
}
