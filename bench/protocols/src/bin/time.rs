//! How long a call takes.

use std::error::Error;

use measure::Turns;

fn main() -> Result<(), Box<dyn Error>> {
    measure::print_times(&protocols::subjects()?, Turns { count: 1000, calls: 1 })
}
