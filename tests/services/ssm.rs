//! SSM: parameters are put, read by their path over several pages, and one is not there.

use std::error::Error;

use ssm::Client;
use ssm::config::SdkConfig;
use ssm::operation::get_parameter::{GetParameterError, GetParameterRequest};
use ssm::operation::get_parameters_by_path::GetParametersByPathRequest;
use ssm::operation::put_parameter::{PutParameterError, PutParameterRequest};
use ssm::types::ParameterType;

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    kinds(&client).await?;
    pages(&client).await?;
    refusals(&client).await
}

async fn kinds(client: &Client) -> Result<(), Box<dyn Error>> {
    for (name, kind, value) in [
        ("/kinds/text", ParameterType::String, "Grüße"),
        ("/kinds/list", ParameterType::StringList, "a,b"),
        ("/kinds/secret", ParameterType::SecureString, "a secret"),
    ] {
        let request = PutParameterRequest::name(name).value(value).r#type(kind.clone());
        assert_eq!(client.put_parameter(request).await?.version, Some(1));
        let request = GetParameterRequest::name(name).with_decryption(true);
        let found = client.get_parameter(request).await?.parameter.ok_or("no parameter")?;
        assert_eq!(found.name.as_deref(), Some(name));
        assert_eq!(found.r#type, Some(kind));
        assert_eq!(found.value.as_deref(), Some(value));
        assert_eq!(found.version, Some(1));
    }
    Ok(())
}

async fn pages(client: &Client) -> Result<(), Box<dyn Error>> {
    for number in 0..7 {
        let name = format!("/service/{number}");
        let request =
            PutParameterRequest::name(name).value(number.to_string()).r#type(ParameterType::String);
        client.put_parameter(request).await?;
    }
    let request = GetParametersByPathRequest::path("/service").max_results(3);
    let mut pages = client.get_parameters_by_path(request.clone()).into_paginator().pages();
    let mut counts = Vec::new();
    while let Some(page) = pages.try_next().await? {
        counts.push(page.parameters.map_or(0, |list| list.len()));
    }
    assert_eq!(counts, [3, 3, 1]);

    let items = client.get_parameters_by_path(request).into_paginator().items();
    let items = items.collect::<Result<Vec<_>, _>>().await?;
    let values: Vec<&str> = items.iter().filter_map(|item| item.value.as_deref()).collect();
    assert_eq!(values, ["0", "1", "2", "3", "4", "5", "6"]);
    Ok(())
}

async fn refusals(client: &Client) -> Result<(), Box<dyn Error>> {
    let error = client.get_parameter(GetParameterRequest::name("/nowhere")).await;
    let error = error.expect_err("there is no such parameter").into_service_error();
    let GetParameterError::ParameterNotFound(refusal) = error else { return Err(error.into()) };
    assert_eq!(refusal.message.as_deref(), Some("Parameter /nowhere not found."));

    let request =
        PutParameterRequest::name("/service/0").value("again").r#type(ParameterType::String);
    let error = client.put_parameter(request).await;
    let error = error.expect_err("it is there already").into_service_error();
    let PutParameterError::ParameterAlreadyExists(refusal) = error else {
        return Err(error.into());
    };
    let message = "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.";
    assert_eq!(refusal.message.as_deref(), Some(message));
    Ok(())
}
