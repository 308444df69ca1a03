//! Members: the shape that one refers to, where it travels, and what it is called there.
//!
//! In C2J a reference takes over what the shape it refers to says about its name and its form in XML;
//! Smithy has those traits on members alone, so they are put there.

use indexmap::IndexMap;

use super::fields::Fields;
use super::{Lowering, keys, traits as common};
use crate::diagnostic::{LeftOut, nearest};
use crate::smithy::id::is_identifier;
use crate::smithy::{Member, Node, ShapeId, Traits, traits};

/// Flags of a member and the annotation traits they are.
const FLAGS: [(&str, &str); 5] = [
    ("idempotencyToken", traits::IDEMPOTENCY_TOKEN),
    ("hostLabel", traits::HOST_LABEL),
    ("eventheader", traits::EVENT_HEADER),
    ("eventpayload", traits::EVENT_PAYLOAD),
    ("xmlAttribute", traits::XML_ATTRIBUTE),
];

/// The places where a member may travel, and the trait for each; the trait's value is the name there, or nothing.
const LOCATIONS: [(&str, &str, Value); 5] = [
    ("header", traits::HTTP_HEADER, Value::Name),
    ("headers", traits::HTTP_PREFIX_HEADERS, Value::Prefix),
    ("uri", traits::HTTP_LABEL, Value::Nothing),
    ("querystring", traits::HTTP_QUERY, Value::Name),
    ("statusCode", traits::HTTP_RESPONSE_CODE, Value::Nothing),
];

/// What the trait of a location has as its value.
#[derive(Clone, Copy)]
enum Value {
    /// The name there, which is the member's when C2J has none.
    Name,
    /// What the names there begin with, which may be nothing.
    Prefix,
    Nothing,
}

impl<'d> Lowering<'d, '_> {
    /// The members of a structure, in order.
    pub(super) fn members(&mut self, structure: &Fields<'d>) -> IndexMap<String, Member> {
        let mut members = IndexMap::new();
        let Some(entries) = structure.object("members", self.diagnostics) else { return members };
        let payload = structure.text("payload", self.diagnostics);
        let required = structure.texts("required", self.diagnostics);
        for (name, node) in entries.object {
            let id = structure.at.with_member(name);
            if !is_identifier(name) {
                self.diagnostics
                    .shape_error(&structure.at, format!("`{name}` is not a member name"));
                continue;
            }
            let Some(reference) = Fields::of(node, id, self.diagnostics) else { continue };
            keys::check(&reference, &[&keys::MEMBER], self.diagnostics);
            let Some(target) = self.target(&reference) else { continue };
            let mut member = Member::new(target);
            member.traits = self.member_traits(&reference, name, payload == Some(name.as_str()));
            if required.contains(&name.as_str()) {
                member.traits.mark(traits::REQUIRED);
            }
            members.insert(name.clone(), member);
        }
        let payload = payload.map(|name| ("payload", name));
        let required = required.into_iter().map(|name| ("required", name));
        for (key, name) in payload.into_iter().chain(required) {
            if !entries.has(name) {
                self.no_member(key, name, &entries);
            }
        }
        members
    }

    fn no_member(&mut self, key: &str, name: &str, entries: &Fields<'d>) {
        self.diagnostics.shape_error(
            &entries.at,
            format!("`{key}` names the member `{name}`, which does not exist"),
        );
        if let Some(meant) = nearest(name, entries.object.keys().map(String::as_str)) {
            self.diagnostics.help(format!("did you mean `{meant}`?"));
        }
    }

    /// The member of a list, or the key or value of a map.
    pub(super) fn element(&mut self, key: &str, shape: &Fields<'d>) -> Option<Member> {
        let Some(node) = shape.object.get(key) else {
            self.diagnostics.shape_error(&shape.at, format!("expected `{key}`, found none"));
            return None;
        };
        let reference = Fields::of(node, shape.at.with_member(key), self.diagnostics)?;
        keys::check(&reference, &[&keys::ELEMENT], self.diagnostics);
        let mut member = Member::new(self.target(&reference)?);
        member.traits = common::descriptive(&reference, self.diagnostics);
        if let Some(name) = self.location_name(&reference)
            && self.protocols.xml_names
            && name != key
        {
            member.traits.insert(traits::XML_NAME, Node::from(name));
        }
        self.namespace(&reference, &mut member.traits);
        Some(member)
    }

    fn target(&mut self, reference: &Fields<'d>) -> Option<ShapeId> {
        let name = reference.required_text("shape", self.diagnostics)?;
        let id = self.names.shape(name, &reference.at, self.diagnostics)?;
        Some(self.variants.copy(reference.object).cloned().unwrap_or(id))
    }

    fn member_traits(&mut self, reference: &Fields<'d>, name: &str, payload: bool) -> Traits {
        let mut found = common::descriptive(reference, self.diagnostics);
        for (key, id) in FLAGS {
            common::mark(reference, key, id, &mut found, self.diagnostics);
        }
        if reference.has("location") {
            self.location(reference, name, &mut found);
        } else {
            self.body_names(reference, name, payload, &mut found);
        }
        if payload {
            found.mark(traits::HTTP_PAYLOAD);
        }
        if let Some(format) = common::timestamp_format(reference, self.diagnostics) {
            found.insert(traits::TIMESTAMP_FORMAT, format);
        }
        if let Some(parameter) = reference.object("contextParam", self.diagnostics) {
            found.insert(traits::CONTEXT_PARAM, Node::Object(parameter.object.clone()));
        }
        found
    }

    /// Where a member travels outside the body.
    fn location(&mut self, reference: &Fields<'d>, name: &str, found: &mut Traits) {
        let Some(location) = reference.text("location", self.diagnostics) else { return };
        let Some((_, id, value)) = LOCATIONS.iter().find(|(known, ..)| *known == location) else {
            self.diagnostics
                .shape_error(&reference.at, format!("`{location}` is not a supported location"));
            if let Some(meant) = nearest(location, LOCATIONS.iter().map(|(known, ..)| *known)) {
                self.diagnostics.help(format!("did you mean `{meant}`?"));
            }
            return;
        };
        let is_map = self.target_text(reference, "type") == Some("map");
        let wire_name = reference.text("locationName", self.diagnostics);
        match value {
            // A whole map in the query string: its keys are the names.
            Value::Name if *id == traits::HTTP_QUERY && is_map => {
                found.mark(traits::HTTP_QUERY_PARAMS)
            }
            Value::Name => found.insert(id, Node::from(wire_name.unwrap_or(name))),
            Value::Prefix => found.insert(id, Node::from(wire_name.unwrap_or_default())),
            // The URI's labels are rewritten to the members' names.
            Value::Nothing => found.mark(id),
        }
    }

    /// What a member in the body is called there, and its form in XML.
    fn body_names(
        &mut self,
        reference: &Fields<'d>,
        name: &str,
        payload: bool,
        found: &mut Traits,
    ) {
        let flattened = self.is_flattened(reference);
        let wire_name = self.location_name(reference);
        if self.protocols.json_names
            && !payload
            && let Some(wire_name) = wire_name
            && wire_name != name
        {
            found.insert(traits::JSON_NAME, Node::from(wire_name));
        }
        if !self.protocols.xml_names {
            if wire_name.is_some_and(|wire_name| wire_name != name) && !self.protocols.json_names {
                self.diagnostics.left_out(LeftOut::C2j, &reference.at,
                    "no protocol of this service lets a member have another name; `locationName` is left out",
                );
            }
            return;
        }
        let wire_name = if self.protocols.own_xml_names {
            self.own_name(reference, name, payload)
        } else if flattened && !reference.flag("flattened", self.diagnostics) {
            // The elements of a flattened list stand where the list would: their name, if they have one, is the one.
            // Where the member says that it is flattened, its own name is, as in Smithy.
            self.element_name(reference).or(wire_name)
        } else {
            wire_name
        };
        if let Some(wire_name) = wire_name
            && (wire_name != name || payload)
        {
            found.insert(traits::XML_NAME, Node::from(wire_name));
        }
        if flattened {
            found.mark(traits::XML_FLATTENED);
        }
        self.namespace(reference, found);
        if self.protocols.ec2
            && let Some(name) = reference.text("queryName", self.diagnostics)
        {
            found.insert(traits::EC2_QUERY_NAME, Node::from(name));
        }
    }

    fn namespace(&mut self, reference: &Fields<'d>, found: &mut Traits) {
        let inherited = || {
            let target = reference.object.get("shape").and_then(Node::as_str)?;
            let object = self.sections.shapes.get(target)?.as_object()?;
            Some(Fields::new(object, reference.at.clone()))
        };
        let namespace = if reference.has("xmlNamespace") {
            common::xml_namespace(reference, self.diagnostics)
        } else {
            inherited().and_then(|target| common::xml_namespace(&target, self.diagnostics))
        };
        if let Some(namespace) = namespace {
            found.insert(traits::XML_NAMESPACE, namespace);
        }
    }

    fn location_name(&mut self, reference: &Fields<'d>) -> Option<&'d str> {
        reference
            .text("locationName", self.diagnostics)
            .or_else(|| self.target_text(reference, "locationName"))
    }

    /// The name in XML that the reference itself gives a member.
    ///
    /// That of a payload is often the member's, which says nothing: the document is then named after its shape. Where it says something, a namespace stands beside it.
    fn own_name(&mut self, reference: &Fields<'d>, name: &str, payload: bool) -> Option<&'d str> {
        let own = reference.text("locationName", self.diagnostics)?;
        let says_nothing = payload && own == name && !reference.has("xmlNamespace");
        (!says_nothing).then_some(own)
    }

    fn is_flattened(&mut self, reference: &Fields<'d>) -> bool {
        let inherited = self.target_of(reference).and_then(|target| target.get("flattened"));
        reference.flag("flattened", self.diagnostics)
            || inherited.and_then(Node::as_bool) == Some(true)
    }

    /// The name of the elements of the list that is referred to.
    fn element_name(&self, reference: &Fields<'d>) -> Option<&'d str> {
        self.target_of(reference)?.get("member")?.get("locationName")?.as_str()
    }

    fn target_text(&self, reference: &Fields<'d>, key: &str) -> Option<&'d str> {
        self.target_of(reference)?.get(key)?.as_str()
    }

    fn target_of(&self, reference: &Fields<'d>) -> Option<&'d Node> {
        self.sections.shapes.get(reference.object.get("shape")?.as_str()?)
    }
}
