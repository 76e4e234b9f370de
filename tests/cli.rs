//! The command as a user meets it: arguments in, bytes, messages and exit codes out.

mod formats;
mod help;
mod inputs;
mod messages;
mod outputs;
mod paths;
mod printed;
mod stage;
