/// What is generated.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Form {
    /// A package: `Cargo.toml`, `src`, and what else it has.
    #[default]
    Package,
    /// A module of another crate: `mod.rs` and the modules below it. It has no features of its own, so all operation groups
    /// are there, and no tests.
    Module {
        /// Whether every model has `Serialize` and `Deserialize`.
        serde: bool,
    },
}

impl Form {
    /// What leads to the root of what is generated, from so many modules below it.
    pub(super) fn root(self, depth: usize) -> &'static str {
        match (self, depth) {
            (Self::Package, _) => "crate",
            (Self::Module { .. }, 1) => "super",
            (Self::Module { .. }, _) => "super::super",
        }
    }

    /// What leads from a client's file to the root.
    pub fn root_of_client(self) -> &'static str {
        self.root(2)
    }

    /// How the examples of the documentation are marked: those of a package are compiled.
    pub fn example_mark(self) -> &'static str {
        match self {
            Self::Package => "no_run",
            Self::Module { .. } => "ignore",
        }
    }
}
