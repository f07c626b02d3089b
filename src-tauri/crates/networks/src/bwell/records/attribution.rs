//! Which place a record came from. Source: `spec/bwell-wire.md`, section 5.10.5.

use serde_json::Value;

use crate::bwell::Connection;

/// What the network tells of where a record came from. Who treated, wrote or pays is no evidence of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// Tags of the system `…/owner`.
    pub owners: Vec<String>,
    /// Tags of the system `…/sourceAssigningAuthority`.
    pub assigning_authorities: Vec<String>,
    /// Tags of the system `…/vendor`.
    pub vendors: Vec<String>,
    /// Ids or names of places that a group with this record gives; whoever reads the groups adds them.
    pub groups: Vec<String>,
    /// `meta.source`.
    pub source: Option<String>,
}

impl Attribution {
    pub(super) fn read(record: &Value) -> Self {
        let tags = |system: &str| {
            let security = record.pointer("/meta/security").and_then(Value::as_array);
            let of_system = security.into_iter().flatten().filter(|tag| tag["system"] == system);
            of_system.filter_map(|tag| tag["code"].as_str()).map(str::to_owned).collect()
        };
        Self {
            owners: tags("https://www.icanbwell.com/owner"),
            assigning_authorities: tags("https://www.icanbwell.com/sourceAssigningAuthority"),
            vendors: tags("https://www.icanbwell.com/vendor"),
            groups: Vec::new(),
            source: record.pointer("/meta/source").and_then(Value::as_str).map(str::to_owned),
        }
    }

    /// The places that it names, by the best evidence that names one we know. A merged record may name several;
    /// none means that the place is not stated.
    #[must_use]
    pub fn connections<'a>(&self, known: &'a [Connection]) -> Vec<&'a Connection> {
        let named = |words: &[String]| -> Vec<&'a Connection> {
            known.iter().filter(|place| words.contains(&place.id) || words.contains(&place.name)).collect()
        };
        let tail = self.source.as_deref().and_then(|source| source.rsplit('/').next());
        let tail: Vec<String> = tail.into_iter().map(str::to_owned).collect();
        [&self.owners, &self.assigning_authorities, &self.vendors, &self.groups, &tail]
            .into_iter()
            .map(|words| named(words))
            .find(|places| !places.is_empty())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;
    use crate::bwell::get_member_connections::tests::connection;

    fn tag(system: &str, code: &str) -> Value {
        json!({"system": format!("https://www.icanbwell.com/{system}"), "code": code})
    }

    fn places(meta: &Value, groups: &[&str]) -> Vec<String> {
        let mut attribution = Attribution::read(&json!({ "meta": meta }));
        attribution.groups = groups.iter().map(ToString::to_string).collect();
        let known = [connection("cedar", "Cedar Clinic"), connection("birch", "Birch Health")];
        attribution.connections(&known).into_iter().map(|place| place.id.clone()).collect()
    }

    /// The order of section 5.10.5: the first evidence that names a place we know.
    #[rstest]
    #[case::owner(json!({"security": [tag("vendor", "birch"), tag("owner", "cedar")]}), &[], &["cedar"])]
    #[case::authority(json!({"security": [tag("vendor", "birch"), tag("sourceAssigningAuthority", "cedar"), tag("owner", "bwell")]}), &[], &["cedar"])]
    #[case::vendor(json!({"security": [tag("vendor", "birch")]}), &["Cedar Clinic"], &["birch"])]
    #[case::group_by_name(json!({"source": "https://bwell.test/birch"}), &["Cedar Clinic"], &["cedar"])]
    #[case::source(json!({"source": "https://bwell.test/birch"}), &[], &["birch"])]
    #[case::merged(json!({"security": [tag("owner", "cedar"), tag("owner", "birch")]}), &[], &["cedar", "birch"])]
    #[case::who_may_read_is_not_where_from(json!({"security": [tag("access", "cedar")]}), &[], &[])]
    #[case::an_unknown_place_is_not_guessed(json!({"security": [tag("owner", "cedar_2")], "source": "https://www.icanbwell.com"}), &[], &[])]
    #[case::nothing(json!(null), &[], &[])]
    fn a_place_is_named_by_the_best_evidence_or_not_at_all(
        #[case] meta: Value,
        #[case] groups: &[&str],
        #[case] expected: &[&str],
    ) {
        assert_eq!(places(&meta, groups), expected);
    }
}
