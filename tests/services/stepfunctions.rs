//! Step Functions: a state machine is made and started, its executions are listed over several pages, and one is not there.

use std::error::Error;

use stepfunctions::config::SdkConfig;
use stepfunctions::operation::create_state_machine::CreateStateMachineInput;
use stepfunctions::operation::describe_execution::{
    DescribeExecutionError, DescribeExecutionInput,
};
use stepfunctions::operation::list_executions::ListExecutionsInput;
use stepfunctions::operation::start_execution::{StartExecutionError, StartExecutionInput};
use stepfunctions::operation::start_sync_execution::StartSyncExecutionInput;
use stepfunctions::operation::stop_execution::StopExecutionInput;
use stepfunctions::types::{ExecutionStatus, StateMachineType, SyncExecutionStatus};
use stepfunctions::{Client, Config};

const ROLE: &str = "arn:aws:iam::123456789012:role/states";

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    let definition = r#"{"StartAt": "End", "States": {"End": {"Type": "Succeed"}}}"#;
    let request = CreateStateMachineInput::name("letters")
        .definition(definition)
        .role_arn(ROLE)
        .r#type(StateMachineType::Standard);
    let machine = client.create_state_machine(request).await?.state_machine_arn;
    assert_eq!(machine, "arn:aws:states:us-east-1:123456789012:stateMachine:letters");
    one_execution(&client, &machine).await?;
    pages(&client, &machine).await?;
    refusals(&client, &machine).await
}

async fn one_execution(client: &Client, machine: &str) -> Result<(), Box<dyn Error>> {
    let input = r#"{"to": "Grüße"}"#;
    let request = StartExecutionInput::state_machine_arn(machine).name("first").input(input);
    let started = client.start_execution(request).await?;
    let execution = started.execution_arn;
    assert_eq!(execution, "arn:aws:states:us-east-1:123456789012:execution:letters:first");

    let describe = || client.describe_execution(DescribeExecutionInput::execution_arn(&execution));
    let found = describe().await?;
    // AWS runs the machine, and it would have succeeded soon. Moto runs none unless told to: it stays where it is.
    assert_eq!(found.status, ExecutionStatus::Running);
    assert_eq!(found.name.as_deref(), Some("first"));
    assert_eq!(found.state_machine_arn, machine);
    assert_eq!(found.input.as_deref(), Some(input));
    assert_eq!(found.start_date, started.start_date);
    assert_eq!(found.stop_date, None);

    let stopped = client.stop_execution(StopExecutionInput::execution_arn(&execution)).await?;
    let found = describe().await?;
    assert_eq!(found.status, ExecutionStatus::Aborted);
    assert_eq!(found.stop_date, Some(stopped.stop_date));
    Ok(())
}

async fn pages(client: &Client, machine: &str) -> Result<(), Box<dyn Error>> {
    for name in ["second", "third", "fourth", "fifth"] {
        client.start_execution(StartExecutionInput::state_machine_arn(machine).name(name)).await?;
    }
    let request = ListExecutionsInput::new().state_machine_arn(machine).max_results(2);
    let mut pages = client.list_executions(request.clone()).into_paginator().pages();
    let mut names = Vec::new();
    while let Some(page) = pages.try_next().await? {
        let page: Vec<String> =
            page.executions.into_iter().map(|execution| execution.name).collect();
        names.push(page.join(" "));
    }
    // Newest first.
    assert_eq!(names, ["fifth fourth", "third second", "first"]);

    let running = request.status_filter(ExecutionStatus::Running);
    let items = client.list_executions(running).into_paginator().items();
    let items = items.collect::<Result<Vec<_>, _>>().await?;
    let names: Vec<&str> = items.iter().map(|execution| execution.name.as_str()).collect();
    assert_eq!(names, ["fifth", "fourth", "third", "second"]);
    Ok(())
}

async fn refusals(client: &Client, machine: &str) -> Result<(), Box<dyn Error>> {
    let unknown = machine.replace("letters", "nowhere");
    let error = client.start_execution(StartExecutionInput::state_machine_arn(&unknown)).await;
    let error = error.expect_err("there is no such machine").into_service_error();
    let StartExecutionError::StateMachineDoesNotExist(refusal) = error else {
        return Err(error.into());
    };
    assert_eq!(refusal.message, Some(format!("State Machine Does Not Exist: '{unknown}'")));

    let unknown = "arn:aws:states:us-east-1:123456789012:execution:letters:nowhere";
    let error = client.describe_execution(DescribeExecutionInput::execution_arn(unknown)).await;
    let error = error.expect_err("there is no such execution").into_service_error();
    let DescribeExecutionError::ExecutionDoesNotExist(refusal) = error else {
        return Err(error.into());
    };
    assert_eq!(refusal.message, Some(format!("Execution Does Not Exist: '{unknown}'")));
    Ok(())
}

/// Moto does not know the operation; this is on MiniStack, which runs the machine.
pub async fn synchronous(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    let definition = r#"{"StartAt": "Greet", "States": {"Greet": {"Type": "Pass", "Result": {"word": "Hello"}, "End": true}}}"#;
    let request = CreateStateMachineInput::name("greet")
        .definition(definition)
        .role_arn(ROLE)
        .r#type(StateMachineType::Express);
    let machine = client.create_state_machine(request).await?.state_machine_arn;
    let request = StartSyncExecutionInput::state_machine_arn(&machine).input("{}");

    // The operation has a host of its own, `sync-` before that of the others, but a server at an IP address has no names to put it before.
    let done = client.start_sync_execution(request.clone()).await?;
    assert_eq!(done.status, SyncExecutionStatus::Succeeded);
    assert_eq!(done.output.as_deref(), Some(r#"{"word": "Hello"}"#));
    assert_eq!(done.state_machine_arn.as_deref(), Some(machine.as_str()));

    // Requests as they would be sent: to AWS, and to a server with a name.
    for (url, host) in [
        ("https://states.us-east-1.amazonaws.com", "sync-states.us-east-1.amazonaws.com"),
        ("http://states.test:4566", "sync-states.test:4566"),
    ] {
        let call = client.start_sync_execution(request.clone());
        let http = call.config_override(Config::builder().endpoint_url(url)).into_request().await?;
        let sent_to = http.uri().split('/').nth(2);
        assert_eq!(sent_to, Some(host));
    }
    Ok(())
}
