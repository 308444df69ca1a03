//! DynamoDB: a table is made and waited for, items are written one by one and in a batch, queried over several pages, and refused by a condition.

use std::collections::HashMap;
use std::error::Error;
use std::time::Duration;

use dynamodb::Client;
use dynamodb::config::SdkConfig;
use dynamodb::error::ProvideErrorMetadata;
use dynamodb::operation::batch_write_item::BatchWriteItemInput;
use dynamodb::operation::create_table::CreateTableInput;
use dynamodb::operation::delete_table::DeleteTableInput;
use dynamodb::operation::describe_table::{DescribeTableError, DescribeTableInput};
use dynamodb::operation::get_item::{GetItemError, GetItemInput};
use dynamodb::operation::put_item::{PutItemError, PutItemInput};
use dynamodb::operation::query::QueryInput;
use dynamodb::primitives::Blob;
use dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, PutRequest,
    ReturnValuesOnConditionCheckFailure, ScalarAttributeType, TableStatus, WriteRequest,
};

const TABLE: &str = "readings";
const TABLE_ARN: &str = "arn:aws:dynamodb:us-east-1:123456789012:table/readings";

/// For how long a change of the table is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

type Item = HashMap<String, AttributeValue>;

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    create(&client).await?;
    every_kind_of_value(&client).await?;
    pages(&client).await?;
    condition(&client).await?;
    delete(&client).await
}

async fn create(client: &Client) -> Result<(), Box<dyn Error>> {
    let request = CreateTableInput::table_name(TABLE)
        .attribute_definitions([
            AttributeDefinition::attribute_name("sensor").attribute_type(ScalarAttributeType::S),
            AttributeDefinition::attribute_name("second").attribute_type(ScalarAttributeType::N),
        ])
        .key_schema([
            KeySchemaElement::attribute_name("sensor").key_type(KeyType::Hash),
            KeySchemaElement::attribute_name("second").key_type(KeyType::Range),
        ])
        .billing_mode(BillingMode::PayPerRequest);
    let table = client.create_table(request).await?.table_description.ok_or("no description")?;
    assert_eq!(table.table_name.as_deref(), Some(TABLE));
    // AWS says CREATING and takes some seconds; Moto is done at once, so the waiter's first look is enough.
    assert_eq!(table.table_status, Some(TableStatus::Active));
    let waiter = client.wait_until_table_exists(DescribeTableInput::table_name(TABLE));
    let table = waiter.wait(PATIENCE).await?.into_result()?.table.ok_or("no description")?;
    assert_eq!(table.table_status, Some(TableStatus::Active));
    assert_eq!(table.table_arn.as_deref(), Some(TABLE_ARN));
    Ok(())
}

/// The item of a second, with a value.
fn reading(sensor: &str, second: u32, value: AttributeValue) -> Item {
    HashMap::from([
        ("sensor".to_owned(), AttributeValue::S(sensor.to_owned())),
        ("second".to_owned(), AttributeValue::N(second.to_string())),
        ("value".to_owned(), value),
    ])
}

async fn every_kind_of_value(client: &Client) -> Result<(), Box<dyn Error>> {
    // No text: 0xff is no byte of UTF-8.
    let bytes = || Blob::new([0, 0xff, b'\n', 0x80]);
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let values = [
        ("text", text("Grüße, \"世界\"\u{1f980}")),
        // More digits than a float has.
        ("number", AttributeValue::N("3.14159265358979323846264338327950288419".to_owned())),
        ("bytes", AttributeValue::B(bytes())),
        ("texts", AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned()])),
        ("numbers", AttributeValue::Ns(vec!["1".to_owned(), "2.5".to_owned()])),
        ("blobs", AttributeValue::Bs(vec![bytes(), Blob::new("text")])),
        ("nothing", AttributeValue::Null(true)),
        ("no", AttributeValue::Bool(false)),
        ("none", AttributeValue::L(Vec::new())),
        (
            "nested",
            AttributeValue::L(vec![
                AttributeValue::M(HashMap::from([(
                    "deep".to_owned(),
                    AttributeValue::L(vec![text("")]),
                )])),
                AttributeValue::Bool(true),
            ]),
        ),
    ];
    let value = AttributeValue::M(
        values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
    );
    let item = reading("kinds", 0, value);
    client.put_item(PutItemInput::table_name(TABLE).item(item.clone())).await?;

    let key = [
        ("sensor", AttributeValue::S("kinds".to_owned())),
        ("second", AttributeValue::N("0".to_owned())),
    ];
    let request = GetItemInput::table_name(TABLE).key(key.clone()).consistent_read(true);
    let found = client.get_item(request).await?;
    assert_eq!(found.item, Some(item));

    let missing = [key[0].clone(), ("second", AttributeValue::N("1".to_owned()))];
    let found = client.get_item(GetItemInput::table_name(TABLE).key(missing)).await?;
    assert_eq!(found.item, None);

    let error =
        client.get_item(GetItemInput::table_name("nowhere").key(key)).await.expect_err("no table");
    let error = error.into_service_error();
    assert_eq!(error.code(), Some("ResourceNotFoundException"));
    assert!(matches!(error, GetItemError::ResourceNotFoundException(_)), "{error:?}");
    Ok(())
}

async fn pages(client: &Client) -> Result<(), Box<dyn Error>> {
    let items: Vec<Item> = (0..10)
        .map(|second| reading("outside", second, AttributeValue::N(format!("1{second}"))))
        .collect();
    let puts =
        items.iter().cloned().map(|item| WriteRequest::new().put_request(PutRequest::item(item)));
    let request = BatchWriteItemInput::request_items([(TABLE, puts.collect())]);
    let written = client.batch_write_item(request).await?;
    assert_eq!(written.unprocessed_items, Some(HashMap::new()));

    let request = QueryInput::table_name(TABLE)
        .key_condition_expression("#sensor = :sensor")
        .expression_attribute_names([("#sensor", "sensor")])
        .expression_attribute_values([(":sensor", AttributeValue::S("outside".to_owned()))])
        .limit(4);
    let mut pages = client.query(request.clone()).into_paginator().pages();
    let mut counts = Vec::new();
    while let Some(page) = pages.try_next().await? {
        counts.push((page.count, page.last_evaluated_key.is_some()));
    }
    assert_eq!(counts, [(Some(4), true), (Some(4), true), (Some(2), false)]);

    let found =
        client.query(request).into_paginator().items().collect::<Result<Vec<_>, _>>().await?;
    assert_eq!(found, items);
    Ok(())
}

async fn condition(client: &Client) -> Result<(), Box<dyn Error>> {
    let first = reading("door", 7, AttributeValue::S("open".to_owned()));
    let put = |item: &Item| {
        let request = PutItemInput::table_name(TABLE)
            .item(item.clone())
            .condition_expression("attribute_not_exists(sensor)")
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        client.put_item(request)
    };
    put(&first).await?;

    let second = reading("door", 7, AttributeValue::S("closed".to_owned()));
    let error = put(&second).await.expect_err("the condition does not hold").into_service_error();
    assert_eq!(error.message(), Some("The conditional request failed"));
    let PutItemError::ConditionalCheckFailedException(refusal) = error else {
        return Err(error.into());
    };
    // What stood in the way.
    assert_eq!(refusal.item, Some(first));
    Ok(())
}

async fn delete(client: &Client) -> Result<(), Box<dyn Error>> {
    client.delete_table(DeleteTableInput::table_name(TABLE)).await?;
    let waiter = client.wait_until_table_not_exists(DescribeTableInput::table_name(TABLE));
    // What ends this one is an error, and it is no failure: the table is gone.
    let error = waiter.wait(PATIENCE).await?.into_result().expect_err("the table is gone");
    let error = error.into_service_error();
    assert!(matches!(error, DescribeTableError::ResourceNotFoundException(_)), "{error:?}");
    Ok(())
}
