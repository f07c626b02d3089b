//! Published environments of a network, as data: what an organisation need not fill in.

use toml::de::DeTable;

/// A published environment. What the file itself says beats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// b.well's client sandbox: the endpoint of the guides, and the two link hosts of the sharing guide's example
    /// (`seeds/000`, `seeds/002`).
    BwellClientSandbox,
}

/// The names in the file.
pub(crate) const NAMES: [(&str, Preset); 1] = [("bwell-client-sandbox", Preset::BwellClientSandbox)];

impl Preset {
    fn text(self) -> &'static str {
        match self {
            Self::BwellClientSandbox => include_str!("presets/bwell-client-sandbox.toml"),
        }
    }

    pub(crate) fn values(self) -> Option<DeTable<'static>> {
        DeTable::parse(self.text()).ok().map(toml::Spanned::into_inner)
    }

    /// The name in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BwellClientSandbox => NAMES[0].0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;

    #[test]
    fn every_preset_is_a_file_and_has_its_name() {
        for (name, preset) in NAMES {
            assert!(preset.values().is_some(), "{name}");
            // It holds no key that a file could not hold, and no wrong value.
            let problems = Settings::parse(preset.text()).unwrap_err();
            let slips =
                problems.iter().filter(|problem| !["missing", "nobody to ask"].contains(&&*problem.wrong));
            assert_eq!(slips.count(), 0, "{problems}");
            assert_eq!(preset.as_str(), name);
        }
    }
}
