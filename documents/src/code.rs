//! The one table of all kinds of findings: what each means, what to do, and perhaps an example. `armrest explain` and
//! docs/diagnostics.md show it.

use crate::near;
use std::fmt;

macro_rules! codes {
    ($($name:ident $code:literal $meaning:literal $remedy:literal $(=> $example:literal)?)*) => {
        /// A kind of finding.
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum Code {
            $(#[doc = $meaning] $name,)*
        }

        impl Code {
            /// All kinds, in the order of their names.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its name, in kebab case; it does not change.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// What it means.
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$name => $meaning,)*
                }
            }

            /// What to do.
            pub const fn remedy(self) -> &'static str {
                match self {
                    $(Self::$name => $remedy,)*
                }
            }

            /// A part of a description, in YAML, of which this is found.
            pub const fn example(self) -> Option<&'static str> {
                match self {
                    $($(Self::$name => Some(include_str!($example)),)?)*
                    _ => None,
                }
            }
        }
    };
}

codes! {
    BadFaults "bad-faults"
        "The file of `armrest mock --faults` is no script of faults, or names an operation that is not served."
        "Correct the script: docs/mock.md describes it."
    BadFolder "bad-folder"
        "The folder of the crate is the root of the file system, where no crate can be."
        "Name a folder for the crate with `--out`."
    BadManifest "bad-manifest"
        "`.armrest/manifest.json`, in which armrest records the files that it wrote, cannot be read: it was edited, or a newer \
         armrest wrote it. Nothing was written, because armrest cannot tell which files are its own."
        "Restore the file from version control, or use `--force`: files in the place of generated ones are moved to \
         `.armrest/replaced`."
    BadOverride "bad-override"
        "An override in `armrest.toml` changes nothing: nothing is at its location in the files that were read, or \
         what is there says already what the override sets. The description may have been corrected."
        "Correct the location, or remove the override."
    BadPackageName "bad-package-name"
        "The name of the package is not one that cargo and registries take, or it is the name of a crate or module that \
         generated code uses."
        "Name it with `--package-name`: at most 128 ASCII letters, digits, `-` and `_`, beginning with a letter."
    BadPattern "bad-pattern"
        "A pattern of `--include` or `--exclude` is not a glob, such as one with a `[` that is not closed."
        "Correct the pattern. `*` is any text, `?` any character, `[ab]` one of some characters, and `{a,b}` one of some \
         texts; a `\\` before one of these characters takes its meaning away."
    BadRename "bad-rename"
        "A rename in `armrest.toml` is of a model that does not exist, or to a name that no model can have, or that \
         two would have."
        "Use the model's name as the crate has it without renames, and a new name that is free."
    BrokenHost "broken-host"
        "The braces in the host, which hold the names of its parameters, are not in pairs."
        "Put each parameter's name in a pair of braces: `{account}.example.com`."
        => "code/broken-host.yaml"
    BrokenJson "broken-json"
        "The file is not JSON (RFC 8259), or is nested more than 200 levels deep. The message says what was expected where."
        "Correct the file at the location that is shown."
    BrokenParameter "broken-parameter"
        "A parameter is not complete: it has no name, no `in`, a name that no header can have, or it is a body \
         without a schema."
        "Complete the parameter: `name`, `in`, and a `type` or `schema`."
    BrokenProject "broken-project"
        "`armrest.toml` is not TOML, or has an unknown key, or a value of another type."
        "Correct it at the location that is shown; docs/project.md describes all keys, and docs/armrest.schema.json is a schema \
         for editors."
    BrokenReadme "broken-readme"
        "`input-file` in the `readme.md` of a package is not a path or a list of paths, or it is a URL: nothing is \
         read from the network."
        "Write each input as a path that is relative to the `readme.md`; download what is not there."
    BrokenResponse "broken-response"
        "A key in `responses` is neither a status code nor `default`."
        "Use a status code, `2XX`, `4XX`, `5XX` or `default`."
    BrokenYaml "broken-yaml"
        "The file is not YAML, or has what JSON does not have: several documents, a name that is not a text, the same name \
         twice; or it unfolds without end, by aliases or by more than 200 levels."
        "Correct the file at the location that is shown."
    ContradictingExample "contradicting-example"
        "An example does not agree with the description of its operation: a value is of another type, a required value is \
         missing, or a status is not described. The test that would have been generated from it is not, or tests less."
        "Correct the example, or the description. A service that really sends what the example shows needs the description \
         corrected; for null, there is `--nullable`."
    EnumValueOfAnotherType "enum-value-of-another-type"
        "A value of an `enum` does not have the `type` beside it. If it can be read as that type, it is; if not, it \
         is ignored."
        "Correct the value, or the `type`."
        => "code/enum-value-of-another-type.yaml"
    FilesInTheWay "files-in-the-way"
        "Where a generated file should be is a file that armrest did not write, or one that was edited since. Nothing was written."
        "Move the file, or use `--force`: files in the place of generated ones are moved to `.armrest/replaced`."
    FolderNotEmpty "folder-not-empty"
        "The folder of the crate holds other files, and armrest has never written to it. Nothing was written."
        "Name a new or empty folder with `--out`, or use `--force`: other files stay, and those in the place of generated ones \
         are moved to `.armrest/replaced`."
    IgnoredKeyword "ignored-keyword"
        "A keyword has a value that armrest cannot use, or is where it has no meaning. It is ignored, and the rest \
         is generated."
        "Correct the keyword, or remove it."
    ListOfItself "list-of-itself"
        "The items of a list are lists of the same schema. No Rust type is like that, so it becomes a list of any \
         value."
        "Put an object with a property between the list and its items."
        => "code/list-of-itself.yaml"
    MissingFile "missing-file"
        "A file does not exist: an input, or one that an input refers to."
        "Check the path. A partial checkout may lack the file."
    NestedTooDeep "nested-too-deep"
        "Lists or maps are nested in each other, or definitions extend others by `allOf`, more than 100 levels deep. \
         Compilers cannot follow that."
        "Put an object with properties between some of the levels: objects may be nested to any depth. Let \
         definitions extend fewer others."
    NoHost "no-host"
        "A description has no `host`. Its operations are sent to the host of the other inputs; if none has a host, \
         the client's constructor takes the endpoint."
        "Add a `host`, such as `management.azure.com`."
    NoHostTemplate "no-host-template"
        "`x-ms-parameterized-host` has no `hostTemplate`."
        "Add one, such as `{endpoint}`."
    NoInput "no-input"
        "No description was named."
        "Name a description file, or the `readme.md` of a package."
    NoItems "no-items"
        "`itemName` of `x-ms-pageable` names a list that the result does not have. A list whose name differs only in \
         letter case is used; if there is none, the operation is not paged."
        "Set `itemName` to the name of the list, or remove `x-ms-pageable`."
        => "code/no-items.yaml"
    NoNextLink "no-next-link"
        "`nextLinkName` names a property that the result does not have. A property whose name differs only in letter \
         case is read; if there is none, further pages are read only if the service sends the property anyway."
        "Set `nextLinkName` to the property that links to the next page, or declare it in the result's schema."
        => "code/no-next-link.yaml"
    NoNextOperation "no-next-operation"
        "`operationName` of `x-ms-pageable` does not name an operation that can get the next page. The link is followed as it is."
        "Set it to the ID of the operation that gets the next page, or remove it."
    NoOperationId "no-operation-id"
        "An operation has no `operationId`, from which its method is named."
        "Give it one, such as `Widgets_Get`."
    NoOperations "no-operations"
        "The description has no operations: the crate has a client without methods."
        "Check the inputs, or the tag."
    NoPackages "no-packages"
        "There is no `readme.md` of a package in the folder or below it."
        "Name a checkout of azure-rest-api-specs, or a folder of it."
    NoProject "no-project"
        "There is no `armrest.toml` in the current folder or above it."
        "Write one (docs/project.md), or name one with `--project`."
    NoResponses "no-responses"
        "An operation has no `responses`, so that it is not known which status is a success."
        "Describe at least one response."
    NoSuchPlace "no-such-place"
        "A location in `--nullable`, or in `nullable` of `armrest.toml`, does not exist, or is not a schema."
        "Name a schema, such as `file.json#/definitions/Series/properties/values/items`."
    NoTag "no-tag"
        "The `readme.md` has no inputs for the tag; or no tag was given and it has no default one; or a tag was given without a \
         `readme.md`."
        "Choose one of the tags with `--tag`; `armrest list path/to/readme.md --tags` shows them."
    NoTokenScope "no-token-scope"
        "A service outside Azure Resource Manager takes access tokens, and its description does not say for which scope. Clients \
         ask the service (its challenge in a 401 response), so the first request is sent twice."
        "Add a scope to `securityDefinitions` and `security`, or use `--token-scope`, if the service sends no challenge."
        => "code/no-token-scope.yaml"
    NotADescription "not-a-description"
        "An input that the `readme.md` names is not an OpenAPI description, such as a file of examples. It is ignored."
        "Remove it from `input-file`."
    NotASchema "not-a-schema"
        "Where a schema should be is a value that is no object."
        "Write a schema, such as `{\"type\": \"string\"}`."
    NotRust "not-rust"
        "A generated file would not be Rust. Nothing was written."
        "This is a defect of armrest: please report it with the description."
    NotServed "not-served"
        "`armrest mock` cannot listen on its address: the message has the system's reason."
        "Choose another port with `--port`, or 0 for a free one."
    NotSupported "not-supported"
        "armrest does not support this part of the description. The message says what is left out: a parameter, an \
         authentication scheme, a kind of paging, or the whole operation. The rest is generated."
        "See docs/coverage.md for what is supported. If you need it, please report it with the description."
    NotSwagger "not-swagger"
        "The file is not a description that armrest reads: OpenAPI 2.0, also called Swagger 2.0."
        "Use the OpenAPI 2.0 description of the service, or convert the file."
    NotText "not-text"
        "The file is not UTF-8 text, or is larger than 4 GiB."
        "Save the file as UTF-8."
    NotWritten "not-written"
        "A file of the crate could not be written: the message has the system's reason."
        "Correct the cause, such as a missing permission or a full disk, and run the command again."
    NothingSelected "nothing-selected"
        "`--exclude` leaves nothing of what `--include` selects."
        "Exclude less, or include more; `armrest list` shows what a filter selects."
    Nul "nul"
        "A text has the character NUL, which neither Rust's documentation nor HTTP can have."
        "Remove the character."
    OtherCredential "other-credential"
        "An operation is authenticated in another way than the others of its host. A client sends one credential to a host, so \
         this operation gets it too."
        "If the service refuses it, use a separate client for this operation, or correct `security`."
        => "code/other-credential.yaml"
    OutOfRange "out-of-range"
        "A value of an enumeration is too large for the format of its type. A wider integer is used."
        "Correct the value, or the format."
    OutsideRoot "outside-root"
        "A file is outside of the input's root, which armrest does not leave: the nearest folder named `specification` above the \
         input, else the input's own folder."
        "Name a higher folder with `--root`, if the file may be read."
    ReferenceCycle "reference-cycle"
        "A schema, response or parameter refers only to itself, so it says nothing; or a definition extends itself by `allOf`, \
         perhaps through others."
        "Refer to something that says what it is, or remove one of the references in `allOf`."
        => "code/reference-cycle.yaml"
    RepeatedDiscriminatorValue "repeated-discriminator-value"
        "Two types have the same value of a discriminator, so that it does not tell them apart. The second type is ignored."
        "Give each type a unique `x-ms-discriminator-value`."
        => "code/repeated-discriminator-value.yaml"
    RepeatedName "repeated-name"
        "An object in a file has the same name twice. The last value is used."
        "Remove one of them."
    RepeatedOperation "repeated-operation"
        "Two inputs describe the same operation, usually in several api-versions. The newest one is used."
        "Remove one of the inputs, or choose a tag with one api-version."
    RepeatedOperationId "repeated-operation-id"
        "Several operations have the same ID. All have methods: the second is named after its file or path too."
        "Give each operation a unique ID."
        => "code/repeated-operation-id.yaml"
    TooManyParameters "too-many-parameters"
        "An operation or a path has more than 1,000 parameters. Each is a call in a chain, which compilers read recursively."
        "Send an object as the body."
    TwoTypes "two-types"
        "A property is declared more than once, by a type and by those that it extends (`allOf`), with different \
         types. The last is used: in the order of `allOf`, then the type's own."
        "Use the same type, or rename one of the properties."
        => "code/two-types.yaml"
    UndeclaredParameter "undeclared-parameter"
        "The path or host has a `{parameter}` that no parameter declares, at least not in this spelling."
        "Declare the parameter, or use the same spelling in both."
        => "code/undeclared-parameter.yaml"
    UnknownCode "unknown-code"
        "No finding has this code."
        "Use one of the near codes that the message has; `armrest explain` lists all."
    UnknownFeature "unknown-feature"
        "`features.default` in `armrest.toml` names a feature that the package does not have."
        "Use the name of a feature: that of an operation group, as the package's documentation lists them, or `serde`."
    UnknownFinalState "unknown-final-state"
        "`final-state-via` has a value that has no meaning."
        "Use `azure-async-operation`, `location`, `original-uri` or `operation-location`."
        => "code/unknown-final-state.yaml"
    UnknownKeyword "unknown-keyword"
        "armrest does not know the keyword, and ignores it."
        "If it is spelled wrongly, correct it. If it matters to clients, please report it."
    UnmatchedPattern "unmatched-pattern"
        "A pattern of `--include` or `--exclude`, or the name of an operation, matches no operation. Patterns are compared with \
         operation IDs, groups, tags and paths, without regard to case."
        "Use one of the near names that the message has, or look for the operation with `armrest list` and `armrest search`."
    UnquotedText "unquoted-text"
        "A text in YAML is not quoted, and reads as a number, boolean or date. Its text is used."
        "Quote it."
        => "code/unquoted-text.yaml"
    UnreadableExample "unreadable-example"
        "The file of an example cannot be read. No test is generated from it; the crate is the same."
        "Correct the path, or the file."
    UnreadableFile "unreadable-file"
        "A file cannot be read: the message has the system's reason, or says that the file has more than 64 MiB."
        "Check the path and its permissions. Divide a description that is too long."
    UnresolvedReference "unresolved-reference"
        "A `$ref` leads nowhere: there is no such file, or nothing of that name in it; or it is a URL."
        "Correct the `$ref`, or add its target. It is a path that is relative to its own file, inside the root."
        => "code/unresolved-reference.yaml"
    UnusableDefault "unusable-default"
        "`x-ms-client-default` is not of the type of its parameter. It is ignored."
        "Correct the default, or the parameter's `type` and `format`."
        => "code/unusable-default.yaml"
    UnusableType "unusable-type"
        "A `type` does not exist in OpenAPI 2.0, or is `file` where no file can be."
        "Use string, number, integer, boolean, array or object; for bytes in JSON, a string of format `byte`."
    UnusedAllow "unused-allow"
        "`allow` in `armrest.toml` has a code that no warning of this crate has."
        "Remove it, so that a new warning of this kind is seen."
    UnusedParameter "unused-parameter"
        "A parameter of the path or host has no place in it. It is ignored."
        "Remove the parameter, or add it to the path."
        => "code/unused-parameter.yaml"
}

impl Code {
    /// The kind of a name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// What to use instead of a name that is no code's.
    pub fn instead_of(name: &str) -> String {
        let near = near::did_you_mean(name, Self::ALL.iter().map(|code| code.as_str()));
        near.unwrap_or_else(|| "`armrest explain` lists all codes".to_owned())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, name: &&str) -> bool {
        self.as_str() == *name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_its_texts_are_sentences() {
        assert!(Code::ALL.is_sorted_by(|one, other| one.as_str() < other.as_str()));
        for code in Code::ALL {
            assert_eq!(Code::find(code.as_str()), Some(*code));
            let name: String = format!("{code:?}").to_lowercase();
            assert_eq!(name, code.as_str().replace('-', ""), "the variant is called as the code");
            for text in [code.meaning(), code.remedy()] {
                assert!(text.ends_with('.') && !text.contains("  "), "{code}: {text}");
            }
        }
    }
}
