import test from 'ava';
import type { TurnEvent } from './turn-machine.ts';
import { assistant, faintSound, floor, heard, run, silence, voice } from './turn-script.ts';
import { defaultTurnSettings as settings } from './turn-settings.ts';

test('a sentence ends after the pause that its words ask for', (t) => {
  t.deepEqual(run([floor(), ...voice(600), heard('oui', 260), ...silence(240)]).effects, ['prepare']);
  t.deepEqual(run([floor(), ...voice(600), heard('oui', 260), ...silence(260)]).effects, ['prepare', 'end-turn']);
  t.deepEqual(run([floor(), ...voice(600), heard('mon numéro est le', 1300), ...silence(1280)]).effects, ['prepare', 'settle']);
  t.deepEqual(
    run([floor(), ...voice(600), heard('oui c’est', 1300), ...silence(settings.normalPauseMs), heard('oui c’est ça', 260), ...silence(20)]).effects,
    ['prepare', 'settle', 'prepare', 'end-turn'],
  );
});

test('a pause inside the sentence does not end it when the caller goes on', (t) => {
  t.deepEqual(run([floor(), ...voice(600), ...silence(500), ...voice(400), ...silence(540)]).effects, []);
});

test('the answer is made ready in the pause, and again when its words come late', (t) => {
  const said = [floor(), ...voice(600), heard('un deux')];
  t.deepEqual(run([...said, ...silence(100)]).effects, []);
  t.deepEqual(run([...said, ...silence(200)]).effects, ['prepare']);
  t.deepEqual(run([...said, ...silence(200), heard('un deux'), heard('un deux trois')]).effects, ['prepare', 'prepare']);
  t.deepEqual(run([floor(), ...voice(600), ...silence(200)]).effects, []);
});

test('a caller who speaks on while the reply is being made is told of once', (t) => {
  const said = [floor(), ...voice(600), ...silence(settings.normalPauseMs)];
  t.deepEqual(run([...said, ...voice(settings.pauseVoiceMs - 20)]).effects, ['end-turn']);
  t.deepEqual(run([...said, ...voice(settings.pauseVoiceMs + 400)]).effects, ['end-turn', 'caller-goes-on']);
});

test('a click is forgotten and does not end the wait', (t) => {
  const { effects, state } = run([floor(), ...voice(40), ...silence(settings.normalPauseMs)]);
  t.deepEqual(effects, ['discard']);
  t.is(state.floor.holder, 'caller');
});

test('silence is reported once and takes the floor away', (t) => {
  t.deepEqual(run([floor(), ...silence(settings.silenceMs + 2000)]).effects, ['silence']);
});

test('a yes that overlaps the end of the question is its answer', (t) => {
  t.deepEqual(run([assistant(true), ...voice(300), heard('oui', 260, true), ...silence(100), floor('yes-no'), ...silence(200)]).effects, [
    'prepare',
    'end-turn',
  ]);
});

test('a yes that overlaps the end of an open question is forgotten', (t) => {
  t.deepEqual(run([assistant(true), ...voice(300), heard('oui', 260, true), ...silence(100), floor('open'), ...silence(1000)]).effects, ['discard']);
});

test('a monologue is taken as it is after its longest time', (t) => {
  const { effects } = run([floor(), ...voice(settings.maxUtteranceMs)]);
  t.deepEqual(effects, ['end-turn']);
});

test('keys stop the voice and are one number after a pause or a hash', (t) => {
  const keys = [...'0612345678'].map((key): TurnEvent => ({ type: 'key', key }));
  t.deepEqual(run([assistant(), ...keys, ...silence(settings.keyPauseMs)]).details, [{ do: 'interrupt' }, { do: 'keyed', digits: '0612345678' }]);
  t.deepEqual(run([floor('phone'), ...keys, { type: 'key', key: '#' }]).details, [{ do: 'keyed', digits: '0612345678' }]);
});

test('a lone zero is taken soon, but where a number is awaited it may begin it', (t) => {
  t.deepEqual(run([floor('open'), { type: 'key', key: '0' }, ...silence(900)]).details, [{ do: 'keyed', digits: '0' }]);
  t.deepEqual(run([floor('phone'), { type: 'key', key: '0' }, ...silence(1900)]).details, []);
});

test('a hash without digits is nothing', (t) => {
  t.deepEqual(run([floor(), { type: 'key', key: '#' }]).effects, []);
});

const key = (key: string): TurnEvent => ({ type: 'key', key });

test('a key right after the 0 that was taken leaves the reply that it provoked', (t) => {
  const zeroTaken = [floor(), key('0'), ...silence(900), assistant(), ...silence(200)];
  const one = run([...zeroTaken, key('6'), ...silence(settings.keyPauseMs + 1000)]);
  t.deepEqual(one.details, [{ do: 'keyed', digits: '0' }]);
  t.is(one.state.floor.holder, 'assistant');
  const hash = run([...zeroTaken, key('#')]);
  t.deepEqual(hash.effects, ['keyed']);
});

test('a number that is keyed slowly, or before anybody asks for it, begins with the 0 that was taken', (t) => {
  const rest = [...'612345678'].flatMap((digit) => [key(digit), ...silence(300)]);
  t.deepEqual(run([floor(), key('0'), ...silence(900), assistant(), ...silence(300), ...rest, ...silence(settings.keyPauseMs)]).details, [
    { do: 'keyed', digits: '0' },
    { do: 'interrupt' },
    { do: 'keyed', digits: '0612345678' },
  ]);
  t.deepEqual(run([floor(), key('0'), ...silence(900), ...rest, key('#')]).details, [
    { do: 'keyed', digits: '0' },
    { do: 'keyed', digits: '0612345678' },
  ]);
});

test('a key long after the 0 is a key of its own, and stops the voice', (t) => {
  const late = [floor(), key('0'), ...silence(900), assistant(), ...silence(settings.keyPauseMs), key('1'), ...silence(settings.keyPauseMs)];
  t.deepEqual(run(late).details, [{ do: 'keyed', digits: '0' }, { do: 'interrupt' }, { do: 'keyed', digits: '1' }]);
});

test('a key after the reply to the 0 is an answer of its own', (t) => {
  const answered = [floor(), key('0'), ...silence(900), assistant(), ...silence(100), floor('yes-no'), key('1'), ...silence(settings.keyPauseMs)];
  t.deepEqual(run(answered).details, [
    { do: 'keyed', digits: '0' },
    { do: 'keyed', digits: '1' },
  ]);
});

test('a pause begins where the soft end of the last word ends', (t) => {
  const said = [floor(), ...voice(400), heard('yes', 400)];
  t.true(run([...said, ...faintSound(100), ...silence(380)]).effects.every((effect) => effect !== 'end-turn'));
  t.true(run([...said, ...faintSound(100), ...silence(400)]).effects.includes('end-turn'));
});

test('noise behind the last word, or later in the pause, does not make it longer', (t) => {
  const said = [floor(), ...voice(400), heard('yes', 400)];
  t.true(run([...said, ...faintSound(600)]).effects.includes('end-turn'));
  t.true(run([...said, ...silence(200), ...faintSound(200)]).effects.includes('end-turn'));
});

test('a sound that begins when the pause is over may be the next word: it is waited for', (t) => {
  const said = [floor(), ...voice(400), heard('yes', 400), ...silence(380)];
  t.true(run([...said, ...faintSound(60)]).effects.every((effect) => effect !== 'end-turn'));
  t.true(run([...said, ...faintSound(60), ...silence(20)]).effects.includes('end-turn'));
});

test('the soft end of a cough does not count while the assistant speaks', (t) => {
  t.deepEqual(run([assistant(), ...voice(120), ...faintSound(60)]).effects, []);
});
