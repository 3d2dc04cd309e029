use std::fmt;

/// The options of a method whose operation has no optional parameters: only azure_core's own, such as
/// `ClientMethodOptions`.
#[derive(Clone, Default)]
pub struct NoParameters<O> {
    /// azure_core's options for this kind of method.
    pub method_options: O,
}

impl<O: fmt::Debug> fmt::Debug for NoParameters<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoParameters").field("method_options", &self.method_options).finish()
    }
}
