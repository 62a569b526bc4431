/** Numbers of each phoneme, as in the voice's `phoneme_id_map`. */
export type PhonemeIdMap = Readonly<Record<string, readonly number[]>>;

/** Piper's marks: the beginning, the end, and the pad after each phoneme. */
export const begin = '^';
export const end = '$';
export const pad = '_';

/**
 * Phonemes as the numbers that a voice was trained on: `^ _ (p _)* $`, characters decomposed (NFD), those unknown to the voice left out
 * (piper-phonemize, phoneme_ids.cpp).
 */
export function phonemeIds(phonemes: string, map: PhonemeIdMap): number[] {
  const padding = map[pad] ?? [];
  const ids = [...(map[begin] ?? []), ...padding];
  for (const phoneme of phonemes.normalize('NFD')) {
    const own = Object.hasOwn(map, phoneme) ? map[phoneme] : undefined;
    if (own) ids.push(...own, ...padding);
  }
  ids.push(...(map[end] ?? []));
  return ids;
}

/** What espeak-ng writes, without its marks of a change of language, "(en)". */
export function withoutLanguageFlags(ipa: string): string {
  return ipa.replace(/\([a-z][a-z0-9-]*\)/g, '');
}
