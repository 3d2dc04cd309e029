use azure_core::fmt::SafeDebug;

/// The options of a method whose operation has no optional parameters: only azure_core's own, such as
/// `ClientMethodOptions`.
#[derive(Clone, Default, SafeDebug)]
pub struct NoParameters<O> {
    /// azure_core's options for this kind of method.
    pub method_options: O,
}
