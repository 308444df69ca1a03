//! Makes one of the calls many times, for a program that counts what that takes.

use std::env;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let numbers: Vec<usize> =
        env::args().skip(1).map(|argument| argument.parse()).collect::<Result<_, _>>()?;
    let &[subject, calls] = numbers.as_slice() else {
        return Err("expected the number of a pair and a number of calls".into());
    };
    let subjects = call::subjects()?;
    let subject = subjects.get(subject).ok_or("there is no such pair")?;
    for _ in 0..calls {
        (subject.call)()?;
    }
    Ok(())
}
