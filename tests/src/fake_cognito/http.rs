//! A server on loopback: of each request it gives the operation and the document to a function, and sends what that answers.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::{Value, json};

/// A request as the function sees it.
pub(super) struct Request {
    /// The name of the operation, without that of the service.
    pub(super) operation: String,
    pub(super) is_signed: bool,
    pub(super) document: Value,
}

/// What a service refuses a request with.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) code: &'static str,
    pub(super) message: String,
}

type Answer = Result<Value, Refusal>;

/// A server that is running; once it is dropped, nothing is answered any more.
pub(super) struct Listening {
    pub(super) address: SocketAddr,
    is_over: Arc<AtomicBool>,
}

impl Listening {
    pub(super) fn start(
        answer: impl Fn(Request) -> Answer + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let is_over = Arc::new(AtomicBool::new(false));
        let (over, answer) = (Arc::clone(&is_over), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let (over, answer) = (Arc::clone(&over), Arc::clone(&answer));
                // A connection ends when the client is gone, or says nothing that can be read.
                thread::spawn(move || serve(&stream, &over, &*answer));
            }
        });
        Ok(Self { address, is_over })
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        // Wakes the thread, which waits for a connection.
        let _ = TcpStream::connect(self.address);
    }
}

fn serve(
    stream: &TcpStream,
    is_over: &AtomicBool,
    answer: &dyn Fn(Request) -> Answer,
) -> io::Result<()> {
    let (mut reader, mut writer) = (BufReader::new(stream), stream);
    while let Some(request) = read(&mut reader)? {
        if is_over.load(Ordering::SeqCst) {
            break;
        }
        let (status, document) = match answer(request) {
            Ok(document) => ("200 OK", document),
            Err(Refusal { code, message }) => {
                ("400 Bad Request", json!({ "__type": code, "message": message }))
            }
        };
        let body = document.to_string();
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/x-amz-json-1.1\r\ncontent-length: {length}\r\n\r\n"
        );
        writer.write_all(format!("{head}{body}").as_bytes())?;
    }
    Ok(())
}

/// The next request; `None` when the client is gone.
fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let (mut operation, mut is_signed, mut length) = (String::new(), false, 0);
    let mut is_first = true;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let line = line.trim_end();
        if line.is_empty() && !is_first {
            break;
        }
        is_first = false;
        let Some((name, value)) = line.split_once(':') else { continue };
        match name.to_ascii_lowercase().as_str() {
            "x-amz-target" => {
                operation = value.rsplit('.').next().unwrap_or_default().to_owned();
            }
            "authorization" => is_signed = true,
            "content-length" => length = value.trim().parse().map_err(io::Error::other)?,
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let document = serde_json::from_slice(&body).map_err(io::Error::other)?;
    Ok(Some(Request { operation, is_signed, document }))
}
