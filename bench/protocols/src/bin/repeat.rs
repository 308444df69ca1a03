//! Makes one of the calls many times, for a program that counts what that takes.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    measure::repeat(&protocols::subjects()?)
}
