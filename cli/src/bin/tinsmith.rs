//! `tinsmith`, as it is called by its own name.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    tinsmith::main(std::env::args_os(), "tinsmith")
}
