//! CloudFormation, which speaks awsQuery: a template as text, a waiter, what became of the stack, its events over several pages, and what is refused.

use std::error::Error;
use std::fmt::Write;
use std::time::Duration;

use cloudformation::Client;
use cloudformation::config::SdkConfig;
use cloudformation::operation::create_stack::CreateStackInput;
use cloudformation::operation::delete_stack::DeleteStackInput;
use cloudformation::operation::describe_stack_events::DescribeStackEventsInput;
use cloudformation::operation::describe_stacks::DescribeStacksInput;
use cloudformation::operation::get_template::GetTemplateInput;
use cloudformation::types::{Parameter, ResourceStatus, StackStatus, Tag};

/// So many resources have more events than a page.
const RESOURCES: usize = 60;

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    create(&client).await?;
    events(&client).await?;
    refusals(&client).await
}

fn template() -> String {
    let mut resources = String::new();
    for number in 0..RESOURCES {
        let separator = if number == 0 { "" } else { "," };
        let _ = write!(
            resources,
            r#"{separator}
    "Heat{number}": {{ "Type": "AWS::SSM::Parameter", "Properties": {{ "Type": "String", "Value": {{ "Ref": "Colour" }} }} }}"#
        );
    }
    format!(
        r#"{{
  "Description": "größe & <k> + 100% 漢",
  "Parameters": {{ "Colour": {{ "Type": "String" }} }},
  "Resources": {{{resources}
  }},
  "Outputs": {{ "Colour": {{ "Value": {{ "Ref": "Colour" }}, "Description": "a = b; c" }} }}
}}
"#
    )
}

fn stack() -> CreateStackInput {
    let colour = Parameter::new().parameter_key("Colour").parameter_value("blau & grün");
    CreateStackInput::stack_name("kilns")
        .template_body(template())
        .parameters(vec![colour])
        .tags(vec![Tag::key("clay").value("rot + weiß")])
        .timeout_in_minutes(5)
}

async fn create(client: &Client) -> Result<(), Box<dyn Error>> {
    let created = client.create_stack(stack()).await?.stack_id.ok_or("no id")?;
    let request = DescribeStacksInput::new().stack_name("kilns");
    let wait = client.wait_until_stack_create_complete(request).wait(Duration::from_secs(60));
    let found = wait.await?.into_result()?.stacks.unwrap_or_default();
    let [stack] = found.as_slice() else { return Err(format!("{found:?}").into()) };
    assert_eq!(stack.stack_id.as_deref(), Some(created.as_str()));
    assert_eq!(stack.stack_status, StackStatus::CreateComplete);
    assert_eq!(stack.description.as_deref(), Some("größe & <k> + 100% 漢"));
    assert_eq!(stack.tags, Some(vec![Tag::key("clay").value("rot + weiß")]));
    let outputs = stack.outputs.as_deref().unwrap_or_default();
    let [output] = outputs else { return Err(format!("{outputs:?}").into()) };
    assert_eq!(output.output_value.as_deref(), Some("blau & grün"));
    assert_eq!(output.description.as_deref(), Some("a = b; c"));

    let request = GetTemplateInput::new().stack_name("kilns");
    assert_eq!(client.get_template(request).await?.template_body, Some(template()));
    Ok(())
}

async fn events(client: &Client) -> Result<(), Box<dyn Error>> {
    let request = DescribeStackEventsInput::stack_name("kilns");
    let mut pages = client.describe_stack_events(request.clone()).into_paginator().pages();
    let mut counts = Vec::new();
    while let Some(page) = pages.try_next().await? {
        counts.push(page.stack_events.unwrap_or_default().len());
    }
    // Each resource, and the stack itself, begins and ends.
    assert_eq!(counts, [100, 2 * (RESOURCES + 1) - 100]);

    let items = client.describe_stack_events(request).into_paginator().items();
    let items = items.collect::<Result<Vec<_>, _>>().await?;
    let ended = |status: &ResourceStatus| {
        items.iter().filter(|event| event.resource_status.as_ref() == Some(status)).count()
    };
    assert_eq!(ended(&ResourceStatus::CreateInProgress), RESOURCES + 1);
    assert_eq!(ended(&ResourceStatus::CreateComplete), RESOURCES + 1);
    Ok(())
}

async fn refusals(client: &Client) -> Result<(), Box<dyn Error>> {
    let error = client.create_stack(stack()).await;
    let error = error.expect_err("there is one");
    assert_eq!(error.code(), Some("AlreadyExistsException"));
    assert_eq!(error.message(), Some("Stack [kilns] already exists"));
    assert!(error.is_already_exists_exception(), "{error:?}");

    client.delete_stack(DeleteStackInput::stack_name("kilns")).await?;
    // No model has this error.
    let request = DescribeStacksInput::new().stack_name("none");
    let error = client.describe_stacks(request).await.expect_err("there is no such stack");
    assert_eq!((error.code(), error.status()), (Some("ValidationError"), Some(400)));
    assert_eq!(error.message(), Some("Stack with id none does not exist"));
    Ok(())
}
