//! Properties that several schemas of one object have: which redefinitions only refine, and which contradict.

use super::{Type, scalars, types::Types};
use crate::{
    api::builder::{Additional, JsonType, SchemaId},
    diagnostics::{Code, Diagnostic},
};
use std::collections::HashMap;

/// Schemas in each other beyond which two are taken to agree.
const DEPTH: usize = 8;

/// What values of a schema are, as far as two schemas can contradict each other in it.
enum Shape {
    Anything,
    Boolean,
    Number,
    Text(Type),
    List(Option<SchemaId>),
    Object,
}

impl Types<'_, '_> {
    /// Reports a property that has two types: one schema alone decides, the last in the order of `allOf`.
    pub(super) fn check_redefined(&mut self, name: &str, earlier: SchemaId, later: SchemaId) {
        if !self.contradict(earlier, later, 0) || !self.contradictions.insert((earlier, later)) {
            return;
        }
        let ignored = self.builder.locations.position(self.builder.schema(earlier).location);
        self.diagnostics.push(
            Diagnostic::warning(
                Code::TwoTypes,
                format!("the property `{name}` has two types: using this one, ignoring the one at {ignored}"),
            )
            .at(self.builder.schema(later).location)
            .help("use the same type in both, or rename one of them"),
        );
    }

    /// Whether two schemas of one property do not go together: no value is of both, or the earlier one has properties
    /// that the later one lacks.
    fn contradict(&self, earlier: SchemaId, later: SchemaId, depth: usize) -> bool {
        let (earlier, later) = (self.meant(earlier), self.meant(later));
        if earlier == later || depth > DEPTH {
            return false;
        }
        match (self.shape(earlier), self.shape(later)) {
            (Shape::Anything, _) | (_, Shape::Anything) => false,
            // A format only narrows a text.
            (Shape::Text(one), Shape::Text(other)) => one != other && one != Type::String && other != Type::String,
            (Shape::Boolean, Shape::Boolean) | (Shape::Number, Shape::Number) => false,
            (Shape::List(Some(one)), Shape::List(Some(other))) => self.contradict(one, other, depth + 1),
            (Shape::List(_), Shape::List(_)) => false,
            (Shape::Object, Shape::Object) => self.lacks(earlier, later, depth),
            _ => true,
        }
    }

    fn lacks(&self, earlier: SchemaId, later: SchemaId, depth: usize) -> bool {
        if self.lineage(later).contains(&earlier) {
            return false;
        }
        let (earlier, later) = (self.members(earlier), self.members(later));
        if let (Some(Additional::Schema(one)), Some(Additional::Schema(other))) = (earlier.additional, later.additional)
            && self.contradict(one, other, depth + 1)
        {
            return true;
        }
        let is_free = matches!(later.additional, Some(Additional::Anything | Additional::Schema(_)));
        let later: HashMap<&str, SchemaId> = later.properties.into_iter().collect();
        earlier
            .properties
            .iter()
            .any(|(name, one)| later.get(name).map_or(!is_free, |other| self.contradict(*one, *other, depth + 1)))
    }

    fn shape(&self, id: SchemaId) -> Shape {
        let schema = self.builder.schema(id);
        let has_members = || {
            let members = self.members(id);
            !members.properties.is_empty() || members.additional.is_some()
        };
        match schema.json_type {
            Some(JsonType::String) => Shape::Text(scalars::string(schema.format)),
            Some(JsonType::Boolean) => Shape::Boolean,
            Some(JsonType::Integer | JsonType::Number) => Shape::Number,
            Some(JsonType::Array) => Shape::List(schema.items),
            Some(JsonType::Object) => Shape::Object,
            None if schema.items.is_some() => Shape::List(schema.items),
            None if has_members() => Shape::Object,
            Some(JsonType::File) | None => Shape::Anything,
        }
    }
}
