import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ScriptedReply, writeScriptedModel } from '../ai/language-model/providers/llama-cpp/testing/scripted-model.ts';

/** Writes a model file that follows the script into a directory of its own. */
export function scriptedMind(replies: readonly ScriptedReply[]): { path: string; remove(): void } {
  const directory = mkdtempSync(join(tmpdir(), 'repondeur-scripted-mind-'));
  const path = join(directory, 'scripted.gguf');
  writeScriptedModel(path, replies);
  return { path, remove: () => existsSync(directory) && rmSync(directory, { recursive: true }) };
}
