import test, { type ExecutionContext } from 'ava';
import type { Language } from '../../core/language.ts';
import { languagePack } from './packs.ts';
import { heardEmail } from './spoken-email.ts';
import { tokenise } from './text.ts';

const hears = test.macro((t: ExecutionContext, language: Language, sentence: string, email?: string, rest?: string) => {
  const tokens = tokenise(sentence);
  const heard = heardEmail(sentence, tokens, languagePack(language));
  t.is(heard?.email, email);
  const left = heard ? tokens.filter((_, at) => at < heard.from || at >= heard.to) : [];
  t.is(left.map(({ word }) => word).join(' '), rest ?? '');
});

for (const [language, sentence, email, rest] of [
  ['fr', 'paul point durand arobase example point org', 'paul.durand@example.org'],
  ['fr', "mon adresse mail c'est paul point durand arobase example point org", 'paul.durand@example.org'],
  ['fr', 'vous pouvez m’écrire à contact arobase boulangerie tiret martin point example merci', 'contact@boulangerie-martin.example', 'merci'],
  ['fr', 'et mon e-mail est julie tiret du bas 75 arobase example point co point uk', 'julie_75@example.co.uk'],
  ['fr', 'mon mail : Paul.Durand@example.org, merci', 'Paul.Durand@example.org', 'merci'],
  ['fr', 'arobase example point org', undefined],
  ['fr', "c'est p a u l arobase example point org", undefined],
  ['fr', 'le point de vente est fermé', undefined],
  ['en', 'paul dot martin at example dot org', 'paul.martin@example.org'],
  ['en', "my email's info at martin hyphen bakery dot example", 'info@martin-bakery.example'],
  ['en', 'please write to paul underscore 7 at example dot co dot uk thanks', 'paul_7@example.co.uk', 'thanks'],
  ['en', 'i am at home', undefined],
  ['en', 'meet me at the office at ten', undefined],
] as readonly [Language, string, string | undefined, string?][])
  test(`${language}: ${sentence}`, hears, language, sentence, email, rest);
