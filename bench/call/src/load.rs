//! Many calls at a time over connections on loopback, and a server that answers them.

use std::error::Error;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::pin::Pin;

use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use aws_smithy_runtime_api::client::http::SharedHttpClient;

use crate::{Answer, canned, generated_crate, official_crate};

/// Makes calls, each a future.
pub type Calls = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Result<(), Box<dyn Error>>>>>>;

/// The ways, by name.
pub const WAYS: [&str; 3] =
    ["official crate", "generated crate", "generated crate, official HTTP client"];

/// Makes a client that sends its calls to an address.
///
/// # Errors
/// That there is no way of this name.
pub fn calls(way: &str, address: &str) -> Result<Calls, Box<dyn Error>> {
    let [official, generated, generated_on_official] = WAYS;
    match way {
        _ if way == official => Ok(official_crate::over_http(address, official_client())),
        _ if way == generated => {
            Ok(generated_crate::over_http(address, tinsmith_http_client::from_env()))
        }
        _ if way == generated_on_official => {
            Ok(generated_crate::over_http(address, official_client()))
        }
        _ => Err(format!("expected one of {WAYS:?}, found `{way}`").into()),
    }
}

/// The HTTP client that the feature `http2` of a generated crate has.
fn official_client() -> SharedHttpClient {
    Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https()
}

/// Answers every request of a connection with success, until the client closes it.
///
/// # Errors
/// A connection that fails, or a request without a length.
pub fn answer(connection: TcpStream) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let (status, body) = canned::answer(Answer::Success);
    let answer = format!(
        "HTTP/1.1 {status} OK\r\ncontent-type: application/x-amz-json-1.1\r\n\
         x-amzn-requestid: {}\r\ncontent-length: {}\r\n\r\n{body}",
        canned::REQUEST_ID,
        body.len(),
    );
    let mut writer = connection.try_clone()?;
    let mut reader = BufReader::new(connection);
    while let Some(length) = head(&mut reader)? {
        io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
        writer.write_all(answer.as_bytes())?;
    }
    Ok(())
}

/// Reads the head of a request; gives the length of its body, or nothing where there is no further request.
fn head(reader: &mut BufReader<TcpStream>) -> io::Result<Option<u64>> {
    let mut length = None;
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        match line.trim_end().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok();
            }
            None if line.trim_end().is_empty() => break,
            _ => {}
        }
    }
    length.map(Some).ok_or_else(|| io::Error::other("expected a request with a content-length"))
}
