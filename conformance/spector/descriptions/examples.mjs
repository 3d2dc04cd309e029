// The requests and responses of Spector's mock APIs as examples of OpenAPI 2.0 (`x-ms-examples`).

import { expandDyns } from "@typespec/spec-api";
import fs from "node:fs";
import path from "node:path";

const METHODS = ["get", "put", "post", "patch", "delete", "head", "options"];

/** What is called by scenarios written by hand: credentials, pages, polling, and what an example cannot compare or say. */
const BY_HAND = [
  /^Authentication_/,
  /Pag(e|ing|eable|ination)_/,
  /Lro/,
  /OptionalBody_p|OptionalBody$/,
  /ClientRequestId$/,
  /^Encode_Bytes_ResponseBody_base64url$/,
  /^Payload_ContentNegotiation_/,
  /^Payload_JsonMergePatch_update/,
];

/** Adds an example for each call of a scenario but those that are made by hand. */
export function addExamples(documents, scenarios, baseUrl, folder) {
  const operations = documents.flatMap(operationsOf);
  for (const [name, scenario] of scenarios) {
    if (BY_HAND.some((pattern) => pattern.test(name))) {
      continue;
    }
    scenario.apis.forEach((api, index) => {
      const call = callOf(api, baseUrl);
      const operation = call && operationFor(operations, call);
      if (operation) {
        const title = scenario.apis.length > 1 ? `${name} ${index + 1}` : name;
        const file = `${operation.document}.${title.replaceAll(/\W+/g, "_")}.json`;
        const example = { parameters: parametersOf(operation, call), responses: responsesOf(call) };
        fs.writeFileSync(path.join(folder, file), `${JSON.stringify(example, null, 2)}\n`);
        operation.json["x-ms-examples"] = { ...operation.json["x-ms-examples"], [title]: { $ref: `./examples/${file}` } };
      }
    });
  }
}

/** The operations of a description, each with its whole path as a pattern. */
function operationsOf({ name, json }) {
  const host = json["x-ms-parameterized-host"] ?? {};
  const template = (host.hostTemplate ?? "").replace(/^(https?:\/\/)?\{?[^/{}]*\}?/, "");
  const prefix = template.replace(/\/$/, "") + (json.basePath ?? "").replace(/\/$/, "");
  const resolve = (value) => (value.$ref ? pointed(json, value.$ref) : value);
  const paths = Object.entries({ ...json.paths, ...json["x-ms-paths"] });
  return paths.flatMap(([key, item]) => {
    delete item["x-ms-examples"];
    const [bare, query = ""] = key.split("?");
    return METHODS.filter((method) => item[method]).map((method) => {
      const own = item[method];
      // The emitted references lead to files that are not copied.
      delete own["x-ms-examples"];
      const parameters = [...(host.parameters ?? []), ...(item.parameters ?? []), ...(own.parameters ?? [])].map(resolve);
      return {
        document: name,
        version: json.info.version,
        json: own,
        method,
        parameters,
        query: new URLSearchParams(query),
        consumes: own.consumes ?? json.consumes ?? ["application/json"],
        resolve,
        ...patternOf(prefix + bare, parameters),
      };
    });
  });
}

function pointed(json, reference) {
  const names = reference.replace(/^#\//, "").split("/");
  return names.reduce((value, name) => value[decodeURIComponent(name).replaceAll("~1", "/").replaceAll("~0", "~")], json);
}

/** A path with `{names}` as a regular expression, the names, and how many characters of it are literal. */
function patternOf(template, parameters) {
  const names = [];
  let literal = 0;
  const parts = template.replace(/\/$/, "").split(/(\/?\{[^{}]*\})/).map((part) => {
    const [, slash, name] = /^(\/?)\{(.*)\}$/.exec(part) ?? [];
    if (name === undefined) {
      literal += part.length;
      return part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    }
    names.push(name);
    literal += slash.length;
    // Several segments, or none.
    const several = parameters.some((own) => own.in === "path" && own.name === name && own["x-ms-skip-url-encoding"]);
    return several ? `(?:${slash}(.*))?` : `${slash}([^/]*)`;
  });
  return { pattern: new RegExp(`^${parts.join("")}/?$`), names, literal };
}

/** A call of a mock API, its values resolved; none where its body is neither JSON nor text. */
function callOf(api, baseUrl) {
  const config = { baseUrl };
  const request = api.request ?? {};
  const given = request.pathParams ?? {};
  const uri = api.uri.replaceAll("\\:", "\0").replaceAll(/:(\w+)/g, (text, name) => given[name] ?? text);
  const [bare, query = ""] = uri.replaceAll("\0", ":").split("?");
  const body = bodyOf(request.body, config);
  const result = bodyOf(api.response.body, config);
  if (!body || !result || request.files) {
    return undefined;
  }
  const expand = (values) => expandDyns(values ?? {}, config);
  return {
    method: api.method,
    path: bare.split("/").map(decoded).join("/"),
    query: { ...Object.fromEntries(new URLSearchParams(query)), ...expand(request.query) },
    headers: lowerCase(expand(request.headers)),
    contentType: request.body?.contentType,
    body: body.value,
    status: api.response.status,
    result: result.value,
    resultHeaders: expand(api.response.headers),
  };
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function lowerCase(headers) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** A body as an example has it, none for bytes, XML and parts. */
function bodyOf(body, config) {
  if (body === undefined || body.rawContent === undefined) {
    return body?.kind || body?.streamChunks ? undefined : {};
  }
  if (Buffer.isBuffer(body.rawContent) || /xml|event-stream|jsonl|octet|image/.test(body.contentType)) {
    return undefined;
  }
  const text = typeof body.rawContent === "string" ? body.rawContent : body.rawContent.serialize(config);
  return { value: /json/.test(body.contentType) ? JSON.parse(text) : text };
}

/** The operation that makes a call, if any: of those whose path fits, the one that fits best, or else the newest. */
function operationFor(operations, call) {
  let fits = operations.filter((own) => own.method === call.method && own.pattern.test(call.path) && allows(own, call));
  const prefer = (points) => {
    const most = Math.max(...fits.map(points));
    fits = fits.filter((own) => points(own) === most);
  };
  prefer((own) => own.literal + [...own.query].length);
  prefer((own) => (call.contentType && own.consumes.includes(call.contentType) ? 1 : 0));
  prefer((own) => (own.version === call.query["api-version"] ? 1 : 0));
  prefer((own) => own.parameters.filter(({ name }) => name in call.query || name.toLowerCase() in call.headers).length);
  return fits.at(-1);
}

/** Whether an operation allows the call's values in its path, and has what its path's query says. */
function allows(operation, call) {
  const inPath = valuesIn(operation, call);
  const described = (name) => operation.parameters.find((own) => own.in === "path" && own.name === name);
  const values = operation.names.map((name, index) => described(name)?.enum?.includes(inPath[index]) ?? true);
  const literals = [...operation.query].filter(([, value]) => !/^\{.*\}$/.test(value));
  return values.every(Boolean) && literals.every(([name, value]) => String(call.query[name]) === value);
}

/** The values of the path's parameters, in the order of their names. */
function valuesIn(operation, call) {
  return operation.pattern.exec(call.path).slice(1).map((value) => value ?? "");
}

function parametersOf(operation, call) {
  const inPath = valuesIn(operation, call);
  const values = {};
  for (const parameter of operation.parameters) {
    const { name } = parameter;
    const value = {
      path: () => inPath[operation.names.indexOf(name)],
      query: () => call.query[name],
      header: () => call.headers[name.toLowerCase()],
      body: () => call.body,
    }[parameter.in]?.();
    if (value !== undefined) {
      values[name] = parameter.in === "body" ? value : typed(value, parameter, operation.resolve);
    }
  }
  return values;
}

const SEPARATORS = { csv: ",", ssv: " ", tsv: "\t", pipes: "|" };

/** A text of a URL or header as the value that its parameter describes. */
function typed(value, parameter, resolve) {
  if (parameter.type === "array") {
    const separator = SEPARATORS[parameter.collectionFormat ?? "csv"];
    const items = Array.isArray(value) ? value : separator ? String(value).split(separator) : [value];
    return items.map((item) => typed(item, resolve(parameter.items), resolve));
  }
  switch (parameter.type) {
    case "integer":
    case "number":
      return Number(value);
    case "boolean":
      return String(value) === "true";
    default:
      return String(value);
  }
}

function responsesOf(call) {
  const headers = Object.entries(call.resultHeaders).filter(([, value]) => value !== null);
  const response = headers.length > 0 ? { headers: Object.fromEntries(headers) } : {};
  if (call.result !== undefined) {
    response.body = call.result;
  }
  return { [call.status]: response };
}
