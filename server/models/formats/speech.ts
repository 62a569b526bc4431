import { exists } from '../install/replace.ts';

/** The acoustic model in the two layouts that libvosk knows. */
export async function isSpeechModel(folder: string): Promise<boolean> {
  return (await exists(`${folder}/am/final.mdl`)) || (await exists(`${folder}/final.mdl`));
}
