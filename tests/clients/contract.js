// contract - the document that the server gives of itself, and whether an answer is one that it speaks of.
//
//	const contract = new Contract(await (await fetch(url + "/api/v1/openapi.json")).json());
//	contract.hold(operation, reply, "admin: POST /api/v1/users");         // throws where the answer is not documented
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const Ajv = require("ajv/dist/2020.js").default;
const formats = require("ajv-formats").default;

const VERBS = ["get", "post", "put", "patch", "delete"];

function pointer(...parts) {
	return parts.map((part) => encodeURIComponent(String(part).replaceAll("~", "~0").replaceAll("/", "~1"))).join("/");
}

export class Contract {
	constructor(document) {
		this.document = document;
		this.ajv = new Ajv({ strict: "log", allErrors: true, validateFormats: true });
		formats(this.ajv);
		this.ajv.addVocabulary(["openapi", "info", "security", "paths", "components"]);
		this.ajv.addSchema(document, "wend");
		this.seen = new Map(); // operationId to the statuses that it gave
	}

	operations() {
		const all = [];
		for (const [path, verbs] of Object.entries(this.document.paths))
			for (const verb of VERBS)
				if (verbs[verb]) all.push({ ...verbs[verb], path, verb, method: verb.toUpperCase() });
		return all;
	}

	// A schema with its $ref followed.
	resolve = (schema) => {
		let found = schema;
		while (found?.$ref) found = this.document.components.schemas[found.$ref.split("/").at(-1)];
		return found;
	};

	schemaOfBody(operation) {
		return operation.requestBody?.content?.["application/json"]?.schema;
	}

	// The first type that it takes; undefined: none.
	typeOfBody(operation) {
		return Object.keys(operation.requestBody?.content ?? {})[0];
	}

	parameters(operation, place) {
		return (operation.parameters ?? []).filter((one) => one.in === place);
	}

	requests() {
		let all = 0;
		for (const statuses of this.seen.values()) for (const n of statuses.values()) all += n;
		return all;
	}

	check(operation, status, type, value) {
		const at = pointer("paths", operation.path, operation.verb, "responses", status, "content", type, "schema");
		const fits = this.ajv.getSchema(`wend#/${at}`);
		assert.ok(fits, `no schema at ${at}`);
		return fits(value) ? "" : this.ajv.errorsText(fits.errors);
	}

	hold(operation, reply, asked) {
		const said = `${asked} (${operation.operationId}): ${reply.status} ${reply.type} ${reply.body.toString().slice(0, 500)}`;
		const answer = operation.responses[reply.status];

		assert.notEqual(reply.status, 500, `a fault of the server: ${said}`); // 503, where it is documented, is none
		assert.ok(answer, `this status is not documented: ${said}`);
		this.#count(operation, reply.status);
		if (!answer.content) return this.#empty(reply, said);
		assert.ok(answer.content[reply.type], `this type is not documented: ${said}`);
		if (!reply.type.endsWith("json")) return undefined;
		const value = JSON.parse(reply.body.toString());
		const wrong = this.check(operation, reply.status, reply.type, value);
		assert.equal(wrong, "", `it does not fit its schema: ${said}`);
		if (reply.status >= 400) assert.equal(value.status, reply.status, said);
		return value;
	}

	// Headers that fit nowhere are answered by the library below, in its own words.
	#empty(reply, said) {
		if (reply.status !== 431) assert.equal(reply.body.length, 0, `documented without a body: ${said}`);
	}

	#count(operation, status) {
		const statuses = this.seen.get(operation.operationId) ?? new Map();
		statuses.set(status, (statuses.get(status) ?? 0) + 1);
		this.seen.set(operation.operationId, statuses);
	}
}
