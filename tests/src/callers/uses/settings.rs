//! What is done with settings that only this service has.

use std::collections::BTreeSet;

use tinsmith_codegen::stages::ir::destination::ClientParamType;

use super::types::ident;
use super::{Maker, Sort, Use};

pub(super) fn uses(maker: &Maker<'_>, uses: &mut Vec<Use>) {
    let root = &maker.root;
    for param in &maker.version.generated.krate.service.client_params {
        let ty = match param.ty {
            ClientParamType::Flag => "bool",
            ClientParamType::Text => "&str",
            ClientParamType::Texts => "&[&str]",
        };
        let setter = ident(&param.setter);
        let code = format!(
            "fn set(it: {root}::config::ConfigBuilder, value: {ty}) -> {root}::config::ConfigBuilder {{ use {root}::config::EndpointSettings as _; it.{setter}(value) }}"
        );
        uses.push(Use {
            sort: Sort::Setting,
            subject: maker.version.prepared.service.clone(),
            part: Some(param.name.clone()),
            names: BTreeSet::new(),
            code,
        });
    }
}
