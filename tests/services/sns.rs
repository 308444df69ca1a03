//! SNS, which speaks awsQuery: a topic with attributes and tags, messages with attributes that reach a queue of SQS, a batch of which a part is refused.

use std::collections::HashMap;
use std::error::Error;

use sns::Client;
use sns::config::SdkConfig;
use sns::operation::create_topic::CreateTopicInput;
use sns::operation::get_topic_attributes::{GetTopicAttributesError, GetTopicAttributesInput};
use sns::operation::publish::PublishInput;
use sns::operation::publish_batch::PublishBatchInput;
use sns::operation::set_topic_attributes::SetTopicAttributesInput;
use sns::operation::subscribe::SubscribeInput;
use sns::primitives::Blob;
use sns::types::{MessageAttributeValue, PublishBatchRequestEntry, Tag};
use sqs::operation::create_queue::CreateQueueRequest;
use sqs::operation::receive_message::ReceiveMessageRequest;

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    let topic = topic(&client).await?;
    // Moto cannot hand bytes on to a queue, so this is before there is one.
    let seal = MessageAttributeValue::data_type("Binary").binary_value(Blob::new([0, 0xff]));
    let request =
        PublishInput::message("sealed").topic_arn(&topic).message_attributes([("seal", seal)]);
    client.publish(request).await?.message_id.ok_or("no id")?;
    let queue = queue(config, &client, &topic).await?;
    publish(config, &client, &topic, &queue).await?;
    batch(&client, &topic).await?;

    let missing = "arn:aws:sns:us-east-1:123456789012:nowhere";
    let error = client.get_topic_attributes(GetTopicAttributesInput::topic_arn(missing)).await;
    let error = error.expect_err("there is no such topic");
    assert_eq!((error.code(), error.status()), (Some("NotFound"), Some(404)));
    let error = error.into_service_error();
    assert!(matches!(error, GetTopicAttributesError::NotFoundException(_)), "{error:?}");
    Ok(())
}

async fn topic(client: &Client) -> Result<String, Box<dyn Error>> {
    let request = CreateTopicInput::name("kilns")
        .attributes([("DisplayName", "Öfen & more")])
        .tags([Tag::key("colour").value("blue")]);
    let arn = client.create_topic(request).await?.topic_arn.ok_or("no ARN")?;
    assert_eq!(arn, "arn:aws:sns:us-east-1:123456789012:kilns");
    let found = async || {
        let request = GetTopicAttributesInput::topic_arn(&arn);
        let attributes = client.get_topic_attributes(request).await?.attributes;
        let name = attributes.and_then(|mut attributes| attributes.remove("DisplayName"));
        Ok::<_, Box<dyn Error>>(name)
    };
    assert_eq!(found().await?.as_deref(), Some("Öfen & more"));
    let request = SetTopicAttributesInput::topic_arn(&arn)
        .attribute_name("DisplayName")
        .attribute_value("kilns");
    client.set_topic_attributes(request).await?;
    assert_eq!(found().await?.as_deref(), Some("kilns"));
    Ok(arn)
}

/// A queue that gets what is published, without anything around it.
async fn queue(config: &SdkConfig, client: &Client, topic: &str) -> Result<String, Box<dyn Error>> {
    let request = CreateQueueRequest::queue_name("from-kilns");
    let queue = sqs::Client::new(config).create_queue(request).await?.queue_url;
    let request = SubscribeInput::topic_arn(topic)
        .protocol("sqs")
        .endpoint("arn:aws:sqs:us-east-1:123456789012:from-kilns")
        .attributes([("RawMessageDelivery", "true")])
        .return_subscription_arn(true);
    let subscription = client.subscribe(request).await?.subscription_arn.ok_or("no ARN")?;
    assert!(subscription.starts_with(&format!("{topic}:")), "{subscription}");
    Ok(queue.ok_or("no URL")?)
}

async fn publish(
    config: &SdkConfig,
    client: &Client,
    topic: &str,
    queue: &str,
) -> Result<(), Box<dyn Error>> {
    let attributes = [
        ("language", MessageAttributeValue::data_type("String").string_value("de, & more")),
        ("weight", MessageAttributeValue::data_type("Number").string_value("1.50")),
    ];
    let message = "Grüße: 1 + 1 = 2 & ~/%20?\n\t\u{1f600}";
    let request = PublishInput::message(message).topic_arn(topic).message_attributes(attributes);
    client.publish(request).await?.message_id.ok_or("no id")?;

    let request = ReceiveMessageRequest::queue_url(queue).message_attribute_names(["All"]);
    let received = sqs::Client::new(config).receive_message(request).await?.messages;
    let received = received.unwrap_or_default();
    let [received] = received.as_slice() else { return Err("expected one message".into()) };
    assert_eq!(received.body.as_deref(), Some(message));
    let found = received.message_attributes.iter().flatten();
    let texts: HashMap<_, _> = found
        .map(|(name, value)| {
            (name.as_str(), (value.data_type.as_str(), value.string_value.as_deref()))
        })
        .collect();
    assert_eq!(texts["language"], ("String", Some("de, & more")));
    assert_eq!(texts["weight"], ("Number", Some("1.50")));
    Ok(())
}

async fn batch(client: &Client, topic: &str) -> Result<(), Box<dyn Error>> {
    let entries =
        ["a", "b"].map(|id| PublishBatchRequestEntry::id(id).message(format!("letter {id}")));
    let request = PublishBatchInput::topic_arn(topic).publish_batch_request_entries(entries);
    let sent = client.publish_batch(request).await?;
    let ids = sent.successful.iter().flatten().map(|entry| entry.id.as_deref());
    assert_eq!(ids.collect::<Vec<_>>(), [Some("a"), Some("b")]);
    assert_eq!(sent.failed.unwrap_or_default(), []);
    Ok(())
}
