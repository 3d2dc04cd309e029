use super::invalid;
use azure_core::Result;
use quick_xml::{
    Reader, Writer, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// Elements in each other beyond which a document is refused: models are read on the stack.
const MAX_DEPTH: usize = 200;

/// An element of an XML document.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Element {
    /// The name, with the prefix that it is written with; read ones have none.
    pub(crate) name: String,
    /// The attributes: names and values. Read ones have no prefix.
    pub(crate) attributes: Vec<(String, String)>,
    /// The elements in it.
    pub(crate) children: Vec<Element>,
    /// The text in it, entities resolved.
    pub(crate) text: String,
}

impl Element {
    /// An empty element.
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The first element of a name in this one.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children_of(name).next()
    }

    /// All elements of a name in this one.
    pub(crate) fn children_of(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.children.is_empty() && self.text.is_empty()
    }

    /// Whether it says that it is null (`xsi:nil`).
    pub(super) fn is_null(&self) -> bool {
        self.attribute("nil") == Some("true")
    }

    /// Reads a document: its root element. Prefixes and namespaces are ignored.
    ///
    /// # Errors
    ///
    /// [`azure_core::error::ErrorKind::DataConversion`] where the text is not well-formed, has entities of its own, or
    /// its elements are too deep in each other.
    pub(crate) fn parse(document: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(document).map_err(invalid)?;
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        // Elements that are not closed yet, below a holder of the root.
        let mut open = vec![Self::default()];
        loop {
            let event = reader.read_event().map_err(|error| broken(&error, reader.error_position()))?;
            match event {
                Event::Start(start) => {
                    if open.len() > MAX_DEPTH {
                        return Err(invalid("the elements are nested too deep"));
                    }
                    open.push(begin(&start)?);
                }
                Event::Empty(start) => {
                    let element = begin(&start)?;
                    put(&mut open, element);
                }
                Event::End(_) => {
                    if let Some(mut element) = open.pop() {
                        // White space between elements only sets them apart.
                        if !element.children.is_empty() && element.text.trim().is_empty() {
                            element.text.clear();
                        }
                        put(&mut open, element);
                    }
                }
                Event::Text(text) => push_text(&mut open, &text.xml_content(XmlVersion::Implicit1_0)),
                Event::CData(text) => push_text(&mut open, &text.xml_content(XmlVersion::Implicit1_0)),
                Event::GeneralRef(reference) => {
                    let character =
                        reference.resolve_char_ref().map_err(|error| broken(&error, reader.buffer_position()))?;
                    let name = reference.xml_content(XmlVersion::Implicit1_0);
                    match (character, resolve_predefined_entity(&name)) {
                        (Some(character), _) => push_text(&mut open, character.encode_utf8(&mut [0; 4])),
                        (None, Some(text)) => push_text(&mut open, text),
                        (None, None) => return Err(invalid("there is an unknown entity")),
                    }
                }
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        match open.as_mut_slice() {
            [holder] => holder.children.pop().ok_or_else(|| invalid("there is no element")),
            _ => Err(invalid("an element is not closed")),
        }
    }

    /// Writes the document whose root this is.
    ///
    /// # Errors
    ///
    /// [`azure_core::error::ErrorKind::DataConversion`] where it cannot be written.
    pub(crate) fn to_document(&self) -> Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None))).map_err(invalid)?;
        self.write(&mut writer).map_err(invalid)?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let mut start = BytesStart::new(self.name.as_str());
        for (name, value) in &self.attributes {
            start.push_attribute((name.as_str(), value.as_str()));
        }
        if self.children.is_empty() && self.text.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        if !self.text.is_empty() {
            writer.write_event(Event::Text(BytesText::new(&self.text)))?;
        }
        for child in &self.children {
            child.write(writer)?;
        }
        writer.write_event(Event::End(BytesEnd::new(self.name.as_str())))
    }
}

const BROKEN_ATTRIBUTE: &str = "an attribute is not well-formed, or has an unknown entity";

/// The error for a document that is not well-formed at this byte. What the parser says of it repeats parts of it, which may
/// be secret.
fn broken(error: &quick_xml::Error, at: u64) -> azure_core::Error {
    let what = match error {
        quick_xml::Error::IllFormed(_) => "an element is not closed, or not opened",
        quick_xml::Error::Escape(_) => "a character reference is not valid",
        quick_xml::Error::Encoding(_) => "a character is not valid",
        _ => "it is not well-formed",
    };
    invalid(format!("the document cannot be read at byte {at}: {what}"))
}

fn begin(start: &BytesStart<'_>) -> Result<Element> {
    let mut element = Element::new(local(start.local_name().into_inner())?);
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| invalid(BROKEN_ATTRIBUTE))?;
        let name = attribute.key;
        let declares = name.as_namespace_binding().is_some();
        if !declares {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|_| invalid(BROKEN_ATTRIBUTE))?;
            element.attributes.push((local(name.local_name().into_inner())?, value.into_owned()));
        }
    }
    Ok(element)
}

fn local(name: impl AsRef<[u8]>) -> Result<String> {
    std::str::from_utf8(name.as_ref()).map(str::to_owned).map_err(invalid)
}

fn put(open: &mut [Element], element: Element) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(element);
    }
}

fn push_text(open: &mut [Element], text: &str) {
    // What is outside the root belongs to nothing.
    if let [_, .., element] = open {
        element.text.push_str(text);
    }
}
