//! `cargo tinsmith`: cargo starts `cargo-tinsmith`, with its own name for the command before the arguments.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    let mut arguments: Vec<_> = std::env::args_os().collect();
    // Whoever starts this program by its own name does not give that argument.
    if arguments.get(1).is_some_and(|argument| argument == "tinsmith") {
        arguments.remove(1);
    }
    tinsmith::main(arguments, "cargo tinsmith")
}
