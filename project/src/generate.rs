//! The command `generate`: reads inputs, calls the generator, writes, compares or prints.
//!
//! Everything that is generated is generated in memory first; only then is a folder touched.

use std::path::Path;
use std::time::Instant;

use tinsmith_codegen::SourceTree;
use tinsmith_codegen::plan::Plan;

use crate::args::{self, Stage};
use crate::job::{self, FromModel, Output, SdkInputs, Texts, counted};
use crate::{config, program, say, shell, sync};

/// The lines of a changed file that `--check` shows.
const SHOWN_LINES: usize = 3;

/// How many files `--check` lists of those that are stale, missing, left over or in the way.
const LISTED: usize = 20;

/// Does what is asked for; gives the exit status.
///
/// # Errors
/// Everything that keeps a crate from being generated or written.
pub fn run(common: &args::Common, asked: &args::Generate) -> anyhow::Result<i32> {
    let start = Instant::now();
    let as_they_are = Texts::new();
    let mut outputs = Vec::new();
    let jobs = match &asked.model {
        Some(model) => {
            let from = FromModel {
                model: model.clone(),
                out: asked.out.clone(),
                krate: asked.krate.clone(),
                runtime: asked.runtime.clone(),
                protocol_tests: asked.protocol_tests,
            };
            vec![job::from_model(&from, common.root_if_any()?.as_deref())?]
        }
        None => {
            let root = common.root()?;
            if asked.sdk.is_none() && asked.dump.is_none() {
                outputs.extend(job::beside(&root, &as_they_are)?);
            }
            job::configured(&root, asked.sdk.as_deref())?
        }
    };
    if jobs.is_empty() && outputs.is_empty() {
        let add = program::command("add SERVICE");
        say::step("Fresh", &format!("{} names no SDK yet; `{add}` adds one", config::FILE));
    }
    for job in &jobs {
        let inputs = job.read(&as_they_are)?;
        inputs.announce();
        match asked.dump {
            Some(stage) => dump(&inputs, stage)?,
            None => outputs.extend(job.generate(&inputs)?),
        }
    }
    let mut status = 0;
    // Everything is generated before the first folder is touched.
    for Output { shown, folder, tree } in &outputs {
        let plan = Plan::of(tree, &sync::existing(folder, tree)?);
        if asked.check {
            status = status.max(check(shown, folder, tree, &plan)?);
        } else {
            say::while_working("Writing", || sync::apply(folder, tree, &plan))?;
            say::step("Synced", &format!("{shown}: {}", counts(&plan)));
        }
    }
    if asked.dump.is_none() && status == 0 {
        say::step("Finished", &format!("in {} ms", start.elapsed().as_millis()));
    }
    Ok(status)
}

fn dump(sdk: &SdkInputs, stage: Stage) -> anyhow::Result<()> {
    let overlays = sdk.documents.overlays();
    let (inputs, settings) = (&sdk.inputs(&overlays), &sdk.settings);
    let text = match stage {
        Stage::Ir => {
            let (krate, _) = tinsmith_codegen::stages::pipeline::resolve_crate(inputs, settings)?;
            format!("{krate:#?}")
        }
        Stage::Model | Stage::Facts => {
            let prepared = tinsmith_codegen::stages::pipeline::prepare_only(inputs, settings)?;
            if stage == Stage::Model {
                tinsmith_codegen::stages::write::write_model(&prepared.model)
            } else {
                format!("{:#?}", prepared.facts)
            }
        }
    };
    say::out(text.trim_end())?;
    Ok(())
}

/// Lists what differs; gives the exit status.
fn check(shown: &str, folder: &Path, tree: &SourceTree, plan: &Plan) -> anyhow::Result<i32> {
    if plan.is_fresh() {
        say::step("Fresh", &format!("{shown}: {}", counted(plan.fresh.len(), "file")));
        return Ok(0);
    }
    let lists = [
        ("stale", &plan.stale),
        ("missing", &plan.missing),
        ("left over", &plan.orphaned),
        ("in the way and not generated", &plan.foreign),
    ];
    for (what, paths) in lists.iter().filter(|(_, paths)| !paths.is_empty()) {
        say::error(&format!("{shown}: {} {what}", counted(paths.len(), "file")));
        for path in paths.iter().take(LISTED) {
            say::line(&format!("  {shown}/{path}"));
            if *what == "stale"
                && let Some(text) = tree.files.get(path)
            {
                let found = std::fs::read_to_string(folder.join(path)).unwrap_or_default();
                for line in first_changes(&found, text) {
                    say::line(&format!("      {line}"));
                }
            }
        }
        if paths.len() > LISTED {
            say::line(&format!("  and {} more", paths.len() - LISTED));
        }
    }
    let write = shell::command(std::env::args_os().skip(1).filter(|word| word != "--check"));
    if plan.foreign.is_empty() {
        say::line(&format!("run `{write}` to write them again"));
    } else {
        say::line(&format!("move what is in the way, then run `{write}`"));
    }
    Ok(1)
}

/// The first lines in which two texts differ: `-` for the file's, `+` for the generated ones.
fn first_changes(found: &str, generated: &str) -> Vec<String> {
    let same = found.lines().zip(generated.lines()).take_while(|(found, new)| found == new).count();
    let changed = |sign: char, text: &str, other: &str| {
        let other: Vec<&str> = other.lines().skip(same).collect();
        text.lines()
            .skip(same)
            .filter(|line| !other.contains(line))
            .take(SHOWN_LINES)
            .map(|line| format!("{sign} {line}"))
            .collect::<Vec<_>>()
    };
    let changes = [changed('-', found, generated), changed('+', generated, found)].concat();
    if changes.is_empty() { vec![format!("line {} differs", same + 1)] } else { changes }
}

/// What a plan does, in numbers.
pub fn counts(plan: &Plan) -> String {
    format!(
        "{} written, {} unchanged, {} removed",
        plan.missing.len() + plan.stale.len(),
        plan.fresh.len(),
        plan.orphaned.len()
    )
}
