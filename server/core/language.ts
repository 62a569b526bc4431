export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** Of a code with or without its country: "fr", "en-us", "fr_FR". Undefined for any other language. */
export function languageOf(code: string): Language | undefined {
  const [name] = code.toLowerCase().split(/[-_]/);
  return languages.find((language) => language === name);
}
