//! Tinsmith's integration tests, in one program.

mod callers;
mod compiles;
mod configuration;
mod determinism;
mod e2e;
mod faults;
mod freshness;
mod front_page;
mod golden;
mod golden_endpoints;
mod golden_pages;
mod golden_waiter_paths;
mod golden_waiters;
mod hidden;
mod log;
mod migration_page;
mod own_generator;
mod readme_request;
mod redaction;
mod review_page;
mod servers_start;
mod slices;
mod surplus;
mod testing_page;
mod values;
mod wire;
