//! The settings as policies that an administrator fills in: an ADMX file with its texts for Windows, a configuration
//! profile for macOS. Written from the documented example, like the reference, so that they name exactly what there is.

use std::fmt::Write as _;

use super::reference::{Key, Section};

/// Where they lie.
pub(crate) const ADMX: &str = "docs/organisations/policy/Satchel.admx";
pub(crate) const ADML: &str = "docs/organisations/policy/en-US/Satchel.adml";
pub(crate) const PROFILE: &str = "docs/organisations/policy/satchel.mobileconfig";

const WRITTEN: &str =
    "<!-- Written by `cargo xtask reference` from organisation.example.toml. Do not edit. -->";
const NAMESPACES: &str = "xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" \
     xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" revision=\"1.0\" schemaVersion=\"1.0\" \
     xmlns=\"http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions\"";
/// The part of the registry that only administrators write, and that the app reads.
const REGISTRY: &str = r"SOFTWARE\Policies\Satchel";

/// How a value is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    List,
    Switch,
    Number,
}

fn kind(key: &Key) -> Kind {
    match key.example.as_str() {
        "true" | "false" => Kind::Switch,
        list if list.starts_with('[') => Kind::List,
        number if number.bytes().all(|byte| byte.is_ascii_digit()) => Kind::Number,
        _ => Kind::Text,
    }
}

/// `bwell.client_key`: the name of a value in the registry and in a profile.
fn full(section: &Section, key: &Key) -> String {
    if section.name.is_empty() { key.name.clone() } else { format!("{}.{}", section.name, key.name) }
}

/// The same where no dot may stand.
fn id(full: &str) -> String {
    full.replace('.', "_")
}

fn each(sections: &[Section]) -> impl Iterator<Item = (&Section, &Key, String)> {
    sections.iter().flat_map(|section| section.keys.iter().map(move |key| (section, key, full(section, key))))
}

/// What can be set, and where it comes to stand.
pub(crate) fn admx(sections: &[Section]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{WRITTEN}\n<policyDefinitions {NAMESPACES}>\n\
         \x20 <policyNamespaces>\n\
         \x20   <target prefix=\"satchel\" namespace=\"health.satchel.desktop\"/>\n\
         \x20   <using prefix=\"windows\" namespace=\"Microsoft.Policies.Windows\"/>\n\
         \x20 </policyNamespaces>\n\
         \x20 <resources minRequiredRevision=\"1.0\"/>\n\
         \x20 <supportedOn>\n\
         \x20   <definitions>\n\
         \x20     <definition name=\"SatchelOnWindows\" displayName=\"$(string.SatchelOnWindows)\"/>\n\
         \x20   </definitions>\n\
         \x20 </supportedOn>\n\
         \x20 <categories>\n\
         \x20   <category name=\"Satchel\" displayName=\"$(string.Satchel)\"/>\n"
    );
    for section in sections.iter().filter(|section| !section.name.is_empty()) {
        let name = category(section);
        let _ = writeln!(
            out,
            "    <category name=\"{name}\" displayName=\"$(string.{name})\" explainText=\"$(string.{name}_Help)\">\n\
             \x20     <parentCategory ref=\"Satchel\"/>\n    </category>"
        );
    }
    out.push_str("  </categories>\n  <policies>\n");
    for (section, key, full) in each(sections) {
        let id = id(&full);
        let switch = kind(key) == Kind::Switch;
        let value = if switch {
            format!(" valueName=\"{full}\"")
        } else {
            format!(" presentation=\"$(presentation.{id})\"")
        };
        let _ = writeln!(
            out,
            "    <policy name=\"{id}\" class=\"Machine\" displayName=\"$(string.{id})\" \
             explainText=\"$(string.{id}_Help)\" key=\"{REGISTRY}\"{value}>\n\
             \x20     <parentCategory ref=\"{}\"/>\n      <supportedOn ref=\"SatchelOnWindows\"/>",
            category(section)
        );
        out.push_str(&match kind(key) {
            Kind::Switch => "      <enabledValue><decimal value=\"1\"/></enabledValue>\n      \
                             <disabledValue><decimal value=\"0\"/></disabledValue>\n"
                .to_owned(),
            Kind::Text => element(&format!(
                "<text id=\"{id}\" valueName=\"{full}\" required=\"true\" maxLength=\"4096\"/>"
            )),
            Kind::Number => element(&format!(
                "<decimal id=\"{id}\" valueName=\"{full}\" required=\"true\" minValue=\"0\" maxValue=\"100000\"/>"
            )),
            Kind::List => element(&format!("<multiText id=\"{id}\" valueName=\"{full}\" required=\"true\"/>")),
        });
        out.push_str("    </policy>\n");
    }
    out.push_str("  </policies>\n</policyDefinitions>\n");
    out
}

fn element(element: &str) -> String {
    format!("      <elements>\n        {element}\n      </elements>\n")
}

fn category(section: &Section) -> String {
    if section.name.is_empty() { "Satchel".to_owned() } else { format!("section_{}", id(&section.name)) }
}

/// What the editor of policies shows.
pub(crate) fn adml(sections: &[Section]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{WRITTEN}\n<policyDefinitionResources {NAMESPACES}>\n\
         \x20 <displayName>Satchel</displayName>\n\
         \x20 <description>Settings of an organisation for Satchel</description>\n\
         \x20 <resources>\n    <stringTable>\n\
         \x20     <string id=\"Satchel\">Satchel</string>\n\
         \x20     <string id=\"SatchelOnWindows\">Satchel 0.1 or later</string>\n"
    );
    let mut string = |id: &str, text: &str| {
        let _ = writeln!(out, "      <string id=\"{id}\">{}</string>", escaped(text));
    };
    for section in sections.iter().filter(|section| !section.name.is_empty()) {
        let name = category(section);
        string(&name, &section.name);
        string(&format!("{name}_Help"), &section.means);
    }
    for (_, key, full) in each(sections) {
        let id = id(&full);
        let how = match kind(key) {
            Kind::Switch => "Enabled is yes, disabled is no.".to_owned(),
            Kind::List if !key.items.is_empty() => {
                format!("One a line, for example: {}", key.items.join(" "))
            }
            Kind::List => format!("One a line. For example: {}", key.example),
            Kind::Text | Kind::Number => format!("For example: {}", key.example),
        };
        string(&id, &full);
        string(&format!("{id}_Help"), &format!("{}\n\n{how}", key.means));
    }
    out.push_str("    </stringTable>\n    <presentationTable>\n");
    for (_, key, full) in each(sections) {
        let id = id(&full);
        let shown = match kind(key) {
            Kind::Switch => continue,
            Kind::Text => format!("<textBox refId=\"{id}\"><label>{full}</label></textBox>"),
            Kind::Number => format!("<decimalTextBox refId=\"{id}\">{full}</decimalTextBox>"),
            Kind::List => format!("<multiTextBox refId=\"{id}\"/>"),
        };
        let _ = writeln!(out, "      <presentation id=\"{id}\">{shown}</presentation>");
    }
    out.push_str("    </presentationTable>\n  </resources>\n</policyDefinitionResources>\n");
    out
}

/// A profile with every key and what stands in the example.
pub(crate) fn profile(sections: &[Section]) -> String {
    let payload = |level: &str, kind: &str, identifier: &str, uuid: &str, name: &str| {
        format!(
            "{level}<key>PayloadType</key>\n{level}<string>{kind}</string>\n\
             {level}<key>PayloadIdentifier</key>\n{level}<string>{identifier}</string>\n\
             {level}<key>PayloadUUID</key>\n{level}<string>{uuid}</string>\n\
             {level}<key>PayloadVersion</key>\n{level}<integer>1</integer>\n\
             {level}<key>PayloadDisplayName</key>\n{level}<string>{name}</string>\n"
        )
    };
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         {WRITTEN}\n\
         <!-- Fill in your own values, take out what you do not need, and give both payloads a UUID of your own. -->\n\
         <plist version=\"1.0\">\n<dict>\n"
    );
    out.push_str(&payload(
        "\t",
        "Configuration",
        "org.example.satchel",
        "00000000-0000-4000-8000-000000000001",
        "Satchel",
    ));
    out.push_str("\t<key>PayloadScope</key>\n\t<string>System</string>\n\t<key>PayloadContent</key>\n\t<array>\n\t\t<dict>\n");
    out.push_str(&payload(
        "\t\t\t",
        "health.satchel.desktop",
        "org.example.satchel.settings",
        "00000000-0000-4000-8000-000000000002",
        "Settings of Satchel",
    ));
    for (_, key, full) in each(sections) {
        let value = match kind(key) {
            Kind::Switch => format!("<{}/>", key.example),
            Kind::Number => format!("<integer>{}</integer>", key.example),
            Kind::Text => text(&key.example),
            Kind::List if key.items.is_empty() => {
                let list = key.example.trim_start_matches('[').trim_end_matches(']');
                let items = list.split(", ").filter(|item| !item.is_empty()).map(text);
                format!("<array>{}</array>", items.collect::<String>())
            }
            Kind::List => {
                let items = key.items.iter().map(|item| format!("<string>{}</string>", escaped(item)));
                format!("<array>{}</array>", items.collect::<String>())
            }
        };
        let _ = writeln!(out, "\t\t\t<key>{full}</key>\n\t\t\t{value}");
    }
    out.push_str("\t\t</dict>\n\t</array>\n</dict>\n</plist>\n");
    out
}

/// A TOML string of the example, or a date.
fn text(toml: &str) -> String {
    format!("<string>{}</string>", escaped(toml.trim_matches('"')))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::reference::sections;
    use super::*;
    use crate::context::Context;

    fn of_this_repository() -> Vec<Section> {
        let example = Context::from_environment().unwrap().root().join(super::super::reference::EXAMPLE);
        sections(&std::fs::read_to_string(example).unwrap())
    }

    /// What stands between two marks, each time.
    fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
        text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
    }

    #[test]
    fn each_names_every_key_once() {
        let sections = of_this_repository();
        let keys: Vec<String> = each(&sections).map(|(_, _, full)| full).collect();
        assert!(keys.len() > 60, "{}", keys.len());
        let distinct: BTreeSet<&String> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
        let ids: BTreeSet<String> = keys.iter().map(|key| id(key)).collect();
        assert_eq!(ids.len(), keys.len());

        assert_eq!(between(&admx(&sections), "valueName=\"", "\""), keys);
        let profile = profile(&sections);
        let named: Vec<&str> = between(&profile, "<key>", "</key>");
        let named: Vec<&&str> = named.iter().filter(|name| !name.starts_with("Payload")).collect();
        assert_eq!(named.iter().map(|name| (**name).to_owned()).collect::<Vec<_>>(), keys);
    }

    #[test]
    fn every_text_and_every_form_that_is_asked_for_is_there() {
        let sections = of_this_repository();
        let (policies, texts) = (admx(&sections), adml(&sections));
        for (asked, there) in [("$(string.", "<string id=\""), ("$(presentation.", "<presentation id=\"")] {
            let asked: BTreeSet<&str> = between(&policies, asked, ")").into_iter().collect();
            let there: BTreeSet<&str> = between(&texts, there, "\"").into_iter().collect();
            assert_eq!(asked, there);
        }
        let elements: BTreeSet<&str> = between(&policies, " id=\"", "\"").into_iter().collect();
        let shown: BTreeSet<&str> = between(&texts, "refId=\"", "\"").into_iter().collect();
        assert_eq!(elements, shown);
    }

    #[test]
    fn what_xml_minds_is_written_otherwise() {
        let example = "# Less < more & \"so\" on.\n[a]\n# A list. Optional.\nb = [\"c\", \"<d>\"]\n# One. Default: true.\ne = true\n";
        let sections = sections(example);
        assert!(adml(&sections).contains("Less &lt; more &amp; \"so\" on."));
        let profile = profile(&sections);
        assert!(profile.contains("<array><string>c</string><string>&lt;d&gt;</string></array>"), "{profile}");
        assert!(profile.contains("<key>a.e</key>\n\t\t\t<true/>"), "{profile}");
    }
}
