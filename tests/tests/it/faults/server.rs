//! A server on loopback that does what it is told: one answer for each request, step by step.
//!
//! Of a request it finds the end, nothing more. Of an answer it sends the bytes that it is given, right or wrong.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::sleep;

/// What is done, step by step, once a request has arrived. The connection then stays open for the next one.
pub(super) type Answer = Vec<Step>;

pub(super) enum Step {
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends these bytes again and again, with a pause before each time, for as long as the client is there.
    Repeat(Vec<u8>, Duration),
    /// Waits until a test says that it goes on.
    Until(Arc<Notify>),
    /// Keeps still until the client is gone.
    Silence,
    /// Closes the connection, in good order.
    Close,
    /// Breaks the connection off: the client is sent a reset.
    Reset,
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// The connection that it came by, counted from 0.
    pub(super) connection: usize,
    /// The request line and the headers.
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Seen {
    /// A header, by its name in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

pub(super) struct Server {
    authority: String,
    shared: Arc<Shared>,
}

struct Shared {
    answers: Mutex<VecDeque<Answer>>,
    seen: Mutex<Vec<Seen>>,
}

impl Server {
    /// Starts a server, which ends with the test's runtime. A request for which no answer is left is recorded, and its connection broken off.
    pub(super) async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        Self::on(listener, answers)
    }

    /// The same on a port that a test has bound.
    pub(super) fn on(listener: TcpListener, answers: impl IntoIterator<Item = Answer>) -> Self {
        let address = listener.local_addr().expect("the listener has an address");
        let answers = Mutex::new(answers.into_iter().collect());
        let shared = Arc::new(Shared { answers, seen: Mutex::default() });
        tokio::spawn(accept(listener, shared.clone()));
        Self { authority: address.to_string(), shared }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.authority)
    }

    /// Every request that arrived so far.
    pub(super) fn seen(&self) -> Vec<Seen> {
        lock(&self.shared.seen).clone()
    }

    /// The connections by which the requests came, in their order.
    pub(super) fn connections(&self) -> Vec<usize> {
        self.seen().iter().map(|seen| seen.connection).collect()
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    for connection in 0.. {
        let Ok((stream, _)) = listener.accept().await else { return };
        tokio::spawn(serve(stream, connection, shared.clone()));
    }
}

/// Answers requests until the connection ends, for whatever reason.
async fn serve(mut stream: TcpStream, connection: usize, shared: Arc<Shared>) {
    while let Some((head, body)) = read_request(&mut stream).await {
        lock(&shared.seen).push(Seen { connection, head, body });
        let answer = lock(&shared.answers).pop_front();
        for step in answer.unwrap_or_else(|| vec![Step::Reset]) {
            if take(step, &mut stream).await.is_none() {
                return;
            }
        }
    }
}

/// Takes a step; gives `None` when the connection is over.
async fn take(step: Step, stream: &mut TcpStream) -> Option<()> {
    match step {
        Step::Send(bytes) => stream.write_all(&bytes).await.ok(),
        Step::Repeat(bytes, pause) => loop {
            sleep(pause).await;
            stream.write_all(&bytes).await.ok()?;
        },
        Step::Until(notify) => {
            notify.notified().await;
            Some(())
        }
        Step::Silence => {
            // The client has sent all it has to say: what can be read now is its end.
            stream.read_u8().await.ok();
            None
        }
        Step::Close => None,
        Step::Reset => {
            stream.set_zero_linger().expect("a socket can linger");
            None
        }
    }
}

/// Reads a request with its body; gives `None` when the client is gone.
async fn read_request(stream: &mut TcpStream) -> Option<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at + 4;
        }
        read_more(stream, &mut bytes).await?;
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let length = content_length(&head);
    while bytes.len() < end + length {
        read_more(stream, &mut bytes).await?;
    }
    Some((head, bytes.split_off(end)))
}

async fn read_more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let count = stream.read_buf(bytes).await.ok()?;
    (count > 0).then_some(())
}

fn content_length(head: &str) -> usize {
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let mut lengths = lines.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    lengths.next().map_or(0, |(_, value)| value.trim().parse().expect("a length is a number"))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no test has panicked with the lock")
}
