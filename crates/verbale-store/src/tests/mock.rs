//! A server of HTTP that answers by a script, and keeps what it was asked.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A request as it came.
#[derive(Clone, Debug)]
pub(super) struct Received {
    pub(super) method: String,
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    /// The connection that it came by, from 0.
    pub(super) connection: usize,
}

impl Received {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }
}

type Act = Box<dyn FnOnce(&mut TcpStream) + Send>;

/// What the server does with one request.
pub(super) enum Step {
    /// Reads all of it and writes this.
    Reply(String),
    /// Writes this when the headers have come, and closes: it does not read the body.
    Early(String),
    /// Closes when the headers have come.
    Cut,
    /// Reads so many bytes of the body, and closes.
    Half(u64),
    /// Reads nothing of the body, and keeps the connection.
    Stall,
    /// Reads all of it and goes on like this.
    Act(Act),
}

/// The server; it ends when it is dropped.
pub(super) struct Mock {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    steps: Arc<Mutex<VecDeque<Step>>>,
    ended: Arc<AtomicBool>,
    acceptor: Option<JoinHandle<()>>,
}

impl Mock {
    pub(super) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let steps = Arc::new(Mutex::new(steps.into_iter().collect::<VecDeque<_>>()));
        let (received, ended) = (Arc::<Mutex<Vec<Received>>>::default(), Arc::<AtomicBool>::default());
        let acceptor = thread::spawn({
            let (received, steps, ended) = (received.clone(), steps.clone(), ended.clone());
            move || {
                for (connection, stream) in listener.incoming().enumerate() {
                    if ended.load(Ordering::SeqCst) {
                        return;
                    }
                    let (received, steps) = (received.clone(), steps.clone());
                    let stream = stream.expect("a connection");
                    thread::spawn(move || serve(stream, connection, &received, &steps));
                }
            }
        });
        Self { address, received, steps, ended, acceptor: Some(acceptor) }
    }

    pub(super) fn add(&self, steps: impl IntoIterator<Item = Step>) {
        self.steps.lock().expect("steps").extend(steps);
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/store", self.address)
    }

    /// What has come so far; all steps of the script must have been taken.
    pub(super) fn received(&self) -> Vec<Received> {
        assert_eq!(self.steps.lock().expect("steps").len(), 0, "steps of the script that were not reached");
        self.received_so_far()
    }

    pub(super) fn received_so_far(&self) -> Vec<Received> {
        self.received.lock().expect("requests").clone()
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
    }
}

fn serve(stream: TcpStream, connection: usize, received: &Mutex<Vec<Received>>, steps: &Mutex<VecDeque<Step>>) {
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    let mut writer = stream;
    while let Some(mut request) = read_head(&mut reader, connection) {
        let step = steps.lock().expect("steps").pop_front();
        let step = step.unwrap_or_else(|| Step::Reply(reply(500, &[], "the script has no more steps")));
        if matches!(step, Step::Early(_) | Step::Cut) {
            received.lock().expect("requests").push(request);
            if let Step::Early(text) = step {
                let _ = writer.write_all(text.as_bytes());
                // Closing while there is something to read would reset the connection and lose what was written.
                let _ = writer.shutdown(std::net::Shutdown::Write);
                let _ = std::io::copy(&mut reader, &mut std::io::sink());
            }
            return;
        }
        if request.header("expect").is_some() {
            let _ = writer.write_all(b"HTTP/1.1 100 Continue\r\n\r\n");
        }
        if let Step::Half(length) = step {
            (&mut reader).take(length).read_to_end(&mut request.body).expect("a part of a body");
            received.lock().expect("requests").push(request);
            return;
        }
        if matches!(step, Step::Stall) {
            received.lock().expect("requests").push(request);
            return thread::sleep(Duration::from_secs(2));
        }
        request.body = read_body(&mut reader, &request);
        received.lock().expect("requests").push(request);
        match step {
            Step::Reply(text) => {
                if writer.write_all(text.as_bytes()).is_err() || text.contains("connection: close") {
                    return;
                }
            }
            Step::Act(act) => return act(&mut writer),
            Step::Early(_) | Step::Cut | Step::Half(_) | Step::Stall => unreachable!("seen to above"),
        }
    }
}

fn read_head(reader: &mut impl BufRead, connection: usize) -> Option<Received> {
    let mut lines = std::iter::from_fn(|| {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|count| *count > 0)?;
        Some(line.trim_end().to_owned())
    });
    let first = lines.next()?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let header = |line: String| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    let headers = lines.take_while(|line| !line.is_empty()).filter_map(header).collect();
    Some(Received { method, target, headers, body: Vec::new(), connection })
}

fn read_body(reader: &mut impl BufRead, request: &Received) -> Vec<u8> {
    let mut body = Vec::new();
    if request.header("transfer-encoding") == Some("chunked") {
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).expect("the length of a chunk");
            let length = u64::from_str_radix(line.trim(), 16).expect("hexadecimal digits");
            reader.take(length).read_to_end(&mut body).expect("a chunk");
            reader.read_line(&mut String::new()).expect("the end of a chunk");
            if length == 0 {
                return body;
            }
        }
    }
    let length = request.header("content-length").map_or(0, |length| length.parse().expect("a length"));
    reader.take(length).read_to_end(&mut body).expect("a body");
    body
}

/// The text of a response with a length.
pub(super) fn reply(status: u16, headers: &[(&str, &str)], body: &str) -> String {
    let headers = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect::<Vec<_>>().concat();
    let length = if status == 204 { String::new() } else { format!("content-length: {}\r\n", body.len()) };
    format!("HTTP/1.1 {status} X\r\n{headers}{length}\r\n{body}")
}

/// A step that reads the request and answers with this status.
pub(super) fn status(status: u16) -> Step {
    Step::Reply(reply(status, &[("content-type", "text/plain")], ""))
}

/// A step that answers with this status, header and text.
pub(super) fn with(status: u16, header: (&str, &str), body: &str) -> Step {
    Step::Reply(reply(status, &[header], body))
}
