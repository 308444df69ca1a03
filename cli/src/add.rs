//! The commands `add` and `remove`: the SDK of another service, and away with it.
//!
//! The model, its entry in `model/sources.toml`, an `[[sdk]]` in `codegen.toml`, the crate below `sdk/` and its entry in `Cargo.lock`
//! come and go as one change, or not at all.

mod entries;
mod files;
mod lock;
mod overlays;
pub mod remove;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use anyhow::{bail, ensure};
use clap::builder::NonEmptyStringValueParser;
use tinsmith_codegen::plan::Plan;
use tinsmith_codegen::settings::{Operations, ValidationLevel};
use tinsmith_codegen::{Generated, SourceTree};

use self::files::Files;

pub use self::remove::Remove;
use crate::model::fetch::Pip;
use crate::model::find::{Place, Search};
use crate::model::listed;
use crate::model::sources::{self, ModelSource};
use crate::model::update::first_release;
use tinsmith_project::args::package_name;
use tinsmith_project::change::Change;
use tinsmith_project::config::{self, Config, Sdk};
use tinsmith_project::generate::counts;
use tinsmith_project::job::{self, Texts, counted};
use tinsmith_project::{package, program, say, sync};

/// The folder of the crates that are added, each of which is a member of the workspace.
const CRATES: &str = "sdk";

/// An error of a command that adds or removes, and that it did nothing. Diagnostics of the generator stand by themselves.
fn nothing_was(done: &str, error: anyhow::Error) -> anyhow::Error {
    let nothing = format!("nothing was {done}");
    let text = format!("{error:#}");
    if text.starts_with("error: ") {
        anyhow::anyhow!("{text}\n{nothing}")
    } else {
        error.context(nothing)
    }
}

/// Add the SDK of another AWS service to this project: model, entry in codegen.toml, and crate
#[derive(clap::Args, Clone, Debug, Default)]
#[command(after_help = "The model comes from the source that [models] of codegen.toml names:
  git = \"URL\"        a git repository laid out as https://github.com/aws/api-models-aws, the default
  folder = \"PATH\"    a folder laid out as such a repository
  botocore = true     the release of botocore that model/sources.toml pins, the newest if it pins none, downloaded with pip
git and pip are the ones that are installed, so their proxies and credentials hold.
The revision and the SHA-256 of the model are pinned in model/sources.toml; `update` moves them.

If the service was added before, --operation adds operations to its crate,
and --package makes another crate from the same model.
If anything fails, nothing is changed.

Examples:
  tinsmith add dynamodb
  tinsmith add sqs --operation SendMessage --operation ReceiveMessage")]
pub struct Add {
    /// The service: by its sdk id in lower case with hyphens (cognito-identity-provider), from botocore by the AWS CLI's name (cognito-idp)
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub service: String,
    /// An operation to generate; may be repeated [default: all]
    #[arg(id = "operation", long = "operation", value_name = "NAME")]
    pub operations: Vec<String>,
    /// Package name of the crate, and name of its folder in sdk/ [default: the service]
    #[arg(long, value_name = "NAME", value_parser = package_name)]
    pub package: Option<String>,
    /// Where to take the model instead: a model file, a folder of models or of the pinned archives, a git repository
    #[arg(long, value_name = "FILE|DIR|URL")]
    pub from: Option<PathBuf>,
    /// The revision of the git repository: a branch, a tag or a full commit id [default: the newest of the default branch]
    #[arg(long, value_name = "REV")]
    pub rev: Option<String>,
    /// Download nothing; take what was downloaded before
    #[arg(long)]
    pub offline: bool,
}

/// Adds what is asked for; gives the exit status.
///
/// # Errors
/// Whatever keeps the model from being had, the crate from being generated or a file from being written; the workspace is as it was then.
pub fn run(root: &Path, asked: &Add) -> anyhow::Result<i32> {
    add(root, asked, &Pip::default()).map(|()| 0)
}

/// Adds what is asked for, with a pip of one's own.
fn add(root: &Path, asked: &Add, pip: &Pip) -> anyhow::Result<()> {
    let files = Files::read(root)?;
    let model = files.sources.models.iter().find(|model| model.name() == Some(&asked.service));
    let Some(model) = model else {
        return new(root, asked, &files, pip).map_err(not_added);
    };
    let sdks = files.sdks_of(model);
    let named = match &asked.package {
        Some(name) => sdks.iter().find(|sdk| sdk.package == *name),
        None => sdks.first(),
    };
    match named {
        // The first of the model, or another one.
        None => crate_of(root, asked, &files, model, None).map_err(not_added),
        Some(_) if sdks.len() > 1 && asked.package.is_none() => bail!(
            "there are several crates of `{}`: say with `--package` which one is meant: {}",
            asked.service,
            sdks.iter().map(|sdk| sdk.package.as_str()).collect::<Vec<_>>().join(", ")
        ),
        Some(sdk) if !asked.operations.is_empty() => {
            more_operations(root, asked, &files, sdk).map_err(not_added)
        }
        Some(sdk) => bail!(already_there(asked, sdk)),
    }
}

fn not_added(error: anyhow::Error) -> anyhow::Error {
    nothing_was("added", error)
}

/// What can be done with a service that is there.
fn already_there(asked: &Add, sdk: &Sdk) -> String {
    let Sdk { model, output, .. } = sdk;
    let operations = match &sdk.operations {
        Operations::All => "all operations".to_owned(),
        Operations::Named(names) => counted(names.len(), "operation"),
    };
    format!(
        "`{service}` is there already: {model}, and in {output} a crate with {operations} of it\n  \
         help: `{program} add {service} --operation NAME` adds an operation to it, \
         `{program} generate` generates it again, `{program} add {service} --package NAME` makes another crate of the same model",
        service = asked.service,
        program = program::name(),
    )
}

/// Adds a service whose model is not there.
fn new(root: &Path, asked: &Add, files: &Files, pip: &Pip) -> anyhow::Result<()> {
    let output = format!("model/{}.json", asked.service);
    if let Some(model) = files.sources.models.iter().find(|model| model.output == output) {
        bail!(
            "{output} is there already, as the model of `{}`",
            model.name().unwrap_or("another service")
        );
    }
    ensure!(
        !root.join(&output).exists(),
        "{output} is in the way, and {} does not name it: move it first",
        sources::FILE
    );
    let search = Search { root, sources: &files.sources, offline: asked.offline, pip };
    let place = Place::of(asked.from.as_deref(), asked.rev.as_deref(), &files.config, search)?;
    if let Place::Botocore { from } = &place
        && files.sources.archives.is_empty()
    {
        let archives = first_release(root, from.as_deref(), asked.offline, pip)?;
        return new(root, asked, &files.with_archives(&archives)?, pip);
    }
    let (source, text) = place.find(&asked.service, output, search)?;
    let known = overlays::of(&text)?;
    crate_of(root, asked, files, &source, Some((text, known)))
}

/// Adds a crate of a model; `new` is its text where it is new, and the overlays that come with Tinsmith.
fn crate_of(
    root: &Path,
    asked: &Add,
    files: &Files,
    source: &ModelSource,
    new: Option<(String, Vec<(String, String)>)>,
) -> anyhow::Result<()> {
    let package =
        asked.package.clone().unwrap_or_else(|| package::of_folder(Path::new(&asked.service)));
    let mut sdk = Sdk {
        model: source.output.clone(),
        // Those of the other crates of the model.
        overlays: files.sdks_of(source).first().map_or_else(Vec::new, |sdk| sdk.overlays.clone()),
        output: format!("{CRATES}/{package}"),
        package,
        service: None,
        protocol: None,
        operations: match asked.operations.as_slice() {
            [] => Operations::All,
            names => Operations::named(names),
        },
        validation: ValidationLevel::Lenient,
        protocol_tests: false,
    };
    let place = root.join(&sdk.output);
    // A link that leads nowhere is in the way too.
    ensure!(
        place.symlink_metadata().is_err(),
        "{} is in the way, and {} does not name it: move or remove it, or choose another name with `--package`",
        sdk.output,
        config::FILE
    );
    // Crates would take two such names for one.
    let taken = files.config.sdks.iter().find(|other| package::same(&other.package, &sdk.package));
    if let Some(other) = taken {
        bail!(
            "{} has a package `{}` already, which the crate would be mistaken for; `--package` gives it another name",
            config::FILE,
            other.package
        );
    }
    let mut texts = Texts::new();
    let mut order = vec![root.join(config::FILE)];
    if let Some((text, known)) = new {
        for (name, text) in
            [(sources::FILE, listed::with(&files.listed, source)?), (&*source.output, text)]
        {
            order.push(root.join(name));
            texts.insert(root.join(name), text);
        }
        for (name, text) in known {
            let place = root.join(&name);
            // One that is there is the user's.
            if place.exists() {
                sdk.overlays.push(name);
            } else if fits(root, &files.config, &sdk, &texts, (&name, &text)) {
                sdk.overlays.push(name);
                order.push(place.clone());
                texts.insert(place, text);
            }
        }
    }
    let configured = entries::with(&files.configured, &sdk)?;
    let generated = generated(root, &files.config, &sdk, &texts)?;
    if let Some(locked) = &files.locked {
        let manifest = generated.tree.files.get("Cargo.toml").map_or("", String::as_str);
        order.push(root.join(lock::FILE));
        texts.insert(root.join(lock::FILE), lock::with(locked, manifest)?);
    }
    texts.insert(root.join(config::FILE), configured);
    let mut change = Change::default();
    for place in &order {
        change.write(place.clone(), texts.get(place).map_or("", String::as_str));
    }
    for (path, text) in &generated.tree.files {
        change.write(place.join(path), text);
    }
    say::while_working("Writing", || change.make())?;
    for place in &order {
        say::step("Wrote", &place.strip_prefix(root).unwrap_or(place).display().to_string());
    }
    say::step("Wrote", &format!("{}: {} files", sdk.output, generated.tree.files.len()));
    what_next(&sdk, &place, &generated);
    Ok(())
}

/// Whether an overlay that comes with Tinsmith fits the model, which may be older or newer. Where it does not, a warning says why.
fn fits(
    root: &Path,
    config: &Config,
    sdk: &Sdk,
    texts: &Texts,
    (name, text): (&str, &str),
) -> bool {
    let mut texts = texts.clone();
    texts.insert(root.join(name), text.to_owned());
    let overlays = sdk.overlays.iter().cloned().chain([name.to_owned()]).collect();
    let sdk = Sdk { overlays, operations: Operations::All, ..sdk.clone() };
    let job = job::job_of(root, sdk, config);
    let Err(error) = job.read(&texts).and_then(|inputs| inputs.resolve()) else { return true };
    say::diagnostics(&format!(
        "warning: {name} comes with tinsmith and does not fit this model; it is left out\n  {}",
        error.to_string().replace('\n', "\n  ")
    ));
    false
}

fn generated(root: &Path, config: &Config, sdk: &Sdk, texts: &Texts) -> anyhow::Result<Generated> {
    let inputs = job::job_of(root, sdk.clone(), config).read(texts)?;
    inputs.announce();
    let generated = inputs.generate()?;
    ensure!(
        !generated.krate.operations.is_empty(),
        "no operation of `{}` can be generated; the warnings above say why (`--verbose` lists them)",
        sdk.package
    );
    Ok(generated)
}

/// Refuses operations that the service does not have, or that cannot be generated, by the words of the generator.
fn check_names(root: &Path, asked: &Add, config: &Config, sdk: &Sdk) -> anyhow::Result<()> {
    let named = Sdk { operations: Operations::named(&asked.operations), ..sdk.clone() };
    let job = job::job_of(root, named, config);
    job.read(&Texts::new())?.resolve()
}

/// Adds operations to the list of a crate.
fn more_operations(root: &Path, asked: &Add, files: &Files, sdk: &Sdk) -> anyhow::Result<()> {
    let known = match &sdk.operations {
        Operations::All => {
            check_names(root, asked, &files.config, sdk)?;
            say::step("Fresh", &format!("{} has all operations of its service", sdk.output));
            return Ok(());
        }
        Operations::Named(names) => names,
    };
    let missing: Vec<&String> =
        asked.operations.iter().filter(|name| !known.contains(name)).collect();
    if missing.is_empty() {
        say::step("Fresh", &format!("{} has these operations", sdk.output));
        return Ok(());
    }
    let configured = entries::with_operations(&files.configured, &sdk.output, &missing)?;
    let names = known.iter().chain(missing.iter().copied());
    let more = Sdk { operations: Operations::named(names), ..sdk.clone() };
    let SourceTree { files } = generated(root, &files.config, &more, &Texts::new())?.tree;
    let tree = SourceTree { files };
    let folder = root.join(&sdk.output);
    let plan = Plan::of(&tree, &sync::existing(&folder, &tree)?);
    let mut change = Change::default();
    change.write(root.join(config::FILE), &configured);
    sync::add(&mut change, &folder, &tree, &plan)?;
    say::while_working("Writing", || change.make())?;
    say::step("Wrote", config::FILE);
    say::step("Synced", &format!("{}: {}", sdk.output, counts(&plan)));
    Ok(())
}

/// What there is now, and what to do with it.
fn what_next(sdk: &Sdk, place: &Path, generated: &Generated) {
    let Sdk { package, output, .. } = sdk;
    let left_out = match generated.left_out.len() {
        0 => String::new(),
        count => format!("; {} left out (see the warning above)", counted(count, "operation")),
    };
    let operations = counted(generated.krate.operations.len(), "operation");
    say::step("Added", &format!("the crate `{package}` in {output}: {operations}{left_out}"));
    let place = place.display();
    for line in [
        "Next:".to_owned(),
        format!("  add to the Cargo.toml of your program: {package} = {{ path = \"{place}\" }}"),
        format!("  see how to call it: cargo doc --open --package {package}"),
        format!("  commit together: {}, {}, model/ and {CRATES}/", config::FILE, lock::FILE),
    ] {
        say::line(&line);
    }
}
