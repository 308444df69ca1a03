//! The generated client against real servers, over real HTTP on loopback.
//!
//! A flow that ends well does so alike on both servers, so it is written once, in the file of its concern (sign-ins in `flows`), and run on each. What a server turns down, and in which words, is its own; for sign-ins, see `moto` and `ministack`.
//! Where a server does what AWS would not, a comment says so.

mod admin_sign_in;
mod clients;
mod errors;
mod first_call;
mod flows;
mod groups;
mod ministack;
mod moto;
mod pagination;
mod passwords;
mod refusal;
mod services;
mod side_door;
mod sign_in;
mod sign_up;
mod signature;
mod software_token;
mod srp;
mod stage;
mod users;
mod watch;
