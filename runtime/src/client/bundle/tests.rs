use std::sync::{Arc, Mutex};

use aws_smithy_runtime::client::orchestrator::operation::Operation;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::interceptors::context::{Input, InterceptorContext};
use aws_smithy_runtime_api::client::interceptors::{
    disable_interceptor, dyn_dispatch_hint, known_hooks,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse, OrchestratorError};
use aws_smithy_types::body::SdkBody;

use super::*;

/// Which hooks ran, of which interceptor.
type Noted = Arc<Mutex<Vec<(&'static str, &'static str)>>>;

/// Has every hook.
#[derive(Debug)]
struct Everything(Noted);

macro_rules! note {
    ($($hook:ident ($($context:tt)+);)+) => {$(
        fn $hook(
            &self,
            _: $($context)+<'_>,
            _: &RuntimeComponents,
            _: &mut ConfigBag,
        ) -> Result<(), BoxError> {
            self.0.lock().unwrap().push((self.name(), stringify!($hook)));
            Ok(())
        }
    )+};
}

impl Intercept for Everything {
    fn name(&self) -> &'static str {
        "Everything"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.lock().unwrap().push((self.name(), "read_before_execution"));
        Ok(())
    }

    note! {
        modify_before_serialization (&mut BeforeSerializationInterceptorContextMut);
        read_before_serialization (&BeforeSerializationInterceptorContextRef);
        read_after_serialization (&BeforeTransmitInterceptorContextRef);
        modify_before_retry_loop (&mut BeforeTransmitInterceptorContextMut);
        read_before_attempt (&BeforeTransmitInterceptorContextRef);
        modify_before_signing (&mut BeforeTransmitInterceptorContextMut);
        read_before_signing (&BeforeTransmitInterceptorContextRef);
        read_after_signing (&BeforeTransmitInterceptorContextRef);
        modify_before_transmit (&mut BeforeTransmitInterceptorContextMut);
        read_before_transmit (&BeforeTransmitInterceptorContextRef);
        read_after_transmit (&BeforeDeserializationInterceptorContextRef);
        modify_before_deserialization (&mut BeforeDeserializationInterceptorContextMut);
        read_before_deserialization (&BeforeDeserializationInterceptorContextRef);
        read_after_deserialization (&AfterDeserializationInterceptorContextRef);
        modify_before_attempt_completion (&mut FinalizerInterceptorContextMut);
        read_after_attempt (&FinalizerInterceptorContextRef);
        modify_before_completion (&mut FinalizerInterceptorContextMut);
        read_after_execution (&FinalizerInterceptorContextRef);
    }
}

/// Fails in its one hook, if it has words for that.
#[derive(Debug)]
struct First(Noted, Option<&'static str>);

#[dyn_dispatch_hint]
impl Intercept for First {
    fn name(&self) -> &'static str {
        "First"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.lock().unwrap().push((self.name(), "read_before_execution"));
        self.1.map_or(Ok(()), |words| Err(words.into()))
    }
}

/// As [`First`], under another name.
#[derive(Debug)]
struct Second(First);

#[dyn_dispatch_hint]
impl Intercept for Second {
    fn name(&self) -> &'static str {
        "Second"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.0.lock().unwrap().push((self.name(), "read_before_execution"));
        self.0.1.map_or(Ok(()), |words| Err(words.into()))
    }
}

#[derive(Debug)]
struct Empty;

impl HttpConnector for Empty {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = 200.try_into().unwrap();
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::empty())))
    }
}

fn bundle(first: Option<&'static str>, second: Option<&'static str>) -> (Bundle, Noted) {
    let noted = Noted::default();
    let first = First(Arc::clone(&noted), first);
    let second = Second(First(Arc::clone(&noted), second));
    (Bundle(vec![SharedInterceptor::new(first), SharedInterceptor::new(second)]), noted)
}

/// Runs the hook that a bundle has, and gives which interceptors ran and the error with its sources.
fn run(bundle: &Bundle, noted: &Noted, cfg: &mut ConfigBag) -> (Vec<&'static str>, String) {
    let context = InterceptorContext::new(Input::erase(()));
    let outcome = bundle.read_before_execution(&(&context).into(), cfg);
    let mut text = String::new();
    let mut error = outcome.as_ref().err().map(|error| &**error as &(dyn Error + 'static));
    while let Some(link) = error {
        text.push_str(&format!("{link}. "));
        error = link.source();
    }
    let ran = noted.lock().unwrap().iter().map(|(name, _)| *name).collect();
    (ran, text)
}

#[tokio::test]
async fn every_hook_is_run_once_and_in_order() {
    let noted = Noted::default();
    let bundle = Bundle::of([SharedInterceptor::new(Everything(Arc::clone(&noted)))].into_iter());
    let operation = Operation::builder()
        .service_name("service")
        .operation_name("operation")
        .endpoint_url("http://localhost")
        .http_client(http_client_fn(|_, _| SharedHttpConnector::new(Empty)))
        .no_auth()
        .no_retry()
        .interceptor(bundle)
        .serializer(|_: ()| Ok(HttpRequest::new(SdkBody::empty())))
        .deserializer(|_| Ok::<(), OrchestratorError<Failure>>(()))
        .build();
    operation.invoke(()).await.unwrap();
    let ran: Vec<_> = noted.lock().unwrap().iter().map(|(_, hook)| *hook).collect();
    assert_eq!(ran, known_hooks!());
}

#[test]
fn a_bundle_has_the_hooks_of_its_interceptors() {
    let (bundle, _) = bundle(None, None);
    assert_eq!(bundle.overridden_hooks(), OverriddenHooks::READ_BEFORE_EXECUTION);
    assert_eq!(Bundle(Vec::new()).overridden_hooks(), OverriddenHooks::none());
}

#[test]
fn all_run_whatever_fails_and_the_last_failure_is_told() {
    let both = vec!["First", "Second"];
    for (first, second, error) in [
        (None, None, ""),
        (Some("one"), None, "the interceptor `First` failed. one. "),
        (None, Some("two"), "the interceptor `Second` failed. two. "),
        (Some("one"), Some("two"), "the interceptor `Second` failed. two. "),
    ] {
        let (bundle, noted) = bundle(first, second);
        let ran = run(&bundle, &noted, &mut ConfigBag::base());
        assert_eq!(ran, (both.clone(), error.to_owned()));
    }
}

#[test]
fn what_is_disabled_does_not_run() {
    let (bundle, noted) = bundle(Some("one"), None);
    let mut cfg = ConfigBag::base();
    cfg.interceptor_state().store_put(disable_interceptor::<First>("a test"));
    assert_eq!(run(&bundle, &noted, &mut cfg), (vec!["Second"], String::new()));
}
