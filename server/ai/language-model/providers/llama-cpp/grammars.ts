import type { JsonSchema } from '../../contract.ts';

/** Grammars are made once for each schema; one that could not be made is tried again. */
export class Grammars<Grammar> {
  readonly #make: (schema: JsonSchema) => Promise<Grammar>;
  readonly #made = new Map<string, Promise<Grammar>>();

  constructor(make: (schema: JsonSchema) => Promise<Grammar>) {
    this.#make = make;
  }

  of(schema: JsonSchema): Promise<Grammar> {
    const key = JSON.stringify(schema);
    const known = this.#made.get(key);
    if (known) return known;
    const made = this.#make(schema);
    this.#made.set(key, made);
    made.catch(() => this.#made.delete(key));
    return made;
  }
}
