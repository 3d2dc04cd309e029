//! What the compiler says of generated code that does not go with the runtime.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod program;

use program::Program;

#[test]
fn a_crate_of_another_generation_does_not_compile_and_the_error_says_why() {
    let source = "armrest_runtime::codegen::generation!(0);\nuse armrest_runtime::codegen::Gone as _;\nfn main() {}\n";
    let errors = Program::new("other-generation", source).compile_error();
    let first = errors.lines().next().unwrap_or_default();
    assert!(first.starts_with("error: this crate was generated for generation 0 of armrest-runtime"), "{errors}");
    assert!(first.contains("generate the crate again with the armrest of the same release"), "{errors}");
}

#[test]
fn mismatched_types_have_plain_compile_errors() {
    let table = [
        (
            "field-without-an-entry",
            "#[derive(Default)] struct Key { pub name: Option<String>, pub id: Option<String> }
             armrest_runtime::codegen::model! { Key fields { \"name\" => name } }",
            "pattern requires `..` due to inaccessible fields",
        ),
        (
            "field-with-two-entries",
            "#[derive(Default)] struct Key { name: Option<String> }
             armrest_runtime::codegen::model! { Key fields { \"name\" => name } read_only { \"id\" => name } }",
            "identifier `name` is bound more than once",
        ),
        (
            "no-value",
            "fn f() { let _ = armrest_runtime::from_json::<std::time::Duration>(\"7\"); }",
            "`Duration` is not a type of values in JSON or XML",
        ),
        (
            "no-model",
            "fn f(headers: &azure_core::http::headers::Headers) { let _ = armrest_runtime::from_headers::<String>(headers); }",
            "`std::string::String` is not a generated model",
        ),
        (
            "no-parameter",
            "fn f(call: armrest_runtime::codegen::Call<'_>) { let _ = call.query(\"x\", vec![1]); }",
            "`Vec<{integer}>` cannot be sent in a path, a query, a header or a form",
        ),
        (
            "no-pages",
            "fn f<F: armrest_runtime::codegen::PageFormat>() {} fn g() { f::<azure_core::http::NoFormat>(); }",
            "the pages of a list cannot be read in the format `NoFormat`",
        ),
        (
            "no-format-of-values",
            "fn f() { let _ = armrest_runtime::value::to_content::<_, azure_core::http::NoFormat>(&7); }",
            "`NoFormat` is not a format of values in JSON",
        ),
        (
            "sealed",
            "struct Own; impl armrest_runtime::ErrorExt for Own {}",
            "the trait bound `Own: armrest_runtime::sealed::Sealed` is not satisfied",
        ),
    ];
    for (name, source, expected) in table {
        let errors = Program::new(name, &format!("#![allow(dead_code)]\n{source}\nfn main() {{}}\n")).compile_error();
        assert!(errors.contains(expected), "{name}: {errors}");
    }
}
