/** As much of an OpenAPI 3.1 document as the tests of the whole API read. */
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Answer>; schemas: Record<string, Schema> };
}

export interface Operation {
  'x-permission': string;
  /** The path that this one is another name of. */
  'x-alias-of'?: string;
  /** Needs a proof of the last minutes; no API key does it. */
  'x-step-up'?: boolean;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, Answer | { $ref: string }>;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: Schema;
}

export interface Answer {
  headers?: Record<string, { required?: boolean; schema: Schema }>;
  content?: Record<string, { schema?: Schema }>;
}

/** JSON Schema 2020-12. */
export type Schema = { [keyword: string]: unknown };

/** One operation with its place in the document. */
export interface Door {
  /** "GET /api/v1/users/me/profile" */
  name: string;
  method: string;
  path: string;
  operation: Operation;
}

export function doorsOf({ paths }: OpenApi): Door[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

/** What a test sends. Path and query hold values before they are encoded. */
export interface Sent {
  path: Record<string, string>;
  query: [string, string][];
  headers: Record<string, string>;
  /** As it goes out; absent without a body. */
  body?: string | Uint8Array<ArrayBuffer> | undefined;
}

export interface Received {
  status: number;
  headers: Headers;
  text: string;
}
