//! Names that generated code needs for itself, and what a shape of that name is called instead.
//!
//! Keywords are no reason to rename a value: they are written `r#type`. The few that cannot be raw are.

/// Types that every module of the generated crate may use without a path:
/// Rust's prelude, and what the emitters import.
const TYPES: [&str; 42] = [
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "ErrorKind",
    "ErrorMetadata",
    "Fn",
    "From",
    "HashMap",
    "Hash",
    "Into",
    "IntoIterator",
    "Iterator",
    "ModeledError",
    "None",
    "Ok",
    "OpenDocument",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "ReadError",
    "Redacted",
    "Result",
    "Segment",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "Unhandled",
    "UnknownValue",
    "Validate",
    "Validator",
    "Vec",
];

/// What the file of a type imports that makes the map of a request.
pub const IMPORTED_WITH_KEYS: [&str; 2] = ["KeyRule", "Keys"];

/// Types that the client's module uses or exports besides the inputs and outputs of its operations.
const CLIENT_TYPES: [&str; 17] = [
    "Call",
    "CallFuture",
    "Client",
    "Config",
    "Core",
    "ExceededMaxWait",
    "FailureState",
    "FinalPoll",
    "HttpRequest",
    "HttpResponse",
    "OperationFailed",
    "PaginationStream",
    "Paginator",
    "RepeatedToken",
    "SdkConfig",
    "Waiter",
    "WaiterError",
];

/// Value names that cannot be raw identifiers.
const NEVER_RAW: [&str; 4] = ["crate", "self", "super", "_"];

/// Every keyword of the 2024 edition, strict and reserved.
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Modules that have a meaning of their own (`mod.rs`, `types::error`), the crates that files name,
/// and file names that Windows does not take.
const MODULES: [&str; 26] = [
    "mod",
    "error",
    "std",
    "tinsmith_runtime",
    "aux",
    "con",
    "nul",
    "prn",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
];

/// Associated functions that every structure or the client has.
const CONSTRUCTOR: &str = "new";
const CLIENT_METHODS: [&str; 4] = ["new", "from_conf", "config", "clone"];

/// What everything that can be cloned has without an import, and no other trait may have beside it.
const METHODS_OF_THE_PRELUDE: [&str; 3] = ["clone", "into", "try_into"];

/// What the error of every call answers itself; methods of the operation's error are behind them.
const QUESTIONS: [&str; 5] = [
    "is_construction_failure",
    "is_dispatch_failure",
    "is_response_error",
    "is_service_error",
    "is_timeout",
];

/// The type name for a shape, given its converted name.
pub fn type_name(name: String) -> String {
    if TYPES.contains(&name.as_str()) { format!("{name}Shape") } else { name }
}

/// The type name for the input, output or error of an operation.
pub fn operation_type_name(name: String) -> String {
    if CLIENT_TYPES.contains(&name.as_str()) { format!("{name}Shape") } else { type_name(name) }
}

/// The name for a type that an overlay names.
pub fn keyed_type_name(name: String) -> String {
    if IMPORTED_WITH_KEYS.contains(&name.as_str()) {
        format!("{name}Type")
    } else {
        type_name(name)
    }
}

/// The variant name for an enum or union member; `Unknown` is the open variant's.
pub fn variant_name(name: String) -> String {
    if matches!(name.as_str(), "Self" | "Unknown") { format!("{name}Value") } else { name }
}

/// The field name for a member: `new` is the constructor's, and setters bear the names of fields, as does what begins a value.
pub fn field_name(name: String) -> String {
    suffixed_if(&[CONSTRUCTOR], &NEVER_RAW, name)
}

/// The method name for an operation.
pub fn method_name(name: String) -> String {
    suffixed_if(&CLIENT_METHODS, &NEVER_RAW, name)
}

/// The name of the method that tells whether an error is this one.
pub fn question_name(name: String) -> String {
    suffixed_if(&QUESTIONS, &[], name)
}

/// The name of the method that sets a parameter of the endpoint rules: it is called on a builder that has these already.
pub fn setting_name(name: String, methods: &[&str]) -> String {
    if methods.contains(&name.as_str()) || METHODS_OF_THE_PRELUDE.contains(&name.as_str()) {
        format!("{name}_param")
    } else {
        suffixed_if(&[], &NEVER_RAW, name)
    }
}

/// The module name for a shape or operation.
pub fn module_name(name: String) -> String {
    suffixed_if(&MODULES, &NEVER_RAW, name)
}

/// Whether an identifier must be written `r#…`.
pub fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) && !NEVER_RAW.contains(&name) && name != "Self"
}

fn suffixed_if(reserved: &[&str], more: &[&str], name: String) -> String {
    if reserved.contains(&name.as_str()) || more.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}
