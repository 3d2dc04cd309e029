// An emitter that emits nothing: it runs before Microsoft's, and lets that one emit Azure Resource Manager's common types
// with each description. Otherwise it refers to files that only Azure's repository of descriptions has.

const MARKS = ["$armCommonDefinition", "$armCommonParameter"];
const MARKED = ["armCommonDefinitions", "armCommonParameters"];

export function $onEmit({ program }) {
  for (const name of MARKED) {
    for (const type of program.stateMap(Symbol.for(`@azure-tools/typespec-azure-resource-manager.${name}`)).keys()) {
      type.decorators = type.decorators.filter(({ decorator }) => !MARKS.includes(decorator.name));
    }
  }
}
