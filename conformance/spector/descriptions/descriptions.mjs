// Compiles Spector's specifications to OpenAPI 2.0 with Microsoft's emitter, and adds to each operation the requests and
// responses of the mock API as `x-ms-examples`.
//
// node descriptions.mjs BASE_URL SCENARIO…: run in the folder of `node_modules`; writes `descriptions/NAME.json`, and the
// examples to `descriptions/examples/`. BASE_URL is what the server's links begin with; the scenarios get no examples.

import { compile, NodeHost } from "@typespec/compiler";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { addExamples } from "./examples.mjs";

const PACKAGES = ["@typespec/http-specs", "@azure-tools/azure-http-specs"];
const EMITTER = "@azure-tools/typespec-autorest";
const INLINE = path.resolve("inline-common-types.mjs");
const OPTIONS = {
  "emit-lro-options": "all",
  "use-read-only-status-schema": true,
  "omit-unreachable-types": false,
};
const OUT = path.resolve("descriptions");

/** The TypeSpec files to compile of a specification: the client's, and that of an older client. */
function entries(folder) {
  const own = ["client.tsp", "main.tsp"].find((name) => fs.existsSync(path.join(folder, name)));
  return fs.existsSync(path.join(folder, "old.tsp")) ? [own, "old.tsp"] : [own];
}

/** The OpenAPI files of a TypeSpec file; none if it cannot be said in OpenAPI 2.0. */
async function emit(file, out) {
  const options = { [EMITTER]: { ...OPTIONS, "emitter-output-dir": out } };
  const program = await compile(NodeHost, path.resolve(file), { emit: [INLINE, EMITTER], outputDir: out, options });
  const error = program.diagnostics.find((finding) => finding.severity === "error");
  if (error) {
    console.error(`${file}: ${error.message}`);
    return [];
  }
  return fs.globSync("**/openapi.json", { cwd: out }).sort();
}

/** The name of a description: that of its specification, and of its service and api-version where there are several. */
function nameOf(specification, file, alone) {
  const inside = path.dirname(file).split(path.sep).filter((part) => ![".", "stable", "preview"].includes(part));
  const parts = [...specification.split(path.sep), ...(alone ? [] : inside)];
  return parts.join("-").replaceAll(/[^A-Za-z0-9]+/g, "-").toLowerCase();
}

const [, , baseUrl, ...left] = process.argv;
fs.rmSync(OUT, { recursive: true, force: true });
fs.mkdirSync(path.join(OUT, "examples"), { recursive: true });
for (const name of PACKAGES) {
  const root = path.join("node_modules", name);
  const specifications = fs.globSync("**/mockapi.ts", { cwd: path.join(root, "specs") }).map((file) => path.dirname(file));
  for (const specification of specifications.sort()) {
    const source = path.join(root, "specs", specification);
    const documents = [];
    for (const entry of entries(source)) {
      const old = entry === "old.tsp" ? ["old"] : [];
      const emitted = path.resolve("emitted", name, specification, ...old);
      fs.rmSync(emitted, { recursive: true, force: true });
      const files = await emit(path.join(source, entry), emitted);
      for (const file of files) {
        const json = JSON.parse(fs.readFileSync(path.join(emitted, file), "utf8"));
        documents.push({ name: nameOf([specification, ...old].join(path.sep), file, files.length === 1), json });
      }
    }
    const mock = await import(pathToFileURL(path.resolve(root, "dist/specs", specification, "mockapi.js")));
    const scenarios = Object.entries(mock.Scenarios).filter(([name]) => !left.includes(name));
    addExamples(documents, scenarios, baseUrl, path.join(OUT, "examples"));
    for (const { name, json } of documents) {
      fs.writeFileSync(path.join(OUT, `${name}.json`), `${JSON.stringify(json, null, 2)}\n`);
    }
  }
}
