//! What is refused before a tree is built: the tree's builder calls itself for every element inside another, compares
//! every attribute of an element with every other, and copies the name spaces that are in force.

use std::collections::HashSet;

use super::Error;

/// Elements inside each other. Real documents have some thirty.
const DEEPEST: usize = 100;
/// Attributes of one element. Real ones have ten.
const MOST_ATTRIBUTES: usize = 64;
/// Prefixes of name spaces in one document. Real ones have five.
const MOST_PREFIXES: usize = 32;

/// Reads the tags alone. Where the text is not well-formed it stops: the builder stops there too.
pub(super) fn check(xml: &str) -> Result<(), Error> {
    let mut depth = 0_usize;
    let mut prefixes = HashSet::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        let markup = &rest[at..];
        let end = if markup.starts_with("<!--") {
            after(markup, "-->")
        } else if markup.starts_with("<![CDATA[") {
            after(markup, "]]>")
        } else if markup.starts_with("<?") {
            after(markup, "?>")
        } else if markup.starts_with("<!") {
            return Err(Error::TypeDefinition);
        } else if markup.starts_with("</") {
            depth = depth.saturating_sub(1);
            after(markup, ">")
        } else {
            let tag = tag(markup, &mut prefixes)?;
            depth += usize::from(!tag.is_some_and(|(_, is_whole)| is_whole));
            if depth > DEEPEST {
                return Err(Error::TooMany("elements inside each other"));
            }
            tag.map(|(end, _)| end)
        };
        let Some(end) = end else { return Ok(()) };
        rest = &markup[end..];
    }
    Ok(())
}

fn after(markup: &str, end: &str) -> Option<usize> {
    markup.find(end).map(|at| at + end.len())
}

/// The length of a start tag, and whether it is an element by itself. The limits hold for a tag without an end too.
fn tag<'a>(markup: &'a str, prefixes: &mut HashSet<&'a str>) -> Result<Option<(usize, bool)>, Error> {
    let bytes = markup.as_bytes();
    let (mut quote, mut attributes, mut name) = (None, 0, 1);
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match (quote, byte) {
            (Some(open), byte) if open == *byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (None, b'>') => return Ok(Some((at + 1, bytes[at - 1] == b'/'))),
            (None, b' ' | b'\t' | b'\r' | b'\n') => name = at + 1,
            (None, b'=') => {
                attributes += 1;
                if attributes > MOST_ATTRIBUTES {
                    return Err(Error::TooMany("attributes"));
                }
                if let Some(prefix) = markup.get(name..at).and_then(|name| name.strip_prefix("xmlns:")) {
                    prefixes.insert(prefix);
                    if prefixes.len() > MOST_PREFIXES {
                        return Err(Error::TooMany("name spaces"));
                    }
                }
            }
            (Some(_) | None, _) => {}
        }
    }
    Ok(None)
}

/// The builder's error in words that hold nothing of the document.
pub(super) fn error(error: &roxmltree::Error) -> Error {
    use roxmltree::Error as Xml;
    let cause = match error {
        Xml::DtdDetected => return Error::TypeDefinition,
        Xml::NodesLimitReached => return Error::TooMany("parts"),
        Xml::AttributesLimitReached => return Error::TooMany("attributes"),
        Xml::NamespacesLimitReached => return Error::TooMany("name spaces"),
        Xml::UnexpectedCloseTag(..) | Xml::UnexpectedEntityCloseTag(_) => {
            "an element ends that was not begun last"
        }
        Xml::UnclosedRootNode | Xml::UnexpectedEndOfStream => "it stops before its end",
        Xml::NoRootNode => "there is no element in it",
        Xml::UnknownNamespace(..) => "a name space is used that is not declared",
        Xml::UnknownEntityReference(..) | Xml::MalformedEntityReference(_) => {
            "an entity is used that is not defined"
        }
        Xml::DuplicatedAttribute(..) | Xml::DuplicatedNamespace(..) => "an attribute stands twice",
        Xml::InvalidAttributeValue(_) => "an attribute has a value that cannot be",
        Xml::NonXmlChar(..) => "a character that XML does not allow",
        _ => "it is not well-formed",
    };
    let at = error.pos();
    Error::Malformed { cause, line: at.row, column: at.col }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::as_deep_as_it_goes("<a>".repeat(100) + &"</a>".repeat(100), Ok(()))]
    #[case::too_deep("<a>".repeat(101), Err(Error::TooMany("elements inside each other")))]
    #[case::one_after_the_other("<a>".to_owned() + &"<b/><c></c>".repeat(1000), Ok(()))]
    #[case::brackets_in_values("<a b='>'>".repeat(101), Err(Error::TooMany("elements inside each other")))]
    #[case::brackets_elsewhere("<!-- <a> --><![CDATA[<a>]]><?p <a>?>".repeat(200), Ok(()))]
    #[case::a_definition("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>".to_owned(), Err(Error::TypeDefinition))]
    #[case::attributes(format!("<a {}>", "b='' ".repeat(65)), Err(Error::TooMany("attributes")))]
    #[case::attributes_without_an_end(format!("<a {}", "b='' ".repeat(65)), Err(Error::TooMany("attributes")))]
    fn bounds_hold(#[case] xml: String, #[case] expected: Result<(), Error>) {
        assert_eq!(check(&xml), expected);
    }

    #[test]
    fn name_spaces_are_counted_over_the_document() {
        let elements: Vec<String> = (0..33).map(|n| format!("<a xmlns:p{n}=''/>")).collect();
        assert_eq!(check(&elements.concat()), Err(Error::TooMany("name spaces")));
        assert_eq!(check(&"<a xmlns:xsi='x'/>".repeat(1000)), Ok(()));
    }
}
