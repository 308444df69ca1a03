//! Programs with the crates of other services, on Moto's server, and on MiniStack for what Moto lacks.

mod crates;

use std::process::Command;

use tinsmith_tests::servers::{self, Kind, Server};
use tinsmith_tests::{archives, scratch, sdk};

use super::side_door;
use super::stage::running;

/// Runs a program on a server.
fn run(kind: Kind, program: &str) {
    run_on(kind, program, |_| ());
}

/// Runs a program on a server that is made ready for it first.
fn run_on(kind: Kind, program: &str, prepare: impl FnOnce(&Server)) {
    if !servers::runnable(&format!("the program {program}, on {kind:?}")) {
        return;
    }
    let executable = match crates::program() {
        Ok(executable) => executable,
        Err(reason) => return archives::not_run(&format!("the program {program}"), reason),
    };
    let server = running(kind);
    prepare(&server);
    // It sees nothing of the environment: neither a proxy nor settings of AWS.
    let output = Command::new(executable)
        .env_clear()
        .args([program, &server.endpoint()])
        .output()
        .expect("the program can be run");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {}:\n{said}", output.status);
}

/// Moto lacks what it reads documents of APIs with.
#[test]
fn apigateway() {
    run(Kind::Ministack, "apigateway");
}

#[test]
fn appconfig() {
    run(Kind::Moto, "appconfig");
}

/// Moto gives all events of a stack at once.
#[test]
fn cloudformation() {
    run(Kind::Ministack, "cloudformation");
}

/// Moto speaks no CBOR.
#[test]
fn cloudwatch() {
    run(Kind::Ministack, "cloudwatch");
}

#[test]
fn cloudwatch_in_query() {
    run(Kind::Moto, "cloudwatch-query");
}

#[test]
fn dynamodb() {
    run(Kind::Moto, "dynamodb");
}

#[test]
fn ec2() {
    run(Kind::Moto, "ec2");
}

#[test]
fn iam() {
    run(Kind::Moto, "iam");
}

#[test]
fn kms() {
    run(Kind::Moto, "kms");
}

#[test]
fn a_disabled_key_of_kms() {
    run(Kind::Ministack, "kms-disabled");
}

/// Moto runs functions in containers alone.
#[test]
fn lambda() {
    run_on(Kind::Ministack, "lambda", |server| {
        side_door::role(server.address(), "lambda");
    });
}

#[test]
fn route53() {
    run(Kind::Moto, "route53");
}

#[test]
fn s3() {
    run_on(Kind::Moto, "s3", |server| {
        let put = |path: &str, headers: &str, body: &str| {
            side_door::put(server.address(), "s3", path, headers, body);
        };
        put("/kilns", "", "");
        put("/kilns/seed", "x-amz-tagging: heat=1260%20C&clay=red\r\n", "clay");
    });
}

#[test]
fn scheduler() {
    run(Kind::Moto, "scheduler");
}

#[test]
fn secretsmanager() {
    run(Kind::Moto, "secretsmanager");
}

#[test]
fn sns() {
    run(Kind::Moto, "sns");
}

#[test]
fn sqs() {
    run(Kind::Moto, "sqs");
}

#[test]
fn ssm() {
    run(Kind::Moto, "ssm");
}

#[test]
fn stepfunctions() {
    run(Kind::Moto, "stepfunctions");
}

#[test]
fn a_synchronous_execution_of_stepfunctions() {
    // MiniStack looks whether there is such a role.
    run_on(Kind::Ministack, "stepfunctions-synchronous", |server| {
        side_door::role(server.address(), "states");
    });
}

#[test]
fn sts() {
    run(Kind::Moto, "sts");
}

/// No package of the workspace has them, so its formatter does not see them.
#[test]
fn the_programs_are_formatted() {
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.current_dir(sdk::root()).args(["--check", "--edition", "2024"]);
    scratch::run(rustfmt.arg("tests/services/main.rs"));
}
