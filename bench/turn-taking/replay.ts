import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { CallerTurn } from './caller-turns.ts';
import type { Memory } from './remembering-library.ts';
import { type Scene, sceneOf } from './scene.ts';

/** What a run of the bench leaves in a folder for the next one: the scenes and the words that were heard in them. */
export class Replay {
  readonly #directory: string | undefined;
  #scenes = new Map<string, Scene>();
  #memory: Memory = new Map();
  #known = [0, 0];

  /** Without a directory nothing is kept. */
  constructor(directory: string | undefined) {
    this.#directory = directory;
  }

  get memory(): Memory {
    return this.#memory;
  }

  async load(): Promise<void> {
    this.#scenes = (await this.#read('scenes')) ?? this.#scenes;
    this.#memory = (await this.#read('words')) ?? this.#memory;
    this.#known = [this.#scenes.size, this.#memory.size];
  }

  async save(): Promise<void> {
    if (this.#scenes.size > this.#known[0]!) await this.#write('scenes', this.#scenes);
    if (this.#memory.size > this.#known[1]!) await this.#write('words', this.#memory);
  }

  async sceneOf(turn: CallerTurn): Promise<Scene> {
    const key = JSON.stringify(turn);
    const scene = this.#scenes.get(key) ?? (await sceneOf(turn));
    if (this.#directory) this.#scenes.set(key, scene);
    return scene;
  }

  async #read<T>(name: string): Promise<T | undefined> {
    if (!this.#directory) return undefined;
    try {
      return deserialize(await readFile(join(this.#directory, name))) as T;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return undefined;
    }
  }

  async #write(name: string, content: unknown): Promise<void> {
    if (!this.#directory) return;
    await mkdir(this.#directory, { recursive: true });
    const file = join(this.#directory, name);
    await writeFile(`${file}.new`, serialize(content));
    await rename(`${file}.new`, file);
  }
}
