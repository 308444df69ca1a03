//! Ways to make a call, measured beside each other, and the connector in memory that answers them.
//!
//! Each function prints what it measures, a line for each way. The programs are one call of such a function, so that what is measured is the same everywhere.

mod canned;

use std::env;
use std::error::Error;
use std::fmt::Debug;
use std::time::Instant;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region};

pub use self::canned::{Answer, connector, http_client};

/// Makes one call.
pub type MakeCall = Box<dyn Fn() -> Result<(), Box<dyn Error>>>;

/// A call, made in one of the ways that are compared.
pub struct Subject {
    /// What is called, or what is answered: the name in results.
    pub what: &'static str,
    /// The name of the way in results.
    pub way: &'static str,
    /// Makes one call.
    ///
    /// # Errors
    /// That what came back is not what was answered.
    pub call: MakeCall,
}

/// Turns that the ways take.
#[derive(Clone, Copy, Debug)]
pub struct Turns {
    /// How many each of them takes.
    pub count: usize,
    /// The calls of a turn: enough that the clock does not count, few enough that an interruption spoils one turn only.
    pub calls: u32,
}

/// Prints how long a call takes, in nanoseconds.
///
/// The ways take turns, each time beginning with another: whatever else the machine does slows down all of them alike, which one run after the other would not give.
/// The median of the turns leaves out those that were interrupted, which are few since turns are much shorter than what a scheduler gives at a time.
///
/// # Errors
/// A call that fails.
pub fn print_times(subjects: &[Subject], turns: Turns) -> Result<(), Box<dyn Error>> {
    let mut nanos = vec![Vec::with_capacity(turns.count); subjects.len()];
    for turn in 0..turns.count {
        let mut ways: Vec<_> = subjects.iter().zip(&mut nanos).collect();
        ways.rotate_left(turn % subjects.len());
        for (subject, nanos) in ways {
            let start = Instant::now();
            for _ in 0..turns.calls {
                (subject.call)()?;
            }
            nanos.push((start.elapsed() / turns.calls).as_nanos());
        }
    }
    for (subject, mut nanos) in subjects.iter().zip(nanos) {
        nanos.sort_unstable();
        let median = nanos.get(nanos.len() / 2).ok_or("no turn was taken")?;
        println!("{}\t{}\t{median}", subject.what, subject.way);
    }
    Ok(())
}

/// What the first calls fill for all others: caches, lazily made statics.
const WARM_UP: usize = 100;
/// Their mean is given; maps that grow and random ids make single calls differ.
const CALLS: usize = 100;

/// Prints how often a call asks for memory, and for how many bytes. The program's allocator has to be `stats_alloc`'s.
///
/// # Errors
/// A call that fails.
pub fn print_allocations(subjects: &[Subject]) -> Result<(), Box<dyn Error>> {
    for subject in subjects {
        for _ in 0..WARM_UP {
            (subject.call)()?;
        }
        let region = Region::new(&INSTRUMENTED_SYSTEM);
        for _ in 0..CALLS {
            (subject.call)()?;
        }
        let change = region.change();
        let count = (change.allocations + change.reallocations) / CALLS;
        let bytes = change.bytes_allocated / CALLS;
        println!("{}\t{}\t{count}\t{bytes}", subject.what, subject.way);
    }
    Ok(())
}

/// Makes one of the calls many times, for a program that counts what that takes: the arguments are its place among the subjects and the number of calls.
///
/// # Errors
/// Other arguments, and a call that fails.
pub fn repeat(subjects: &[Subject]) -> Result<(), Box<dyn Error>> {
    let numbers: Vec<usize> =
        env::args().skip(1).map(|argument| argument.parse()).collect::<Result<_, _>>()?;
    let &[subject, calls] = numbers.as_slice() else {
        return Err("expected the number of a pair and a number of calls".into());
    };
    let subject = subjects.get(subject).ok_or("there is no such pair")?;
    for _ in 0..calls {
        (subject.call)()?;
    }
    Ok(())
}

/// Gives an error unless a value is the one that was answered.
///
/// # Errors
/// That it is not.
pub fn expect<T: PartialEq + Debug>(found: T, expected: T) -> Result<(), Box<dyn Error>> {
    if found == expected {
        return Ok(());
    }
    Err(format!("expected {expected:?} from the connector, found {found:?}").into())
}
