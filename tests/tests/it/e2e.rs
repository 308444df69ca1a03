//! The generated client against real servers, over real HTTP on loopback.
//!
//! What comes in: the servers of [`tinsmith_tests::servers`], with a user pool per test, made by signed calls of the client itself.
//! What goes out: a verdict on what a service is used for, and on what each server turns down, as typed errors.
//! What is deliberately not here: what no server can be made to answer on demand; that is `wire`.
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
