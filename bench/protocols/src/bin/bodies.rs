//! How long the bodies of requests and responses are.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    protocols::print_bodies()
}
