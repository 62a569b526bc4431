import test from 'ava';
import { languages } from '../../core/language.ts';
import type { DialogueContext, DialogueEvent, DialogueState } from './contract.ts';
import { createDialogue, maxSteps } from './dialogue.ts';

const phrases: Readonly<Record<string, readonly string[]>> = {
  fr: [
    'oui',
    'non',
    '',
    'bonjour',
    "c'est urgent",
    'je veux un humain',
    'quels sont vos horaires',
    'combien ça coûte',
    'répétez',
    'zéro six',
    'non soixante-dix-huit pas soixante-huit',
    '06 12 34 56 78',
    'julie martin',
    "j'ai une fuite",
    'blabla',
    'je voudrais un rendez-vous',
    'parler à monsieur durand',
    'au numéro qui s’affiche',
    'pas martin morin',
    '😀',
    "'''",
    '+',
    'plus',
    '00 00 00',
    'double',
    'd comme',
    'a'.repeat(3000),
    'un '.repeat(400),
  ],
  en: [
    'yes',
    'no',
    '',
    'hello',
    "it's urgent",
    'i want a human',
    'when are you open',
    'how much is it',
    'say that again',
    'oh seven',
    'no seventy-eight not sixty-eight',
    '07911 123456',
    'peter wood',
    'i have a leak',
    'blah',
    'book me an appointment',
    'speak to mr harrison',
    'this number',
    'not martin morton',
    '😀',
    '"',
    '+',
    'plus',
    '0 0 0',
    'triple',
    'b for',
    'z'.repeat(3000),
    'one '.repeat(400),
  ],
};

/** A small generator with a seed (Numerical Recipes' constants), so that a failure can be played again. */
function randomFrom(seed: number): (below: number) => number {
  let value = seed;
  return (below) => {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0;
    return value % below;
  };
}

function anyEvent(random: (below: number) => number, said: readonly string[]): DialogueEvent {
  const kind = random(12);
  if (kind === 0) return { type: 'silence' };
  if (kind === 1) return { type: 'not-heard' };
  if (kind === 2) return { type: 'resume' };
  if (kind === 3) return { type: 'keyed', digits: ['0', '1', '2', '0612345678', '12', '99999999999999999999'][random(6)]! };
  return { type: 'said', text: said[random(said.length)]! };
}

for (const language of languages) {
  test(`${language}: whatever happens, a talk ends within its cap and never throws`, (t) => {
    const dialogue = createDialogue();
    const context: DialogueContext = {
      host: { name: 'Durand', language, country: language === 'fr' ? 'FR' : 'GB', timeZone: 'Europe/Paris', recordingNotice: false },
      callerNumber: null,
      now: new Date('2026-11-23T10:00:00Z'),
    };
    for (let seed = 1; seed <= 150; seed++) {
      const random = randomFrom(seed);
      const caller = { ...context, callerNumber: seed % 2 ? '+33145678901' : null };
      let state: DialogueState = dialogue.next(dialogue.initial(caller), { type: 'start' }, caller).state;
      let steps = 0;
      let over = false;
      while (!over && steps < 200) {
        const step = dialogue.next(state, anyEvent(random, phrases[language]!), caller);
        state = structuredClone(step.state);
        over = step.next.act !== 'listen';
        steps++;
        t.true(step.replies.length > 0 && step.replies.every((reply) => reply.text.trim() !== ''), `seed ${seed}: something is always said`);
      }
      t.true(over && steps <= maxSteps, `seed ${seed}: over after ${steps} steps`);
    }
  });
}
