//! The one table of the names that generated code has of its own. A scope begins with those that it has, so that no
//! name of a description can be one of them. What `emit` prints itself is in it too: `tests/own_names.rs` compares.

/// A scope of generated code, or of its files, with names of the generator's own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reserved {
    /// Words that are names only where they are raw identifiers.
    Keywords,
    /// Words that are not even raw identifiers.
    NeverRaw,
    /// Packages that all code, or generated code, names, and what the tests import beside the package.
    Libraries,
    /// Features that each crate has, or that are modules of models.
    Features,
    /// Files that Windows does not have, whatever comes behind a dot.
    Devices,
    /// Modules of the crate.
    Modules,
    /// Modules of models, the packages that are named beside them, and `mod.rs`, which is the file of another.
    ModelModules,
    /// Others' types beside models and the options of methods.
    ModelTypes,
    /// Others' types, and their modules, beside the clients.
    ClientTypes,
    /// What the crate gives of the runtime.
    Exports,
    /// Variants of every enumeration and union.
    Variants,
    /// Methods of clients.
    ClientMethods,
    /// Methods that clients have by traits of the prelude: they could be called instead of one of the same name.
    Prelude,
    /// The fields of clients and of their options, and the arguments and variables of what makes a client.
    Connection,
    /// Arguments and variables of methods.
    Method,
    /// Arguments of closures in methods, which use nothing else: an argument of the name is not meant there.
    Closure,
    /// Fields of methods' options.
    MethodOptions,
    /// Arguments of the function in a method's example.
    Example,
    /// Functions and imports of the tests.
    Tests,
    /// Arguments and variables of the function that makes each test's client.
    TestClient,
    /// Variables of tests, which name nothing of the description there.
    Test,
    /// What the plan adds to scopes of descriptions' names: each is given last, and gives way to those.
    Given,
}

impl Reserved {
    /// All scopes.
    pub const ALL: [Self; 22] = [
        Self::Keywords,
        Self::NeverRaw,
        Self::Libraries,
        Self::Features,
        Self::Devices,
        Self::Modules,
        Self::ModelModules,
        Self::ModelTypes,
        Self::ClientTypes,
        Self::Exports,
        Self::Variants,
        Self::ClientMethods,
        Self::Prelude,
        Self::Connection,
        Self::Method,
        Self::Closure,
        Self::MethodOptions,
        Self::Example,
        Self::Tests,
        Self::TestClient,
        Self::Test,
        Self::Given,
    ];

    /// The names.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Keywords => &[
                "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
                "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
                "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
                "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
            ],
            Self::NeverRaw => &["crate", "self", "super", "Self", "_"],
            Self::Libraries => &[
                "alloc",
                "armrest_runtime",
                "azure_core",
                "azure_identity",
                "core",
                "futures",
                "mock",
                "models",
                "proc_macro",
                "serde",
                "serde_json",
                "std",
                "test",
                "tokio",
            ],
            Self::Features => &["default", "options", "serde", "wire"],
            Self::Devices => &["aux", "con", "nul", "prn"],
            Self::Modules => &["clients", "models"],
            Self::ModelModules => &["armrest_runtime", "azure_core", "mod", "models", "options", "std", "wire"],
            Self::ModelTypes => &[
                "Box",
                "ClientMethodOptions",
                "HashMap",
                "NoParameters",
                "OffsetDateTime",
                "Option",
                "PagerOptions",
                "PollerOptions",
                "RequestContent",
                "Result",
                "SafeDebug",
                "Secret",
                "Self",
                "String",
                "Value",
                "Vec",
            ],
            Self::ClientTypes => &[
                "Arc",
                "AsyncResponse",
                "ClientOptions",
                "CollectionFormat",
                "Connection",
                "ConnectionOptions",
                "Credential",
                "FinalState",
                "Method",
                "MonitorResult",
                "NextLink",
                "NoFormat",
                "OperationStatus",
                "Option",
                "PageablePoller",
                "Pager",
                "Poller",
                "RequestContent",
                "Response",
                "Result",
                "SafeDebug",
                "Secret",
                "Self",
                "String",
                "TokenCredential",
                "Url",
                "Vec",
                "format",
                "models",
            ],
            Self::Exports => &[
                "ArmAudience",
                "ConnectionOptions",
                "Continuation",
                "ErrorExt",
                "FormFile",
                "OperationStatus",
                "PageablePoller",
                "Pager",
                "Pages",
                "Poller",
                "XmlFormat",
                "from_headers",
                "from_json",
                "from_xml",
                "to_content",
                "to_json",
                "to_value",
                "to_xml",
                "value",
                "with_nulls",
            ],
            Self::Variants => &["UnknownValue"],
            Self::ClientMethods => &["connect", "endpoint", "new", "with_key", "with_password", "without_credential"],
            Self::Prelude => &["clone", "into", "try_into"],
            Self::Connection => &[
                "api_version",
                "client_options",
                "connection",
                "connection_options",
                "credential",
                "credentials",
                "key",
                "options",
                "package",
                "password",
                "user",
            ],
            Self::Method => &["options"],
            Self::Closure => &["values"],
            Self::MethodOptions => &["method_options"],
            Self::Example => &["client"],
            Self::Tests => &[
                "Method",
                "MockResponse",
                "RequestContent",
                "Result",
                "Server",
                "assert_decoded",
                "assert_items",
                "client",
                "decode",
                "mock",
                "models",
            ],
            Self::TestClient => &["options"],
            Self::Test => &["body", "client", "error", "items", "response", "result", "server"],
            Self::Given => {
                &["additional_properties", "all_other_properties", "content_type", "other_properties", "server"]
            }
        }
    }

    /// Whether a name is one of them.
    pub fn has(self, name: &str) -> bool {
        self.names().contains(&name)
    }
}
