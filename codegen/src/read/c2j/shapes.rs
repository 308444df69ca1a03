//! Shapes: one entry of `shapes` to one Smithy shape of the same name and its traits.

use super::constraints::{self, Bounds};
use super::fields::Fields;
use super::keys::{self, Keys};
use super::{Lowering, enums, traits as common};
use crate::diagnostic::nearest;
use crate::smithy::{Model, Node, Shape, ShapeKind, SimpleType, Traits, traits};

/// The types of C2J, the Smithy type of those without members, and the keys that each may have.
const TYPES: [(&str, Option<SimpleType>, &Keys); 16] = [
    ("structure", None, &keys::STRUCTURE),
    ("list", None, &keys::LIST),
    ("map", None, &keys::MAP),
    ("string", Some(SimpleType::String), &keys::STRING),
    // One character, of which old documents say nothing more.
    ("character", Some(SimpleType::String), &keys::STRING),
    ("blob", Some(SimpleType::Blob), &keys::BLOB),
    ("boolean", Some(SimpleType::Boolean), &keys::PLAIN),
    ("timestamp", Some(SimpleType::Timestamp), &keys::TIMESTAMP),
    ("byte", Some(SimpleType::Byte), &keys::NUMBER),
    ("short", Some(SimpleType::Short), &keys::NUMBER),
    ("integer", Some(SimpleType::Integer), &keys::NUMBER),
    ("long", Some(SimpleType::Long), &keys::NUMBER),
    ("float", Some(SimpleType::Float), &keys::NUMBER),
    ("double", Some(SimpleType::Double), &keys::NUMBER),
    ("biginteger", Some(SimpleType::BigInteger), &keys::NUMBER),
    ("bigdecimal", Some(SimpleType::BigDecimal), &keys::NUMBER),
];

impl<'d> Lowering<'d, '_> {
    /// Lowers every shape, in order. Those that cannot be read are left out, and said to be.
    pub(super) fn shapes(&mut self, model: &mut Model) {
        for (name, node) in self.sections.shapes {
            let Some(id) = self.names.shapes.get(name).cloned() else { continue };
            let Some(fields) = Fields::of(node, id.clone(), self.diagnostics) else { continue };
            let Some(shape) = self.shape(name, &fields) else { continue };
            model.shapes.extend(self.with_variants(name, &id, shape));
        }
    }

    fn shape(&mut self, name: &str, fields: &Fields<'d>) -> Option<Shape> {
        let type_name = fields.required_text("type", self.diagnostics)?;
        let Some((_, simple, type_keys)) = TYPES.iter().find(|(known, ..)| *known == type_name)
        else {
            self.diagnostics
                .shape_error(&fields.at, format!("`{type_name}` is not a type of C2J shapes"));
            if let Some(meant) = nearest(type_name, TYPES.iter().map(|(known, ..)| *known)) {
                self.diagnostics.help(format!("did you mean `{meant}`?"));
            }
            return None;
        };
        keys::check(fields, &[&keys::SHAPE, type_keys], self.diagnostics);
        let mut found = common::descriptive(fields, self.diagnostics);
        common::mark(fields, "sensitive", traits::SENSITIVE, &mut found, self.diagnostics);
        let kind = match (type_name, simple) {
            ("structure", _) => self.structure(name, fields, &mut found),
            ("list", _) => {
                let member = self.element("member", fields)?;
                self.collection(fields, &mut found);
                ShapeKind::List(member)
            }
            ("map", _) => {
                let key = self.element("key", fields);
                let value = self.element("value", fields);
                self.collection(fields, &mut found);
                ShapeKind::Map(key?, value?)
            }
            (_, Some(simple)) => self.simple(*simple, fields, &mut found),
            // Every type without members has its Smithy type in the table.
            (_, None) => return None,
        };
        Some(Shape { kind, traits: found, mixins: Vec::new() })
    }

    fn structure(&mut self, name: &str, fields: &Fields<'d>, found: &mut Traits) -> ShapeKind {
        if fields.flag("document", self.diagnostics) {
            return ShapeKind::Simple(SimpleType::Document);
        }
        self.error_traits(name, fields, found);
        self.root_names(name, fields, found);
        let members = self.members(fields);
        let event_stream = fields.flag("eventstream", self.diagnostics);
        if event_stream {
            found.mark(traits::STREAMING);
        }
        if event_stream || fields.flag("union", self.diagnostics) {
            ShapeKind::Union(members)
        } else {
            ShapeKind::Structure(members)
        }
    }

    /// The names of a structure as the outermost element: its own, and those of the request that it is the input of.
    fn root_names(&mut self, name: &str, fields: &Fields<'d>, found: &mut Traits) {
        let request = self.requests.get(name).cloned();
        let sources: Vec<Fields<'d>> = std::iter::once(fields.clone()).chain(request).collect();
        let texts = sources.iter().find_map(|source| source.text("locationName", self.diagnostics));
        let renamed = (fields.at.name() != name).then_some(name);
        if let Some(root) = texts.or(renamed)
            && self.protocols.xml_names
            && root != fields.at.name()
        {
            found.insert(traits::XML_NAME, Node::from(root));
        }
        let namespace =
            sources.iter().find_map(|source| common::xml_namespace(source, self.diagnostics));
        if let Some(namespace) = namespace
            && self.namespace.as_ref() != Some(&namespace)
        {
            found.insert(traits::XML_NAMESPACE, namespace);
        }
    }

    fn collection(&mut self, fields: &Fields<'d>, found: &mut Traits) {
        constraints::bounds(Bounds::Length, fields, found, self.diagnostics);
        common::mark(fields, "sparse", traits::SPARSE, found, self.diagnostics);
    }

    fn simple(&mut self, simple: SimpleType, fields: &Fields<'d>, found: &mut Traits) -> ShapeKind {
        match simple {
            SimpleType::String => {
                constraints::bounds(Bounds::Length, fields, found, self.diagnostics);
                constraints::pattern(fields, found, self.diagnostics);
                if fields.has("enum") {
                    return ShapeKind::Enum(enums::members(fields, self.diagnostics));
                }
            }
            SimpleType::Blob => {
                constraints::bounds(Bounds::Length, fields, found, self.diagnostics);
                common::mark(fields, "streaming", traits::STREAMING, found, self.diagnostics);
                common::mark(
                    fields,
                    "requiresLength",
                    traits::REQUIRES_LENGTH,
                    found,
                    self.diagnostics,
                );
            }
            SimpleType::Timestamp => {
                if let Some(format) = common::timestamp_format(fields, self.diagnostics) {
                    found.insert(traits::TIMESTAMP_FORMAT, format);
                }
            }
            number if number.is_number() => {
                constraints::bounds(Bounds::Range, fields, found, self.diagnostics);
            }
            _ => {}
        }
        ShapeKind::Simple(simple)
    }
}
