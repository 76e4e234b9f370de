//! The command as a user meets it: arguments in, bytes, messages and exit codes out.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod check;
mod fix;
mod formats;
mod help;
mod inputs;
mod messages;
mod new;
mod outputs;
mod paths;
mod printed;
mod push;
pub(crate) mod stage;
