//! Who offers the app, in its own words: from the settings, never from us.

use jiff::civil::Date;
use url::Url;

use crate::view::{CheckerView, HelpView, OrganisationPage, OrganisationView, QrView, TermsView, WordsView};
use crate::{Assumed, Core, Error};

/// A sentence in the app's languages; English is read where another is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: String,
    /// Spanish.
    pub es: Option<String>,
}

/// An organisation.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// As patients know it.
    pub name: String,
    /// A telephone number as it is shown.
    pub help_phone: Option<String>,
    /// A mail address.
    pub help_email: Option<String>,
    /// A page for who needs help.
    pub help_page: Option<Url>,
    /// When somebody answers.
    pub help_hours: Option<Words>,
    /// What a patient accepts.
    pub terms: Terms,
    /// What it does with personal data.
    pub privacy_page: Option<Url>,
    /// "Remove everything" leaves the trail of what happened.
    pub keeps_trail: bool,
    /// How patients prove who they are.
    pub checker: Checker,
}

/// The terms of use.
#[derive(Clone, Debug)]
pub struct Terms {
    /// Another version is another question to the patient.
    pub version: String,
    /// From when they hold.
    pub date: Date,
    /// Where they stand.
    pub page: Url,
    /// What they are called.
    pub title: Words,
}

/// Who checks identities for the first network, and what they promise.
#[derive(Clone, Debug)]
pub struct Checker {
    /// As patients will see it.
    pub name: Option<String>,
    /// The first network offers the check.
    pub through_bwell: bool,
    /// It also compares what was verified with the patient's profile.
    pub attribute_matching: bool,
    /// What the patient will do.
    pub steps: Vec<Words>,
    /// What the checker promises.
    pub promises: Vec<Words>,
}

impl Terms {
    /// How a decision about this version is named at the network: the address of the text, and the version. Where it
    /// belongs is not published; it goes out as the decision's policy (`spec/bwell-wire.md`, section 5.4).
    pub(crate) fn policy(&self) -> String {
        let mut named = self.page.clone();
        named.set_fragment(Some(&format!("version={}", self.version)));
        named.into()
    }
}

/// Who offers the app; `None` where nobody is set up.
pub fn organisation(core: &Core) -> Option<OrganisationView> {
    core.parts.organisation.as_ref().map(|organisation| view(organisation, &core.parts.assumed))
}

/// Shows one of the organisation's pages in the system's browser; at a kiosk it is a QR code for a phone.
pub async fn open_page(core: &Core, page: OrganisationPage) -> Result<Option<QrView>, Error> {
    let organisation = core.parts.organisation.as_ref().ok_or(Error::BadRequest("nobody is set up"))?;
    let address = match page {
        OrganisationPage::Terms => Some(&organisation.terms.page),
        OrganisationPage::Privacy => organisation.privacy_page.as_ref(),
        OrganisationPage::Help => organisation.help_page.as_ref(),
    };
    let address = address.ok_or(Error::BadRequest("there is no such page"))?;
    if !core.parts.http.policy().may_open(address) {
        return Err(Error::BadRequest("that page may not be opened"));
    }
    core.hand_over(address).await
}

fn view(organisation: &Organisation, assumed: &Assumed) -> OrganisationView {
    let Organisation { terms, checker, .. } = organisation;
    let all = |sentences: &[Words]| sentences.iter().map(words).collect();
    OrganisationView {
        name: organisation.name.clone(),
        help: HelpView {
            phone: organisation.help_phone.clone(),
            email: organisation.help_email.clone(),
            has_page: organisation.help_page.is_some(),
            hours: organisation.help_hours.as_ref().map(words),
        },
        terms: TermsView {
            title: words(&terms.title),
            version: terms.version.clone(),
            date: terms.date.to_string(),
        },
        has_privacy_page: organisation.privacy_page.is_some(),
        checker: CheckerView {
            name: checker.name.clone(),
            offered: checker.through_bwell,
            steps: all(&checker.steps),
            promises: all(&checker.promises),
        },
        assumed: assumed.view(),
    }
}

fn words(words: &Words) -> WordsView {
    let Words { en, es } = words;
    let spanish = es.iter().map(|es| ("es".to_owned(), es.clone()));
    WordsView(std::iter::once(("en".to_owned(), en.clone())).chain(spanish).collect())
}
