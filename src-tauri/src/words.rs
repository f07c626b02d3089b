//! The few sentences outside the page: what the system is asked to tell. From the same catalogue as the page's.

use fluent_bundle::{FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;
use workflow::Notice;
use workflow::view::Language;

/// A title and a sentence.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) title: String,
    pub(crate) body: String,
}

/// What a notice says in this language.
pub(crate) fn notice(notice: Notice, language: Language) -> Words {
    let (title, body) = match notice {
        Notice::SearchEnded => ("outside-search-ended", "outside-search-ended-body"),
        Notice::SearchStopped => ("outside-search-stopped", "outside-search-stopped-body"),
        Notice::PermissionEndsSoon => ("outside-permission-ends-soon", "outside-permission-ends-soon-body"),
    };
    let catalogue = catalogue(language);
    Words { title: say(&catalogue, title), body: say(&catalogue, body) }
}

/// A sentence for the terminal.
pub(crate) fn sentence(key: &str, language: Language) -> String {
    say(&catalogue(language), key)
}

fn catalogue(language: Language) -> FluentBundle<FluentResource> {
    let (id, source) = match language {
        Language::English => ("en", include_str!("../../ui/src/i18n/locales/en/outside.ftl")),
        Language::Spanish => ("es", include_str!("../../ui/src/i18n/locales/es/outside.ftl")),
    };
    let id: LanguageIdentifier = id.parse().unwrap_or_default();
    // A line that cannot be read leaves the others; a test looks at each.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let mut bundle = FluentBundle::new(vec![id]);
    let _ = bundle.add_resource(resource);
    bundle
}

fn say(catalogue: &FluentBundle<FluentResource>, key: &str) -> String {
    let Some(pattern) = catalogue.get_message(key).and_then(|message| message.value()) else {
        return String::new();
    };
    catalogue.format_pattern(pattern, None, &mut Vec::new()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_for_the_terminal_is_there_in_every_language() {
        for key in ["outside-no-display", "outside-no-window", "outside-no-keychain"] {
            let english = sentence(key, Language::English);
            assert!(english.ends_with(['.', '?']), "{key}");
            assert_ne!(english, sentence(key, Language::Spanish), "{key}");
        }
        assert!(sentence("outside-no-display", Language::English).contains("no display"));
    }

    #[test]
    fn every_notice_has_its_words_in_every_language_and_no_content() {
        for notice_kind in [Notice::SearchEnded, Notice::SearchStopped, Notice::PermissionEndsSoon] {
            let english = notice(notice_kind, Language::English);
            let spanish = notice(notice_kind, Language::Spanish);
            assert_ne!(english, spanish);
            for words in [english, spanish] {
                assert!(!words.title.is_empty() && !words.body.is_empty());
                assert!(!words.body.contains(|c: char| c.is_ascii_digit() || c == '{'), "{words:?}");
            }
        }
    }
}
