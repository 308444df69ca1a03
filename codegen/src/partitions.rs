//! The table of partitions: groups of regions with DNS suffixes of their own.
//!
//! In comes `partitions.json`, as the import writes it or as botocore ships it;
//! out goes the source of the runtime's table, or every problem with the document.
//! Endpoint rules are resolved against the same facts: a region is looked up here as the runtime does it.

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostic::Diagnostics;
use crate::pipeline::Error;
use crate::read::{Document, read_node};
use crate::render::{RenderError, format, header, spacing};
use crate::smithy::Node;
use crate::text::Visible;
use crate::write;

/// The partition of regions that fit no other.
const STANDARD: &str = "aws";

/// What every form of region names ends with: a word and a number.
const TAIL: &str = r"\-\w+\-\d+$";

/// The document that the runtime's table is made of, the runtime being the one of this version.
pub const OF_THE_RUNTIME: Document<'_> =
    Document { name: "partitions.json", bytes: include_bytes!("../partitions.json") };

/// A group of regions, with what is true of all of them.
#[derive(PartialEq)]
pub struct Partition {
    /// Its name.
    pub name: String,
    /// What host names in it end with.
    pub dns_suffix: String,
    /// What the names of hosts with IPv6 end with.
    pub dual_stack_dns_suffix: String,
    /// Whether it has FIPS endpoints.
    pub supports_fips: bool,
    /// Whether it has dual-stack endpoints.
    pub supports_dual_stack: bool,
    /// The region of services that have one endpoint for all regions.
    pub implicit_global_region: String,
    regions: Vec<String>,
    prefixes: Vec<String>,
}

/// All of them; the standard one among them has what fits no other.
pub struct Partitions {
    standard: Partition,
    others: Vec<Partition>,
}

impl Partitions {
    /// Reads a document.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn read(document: Document<'_>) -> Result<Self, Diagnostics> {
        let node = read_node(document)?;
        let mut diagnostics = Diagnostics::new(document.name);
        let (mut standard, mut others) = (None, Vec::new());
        let listed = node.get("partitions").and_then(Node::as_array).unwrap_or_default();
        for (index, node) in listed.iter().enumerate() {
            match partition(node) {
                Ok(found) if found.name == STANDARD && standard.is_none() => standard = Some(found),
                Ok(found) => others.push(found),
                Err(problem) => diagnostics.error(format!("`partitions[{index}]`: {problem}")),
            }
        }
        if standard.is_none() && !diagnostics.has_errors() {
            diagnostics.error(format!("expected `partitions` with `{STANDARD}` among them"));
        }
        match standard {
            Some(standard) if !diagnostics.has_errors() => Ok(Self { standard, others }),
            _ => Err(diagnostics),
        }
    }

    /// The partition of a region, found as the runtime does.
    pub fn of(&self, region: &str) -> &Partition {
        let others = || self.others.iter();
        let is_named = |partition: &&Partition| partition.regions.iter().any(|one| one == region);
        others()
            .chain([&self.standard])
            .find(is_named)
            .or_else(|| others().find(|partition| partition.fits(region)))
            .unwrap_or(&self.standard)
    }

    /// Every partition, the standard one first.
    pub fn all(&self) -> impl Iterator<Item = &Partition> {
        [&self.standard].into_iter().chain(&self.others)
    }
}

impl Partition {
    /// The regions that it lists.
    pub fn regions(&self) -> &[String] {
        &self.regions
    }

    /// Whether a word and a number follow one of the prefixes.
    fn fits(&self, region: &str) -> bool {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let rest = self.prefixes.iter().find_map(|prefix| region.strip_prefix(prefix.as_str()));
        rest.and_then(|rest| rest.split_once('-')).is_some_and(|(word, number)| {
            !word.is_empty()
                && word.chars().all(is_word)
                && !number.is_empty()
                && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    }
}

/// Generates the table.
///
/// # Errors
/// Every problem of the document.
pub fn generate(document: Document<'_>) -> Result<String, Error> {
    let partitions = sound(document)?;
    let text = format::format(emit(&partitions)).map_err(|error| {
        Error::Render(RenderError {
            path: "the table of partitions".to_owned(),
            reason: error.to_string(),
            tokens: emit(&partitions).to_string(),
        })
    })?;
    Ok(format!("{}\n\n{}", header::line("//", Visible(document.name)), spacing::space(&text)))
}

/// The facts of a document, for the file that is committed: what regions are called in prose is left out.
///
/// # Errors
/// As [`generate`].
pub fn facts(document: Document<'_>) -> Result<String, Error> {
    sound(document)?;
    let mut node = read_node(document).map_err(|found| Error::Input(found.into_sorted()))?;
    drop_descriptions(&mut node);
    Ok(write::write_node(&node))
}

fn drop_descriptions(node: &mut Node) {
    match node {
        Node::Object(members) => {
            members.shift_remove("description");
            members.values_mut().for_each(drop_descriptions);
        }
        Node::Array(elements) => elements.iter_mut().for_each(drop_descriptions),
        _ => {}
    }
}

fn sound(document: Document<'_>) -> Result<Partitions, Error> {
    Partitions::read(document).map_err(|found| Error::Input(found.into_sorted()))
}

fn partition(node: &Node) -> Result<Partition, String> {
    let outputs = node.get("outputs").unwrap_or(&Node::Null);
    let text = |node: &Node, key: &str| {
        let found = node.get(key).and_then(Node::as_str).map(str::to_owned);
        found.ok_or_else(|| format!("expected a string as `{key}`"))
    };
    let flag = |key: &str| {
        let found = outputs.get(key).and_then(Node::as_bool);
        found.ok_or_else(|| format!("expected a boolean as `{key}`"))
    };
    let nothing = IndexMap::new();
    let regions = node.get("regions").and_then(Node::as_object).unwrap_or(&nothing);
    for (region, own) in regions {
        // Outputs of a region in place of the partition's; there are none so far.
        if let Some(key) =
            own.as_object().and_then(|own| own.keys().find(|key| *key != "description"))
        {
            return Err(format!("the region `{region}` has `{key}`, which is not supported yet"));
        }
    }
    let regex = text(node, "regionRegex")?;
    let prefixes = prefixes(&regex).ok_or_else(|| {
        format!("expected a form like `^(a|b){TAIL}` as `regionRegex`, found `{regex}`")
    })?;
    Ok(Partition {
        name: text(node, "id")?,
        dns_suffix: text(outputs, "dnsSuffix")?,
        dual_stack_dns_suffix: text(outputs, "dualStackDnsSuffix")?,
        supports_fips: flag("supportsFIPS")?,
        supports_dual_stack: flag("supportsDualStack")?,
        implicit_global_region: text(outputs, "implicitGlobalRegion")?,
        regions: regions.keys().cloned().collect(),
        prefixes,
    })
}

/// What the names that fit an expression begin with: literal text with one group of alternatives at most, then the tail.
fn prefixes(regex: &str) -> Option<Vec<String>> {
    let head = regex.strip_prefix('^')?.strip_suffix(TAIL)?.replace(r"\-", "-");
    let (before, alternatives, after) = match head.split_once('(') {
        None => ("", head.as_str(), ""),
        Some((before, rest)) => {
            let (alternatives, after) = rest.split_once(')')?;
            (before, alternatives, after)
        }
    };
    let is_literal =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let prefixes: Vec<String> =
        alternatives.split('|').map(|one| format!("{before}{one}{after}-")).collect();
    prefixes.iter().all(|prefix| is_literal(prefix)).then_some(prefixes)
}

fn emit(partitions: &Partitions) -> TokenStream {
    let standard = value(&partitions.standard);
    let others = partitions.others.iter().map(value);
    quote! {
        //! The partitions and their regions.

        use super::Partition;

        /// Where a region that fits no partition is taken to be.
        pub(super) const AWS: Partition = #standard;

        /// Every other partition.
        pub(super) const OTHERS: &[Partition] = &[#(#others),*];
    }
}

fn value(partition: &Partition) -> TokenStream {
    let Partition {
        name,
        dns_suffix,
        dual_stack_dns_suffix,
        supports_fips,
        supports_dual_stack,
        implicit_global_region,
        regions,
        prefixes,
    } = partition;
    quote! {
        Partition {
            name: #name,
            dns_suffix: #dns_suffix,
            dual_stack_dns_suffix: #dual_stack_dns_suffix,
            supports_fips: #supports_fips,
            supports_dual_stack: #supports_dual_stack,
            implicit_global_region: #implicit_global_region,
            regions: &[#(#regions),*],
            prefixes: &[#(#prefixes),*],
        }
    }
}
