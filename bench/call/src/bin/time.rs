//! How long a call takes.
//!
//! The ways take turns, a fraction of a millisecond each, many times over, each time beginning with another: whatever else the machine does slows down all of them alike, which one run after the other would not give.
//! The median of the turns leaves out those that were interrupted, which are few since turns are much shorter than what a scheduler gives at a time.

use std::error::Error;
use std::time::Instant;

/// Long enough that the clock does not count, short enough that an interruption spoils one turn only.
const CALLS_PER_TURN: u32 = 10;
const TURNS: usize = 5000;

fn main() -> Result<(), Box<dyn Error>> {
    let subjects = call::subjects()?;
    let mut nanos = vec![Vec::with_capacity(TURNS); subjects.len()];
    for turn in 0..TURNS {
        let mut ways: Vec<_> = subjects.iter().zip(&mut nanos).collect();
        ways.rotate_left(turn % subjects.len());
        for (subject, nanos) in ways {
            let start = Instant::now();
            for _ in 0..CALLS_PER_TURN {
                (subject.call)()?;
            }
            nanos.push((start.elapsed() / CALLS_PER_TURN).as_nanos());
        }
    }
    for (subject, mut nanos) in subjects.iter().zip(nanos) {
        nanos.sort_unstable();
        let median = nanos.get(nanos.len() / 2).ok_or("no turn was taken")?;
        println!("{}\t{}\t{median}", subject.answer.name(), subject.way);
    }
    Ok(())
}
