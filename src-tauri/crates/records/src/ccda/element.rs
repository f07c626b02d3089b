//! Ways through the tree, by the local names of elements: vendors differ about prefixes.

/// An element of the document.
pub(super) type Element<'a> = roxmltree::Node<'a, 'a>;

/// The child elements of this name, in order.
pub(super) fn children<'a>(element: Element<'a>, name: &'static str) -> impl Iterator<Item = Element<'a>> {
    element.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The first child element of this name.
pub(super) fn child<'a>(element: Element<'a>, name: &'static str) -> Option<Element<'a>> {
    children(element, name).next()
}

/// The first element behind these names, one inside the other.
pub(super) fn path<'a>(element: Element<'a>, names: &[&'static str]) -> Option<Element<'a>> {
    names.iter().try_fold(element, |element, name| child(element, name))
}

/// All text inside, white space collapsed; nothing when there is none.
pub(super) fn text(element: Element<'_>) -> Option<String> {
    let mut text = String::new();
    for word in element.descendants().filter(Element::is_text).filter_map(|node| node.text()) {
        text.push_str(word);
        text.push(' ');
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// An attribute with something in it.
pub(super) fn attribute<'a>(element: Element<'a>, name: &str) -> Option<&'a str> {
    element.attribute(name).map(str::trim).filter(|value| !value.is_empty())
}
