//! How MiniStack is run.
//!
//! Address and port are chosen in `serve.py`.
//!
//! MiniStack stands in for many services and by default reaches beyond its own port: it listens
//! for MQTT and, once asked to, for SFTP on fixed ports, and removes Docker containers that carry
//! its label. None of that has to do with what is tested here, so it is all turned off.
//!
//! With `AUTH`, MiniStack checks what it otherwise takes as it comes: secret hashes, access tokens, codes
//! that were mailed, signatures. It does not check the signature of the account's own key, `test`, only those of users.

use super::process::Launch;

pub(super) fn launch() -> Launch {
    Launch {
        name: "ministack",
        health_path: "/_ministack/health",
        environment: [
            (
                "SERVICES",
                "apigateway,cloudformation,cognito-idp,iam,kms,lambda,monitoring,ssm,states",
            ),
            ("AUTH", "true"),
            ("SFTP_ENABLED", "0"),
            ("IOT_MTLS_ENABLED", "0"),
            // A socket that is not there: MiniStack then leaves Docker alone.
            ("DOCKER_HOST", "unix:///nonexistent/docker.sock"),
            // Relative to the run's own directory; the default is shared by the whole machine. The
            // keys that sign tokens are always written there.
            ("STATE_DIR", "state"),
            ("S3_DATA_DIR", "state/s3"),
        ]
        .map(|(name, value)| (name, value.to_owned()))
        .into(),
    }
}
