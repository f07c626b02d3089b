//! The few sentences outside the page: what the system is asked to tell, and the last words in the browser. From the same catalogue as the page's.

use fluent_bundle::{FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;
use workflow::view::Language;
use workflow::{FileName, Notice};

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

/// What the browser shows when somebody comes back to this machine.
pub(crate) fn landing(language: Language) -> Words {
    let catalogue = catalogue(language);
    Words { title: say(&catalogue, "outside-landing"), body: say(&catalogue, "outside-landing-body") }
}

/// What a file is called that the person gets.
pub(crate) fn file_name(what: FileName, language: Language) -> String {
    let key = match what {
        FileName::QrCode => "outside-file-qr-code",
        FileName::Records => "outside-file-records",
        FileName::Bundle => "outside-file-bundle",
        FileName::Record => "outside-file-record",
        FileName::Summary => "outside-file-summary",
        FileName::Backup => "outside-file-backup",
        FileName::Activity => "outside-file-activity",
        FileName::Report => "outside-file-report",
    };
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
        for key in [
            "outside-no-display",
            "outside-no-window",
            "outside-no-keychain",
            "outside-page-lost",
            "outside-kiosk-not-set-up",
            "outside-kiosk-no-pin",
            "outside-kiosk-settings",
            "outside-kiosk-failed",
            "outside-kiosk-pin-shape",
            "outside-kiosk-pin-differs",
        ] {
            let english = sentence(key, Language::English);
            assert!(english.ends_with(['.', '?']), "{key}");
            assert_ne!(english, sentence(key, Language::Spanish), "{key}");
        }
        assert!(sentence("outside-no-display", Language::English).contains("no display"));
    }

    #[test]
    fn every_file_has_a_name_of_its_own_in_every_language_that_no_system_minds() {
        let mut names = std::collections::BTreeSet::new();
        for what in FileName::ALL {
            assert_eq!(file_name(what, Language::English), what.in_english());
            for language in [Language::English, Language::Spanish] {
                let name = file_name(what, language);
                let minded = |letter: char| !letter.is_alphanumeric() && !matches!(letter, ' ' | '(' | ')');
                assert!(!name.is_empty() && name.trim() == name && !name.contains(minded), "{name}");
                assert!(names.insert(name.clone()), "{name} twice");
            }
        }
    }

    #[test]
    fn every_notice_has_its_words_in_every_language_and_no_content() {
        let both = |words: fn(Language) -> Words| [words(Language::English), words(Language::Spanish)];
        let all = [
            both(|language| notice(Notice::SearchEnded, language)),
            both(|language| notice(Notice::SearchStopped, language)),
            both(|language| notice(Notice::PermissionEndsSoon, language)),
            both(landing),
        ];
        for [english, spanish] in all {
            assert_ne!(english, spanish);
            for words in [english, spanish] {
                assert!(!words.title.is_empty() && !words.body.is_empty());
                assert!(!words.body.contains(|c: char| c.is_ascii_digit() || c == '{'), "{words:?}");
            }
        }
    }
}
