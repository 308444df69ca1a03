//! Servers on loopback that treat every connection alike.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What a server does with a request.
#[derive(Clone, Copy)]
pub(super) enum Answer {
    /// Sends these bytes, and ends the connection.
    Bytes(&'static str),
    /// Says nothing.
    Silence,
}

/// Starts a server, which ends with the runtime of the test.
pub(super) async fn serve(answer: Answer) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
    let address = listener.local_addr().expect("the listener has an address");
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(reply(stream, answer));
        }
    });
    address
}

async fn reply(mut stream: TcpStream, answer: Answer) {
    let mut read = vec![0; 16 * 1024];
    // A request of these tests is a single packet.
    if stream.read(&mut read).await.is_err() {
        return;
    }
    match answer {
        Answer::Bytes(bytes) => drop(stream.write_all(bytes.as_bytes()).await),
        Answer::Silence => std::future::pending().await,
    }
}

/// A response with a request id.
macro_rules! response {
    ($status:literal, $headers:literal, $body:literal) => {
        Answer::Bytes(concat!(
            "HTTP/1.1 ",
            $status,
            "\r\nconnection: close\r\nx-amzn-requestid: 8e5c4f2a-0b1d-4c39\r\n",
            $headers,
            "\r\n",
            $body
        ))
    };
}

pub(super) use response;
