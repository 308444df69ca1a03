//! How long a call takes.

use std::error::Error;

use measure::Turns;

fn main() -> Result<(), Box<dyn Error>> {
    measure::print_times(&call::subjects()?, Turns { count: 5000, calls: 10 })
}
