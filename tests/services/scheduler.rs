//! EventBridge Scheduler, which binds members to HTTP: schedules by their path, found by parameters of the query over several pages, and one that is there already.

use std::error::Error;

use scheduler::Client;
use scheduler::config::SdkConfig;
use scheduler::operation::create_schedule::{CreateScheduleError, CreateScheduleInput};
use scheduler::operation::create_schedule_group::CreateScheduleGroupInput;
use scheduler::operation::delete_schedule::DeleteScheduleInput;
use scheduler::operation::get_schedule::{GetScheduleError, GetScheduleInput};
use scheduler::operation::list_schedules::ListSchedulesInput;
use scheduler::primitives::DateTime;
use scheduler::types::{FlexibleTimeWindow, FlexibleTimeWindowMode, ScheduleState, Target};

/// The second of January 2030, in the morning.
const START: i64 = 1_893_553_445;

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    client.create_schedule_group(CreateScheduleGroupInput::name("kilns")).await?;
    for name in ["fire-1", "fire-2", "fire-3", "glaze"] {
        let created = client.create_schedule(schedule(name)).await?;
        let arn = format!("arn:aws:scheduler:us-east-1:123456789012:schedule/kilns/{name}");
        assert_eq!(created.schedule_arn, arn);
    }
    one(&client).await?;
    pages(&client).await?;
    refusals(&client).await
}

fn schedule(name: &str) -> CreateScheduleInput {
    let target = Target::arn("arn:aws:sqs:us-east-1:123456789012:kilns")
        .role_arn("arn:aws:iam::123456789012:role/kilns")
        .input(r#"{"heat": "größer"}"#);
    let window =
        FlexibleTimeWindow::mode(FlexibleTimeWindowMode::Flexible).maximum_window_in_minutes(5);
    CreateScheduleInput::name(name)
        .schedule_expression("rate(1 hour)")
        .target(target)
        .flexible_time_window(window)
        .group_name("kilns")
        .start_date(DateTime::from_secs(START))
}

async fn one(client: &Client) -> Result<(), Box<dyn Error>> {
    let request = GetScheduleInput::name("fire-1").group_name("kilns");
    let found = client.get_schedule(request).await?;
    assert_eq!(found.name.as_deref(), Some("fire-1"));
    assert_eq!(found.start_date, Some(DateTime::from_secs(START)));
    assert_eq!(found.state, Some(ScheduleState::Enabled));
    let target = found.target.ok_or("no target")?;
    assert_eq!(target.input.as_deref(), Some(r#"{"heat": "größer"}"#));
    let window = found.flexible_time_window.ok_or("no window")?;
    assert_eq!(window.maximum_window_in_minutes, Some(5));
    Ok(())
}

async fn pages(client: &Client) -> Result<(), Box<dyn Error>> {
    let request = ListSchedulesInput::new()
        .group_name("kilns")
        .name_prefix("fire-")
        .state(ScheduleState::Enabled)
        .max_results(2);
    let mut pages = client.list_schedules(request.clone()).into_paginator().pages();
    let mut counts = Vec::new();
    while let Some(page) = pages.try_next().await? {
        counts.push(page.schedules.len());
    }
    assert_eq!(counts, [2, 1]);

    let items = client.list_schedules(request).into_paginator().items();
    let items = items.collect::<Result<Vec<_>, _>>().await?;
    let mut names: Vec<&str> = items.iter().filter_map(|item| item.name.as_deref()).collect();
    names.sort_unstable();
    assert_eq!(names, ["fire-1", "fire-2", "fire-3"]);
    Ok(())
}

async fn refusals(client: &Client) -> Result<(), Box<dyn Error>> {
    let error = client.create_schedule(schedule("glaze")).await;
    let error = error.expect_err("it is there already").into_service_error();
    let CreateScheduleError::ConflictException(refusal) = error else { return Err(error.into()) };
    assert_eq!(refusal.message, "Schedule glaze already exists.");

    client.delete_schedule(DeleteScheduleInput::name("glaze").group_name("kilns")).await?;
    let request = GetScheduleInput::name("glaze").group_name("kilns");
    let error = client.get_schedule(request).await;
    let error = error.expect_err("it is deleted").into_service_error();
    let GetScheduleError::ResourceNotFoundException(refusal) = error else {
        return Err(error.into());
    };
    assert_eq!(refusal.message, "Schedule glaze does not exist.");
    Ok(())
}
