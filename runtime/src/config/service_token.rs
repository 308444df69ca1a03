//! Bearer tokens that the environment has for one service, such as `AWS_BEARER_TOKEN_BEDROCK`.

use std::sync::Arc;

use aws_credential_types::credential_feature::AwsCredentialFeature;
use aws_smithy_runtime_api::client::auth::http::HTTP_BEARER_AUTH_SCHEME_ID;
use aws_smithy_runtime_api::client::identity::{Identity, SharedIdentityResolver};
use aws_smithy_types::config_bag::Layer;
use aws_types::service_config::ServiceConfigKey;

use super::{AuthSchemePreference, SdkConfig, Settings, Token};

/// Services whose token is looked for, by the name that is signed for: those of the official clients.
const SIGNING_NAMES: [&str; 1] = ["bedrock"];

/// Where the token of a service is looked up, and which settings of code it does not replace.
#[derive(Clone)]
pub(crate) struct ServiceTokens {
    config: Arc<SdkConfig>,
    pub(super) keeps_provider: bool,
    pub(super) keeps_preference: bool,
}

impl ServiceTokens {
    /// Takes an `SdkConfig`, if it knows the environment.
    #[inline]
    pub(super) fn of(config: &SdkConfig) -> Option<Self> {
        config.service_config()?;
        Some(Self {
            keeps_provider: config.get_origin("token_provider").is_client_config(),
            keeps_preference: config.get_origin("auth_scheme_preference").is_client_config(),
            config: Arc::new(config.clone()),
        })
    }

    /// Gives the same for a layer of settings above.
    #[inline]
    pub(super) fn below(mut self, above: &Settings) -> Self {
        self.keeps_provider |= above.token_provider.is_some();
        self.keeps_preference |= above.auth_scheme_preference.is_some();
        self
    }

    /// Sets the token of the service with this signing name, if there is one, and prefers it to credentials.
    #[inline]
    pub(super) fn apply(&self, signing_name: Option<&str>, settings: &mut Settings) {
        let Some(name) = signing_name.filter(|name| SIGNING_NAMES.contains(name)) else { return };
        let Some(token) = self.token_of(name) else { return };
        if !self.keeps_preference {
            let preference = AuthSchemePreference::from([HTTP_BEARER_AUTH_SCHEME_ID]);
            settings.auth_scheme_preference = Some(preference);
        }
        if !self.keeps_provider {
            // What the user agent then says.
            let mut features = Layer::new("service token");
            features.store_append(AwsCredentialFeature::BearerServiceEnvVars);
            let identity = Identity::builder().data(token).property(features.freeze()).build();
            settings.token_provider = identity.ok().map(SharedIdentityResolver::new);
        }
    }

    #[inline]
    fn token_of(&self, name: &str) -> Option<Token> {
        // The profile has no such setting.
        let key = ServiceConfigKey::builder().service_id(name).env("AWS_BEARER_TOKEN").profile("");
        let token = self.config.service_config()?.load_config(key.build().ok()?)?;
        Some(Token::new(token, None))
    }
}
