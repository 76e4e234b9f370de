//! How a store is reached: its address, who asks, and the secret that proves it.

use std::env::{self, VarError};
use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use console::Term;
use verbale_store::{Credentials, Observer, Options, Secret, Store, Timeouts};

use super::without_parameters;
use crate::args::AccessArgs;
use crate::error::Error;
use crate::input::shown;
use crate::terminal::visible;

/// Variables of the environment.
const USER: &str = "VERBALE_STORE_USER";
const PASSWORD: &str = "VERBALE_STORE_PASSWORD";
const TOKEN: &str = "VERBALE_STORE_TOKEN";

/// Bytes of a secret, or of certificates, beyond which a file is another one.
const LARGEST: u64 = 1 << 20;

/// Whether somebody may be asked for a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asking {
    /// On the terminal, if there is one.
    Allowed,
    /// The password will not be used.
    Needless,
}

/// Takes the options; no connection is made yet.
pub(crate) fn open(
    url: &str,
    access: &AccessArgs,
    asking: Asking,
    observer: Arc<dyn Observer>,
    usage: &dyn Fn(String) -> Error,
) -> Result<Store, Error> {
    let whole = Duration::from_secs(access.timeout);
    let usual = Timeouts::default();
    let options = Options {
        profile: access.profile,
        credentials: credentials(url, access, asking, usage)?,
        ca: access.ca.as_deref().map(certificates).transpose()?,
        allow_http: access.allow_http,
        timeouts: Timeouts { connect: usual.connect.min(whole), idle: usual.idle.min(whole), whole },
        retries: access.retries,
        query_url: access.query_url.clone(),
        gzip: access.gzip,
        observer: Some(observer),
        ..Options::new(url)
    };
    Store::open(options).map_err(Error::Store)
}

/// Who asks. What an option says goes before the environment.
fn credentials(
    url: &str,
    access: &AccessArgs,
    asking: Asking,
    usage: &dyn Fn(String) -> Error,
) -> Result<Credentials, Error> {
    if let Some(path) = &access.token_file {
        return Ok(Credentials::Bearer(secret_file(path)?));
    }
    let (user, token) = match &access.user {
        Some(user) => (Some(user.clone()), None),
        None => (variable(USER, usage)?, variable(TOKEN, usage)?),
    };
    let password = match &access.password_file {
        Some(path) => Some(secret_file(path)?),
        None => variable(PASSWORD, usage)?.map(Secret::new),
    };
    match (user, password, token) {
        (None, None, None) => Ok(Credentials::Anonymous),
        (None, None, Some(token)) => Ok(Credentials::Bearer(Secret::new(token))),
        (Some(_), _, Some(_)) | (None, Some(_), Some(_)) => {
            Err(usage(format!("the environment has {TOKEN}, and a user or a password too: which one is meant?")))
        }
        (None, Some(_), None) => Err(usage(format!("there is a password and no user: give --user, or set {USER}"))),
        (Some(user), Some(password), None) => Ok(Credentials::Password { user, password }),
        (Some(user), None, None) => {
            let password = if asking == Asking::Allowed { ask(&user, url, usage)? } else { String::new() };
            Ok(Credentials::Password { user, password: Secret::new(password) })
        }
    }
}

/// A variable of the environment; an empty one counts as none.
fn variable(name: &str, usage: &dyn Fn(String) -> Error) -> Result<Option<String>, Error> {
    match env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(usage(format!("the variable {name} is not UTF-8"))),
    }
}

/// Asks for a password, where there is somebody to ask.
fn ask(user: &str, url: &str, usage: &dyn Fn(String) -> Error) -> Result<String, Error> {
    let terminal = Term::stderr();
    if !terminal.is_term() || !io::stdin().is_terminal() {
        return Err(usage(format!(
            "the user {user} has no password: give --password-file, set {PASSWORD}, or run it on a terminal"
        )));
    }
    let asked =
        terminal.write_str(&format!("Password of {} for {}: ", visible(user), visible(without_parameters(url))));
    let answer = asked.and_then(|()| terminal.read_secure_line());
    answer.map_err(|cause| Error::Read("the password".into(), cause))
}

/// The secret in a file, without the end of its line.
fn secret_file(path: &Path) -> Result<Secret, Error> {
    let refused = |reason: &str| Error::Secret(path.into(), reason.into());
    let mut bytes = contents(path, refuse_readable_by_others)?;
    if bytes.ends_with(b"\n") {
        bytes.pop();
    }
    if bytes.ends_with(b"\r") {
        bytes.pop();
    }
    if bytes.is_empty() {
        return Err(refused("it is empty"));
    }
    let secret = String::from_utf8(bytes).map_err(|_| refused("it is not UTF-8"))?;
    if secret.contains(char::is_control) {
        return Err(refused("it has more than one line, or a control character"));
    }
    Ok(Secret::new(secret))
}

fn certificates(path: &Path) -> Result<Vec<u8>, Error> {
    contents(path, |_, _| Ok(()))
}

/// What a small file holds, after it was looked at.
fn contents(path: &Path, look: impl Fn(&Path, &fs::Metadata) -> Result<(), Error>) -> Result<Vec<u8>, Error> {
    let failed = |cause| Error::Open(path.into(), cause);
    let file = File::open(path).map_err(failed)?;
    // What is looked at is what was opened, whatever happens to the name.
    look(path, &file.metadata().map_err(failed)?)?;
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::Read(shown(path), io::Error::other(format!("it has more than {LARGEST} bytes"))));
    }
    Ok(bytes)
}

#[cfg(unix)]
fn refuse_readable_by_others(path: &Path, found: &fs::Metadata) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;

    let mode = found.permissions().mode() & 0o777;
    let others = mode & 0o077;
    if others == 0 {
        return Ok(());
    }
    Err(Error::Secret(path.into(), format!("others than its owner may use it (mode {mode:03o})")))
}

/// Where files have no such modes, nothing can be said of them.
#[cfg(not(unix))]
fn refuse_readable_by_others(_: &Path, _: &fs::Metadata) -> Result<(), Error> {
    Ok(())
}
