//! What the compiler says of generated code that does not go with the runtime.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod program;

use program::Program;

#[test]
fn a_crate_of_another_generation_is_told_what_to_do() {
    let source = "armrest_runtime::codegen::generation!(0);\nuse armrest_runtime::codegen::Gone as _;\nfn main() {}\n";
    let errors = Program::new("other-generation", source).compile_error();
    let first = errors.lines().next().unwrap_or_default();
    assert!(first.starts_with("error: this crate was generated for generation 0 of armrest-runtime"), "{errors}");
    assert!(first.contains("generate the crate again with the armrest of the same release"), "{errors}");
}
