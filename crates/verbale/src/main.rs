//! The `verbale` command. Everything is in the library, so that tests run the same code.

fn main() -> std::process::ExitCode {
    verbale::main()
}
