//! What `smithy.api#paginated` says of an operation, its service's defaults included, with the members that it names.
//!
//! In come a model, a service and one of its operations; out goes a [`Pagination`], or what is wrong with it.
//! Nothing is asked about Rust; which members become which fields is decided in `resolve`.

use crate::diagnostic::nearest;

use super::id::is_identifier;
use super::{Member, Model, Node, Shape, ShapeId, ShapeKind, SimpleType, jmespath, traits};

/// The members that lead from one page to the next.
#[derive(Clone, Debug)]
pub struct Pagination<'m> {
    /// Each token: the member of the input, and the way to the one of the output. Smithy knows one, C2J several.
    pub tokens: Vec<(Step<'m>, Found<'m>)>,
    /// The list or map with the items of a page.
    pub items: Option<Path<'m>>,
    /// The member of the input that says how many items a page has at most.
    pub page_size: Option<Step<'m>>,
    /// The boolean that says whether there is another page; C2J alone knows it.
    pub more_results: Option<Path<'m>>,
}

/// Where the output has a token.
#[derive(Clone, Debug)]
pub enum Found<'m> {
    /// In a member.
    Path(Path<'m>),
    /// Where a JMESPath expression says, which C2J alone has; what it leads to is for `resolve` to see.
    Expression(&'m str),
}

/// The way from a structure to a member of it, or of a structure inside.
pub type Path<'m> = Vec<Step<'m>>;

/// One member on the way.
#[derive(Clone, Copy, Debug)]
pub struct Step<'m> {
    /// The structure that it is in.
    pub structure: &'m ShapeId,
    /// Its name.
    pub name: &'m str,
    /// The member.
    pub member: &'m Member,
}

/// Why there is no [`Pagination`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What was expected and what was found.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Whether the trait itself is sound and only Rust cannot have it.
    pub is_limitation: bool,
}

/// Reads the traits of an operation; `None` if it is not paginated.
///
/// # Errors
/// The first thing that is wrong.
pub fn of<'m>(
    model: &'m Model,
    service: &'m Shape,
    operation: &'m Shape,
) -> Option<Result<Pagination<'m>, Problem>> {
    Reader::of(model, service, operation).map(|reader| reader.read())
}

/// The members of an operation's input that take a token, also where there is no [`Pagination`]; none if it is not paginated.
pub fn sent_tokens(model: &Model, service: &Shape, operation: &Shape) -> Vec<ShapeId> {
    let Some(reader) = Reader::of(model, service, operation) else { return Vec::new() };
    let Some(input) = reader.input else { return Vec::new() };
    let names = reader.names("inputToken").unwrap_or_default().into_iter();
    names.map(|name| input.with_member(name)).collect()
}

/// The traits, and the structures that they speak of.
struct Reader<'m> {
    model: &'m Model,
    own: [Option<&'m Node>; 2],
    defaults: Option<&'m Node>,
    input: Option<&'m ShapeId>,
    output: Option<&'m ShapeId>,
}

impl<'m> Reader<'m> {
    /// `None` if the operation is not paginated.
    fn of(model: &'m Model, service: &'m Shape, operation: &'m Shape) -> Option<Self> {
        let ShapeKind::Operation(shapes) = &operation.kind else { return None };
        let own = [traits::PAGINATED_BEYOND_SMITHY, traits::PAGINATED];
        own.iter().any(|id| operation.traits.has(id)).then(|| Self {
            model,
            own: own.map(|id| operation.traits.get(id)),
            defaults: service.traits.get(traits::PAGINATED),
            input: shapes.input.as_ref(),
            output: shapes.output.as_ref(),
        })
    }

    fn read(&self) -> Result<Pagination<'m>, Problem> {
        for value in self.own.into_iter().chain([self.defaults]).flatten() {
            if value.as_object().is_none() {
                return Err(broken(format!(
                    "expected an object as `paginated`, found {}",
                    value.kind()
                )));
            }
        }
        let (sent, found) = (self.names("inputToken")?, self.names("outputToken")?);
        if sent.len() != found.len() {
            return Err(broken(format!(
                "expected as many members in `inputToken` of `paginated` as in `outputToken`, found {} and {}",
                sent.len(),
                found.len()
            )));
        }
        let tokens = sent.into_iter().zip(found).map(|(sent, found)| {
            let sent = self.step("inputToken", self.input, sent)?;
            self.check_sent(sent)?;
            if !found.split('.').all(is_identifier) {
                jmespath::parse(found).map_err(broken)?;
                return Ok((sent, Found::Expression(found)));
            }
            let found = self.path("outputToken", self.output, found)?;
            self.check_types(sent, &found)?;
            Ok((sent, Found::Path(found)))
        });
        Ok(Pagination {
            tokens: tokens.collect::<Result<_, _>>()?,
            items: self.target("items", self.output, "a list or map", |kind| {
                matches!(kind, ShapeKind::List(_) | ShapeKind::Map(..))
            })?,
            page_size: self
                .target("pageSize", self.input, "a number or string", |kind| match kind {
                    // Some services write their numbers as strings.
                    ShapeKind::Simple(simple) => {
                        simple.is_number() || *simple == SimpleType::String
                    }
                    _ => false,
                })?
                .and_then(|path| path.first().copied()),
            more_results: self.target("moreResults", self.output, "a boolean", |kind| {
                *kind == ShapeKind::Simple(SimpleType::Boolean)
            })?,
        })
    }

    /// The value of a property, and whether it is the operation's own.
    fn property(&self, property: &str) -> Option<(&'m Node, bool)> {
        let own = self.own.into_iter().flatten().find_map(|value| value.get(property));
        let default = || self.defaults.and_then(|value| value.get(property));
        own.map(|value| (value, true)).or_else(|| default().map(|value| (value, false)))
    }

    /// The paths of a property that has to be there: one, or a list of them.
    fn names(&self, property: &str) -> Result<Vec<&'m str>, Problem> {
        let Some((value, _)) = self.property(property) else {
            return Err(broken(format!(
                "expected `{property}` in `paginated`, of the operation or of its service, found none"
            )));
        };
        match value {
            Node::Array(values) if !values.is_empty() => {
                values.iter().map(|value| text(property, value)).collect()
            }
            value => Ok(vec![text(property, value)?]),
        }
    }

    /// The member of a property that can be missing, if its type fits.
    fn target(
        &self,
        property: &str,
        root: Option<&'m ShapeId>,
        expected: &str,
        fits: impl Fn(&ShapeKind) -> bool,
    ) -> Result<Option<Path<'m>>, Problem> {
        let Some((value, is_own)) = self.property(property) else { return Ok(None) };
        let name = text(property, value)?;
        let path = match self.path(property, root, name) {
            Ok(path) => path,
            // A default is for the operations that have the member.
            Err(_) if !is_own => return Ok(None),
            Err(problem) => return Err(problem),
        };
        match path.last().and_then(|step| Some((step, self.model.get(&step.member.target)?))) {
            Some((_, shape)) if fits(&shape.kind) => Ok(Some(path)),
            Some((step, shape)) => Err(broken(format!(
                "expected {expected} as `{property}` of `paginated`, found the {} `{}`",
                shape.kind.name(),
                step.member.target
            ))),
            // Reported with the member.
            None => Ok(None),
        }
    }

    /// The way that a property names, from member to member.
    fn path(
        &self,
        property: &str,
        root: Option<&'m ShapeId>,
        path: &'m str,
    ) -> Result<Path<'m>, Problem> {
        let mut steps: Path<'m> = Vec::new();
        for name in path.split('.') {
            let at = steps.last().map(|step| &step.member.target).or(root);
            steps.push(self.step(property, at, name)?);
        }
        Ok(steps)
    }

    fn step(
        &self,
        property: &str,
        structure: Option<&'m ShapeId>,
        name: &'m str,
    ) -> Result<Step<'m>, Problem> {
        let siblings = structure.and_then(|id| match &self.model.get(id)?.kind {
            ShapeKind::Structure(siblings) => Some((id, siblings)),
            _ => None,
        });
        if let Some((structure, siblings)) = siblings
            && let Some(member) = siblings.get(name)
        {
            return Ok(Step { structure, name, member });
        }
        let owner =
            structure.map_or_else(|| "the operation".to_owned(), |owner| format!("`{owner}`"));
        let near = siblings
            .and_then(|(_, siblings)| nearest(name, siblings.keys().map(String::as_str)))
            .map(|near| format!("did you mean `{near}`?"));
        Err(Problem {
            message: format!(
                "expected a member as `{property}` of `paginated`, found `{name}`, which {owner} does not have"
            ),
            help: near,
            is_limitation: false,
        })
    }

    /// A token goes from the output to the input as it is.
    fn check_types(&self, sent: Step<'m>, found: &Path<'m>) -> Result<(), Problem> {
        let Some(found) = found.last() else { return Ok(()) };
        let kind = |id: &ShapeId| self.model.get(id).map(|shape| &shape.kind);
        let (sent_id, found_id) = (&sent.member.target, &found.member.target);
        let (Some(sent_kind), Some(found_kind)) = (kind(sent_id), kind(found_id)) else {
            // Reported with the member.
            return Ok(());
        };
        // What has no name in Rust is the same type whatever the shape is called.
        let is_same = sent_id == found_id
            || matches!(sent_kind, ShapeKind::Simple(_)) && sent_kind == found_kind;
        if !is_same {
            return Err(broken(format!(
                "expected tokens of one type in `paginated`, found the {} `{sent_id}` as `inputToken` and the {} `{found_id}` as `outputToken`",
                sent_kind.name(),
                found_kind.name(),
            )));
        }
        let is_possible = match sent_kind {
            ShapeKind::Simple(simple) => {
                matches!(simple, SimpleType::String | SimpleType::Integer | SimpleType::Long)
            }
            kind => matches!(kind, ShapeKind::Enum(_) | ShapeKind::Map(..)),
        };
        if !is_possible {
            return Err(limitation(format!(
                "expected a string, number or map as the token, found the {} `{sent_id}`",
                sent_kind.name()
            )));
        }
        Ok(())
    }

    /// A token has to be left out of the first request.
    fn check_sent(&self, sent: Step<'m>) -> Result<(), Problem> {
        let traits = &sent.member.traits;
        if traits.has(traits::REQUIRED) && !traits.has(traits::CLIENT_OPTIONAL) {
            return Err(limitation(format!(
                "expected a token that can be left out of the first request, found the required member `{}`",
                sent.name
            )));
        }
        Ok(())
    }
}

fn text<'m>(property: &str, value: &'m Node) -> Result<&'m str, Problem> {
    value.as_str().ok_or_else(|| {
        broken(format!("expected a string as `{property}` of `paginated`, found {}", value.kind()))
    })
}

fn broken(message: String) -> Problem {
    Problem { message, help: None, is_limitation: false }
}

fn limitation(message: String) -> Problem {
    Problem { message, help: None, is_limitation: true }
}
