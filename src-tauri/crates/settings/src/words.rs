//! A sentence of the organisation's own, in the app's languages.

use crate::rule::text;
use crate::section::Section;

/// The organisation's words; ours never stand in for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// English, which is also read where another language is missing.
    pub en: String,
    /// Spanish.
    pub es: Option<String>,
}

impl Words {
    /// In a language of the app (`en`, `es`).
    #[must_use]
    pub fn in_language(&self, language: &str) -> &str {
        match (language, &self.es) {
            ("es", Some(spanish)) => spanish,
            _ => &self.en,
        }
    }

    pub(crate) fn read(section: &mut Section<'_, '_>) -> Option<Self> {
        let en = section.required("en", &text());
        let es = section.optional("es", &text());
        if en.is_some() && es.is_none() {
            section.warn("es", "missing: whoever chose Spanish reads English", "the same words in Spanish");
        }
        Some(Self { en: en?, es })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_language_is_read_in_english() {
        let both = Words { en: "Help".to_owned(), es: Some("Ayuda".to_owned()) };
        let one = Words { es: None, ..both.clone() };
        assert_eq!((both.in_language("es"), both.in_language("en")), ("Ayuda", "Help"));
        assert_eq!((one.in_language("es"), one.in_language("ar")), ("Help", "Help"));
    }
}
