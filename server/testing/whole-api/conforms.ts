import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Answer, Door, OpenApi, Received, Schema } from './contract.ts';

/** Holds values and answers against the document as a client would read it: the schemas stay where they are, so that a reference that leads nowhere is found. */
export class Conformance {
  readonly #document: OpenApi;
  readonly #ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true, validateFormats: true });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: OpenApi) {
    this.#document = document;
    formats.default(this.#ajv);
    this.#ajv.addFormat('base64url', /^[A-Za-z0-9_-]*$/);
    // Where references lead to; it checks nothing itself.
    this.#ajv.addKeyword('components');
  }

  /** What is wrong with a value, or nothing. `pointer`: of the schema in the document (RFC 6901). */
  faults(pointer: string, schema: Schema, value: unknown): string[] {
    let validate = this.#compiled.get(pointer);
    if (!validate) this.#compiled.set(pointer, (validate = this.#ajv.compile(this.#rooted(schema))));
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  }

  /** Each way in which an answer is not as the document says. `default` documents nothing: every status has to be named. */
  answerFaults({ name, operation }: Door, { status, headers, text }: Received): string[] {
    const documented = this.#resolved(operation.responses[String(status)]);
    if (!documented) return [`the status ${status} is not documented: ${text.slice(0, 200)}`];
    const missing = Object.entries(documented.headers ?? {}).flatMap(([header, { required, schema }]) => {
      const value = headers.get(header);
      if (value === null) return required ? [`the header ${header} is missing`] : [];
      return this.faults(`${name} ${status} ${header}`, schema, schema.type === 'integer' ? Number(value) : value).map(
        (fault) => `${header}: ${fault}`,
      );
    });
    return [...missing, ...this.#bodyFaults(`${name} ${status}`, documented, headers.get('content-type'), text)];
  }

  #bodyFaults(place: string, { content }: Answer, type: string | null, text: string): string[] {
    if (!content) return text === '' ? [] : ['a body where none is documented'];
    const [expected = '', { schema } = {}] = Object.entries(content)[0] ?? [];
    // A parameter of the type, such as its charset, is no other type.
    if (bare(type ?? '') !== bare(expected)) return [`the type is ${type}, not ${expected}`];
    if (!schema || !/json$/.test(bare(expected))) return [];
    return this.faults(place, schema, JSON.parse(text)).map((fault) => `the body: ${fault}`);
  }

  #resolved(answer: Answer | { $ref: string } | undefined): Answer | undefined {
    if (!answer || !('$ref' in answer)) return answer;
    return this.#document.components.responses[answer.$ref.replace('#/components/responses/', '')];
  }

  /** The schema with the components that it may refer to, at the place where the document has them. */
  #rooted(schema: Schema): Schema {
    return { allOf: [schema], components: { schemas: this.#document.components.schemas } };
  }
}

const bare = (type: string) => type.split(';')[0]?.trim() ?? '';
