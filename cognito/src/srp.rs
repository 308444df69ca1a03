//! The Secure Remote Password protocol as Cognito speaks it.
