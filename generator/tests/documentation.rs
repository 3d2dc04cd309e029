//! What of a description's words reaches the documentation of the generated crate.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use armrest::{Outcome, disk::Disk, generate, load::Input, plan::Settings};
use std::{fmt::Write, fs};

/// What comes of a description.
fn outcome(text: &str) -> Outcome {
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("service.yaml");
    fs::write(&input, text).expect("a file");
    let settings = Settings { tests: true, ..Settings::default() };
    generate(&Input { paths: vec![input], ..Input::default() }, &settings, &Disk)
}

/// The text of a file that comes of a description.
fn generated(text: &str, path: &str) -> String {
    let outcome = outcome(text);
    let found: Vec<String> = outcome.diagnostics.iter().map(|finding| finding.message.clone()).collect();
    assert_eq!(found, Vec::<String>::new());
    let files = outcome.files.expect("files");
    files.into_iter().find(|file| file.path == path).expect("the file").text
}

#[track_caller]
fn assert_has(text: &str, part: &str) {
    assert!(text.contains(part), "no\n{part}\nin\n{text}");
}

const LOCKERS: &str = "
swagger: '2.0'
info: { title: Lockers, version: '2026-03-01', description: 'Keeps things, e.g. hats. More words.' }
host: management.azure.com
externalDocs: { url: https://lockers.example/docs }
parameters:
  hall:
    name: hall
    in: path
    required: true
    type: string
    description: The hall, e.g. `north`. It is where the locker is, and halls have names of one word, such as the four quarters.
    minLength: 2
  version: { name: api-version, in: query, required: true, type: string }
paths:
  /halls/{hall}/lockers:
    get:
      operationId: Lockers_Find
      externalDocs: { url: https://lockers.example/find, description: 'Finding [lockers]' }
      parameters:
        - $ref: '#/parameters/hall'
        - $ref: '#/parameters/version'
        - { name: colors, in: query, required: true, type: array, items: { type: string, maxLength: 9, pattern: '^[a-z]+$' }, minItems: 1, maxItems: 1 }
        - { name: top, in: query, type: integer, format: int32, default: 20, minimum: 1, maximum: 50 }
        - { name: old, in: query, type: string, deprecated: true }
      responses: { '200': { description: One., schema: { $ref: '#/definitions/Locker' } } }
definitions:
  Locker:
    type: object
    required: [code, size]
    externalDocs: { url: 'javascript:alert(1)' }
    properties:
      code: { type: string, minLength: 4, maxLength: 4, description: The code, example: '0000' }
      size: { type: number, minimum: 0, exclusiveMinimum: true, multipleOf: 0.5, readOnly: true }
      note: { type: string, maxLength: 1, default: '' }
      tags: { type: array, uniqueItems: true, minItems: 2, items: { $ref: '#/definitions/Tag' } }
      owner: { type: string, x-ms-mutability: [create, read], externalDocs: { url: https://lockers.example/owner } }
      lock: { type: string, x-ms-mutability: [update] }
      gone: { type: string, x-ms-deprecation: 2027-01-01, x-nullable: true }
      color: { type: string, enum: [red, blue], x-ms-enum: { name: Color, values: [{ value: red, deprecated: true }, { value: blue }] } }
  Tag: { type: string, pattern: '`x`' }
";

#[test]
fn fields_document_their_properties() {
    let models = generated(LOCKERS, "src/models.rs");
    let fields = [
        "    /// The code. Required. Exactly 4 characters. Example: `0000`.\n    pub code:",
        "    /// The property `size`. Required. More than 0. A multiple of 0.5. Read-only.\n    pub size:",
        "    /// The property `note`. Default: (empty). At most 1 character.\n    pub note:",
        "    /// The property `tags`. At least 2 items. Items are unique. Each item: Pattern: `` `x` ``.\n    pub tags:",
        "    /// The property `owner`. Only set on creation. See <https://lockers.example/owner>.\n    pub owner:",
        "    /// The property `lock`. Only set on update. Never returned.\n    pub lock:",
        "    /// The property `gone`. Deprecated: `2027-01-01`. May be null.\n    #[deprecated]\n    pub gone:",
        "    /// `red`\n    #[deprecated]\n    Red,",
        "    /// `blue`\n    Blue,",
    ];
    for field in fields {
        assert_has(&models, field);
    }
    assert!(!models.contains("javascript"), "{models}");
}

#[test]
fn arguments_document_their_parameters() {
    let client = generated(LOCKERS, "src/clients/lockers_lockers_client.rs");
    assert_has(
        &client,
        "/// * `colors` - The parameter. Exactly 1 item. Each item: At most 9 characters. Each item: Pattern:",
    );
    assert_has(&client, "See [Finding \\[lockers\\]](https://lockers.example/find).");
    let options = generated(LOCKERS, "src/models/options.rs");
    assert_has(&options, "/// The parameter. Default: `20`. From 1 to 50.\n    pub top:");
    assert_has(&options, "/// The parameter.\n    #[deprecated]\n    pub old:");
    let library = generated(LOCKERS, "src/lib.rs");
    assert_has(&library, "//! Keeps things, e.g. hats. More words. See <https://lockers.example/docs>.\n");
    assert_has(&library, "#![allow(deprecated)]\n");
}

#[test]
fn constructors_document_their_arguments() {
    let client = generated(LOCKERS, "src/clients/lockers_client.rs");
    let text = "    /// * `hall` - The hall, e.g. `north`. It is where the locker is, and halls have names of one word, such as the\n    \
                ///   four quarters. At least 2 characters.\n";
    assert_has(&client, text);
}

#[test]
fn the_crate_says_which_features_it_has() {
    let mut text =
        "swagger: '2.0'\ninfo: { title: Halls, version: '1' }\nhost: management.azure.com\npaths:\n".to_owned();
    for group in ["A", "B", "C", "D", "E", "F", "G", "North Wing"] {
        let path = group.replace(' ', "");
        writeln!(
            text,
            "  /{path}: {{ get: {{ operationId: '{group}_Get', responses: {{ '204': {{ description: Done. }} }} }} }}"
        )
        .expect("a text");
    }
    let library = generated(&text, "src/lib.rs");
    assert_has(&library, "//! # Features\n");
    assert_has(
        &library,
        "//! * `north-wing` - `HallsClient::get_north_wing_client`: the operations of the group `North Wing`.\n",
    );
    assert_has(&library, "#![cfg_attr(docsrs, feature(doc_cfg))]\n");
    let client = generated(&text, "src/clients/halls_client.rs");
    assert_has(&client, "/// Each operation group has a feature: see the [crate's documentation](crate#features).\n");
    let manifest = generated(&text, "Cargo.toml");
    assert_has(&manifest, "[package.metadata.docs.rs]\nall-features = true\n");
}

const FILTERED: &str = "
swagger: '2.0'
info: { title: Lockers, version: '2026-03-01' }
host: management.azure.com
paths:
  /lockers:
    get:
      operationId: Lockers_List
      parameters:
        - { name: $filter, in: query, type: string, description: Which lockers. }
        - { name: api-version, in: query, required: true, type: string }
      x-ms-odata: '#/definitions/LockerFilter'
      responses: { '200': { description: The number of lockers., schema: { type: integer } } }
definitions:
  Shared: { type: object, properties: { openSince: { type: string, format: date-time } } }
  LockerFilter:
    allOf: [{ $ref: '#/definitions/Shared' }]
    type: object
    properties:
      state: { type: string }
      properties: { type: object, properties: { hall: { type: string }, size: { $ref: '#/definitions/Size' } } }
      labels: { type: object, additionalProperties: { type: string } }
  Size: { type: object, properties: { width: { type: integer } } }
";

#[test]
fn a_filter_says_over_what_it_is() {
    let options = generated(FILTERED, "src/models/options.rs");
    assert_has(
        &options,
        "    /// Which lockers.
    ///
    /// An OData expression. Its schema has `openSince`, `state`, `properties/hall`, `properties/size`, `labels`.
    pub filter: Option<String>,
",
    );
}

#[test]
fn only_the_words_are_left_out_with_an_unusable_odata_keyword() {
    let mended = |from: &str, to: &str| {
        let outcome = outcome(&FILTERED.replace(from, to));
        let found: Vec<String> =
            outcome.diagnostics.iter().map(|own| format!("{:?}: {}", own.severity, own.message)).collect();
        (found, outcome.files.expect("files").iter().all(|file| !file.text.contains("OData")))
    };
    let nowhere = mended("LockerFilter'", "Filter'");
    let message =
        "Warning: ignoring `x-ms-odata`: `#/definitions/Filter`: there is no `definitions/Filter` in service.yaml";
    assert_eq!(nowhere, (vec![message.to_owned()], true));
    let no_text = mended("'#/definitions/LockerFilter'", "true");
    assert_eq!(no_text, (vec!["Warning: ignoring `x-ms-odata`: expected a reference".to_owned()], true));
    let no_filter = mended("name: $filter", "name: $search");
    let message = "Warning: ignoring `x-ms-odata`: there is no query parameter `$filter`";
    assert_eq!(no_filter, (vec![message.to_owned()], true));
}
