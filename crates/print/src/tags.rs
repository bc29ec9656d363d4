//! The order in which a paper is read aloud: elements within elements, filled while lines are drawn.

use mawqif_core::statement::Language;

use crate::press::Drawn;

/// What an element is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// A text in its language.
    Section(Language),
    /// A heading, with its level and its words.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
    /// Words of somebody.
    Quote,
    /// A numbered list.
    Points,
    /// A list behind dashes.
    Items,
    /// A member of a list.
    Member,
    /// Its number or dash.
    Label,
    /// Its words.
    Words,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A cell that names its column.
    Name,
    /// A cell.
    Cell,
}

/// An element's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element(usize);

/// What stands within an element.
pub enum Child {
    /// Another.
    Element(Element),
    /// Something that was drawn.
    Content(Drawn),
}

/// All elements.
#[derive(Default)]
pub struct Tags {
    elements: Vec<(Role, Vec<Child>)>,
    top: Vec<Element>,
}

impl Tags {
    /// An element at the end of another, or of the paper.
    pub fn add(&mut self, role: Role, within: Option<Element>) -> Element {
        let element = Element(self.elements.len());
        self.elements.push((role, Vec::new()));
        match within.and_then(|Element(at)| self.elements.get_mut(at)) {
            Some((_, children)) => children.push(Child::Element(element)),
            None => self.top.push(element),
        }
        element
    }

    /// What was drawn for an element.
    pub fn fill(&mut self, Element(at): Element, drawn: Drawn) {
        if let Some((_, children)) = self.elements.get_mut(at) {
            children.push(Child::Content(drawn));
        }
    }

    /// What stands at the top.
    pub fn top(&self) -> &[Element] {
        &self.top
    }

    /// An element: its role, and what stands within it.
    pub fn element(&self, Element(at): Element) -> Option<(&Role, &[Child])> {
        self.elements.get(at).map(|(role, children)| (role, children.as_slice()))
    }
}
