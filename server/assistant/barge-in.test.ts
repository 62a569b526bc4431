import test from 'ava';
import { silentHeard, type TurnEvent } from './turn-machine.ts';
import { assistant, floor, heard, run, silence, voice } from './turn-script.ts';
import { defaultTurnSettings as settings } from './turn-settings.ts';

/** The caller falls silent, and 160 ms later the recogniser tells what it was. */
const fallsSilent = (ms: number): TurnEvent[] => [...silence(160), { type: 'words-known' }, ...silence(ms - 160)];
const oui = heard('oui', settings.shortPauseMs, true);

test('the voice pauses as soon as somebody is heard for a moment', (t) => {
  t.deepEqual(run([assistant(), ...voice(settings.pauseVoiceMs - 20)]).effects, []);
  t.deepEqual(run([assistant(), ...voice(settings.pauseVoiceMs)]).effects, ['pause']);
});

test('sustained words stop the voice for good, and the interrupting sentence is then heard to its end', (t) => {
  const { effects } = run([assistant(), ...voice(240), heard('attendez'), ...voice(20), floor(), ...voice(300), ...silence(settings.normalPauseMs)]);
  t.deepEqual(effects, ['pause', 'interrupt', 'prepare', 'end-turn']);
});

test('the closures inside a word do not keep it from stopping the voice, coughs in a row do', (t) => {
  t.deepEqual(run([assistant(), ...voice(100), ...silence(40), heard('excuse'), ...voice(120)]).effects, ['pause', 'interrupt']);
  t.deepEqual(run([assistant(), ...voice(80), ...silence(200), ...voice(80), ...silence(200), ...voice(80)]).effects, []);
});

test('sound without a recognised word, or with a short one, stops the voice for good a little later', (t) => {
  t.deepEqual(run([assistant(), ...voice(640)]).effects, ['pause']);
  t.deepEqual(run([assistant(), ...voice(660)]).effects, ['pause', 'interrupt']);
  t.deepEqual(run([assistant(), ...voice(200), heard('au'), ...voice(440)]).effects, ['pause']);
  t.deepEqual(run([assistant(), ...voice(200), heard('au'), ...voice(460)]).effects, ['pause', 'interrupt']);
});

test('after a cough the voice goes on, and whatever word it was taken for is forgotten', (t) => {
  t.deepEqual(run([assistant(), ...voice(300), ...fallsSilent(300)]).effects, ['pause', 'ask-words']);
  t.deepEqual(run([assistant(), ...voice(300), ...fallsSilent(320)]).effects, ['pause', 'ask-words', 'resume', 'discard']);
  t.deepEqual(run([assistant(), ...voice(300), heard('there'), ...fallsSilent(900)]).effects, ['pause', 'ask-words', 'resume', 'discard']);
});

test('a yes that made the voice pause is still the answer, when the question ends behind it', (t) => {
  const overlapping = [assistant(), ...voice(300), ...silence(160), oui, { type: 'words-known' } as const, ...silence(160), ...silence(300)];
  t.deepEqual(run([...overlapping, floor('yes-no'), ...silence(20)]).effects, ['pause', 'ask-words', 'resume', 'end-turn']);
});

test('after a back-channel the voice goes on, even when it was first heard as another word', (t) => {
  const first = [assistant(), ...voice(200), heard('mon'), ...voice(200), ...silence(200)];
  t.deepEqual(run([...first, heard('mm', 260, true), { type: 'words-known' }, ...silence(120)]).effects, ['pause', 'ask-words', 'resume']);
});

test('a back-channel that is recognised in time does not even pause the voice', (t) => {
  t.deepEqual(run([assistant(), ...voice(140), oui, ...voice(300), ...silence(1000)]).effects, ['discard']);
});

test('one short word that claims the floor stops the voice when the caller waits behind it', (t) => {
  const stop: TurnEvent = {
    type: 'heard',
    heard: { ...silentHeard, text: 'stop', claim: 'stop', pauseMs: settings.normalPauseMs, claimsFloor: true },
  };
  const { effects } = run([assistant(), ...voice(240), stop, ...fallsSilent(320), floor(), ...silence(settings.normalPauseMs - 320)]);
  t.deepEqual(effects, ['pause', 'ask-words', 'interrupt', 'end-turn']);
});

test('a recogniser that is late is waited for, one that does not answer is not', (t) => {
  const late = [assistant(), ...voice(300), heard('enfant'), ...silence(600)];
  t.deepEqual(run(late).effects, ['pause', 'ask-words']);
  t.deepEqual(run([...late, heard('en'), { type: 'words-known' }, ...silence(20)]).effects, ['pause', 'ask-words', 'resume', 'discard']);
  t.deepEqual(run([...late, ...silence(300)]).effects, ['pause', 'ask-words', 'interrupt']);
});

test('a caller who goes on after "mm" interrupts', (t) => {
  t.deepEqual(
    run([assistant(), ...voice(200), oui, ...voice(100), ...silence(200), ...voice(200), heard('oui mais attendez'), ...voice(60)]).effects,
    ['pause', 'ask-words', 'interrupt'],
  );
});

test('a second false alarm in a turn takes longer to pause the voice, and a new turn begins afresh', (t) => {
  const cough = (ms: number) => [...voice(ms), ...fallsSilent(1000)];
  const afterOne = [assistant(), ...cough(settings.pauseVoiceMs)];
  t.deepEqual(run([...afterOne, ...cough(settings.pauseVoiceMs * 2 - 20)]).effects, ['pause', 'ask-words', 'resume', 'discard', 'discard']);
  t.deepEqual(run([...afterOne, ...voice(settings.pauseVoiceMs * 2)]).effects, ['pause', 'ask-words', 'resume', 'discard', 'pause']);
  t.deepEqual(run([...afterOne, assistant(), ...voice(settings.pauseVoiceMs)]).effects.length, 4);
  t.deepEqual(run([...afterOne, floor(), assistant(), ...voice(settings.pauseVoiceMs)]).effects.at(-1), 'pause');
});

test('noise that never ends does not hold the voice back for ever', (t) => {
  const flicker = Array.from({ length: 20 }, () => [...voice(60), ...silence(80)]).flat();
  const { effects } = run([assistant(), ...voice(settings.pauseVoiceMs), ...silence(100), ...flicker]);
  t.deepEqual(effects, ['pause', 'resume', 'discard']);
});

test('two back-channels in a row do not add up to an interruption', (t) => {
  const murmur = [...voice(140), oui, ...voice(260)];
  t.deepEqual(run([assistant(), ...murmur, ...silence(400), ...murmur, ...silence(400), ...murmur, ...silence(1000)]).effects, ['discard']);
});

test('a back-channel that goes on for long is an interruption', (t) => {
  t.deepEqual(run([assistant(), ...voice(140), oui, ...voice(580)]).effects, ['interrupt']);
});

test('a sentence that must be heard whole is neither cut nor paused', (t) => {
  t.deepEqual(run([assistant(true), ...voice(2000)]).effects, []);
});

test('a key stops a voice that is paused', (t) => {
  t.deepEqual(run([assistant(), ...voice(200), { type: 'key', key: '0' }]).effects, ['pause', 'interrupt']);
});
