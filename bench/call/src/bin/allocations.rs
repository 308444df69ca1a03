//! How much memory a call asks for.

use std::alloc::System;
use std::error::Error;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What the first calls fill for all others: caches, lazily made statics.
const WARM_UP: usize = 100;
/// Their mean is given; maps that grow and random ids make single calls differ.
const CALLS: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    for subject in call::subjects()? {
        for _ in 0..WARM_UP {
            (subject.call)()?;
        }
        let region = Region::new(ALLOCATOR);
        for _ in 0..CALLS {
            (subject.call)()?;
        }
        let change = region.change();
        let count = (change.allocations + change.reallocations) / CALLS;
        let bytes = change.bytes_allocated / CALLS;
        println!("{}\t{}\t{count}\t{bytes}", subject.answer.name(), subject.way);
    }
    Ok(())
}
