//! What a call over connections costs the process that makes it.

use std::env;
use std::error::Error;
use std::rc::Rc;

use call::load::{Calls, calls};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use tokio::runtime::Builder;
use tokio::task::LocalSet;

/// How many calls are made at a time; each is followed by another one.
const AT_A_TIME: i64 = 200;
/// How many calls are measured.
const CALLS: i64 = 10_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(way), Some(address)) = (arguments.next(), arguments.next()) else {
        return Err("expected the name of a way and an address".into());
    };
    let calls: Rc<Calls> = Rc::new(calls(&way, &address)?);
    let runtime = Builder::new_current_thread().enable_all().build()?;
    // Until there is a connection for each, and caches are full.
    runtime.block_on(many(&calls, AT_A_TIME * 5))?;
    let before = cpu_nanos()?;
    runtime.block_on(many(&calls, CALLS))?;
    println!("{}", (cpu_nanos()? - before) / CALLS);
    Ok(())
}

async fn many(calls: &Rc<Calls>, count: i64) -> Result<(), Box<dyn Error>> {
    let set = LocalSet::new();
    let tasks: Vec<_> = (0..AT_A_TIME)
        .map(|_| {
            let calls = Rc::clone(calls);
            set.spawn_local(async move {
                for _ in 0..count / AT_A_TIME {
                    calls().await?;
                }
                Ok::<(), Box<dyn Error>>(())
            })
        })
        .collect();
    set.await;
    for task in tasks {
        task.await??;
    }
    Ok(())
}

fn cpu_nanos() -> Result<i64, Box<dyn Error>> {
    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    Ok(usage.user_time().num_nanoseconds() + usage.system_time().num_nanoseconds())
}
