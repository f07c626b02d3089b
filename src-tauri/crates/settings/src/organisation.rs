//! Who offers the app: a name, whom to ask, and the terms that a patient accepts.

use jiff::civil::Date;
use url::Url;

use crate::Words;
use crate::rule::{date, flag, page, text};
use crate::section::Section;

/// The organisation, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// As patients know it; also the byline under its words.
    pub name: String,
    /// Whom a patient can ask.
    pub help: Help,
    /// What a patient accepts, as the `TOS` consent.
    pub terms: Terms,
    /// What it does with personal data; opened in the browser.
    pub privacy_page: Option<Url>,
    /// "Remove everything" keeps the trail of what happened, as the organisation's retention rule may demand.
    pub keeps_trail: bool,
}

/// Whom a patient can ask; at least one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    /// A telephone number as it is shown.
    pub phone: Option<String>,
    /// A mail address.
    pub email: Option<String>,
    /// A page, opened in the browser.
    pub page: Option<Url>,
    /// When somebody answers.
    pub hours: Option<Words>,
}

/// The terms of use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The organisation's own version mark. Another version is another question to the patient.
    pub version: String,
    /// From when they hold.
    pub date: Date,
    /// Where they stand; opened in the browser.
    pub page: Url,
    /// What they are called.
    pub title: Words,
}

impl Organisation {
    pub(crate) fn read(section: &mut Section<'_, '_>, loopback: Option<&Url>) -> Option<Self> {
        let name = section.required("name", &text().meaning("the name that patients know"));
        let help = section.section("help", |section| Help::read(section, loopback));
        let terms = section.section("terms", |section| Terms::read(section, loopback)).flatten();
        let privacy_page = section.optional("privacy_page", &page(loopback));
        let keeps_trail = section.or("keeps_trail", false, &flag());
        Some(Self { name: name?, help: help?, terms: terms?, privacy_page, keeps_trail })
    }
}

impl Help {
    fn read(section: &mut Section<'_, '_>, loopback: Option<&Url>) -> Self {
        let help = Self {
            phone: section.optional("phone", &text().meaning("a telephone number as it is shown")),
            email: section.optional("email", &text().meaning("a mail address")),
            page: section.optional("page", &page(loopback)),
            hours: section.optional_section("hours", Words::read).flatten(),
        };
        if let Some(email) = &help.email
            && (!email.contains('@') || email.contains(' '))
        {
            section.refuse("email", "not a mail address", "name@host");
        }
        if help.phone.is_none() && help.email.is_none() && help.page.is_none() {
            section.refuse("phone", "nobody to ask", "at least one of: phone, email, page");
        }
        help
    }
}

impl Terms {
    fn read(section: &mut Section<'_, '_>, loopback: Option<&Url>) -> Option<Self> {
        let version = section.required("version", &text().meaning("your version mark, as in \"3.1\""));
        let date = section.required("date", &date());
        let page = section.required("page", &page(loopback));
        let title = section.section("title", Words::read).flatten();
        Some(Self { version: version?, date: date?, page: page?, title: title? })
    }
}
