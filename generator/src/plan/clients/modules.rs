//! The modules of models that only a few groups need, and their features.

use super::Part;
use crate::{
    api::{Api, Operation, TypeId},
    plan::{Client, Feature, Ident, Line, ModelModule, model_groups::ModelGroups},
};
use std::collections::{BTreeSet, HashMap};

/// What modules of models need.
#[derive(Debug, Default)]
pub(super) struct ModulesOfModels {
    pub(super) features: Vec<Feature>,
    pub(super) modules: Vec<ModelModule>,
    /// The module of each type that has one.
    pub(super) of_type: HashMap<TypeId, Ident>,
}

/// Plans the modules of models. The feature of a group turns on that of its module, and that the modules of what it
/// refers to.
pub(super) fn modules_of_models(api: &Api, parts: &[Part<'_>]) -> ModulesOfModels {
    let operations: Vec<&[&Operation]> = parts.iter().map(|part| part.group.operations.as_slice()).collect();
    let groups_of_types = ModelGroups::new(api, &operations);
    let enabled = |groups: BTreeSet<usize>| groups.into_iter().filter_map(|group| parts[group].models_feature.clone());
    let mut planned = ModulesOfModels::default();
    for (index, Part { group, client, models_feature }) in parts.iter().enumerate() {
        let Client { feature: Some(feature), models: Some(module), .. } = client else { continue };
        let (Some(models), Some(name)) = (models_feature, group.name) else { continue };
        let mut enables: BTreeSet<String> = enabled(groups_of_types.of_operations(&group.operations)).collect();
        enables.insert(models.clone());
        let enables = enables.into_iter().collect();
        planned.features.push(Feature { name: feature.clone(), enables, of_client: true });
        let enables: BTreeSet<String> = enabled(groups_of_types.of_references(api, index)).collect();
        let enables = enables.into_iter().collect();
        planned.features.push(Feature { name: models.clone(), enables, of_client: false });
        planned.modules.push(ModelModule {
            name: module.clone(),
            feature: models.clone(),
            client_feature: feature.clone(),
            docs: Line::from("Models and options of the group ").code(name).words(".").into(),
        });
    }
    planned.features.sort();
    let module = |id: &TypeId| Some((id.clone(), parts[groups_of_types.of(id)?].client.models.clone()?));
    planned.of_type = api.types.keys().filter_map(module).collect();
    planned
}
