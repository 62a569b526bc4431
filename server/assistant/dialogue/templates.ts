import type { Language } from '../../core/language.ts';
import { replies as en } from '../languages/en/replies.ts';
import { replies as fr } from '../languages/fr/replies.ts';
import type { Templates, WordReply } from './wording.ts';

const byLanguage: Readonly<Record<Language, Templates>> = { fr, en };

/** Words every reply by its template; when there are several, by how often it was said before. */
export const templates: WordReply = (key, values, language) => {
  const template = byLanguage[language][key];
  if (typeof template === 'function') return template(values);
  const chosen = template[Math.min(values.attempt ?? 0, template.length - 1)];
  return chosen ? chosen(values) : '';
};
