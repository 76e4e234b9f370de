//! The command as the tests run it: cargo names this binary's path to tests of this package only.

fn main() -> std::process::ExitCode {
    verbale::main()
}
