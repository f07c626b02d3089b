//! The whole file: its sections, and what must fit together between them.

use toml::de::DeTable;
use url::Url;

use crate::finding::{Finding, Problems};
use crate::place::LARGEST_FILE;
use crate::preset::NAMES;
use crate::rule::choice;
use crate::section::{Log, Section};
use crate::{
    Assumptions, Bwell, HealthLinks, Hosts, IdentityCheck, Kiosk, Organisation, Preset, SecondNetwork, SignIn,
};

/// An organisation's settings, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The published environment that fills what the file leaves out.
    pub preset: Option<Preset>,
    /// Who offers the app.
    pub organisation: Organisation,
    /// The first network.
    pub bwell: Bwell,
    /// The identity provider.
    pub sign_in: SignIn,
    /// Proof of identity.
    pub identity_check: IdentityCheck,
    /// The second network, where the organisation has a gateway to it.
    pub second_network: Option<SecondNetwork>,
    /// Hosts of shares.
    pub health_links: HealthLinks,
    /// Hosts that do not follow from the rest.
    pub hosts: Hosts,
    /// What nobody has published.
    pub assumptions: Assumptions,
    /// A shared computer in a clinic.
    pub kiosk: Option<Kiosk>,
}

/// Settings that can be used, and what looks odd about them.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// Usable.
    pub settings: Settings,
    /// In the file's order.
    pub warnings: Vec<Finding>,
}

impl Settings {
    /// Reads the text of a file. Either all of it is right, or every problem is told.
    pub fn parse(text: &str) -> Result<Parsed, Problems> {
        match read(text) {
            Outcome { settings: Some(settings), warnings, .. } => Ok(Parsed { settings, warnings }),
            Outcome { problems, .. } => Err(Problems(problems)),
        }
    }

    fn section(root: &mut Section<'_, '_>) -> Option<Self> {
        let preset = root.optional("preset", &choice(&NAMES));
        let hosts = root.section("hosts", Hosts::read);
        let loopback: Option<&Url> = hosts.as_ref().and_then(|hosts| hosts.loopback_origin.as_ref());
        let organisation =
            root.section("organisation", |section| Organisation::read(section, loopback)).flatten();
        let bwell = root.section("bwell", |section| Bwell::read(section, loopback)).flatten();
        let sign_in = root.section("sign_in", |section| SignIn::read(section, loopback)).flatten();
        let identity_check =
            root.section("identity_check", |section| IdentityCheck::read(section, loopback)).flatten();
        let second_network = root
            .optional_section("second_network", |section| SecondNetwork::read(section, loopback))
            .flatten();
        let health_links =
            root.section("health_links", |section| HealthLinks::read(section, loopback)).flatten();
        let assumptions = root.section("assumptions", Assumptions::read);
        let kiosk = root.optional_section("kiosk", |section| Kiosk::read(section, loopback)).flatten();
        if second_network.is_some() && identity_check.as_ref().is_some_and(|check| check.csp.is_none()) {
            let wrong = "it wants an identity token, and nobody issues one";
            root.refuse("second_network", wrong, "a section [identity_check.csp]");
        }
        if kiosk.is_some() && sign_in.as_ref().is_some_and(|sign_in| !sign_in.device_flow) {
            root.refuse("kiosk", "nobody could sign in by phone", "sign_in.device_flow = true");
        }
        Some(Self {
            preset,
            organisation: organisation?,
            bwell: bwell?,
            sign_in: sign_in?,
            identity_check: identity_check?,
            second_network,
            health_links: health_links?,
            hosts: hosts?,
            assumptions: assumptions?,
            kiosk,
        })
    }
}

pub(crate) struct Outcome {
    /// There are none beside a problem.
    pub(crate) settings: Option<Settings>,
    pub(crate) problems: Vec<Finding>,
    pub(crate) warnings: Vec<Finding>,
    #[cfg(test)]
    pub(crate) absent: Vec<String>,
}

pub(crate) fn read(text: &str) -> Outcome {
    let mut log = Log::default();
    let settings = read_into(text, &mut log);
    Outcome {
        settings: settings.filter(|_| log.problems.is_empty()),
        problems: Finding::all(text, log.problems),
        warnings: Finding::all(text, log.warnings),
        #[cfg(test)]
        absent: log.absent,
    }
}

fn read_into(text: &str, log: &mut Log) -> Option<Settings> {
    if text.len() > LARGEST_FILE {
        log.problem(0, String::new(), "the file is too large", &format!("up to {LARGEST_FILE} bytes"));
        return None;
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    let table = document.get_ref();
    if !errors.is_empty() {
        // What stands beside broken TOML cannot be judged.
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            log.problem(at, String::new(), &format!("no TOML: {}", error.message()), "");
        }
        return None;
    }
    let named = table.get("preset").and_then(|value| value.get_ref().as_str());
    let preset = NAMES.iter().find(|(name, _)| Some(*name) == named).and_then(|(_, preset)| preset.values());
    let mut root = Section::root(table, preset.as_ref(), log);
    let settings = Settings::section(&mut root);
    root.finish();
    settings
}

#[cfg(test)]
pub(crate) mod tests;
