import test from 'ava';
import type { Language } from '../../core/language.ts';
import { defaultTurnSettings } from '../turn-settings.ts';
import { claimsFloor } from './claims-floor.ts';
import { judge } from './index.ts';

function pauseMs(text: string, settings: Partial<typeof defaultTurnSettings>): number {
  const understanding = { intent: 'unknown', slots: {} } as const;
  return judge({
    text,
    understanding,
    language: 'en',
    expects: 'open',
    hasPaused: false,
    settings: { ...defaultTurnSettings, ...settings },
  }).pauseMs;
}

test('no words end a turn after less silence than the least', (t) => {
  t.is(pauseMs('i have a leak', { leastPauseMs: 900 }), 900);
});

test('no words are waited behind for more than the most', (t) => {
  t.is(pauseMs('wait', {}), defaultTurnSettings.mostPauseMs);
  t.is(pauseMs('wait', { mostPauseMs: 1_000 }), 1_000);
  t.is(pauseMs('my number is', { mostPauseMs: 1_000 }), 1_000);
});

const claims = test.macro<[Language, string, boolean]>({
  exec(t, language, text, expected) {
    t.is(claimsFloor(text, language), expected);
  },
  title: (_, language, text, expected) => `${language}: "${text}" ${expected ? 'claims' : 'does not claim'} the floor`,
});

for (const text of ['non', 'stop', 'non non', 'mais']) test(claims, 'fr', text, true);
for (const text of ['', 'oui', 'nom', 'en']) test(claims, 'fr', text, false);
for (const text of ['no', 'stop', 'no wait', 'but']) test(claims, 'en', text, true);
for (const text of ['', 'yes', 'know', 'there']) test(claims, 'en', text, false);
