//! SQS: messages are sent with attributes, one by one and in a batch, received and deleted; and a queue is not there.

use std::collections::HashMap;
use std::error::Error;

use sqs::Client;
use sqs::config::SdkConfig;
use sqs::error::ProvideErrorMetadata;
use sqs::operation::create_queue::CreateQueueRequest;
use sqs::operation::delete_message::DeleteMessageRequest;
use sqs::operation::delete_message_batch::DeleteMessageBatchRequest;
use sqs::operation::get_queue_url::{GetQueueUrlError, GetQueueUrlRequest};
use sqs::operation::list_queues::ListQueuesRequest;
use sqs::operation::receive_message::ReceiveMessageRequest;
use sqs::operation::send_message::SendMessageRequest;
use sqs::operation::send_message_batch::SendMessageBatchRequest;
use sqs::primitives::Blob;
use sqs::types::{
    DeleteMessageBatchRequestEntry, MessageAttributeValue, MessageSystemAttributeName,
    QueueAttributeName, SendMessageBatchRequestEntry,
};

pub async fn run(config: &SdkConfig) -> Result<(), Box<dyn Error>> {
    let client = Client::new(config);
    let request = CreateQueueRequest::queue_name("letters")
        .attributes([(QueueAttributeName::VisibilityTimeout, "60")]);
    let queue = client.create_queue(request).await?.queue_url.ok_or("no URL")?;
    one_message(&client, &queue).await?;
    a_batch(&client, &queue).await?;
    no_queue(&client).await?;
    pages(&client).await
}

async fn one_message(client: &Client, queue: &str) -> Result<(), Box<dyn Error>> {
    let attributes = [
        ("language", MessageAttributeValue::data_type("String").string_value("de")),
        // No text: 0xff is no byte of UTF-8.
        ("seal", MessageAttributeValue::data_type("Binary").binary_value(Blob::new([0, 0xff]))),
    ];
    let request = SendMessageRequest::queue_url(queue)
        .message_body("Grüße")
        .message_attributes(attributes.clone());
    let sent = client.send_message(request).await?;
    // `printf Grüße | md5sum`
    assert_eq!(sent.md5_of_message_body.as_deref(), Some("49c5f675b49037b6044b803ac9d1a6d7"));
    let md5_of_attributes = sent.md5_of_message_attributes;
    assert_eq!(md5_of_attributes.as_deref(), Some("fdf8622b1da0b9fa28fbff0dc4ed098c"));

    let request = ReceiveMessageRequest::queue_url(queue)
        .message_attribute_names(["All"])
        .message_system_attribute_names([MessageSystemAttributeName::ApproximateReceiveCount]);
    let received = client.receive_message(request.clone()).await?.messages.unwrap_or_default();
    let [message] = received.as_slice() else { return Err("expected one message".into()) };
    assert_eq!(message.message_id, sent.message_id);
    assert_eq!(message.body.as_deref(), Some("Grüße"));
    assert_eq!(message.md5_of_body, sent.md5_of_message_body);
    assert_eq!(message.md5_of_message_attributes, md5_of_attributes);
    let expected = attributes.map(|(name, value)| (name.to_owned(), value));
    assert_eq!(message.message_attributes, Some(HashMap::from(expected)));
    let counts = [(MessageSystemAttributeName::ApproximateReceiveCount, "1".to_owned())];
    assert_eq!(message.attributes, Some(HashMap::from(counts)));

    // Received messages are nobody else's for a minute, and this one is deleted.
    let handle = message.receipt_handle.as_deref().ok_or("no receipt handle")?;
    client.delete_message(DeleteMessageRequest::queue_url(queue).receipt_handle(handle)).await?;
    let received = client.receive_message(request).await?;
    assert_eq!(received.messages, None);
    Ok(())
}

async fn a_batch(client: &Client, queue: &str) -> Result<(), Box<dyn Error>> {
    let entries = ["a", "b", "c"].map(|id| {
        // The last one waits for a quarter of an hour before anybody can receive it.
        let delay = if id == "c" { 900 } else { 0 };
        SendMessageBatchRequestEntry::id(id)
            .message_body(format!("letter {id}"))
            .delay_seconds(delay)
    });
    let sent = client
        .send_message_batch(SendMessageBatchRequest::queue_url(queue).entries(entries))
        .await?;
    let ids: Vec<&str> = sent.successful.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(sent.failed, []);

    let request = ReceiveMessageRequest::queue_url(queue).max_number_of_messages(10);
    let received = client.receive_message(request).await?.messages.unwrap_or_default();
    let mut bodies: Vec<&str> =
        received.iter().filter_map(|message| message.body.as_deref()).collect();
    bodies.sort_unstable();
    assert_eq!(bodies, ["letter a", "letter b"]);

    let handles = received.iter().filter_map(|message| message.receipt_handle.as_deref());
    let entries: Vec<_> = handles
        .chain(["a handle that nobody has handed out"])
        .zip(["first", "second", "third"])
        .map(|(handle, id)| DeleteMessageBatchRequestEntry::id(id).receipt_handle(handle))
        .collect();
    let deleted = client
        .delete_message_batch(DeleteMessageBatchRequest::queue_url(queue).entries(entries))
        .await?;
    let ids: Vec<&str> = deleted.successful.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["first", "second"]);
    let failed: Vec<_> = deleted
        .failed
        .iter()
        .map(|entry| (entry.id.as_str(), entry.code.as_str(), entry.sender_fault))
        .collect();
    assert_eq!(failed, [("third", "ReceiptHandleIsInvalid", true)]);
    Ok(())
}

async fn no_queue(client: &Client) -> Result<(), Box<dyn Error>> {
    let error = client.get_queue_url(GetQueueUrlRequest::queue_name("nowhere")).await;
    let error = error.expect_err("there is no such queue").into_service_error();
    // The code that the service had when it spoke the query protocol, which it sends in a header.
    assert_eq!(error.code(), Some("AWS.SimpleQueueService.NonExistentQueue"));
    assert!(matches!(error, GetQueueUrlError::QueueDoesNotExist(_)), "{error:?}");
    Ok(())
}

async fn pages(client: &Client) -> Result<(), Box<dyn Error>> {
    for number in 0..5 {
        client.create_queue(CreateQueueRequest::queue_name(format!("page-{number}"))).await?;
    }
    let request = ListQueuesRequest::new().queue_name_prefix("page-").max_results(2);
    let mut pages = client.list_queues(request).into_paginator().pages();
    let mut names = Vec::new();
    while let Some(page) = pages.try_next().await? {
        let urls = page.queue_urls.unwrap_or_default();
        names.push(
            urls.iter().filter_map(|url| url.rsplit('/').next()).collect::<Vec<_>>().join(" "),
        );
    }
    assert_eq!(names, ["page-0 page-1", "page-2 page-3", "page-4"]);
    Ok(())
}
