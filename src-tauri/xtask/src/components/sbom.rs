//! The bill of materials, as JSON of `CycloneDX` 1.5.

use serde_json::{Value, json};

use super::Component;

/// The whole document. It says nothing about when it was made, so the same sources give the same bytes.
pub(super) fn cyclone_dx(version: &str, all: &[Component]) -> String {
    let component = |one: &Component| -> Value {
        json!({
            "type": "library",
            "bom-ref": one.purl,
            "name": one.name,
            "version": one.version,
            "purl": one.purl,
            "licenses": [{ "expression": one.licence }],
        })
    };
    let app = json!({
        "type": "application",
        "bom-ref": "satchel",
        "name": "satchel",
        "version": version,
        "licenses": [{ "expression": "Apache-2.0 OR MIT" }],
    });
    let document = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": app },
        "components": all.iter().map(component).collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bill_names_the_app_and_each_component_with_its_address() {
        let one = Component {
            name: "url".to_owned(),
            version: "2.5.0".to_owned(),
            licence: "MIT OR Apache-2.0".to_owned(),
            purl: "pkg:cargo/url@2.5.0".to_owned(),
            folder: std::path::PathBuf::new(),
            text: None,
        };
        let bill: Value = serde_json::from_str(&cyclone_dx("0.1.0", &[one])).unwrap();
        assert_eq!(bill["metadata"]["component"]["version"], "0.1.0");
        assert_eq!(bill["components"][0]["purl"], "pkg:cargo/url@2.5.0");
        assert_eq!(bill["components"][0]["licenses"][0]["expression"], "MIT OR Apache-2.0");
    }
}
