#![doc = include_str!("../README.md")]

/// Runs the command with the process's own arguments and returns its exit code.
pub fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
