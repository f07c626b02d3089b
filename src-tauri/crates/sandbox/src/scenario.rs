//! People and scenarios are files. One scenario is one person, the places that hold their records, and how a search
//! goes. The format is described in `scenarios/README.md`.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::health_gorilla::Sources;
use crate::rows::Rows;

/// The built-in scenarios: file name, scenario, records, documents of the second network.
const BUILT_IN: [(&str, Texts<'_>); 4] = [
    (
        "rosa",
        Texts {
            scenario: include_str!("../scenarios/rosa.toml"),
            records: include_str!("../scenarios/rosa.records.toml"),
            documents: include_str!("../scenarios/rosa.documents.toml"),
        },
    ),
    (
        "mateo",
        Texts {
            scenario: include_str!("../scenarios/mateo.toml"),
            records: include_str!("../scenarios/mateo.records.toml"),
            documents: include_str!("../scenarios/mateo.documents.toml"),
        },
    ),
    (
        "nia",
        Texts {
            scenario: include_str!("../scenarios/nia.toml"),
            records: include_str!("../scenarios/nia.records.toml"),
            documents: "",
        },
    ),
    ("vera", Texts { scenario: include_str!("../scenarios/vera.toml"), records: "", documents: "" }),
];

/// The files that the built-in scenarios' documents name.
const BUILT_IN_DOCUMENTS: [(&str, &[u8]); 9] = [
    ("rosa-visit-summary.xml", include_bytes!("../scenarios/documents/rosa-visit-summary.xml")),
    ("rosa-care-summary.xml", include_bytes!("../scenarios/documents/rosa-care-summary.xml")),
    ("rosa-discharge.pdf", include_bytes!("../scenarios/documents/rosa-discharge.pdf")),
    ("rosa-heart-letter.rtf", include_bytes!("../scenarios/documents/rosa-heart-letter.rtf")),
    ("rosa-bone-health.html", include_bytes!("../scenarios/documents/rosa-bone-health.html")),
    ("rosa-heart-trace.png", include_bytes!("../scenarios/documents/rosa-heart-trace.png")),
    ("rosa-referral.txt", include_bytes!("../scenarios/documents/rosa-referral.txt")),
    ("mateo-resumen.xml", include_bytes!("../scenarios/documents/mateo-resumen.xml")),
    ("mateo-knee.txt", include_bytes!("../scenarios/documents/mateo-knee.txt")),
];

/// Reads a document's file.
type ReadDocument<'a> = &'a dyn Fn(&str) -> std::io::Result<Vec<u8>>;

/// The files of one scenario. Empty text is a file that is not there.
pub(crate) struct Texts<'a> {
    pub(crate) scenario: &'a str,
    pub(crate) records: &'a str,
    pub(crate) documents: &'a str,
}

/// Why a scenario file is refused.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// The file breaks the format. `line` counts from 1.
    #[error("{file}, line {line}: {message}")]
    Format {
        /// File name without folder.
        file: String,
        /// Line in that file.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The folder or a file in it could not be read.
    #[error("{file}: {source}")]
    Read {
        /// File or folder name.
        file: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The folder holds no scenario.
    #[error("no scenario in that folder")]
    Empty,
}

/// One person with everything that can happen to them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scenario {
    /// Names the person in the control API; the `sub` of their ID token.
    pub(crate) id: Spanned<String>,
    pub(crate) about: Text,
    pub(crate) person: Person,
    pub(crate) search: Search,
    #[serde(default)]
    pub(crate) places: Vec<Place>,
    #[serde(default)]
    pub(crate) directory: Vec<Listing>,
    #[serde(skip)]
    pub(crate) records: Rows,
    /// What the second network has.
    #[serde(skip)]
    pub(crate) papers: Sources,
}

/// A sentence in the demo's languages.
#[derive(Debug, Clone, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// English.
    pub en: String,
    /// Spanish.
    pub es: String,
}

/// Invented demographics, as an ID token's claims and b.well's profile carry them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    pub(crate) given: Vec<String>,
    pub(crate) family: String,
    pub(crate) birth_date: Date,
    /// FHIR code: `female`, `male`, `other`, `unknown`.
    pub(crate) gender: String,
    /// BCP 47.
    pub(crate) language: String,
    pub(crate) email: String,
    pub(crate) phone: String,
    pub(crate) line: Vec<String>,
    pub(crate) city: String,
    /// Two letters.
    pub(crate) state: String,
    pub(crate) postal_code: String,
    /// Identity proven at IAL2 and the organisation's terms accepted from the start; otherwise the person does both.
    #[serde(default = "yes")]
    pub(crate) verified: bool,
}

impl Person {
    /// All given names and the family name.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.given.join(" "), self.family)
    }
}

/// How the search across the networks goes, in sandbox seconds after the consent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Search {
    pub(crate) ready_seconds: u32,
    pub(crate) lasts_seconds: Spanned<u32>,
    #[serde(default)]
    pub(crate) outcome: Outcome,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Outcome {
    #[default]
    Completed,
    Failed,
}

/// A place that holds records.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Place {
    /// Names the place in its portal's address and in the records' file.
    pub(crate) slug: Spanned<String>,
    /// The connection's id: an OID for direct places, a UUID for the others, as in seed 000.
    pub(crate) id: Spanned<String>,
    pub(crate) name: String,
    /// The street.
    #[serde(default)]
    pub(crate) line: Vec<String>,
    pub(crate) city: String,
    /// Two letters.
    pub(crate) state: Option<String>,
    pub(crate) integration: Spanned<Integration>,
    /// `DataConnectionType` in lower case.
    #[serde(default)]
    pub(crate) kind: PlaceKind,
    /// The portal's brand; needed wherever one signs in.
    pub(crate) portal: Option<String>,
    /// The OID under which the search recommends the place; needed for `indirect`.
    pub(crate) participant_id: Option<String>,
    /// Seconds after the consent; left out: the search does not find it, only the directory does.
    pub(crate) found_after_seconds: Option<Spanned<u32>>,
    /// How long the first fetch stays `PENDING`.
    #[serde(default = "pending")]
    pub(crate) pending_seconds: u32,
    /// How long it then stays `RETRIEVING`.
    #[serde(default = "retrieving")]
    pub(crate) retrieving_seconds: u32,
    /// How long deleting the data takes.
    #[serde(default = "deleting")]
    pub(crate) deleting_seconds: u32,
    /// Fetching ends with this `syncErrors` code in place of `RETRIEVED`.
    pub(crate) sync_error: Option<String>,
    /// How long the permission lasts; then the connection is `EXPIRED`. Left out: for ever.
    pub(crate) consent_days: Option<u32>,
    /// Where the place tells what the permission means.
    pub(crate) consent_policy_url: Option<String>,
    /// What is told of the place's own system.
    #[serde(default = "active")]
    pub(crate) endpoint_status: String,
    /// Whether the person must vouch for the place (`PROA_ATTESTATION`) before signing in there.
    #[serde(default)]
    pub(crate) attestation: bool,
}

/// A place that the directory lists and that nobody can connect: it offers no sign-in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Listing {
    pub(crate) slug: String,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) line: Vec<String>,
    pub(crate) city: String,
    pub(crate) state: Option<String>,
    #[serde(default)]
    pub(crate) kind: PlaceKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Integration {
    Direct,
    Indirect,
    Proa,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PlaceKind {
    #[default]
    Clinical,
    Insurance,
    Lab,
    Pharmacy,
    Practitioner,
}

const fn yes() -> bool {
    true
}
const fn pending() -> u32 {
    10
}
const fn retrieving() -> u32 {
    40
}
const fn deleting() -> u32 {
    30
}
fn active() -> String {
    "ACTIVE".into()
}

/// The built-in scenarios, or those of a folder: `*.toml`, each with an optional `*.records.toml` and
/// `*.documents.toml` beside it.
pub(crate) fn load(folder: Option<&Path>) -> Result<Vec<Arc<Scenario>>, ScenarioError> {
    let Some(folder) = folder else {
        let document = |name: &str| {
            let built_in = BUILT_IN_DOCUMENTS.iter().find(|(known, _)| *known == name);
            built_in.map(|(_, bytes)| bytes.to_vec()).ok_or_else(|| std::io::ErrorKind::NotFound.into())
        };
        return BUILT_IN.iter().map(|(name, texts)| parse(name, texts, &document)).collect();
    };
    let name_of = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let fail = |path: &Path| {
        let file = name_of(path);
        move |source| ScenarioError::Read { file, source }
    };
    let entries = std::fs::read_dir(folder).map_err(fail(folder))?;
    let mut files = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(fail(folder))?;
    files.retain(|file| {
        let name = name_of(file);
        let toml = file.extension().is_some_and(|extension| extension == "toml");
        toml && !name.ends_with(".records.toml") && !name.ends_with(".documents.toml")
    });
    files.sort();
    let mut scenarios = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(fail(&file))?;
        let beside = |extension: &str| {
            let file = file.with_extension(extension);
            match std::fs::read_to_string(&file) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
                read => read.map_err(fail(&file)),
            }
        };
        let (records, documents) = (beside("records.toml")?, beside("documents.toml")?);
        let name = name_of(&file);
        let document = |name: &str| std::fs::read(folder.join("documents").join(name));
        let texts = Texts { scenario: &text, records: &records, documents: &documents };
        scenarios.push(parse(name.trim_end_matches(".toml"), &texts, &document)?);
    }
    if scenarios.is_empty() { Err(ScenarioError::Empty) } else { Ok(scenarios) }
}

/// Reads one scenario with its records and documents; `document` reads the files that records name. `name` is the file's name without `.toml`, for error messages.
pub(crate) fn parse(
    name: &str,
    texts: &Texts<'_>,
    document: ReadDocument<'_>,
) -> Result<Arc<Scenario>, ScenarioError> {
    let scenario_file = File { name: format!("{name}.toml"), text: texts.scenario };
    let records_file = File { name: format!("{name}.records.toml"), text: texts.records };
    let documents_file = File { name: format!("{name}.documents.toml"), text: texts.documents };
    let mut scenario: Scenario = scenario_file.read()?;
    scenario.check(&scenario_file)?;
    let mut rows: Rows = records_file.read()?;
    for place in rows.places() {
        if scenario.place(place.get_ref()).is_none() {
            return Err(records_file.fault(place.span().start, format!("no place {}", place.get_ref())));
        }
    }
    for row in &mut rows.documents {
        // A name, never a way out of the folder.
        let name =
            Path::new(row.file.get_ref()).file_name().filter(|name| *name == row.file.get_ref().as_str());
        let read = name.and_then(|name| document(name.to_str()?).ok());
        row.bytes = read.ok_or_else(|| {
            records_file.fault(row.file.span().start, format!("no document {}", row.file.get_ref()))
        })?;
    }
    scenario.records = rows;
    scenario.papers = documents_file.read()?;
    Ok(Arc::new(scenario))
}

impl Scenario {
    /// The index of a place by its slug.
    pub(crate) fn place(&self, slug: &str) -> Option<usize> {
        self.places.iter().position(|place| place.slug.get_ref() == slug)
    }

    /// The index of a place by its connection id.
    pub(crate) fn place_by_id(&self, id: &str) -> Option<usize> {
        self.places.iter().position(|place| place.id.get_ref() == id)
    }

    fn check(&self, file: &File<'_>) -> Result<(), ScenarioError> {
        if !is_slug(self.id.get_ref()) {
            return Err(file.fault(self.id.span().start, "id: small letters, digits and hyphens".into()));
        }
        let mut seen = HashSet::new();
        for place in &self.places {
            let at = place.slug.span().start;
            if !is_slug(place.slug.get_ref()) {
                return Err(file.fault(at, "slug: small letters, digits and hyphens".into()));
            }
            if !seen.insert(place.slug.get_ref().as_str()) || !seen.insert(place.id.get_ref().as_str()) {
                return Err(file.fault(at, "two places with this slug or id".into()));
            }
            let integration = *place.integration.get_ref();
            if integration != Integration::Direct && place.portal.is_none() {
                return Err(
                    file.fault(place.integration.span().start, "portal: needed where one signs in".into())
                );
            }
            if place.attestation && integration != Integration::Proa {
                return Err(file.fault(place.integration.span().start, "attestation: for `proa` only".into()));
            }
            if integration == Integration::Indirect && place.participant_id.is_none() {
                return Err(file
                    .fault(place.integration.span().start, "participant_id: needed for `indirect`".into()));
            }
            if let Some(found) = &place.found_after_seconds
                && found.get_ref() > self.search.lasts_seconds.get_ref()
            {
                return Err(file.fault(found.span().start, "found after the search has ended".into()));
            }
        }
        Ok(())
    }
}

pub(crate) fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// A file being read, for messages that name its lines.
pub(crate) struct File<'a> {
    pub(crate) name: String,
    pub(crate) text: &'a str,
}

impl File<'_> {
    pub(crate) fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, ScenarioError> {
        toml::from_str(self.text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            self.fault(at, error.message().to_owned())
        })
    }

    pub(crate) fn fault(&self, at: usize, message: String) -> ScenarioError {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        ScenarioError::Format { file: self.name.clone(), line, message }
    }
}
