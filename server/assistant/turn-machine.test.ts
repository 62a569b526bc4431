import test from 'ava';
import { initialTurnState, nextTurn, silentHeard, type TurnEffect, type TurnEvent, type TurnState } from './turn-machine.ts';
import { defaultTurnSettings as settings } from './turn-settings.ts';

function run(events: TurnEvent[], from: TurnState = initialTurnState): { state: TurnState; effects: TurnEffect['do'][]; details: TurnEffect[] } {
  let state = from;
  const details: TurnEffect[] = [];
  for (const event of events) {
    const step = nextTurn(state, event, settings);
    state = step.state;
    details.push(...step.effects);
  }
  return { state, effects: details.map((effect) => effect.do), details };
}

const voice = (ms: number): TurnEvent[] => Array.from({ length: ms / 20 }, () => ({ type: 'frame', voiced: true }));
const silence = (ms: number): TurnEvent[] => Array.from({ length: ms / 20 }, () => ({ type: 'frame', voiced: false }));
const floor = (expects: 'open' | 'yes-no' | 'phone' = 'open'): TurnEvent => ({ type: 'caller-may-speak', expects });
const assistant = (whole = false): TurnEvent => ({ type: 'assistant-speaks', whole, expects: 'open' });
const heard = (text: string, pauseMs = settings.normalPauseMs, backChannel = false): TurnEvent => ({
  type: 'heard',
  heard: { ...silentHeard, text, pauseMs, backChannel },
});

test('a sentence ends after the pause that its words ask for', (t) => {
  t.deepEqual(run([floor(), ...voice(600), heard('oui', 260), ...silence(240)]).effects, []);
  t.deepEqual(run([floor(), ...voice(600), heard('oui', 260), ...silence(260)]).effects, ['end-turn']);
  t.deepEqual(run([floor(), ...voice(600), heard('mon numéro est le', 1300), ...silence(1280)]).effects, ['settle']);
  t.deepEqual(run([floor(), ...voice(600), heard('oui c’est', 1300), ...silence(560), heard('oui c’est ça', 260), ...silence(20)]).effects, [
    'settle',
    'end-turn',
  ]);
});

test('a pause inside the sentence does not end it when the caller goes on', (t) => {
  t.deepEqual(run([floor(), ...voice(600), ...silence(500), ...voice(400), ...silence(540)]).effects, []);
});

test('the closures inside a word do not keep it from stopping the voice, coughs in a row do', (t) => {
  t.deepEqual(run([assistant(), ...voice(100), ...silence(40), heard('excuse'), ...voice(120)]).effects, ['interrupt']);
  t.deepEqual(run([assistant(), ...voice(80), ...silence(200), ...voice(80), ...silence(200), ...voice(80)]).effects, []);
});

test('a click is forgotten and does not end the wait', (t) => {
  const { effects, state } = run([floor(), ...voice(40), ...silence(600)]);
  t.deepEqual(effects, ['discard']);
  t.is(state.floor.holder, 'caller');
});

test('silence is reported once and takes the floor away', (t) => {
  t.deepEqual(run([floor(), ...silence(settings.silenceMs + 2000)]).effects, ['silence']);
});

test('sustained words stop the voice, and the interrupting sentence is then heard to its end', (t) => {
  const { effects } = run([assistant(), ...voice(240), heard('attendez'), ...voice(20), floor(), ...voice(300), ...silence(560)]);
  t.deepEqual(effects, ['interrupt', 'end-turn']);
});

test('sound without a recognised word, or with a short one, stops the voice a little later', (t) => {
  t.deepEqual(run([assistant(), ...voice(640)]).effects, []);
  t.deepEqual(run([assistant(), ...voice(660)]).effects, ['interrupt']);
  t.deepEqual(run([assistant(), ...voice(200), heard('mon'), ...voice(440)]).effects, []);
  t.deepEqual(run([assistant(), ...voice(200), heard('au'), ...voice(440)]).effects, []);
  t.deepEqual(run([assistant(), ...voice(200), heard('au'), ...voice(460)]).effects, ['interrupt']);
});

test('a back-channel that is first heard as another short word does not stop the voice', (t) => {
  t.deepEqual(run([assistant(), ...voice(200), heard('au'), ...voice(300), heard('ok', 260, true), ...voice(100), ...silence(1000)]).effects, [
    'discard',
  ]);
});

test('a back-channel does not stop the voice and is forgotten', (t) => {
  t.deepEqual(run([assistant(), ...voice(200), heard('oui', 260, true), ...voice(300), ...silence(1000)]).effects, ['discard']);
});

test('two back-channels in a row do not add up to an interruption', (t) => {
  const oui = [...voice(200), heard('oui', 260, true), ...voice(200)];
  t.deepEqual(run([assistant(), ...oui, ...silence(400), ...oui, ...silence(400), ...oui, ...silence(1000)]).effects, ['discard']);
});

test('a back-channel that goes on for long is an interruption', (t) => {
  t.deepEqual(run([assistant(), ...voice(200), heard('oui', 260, true), ...voice(600)]).effects, ['interrupt']);
});

test('a sentence that must be heard whole is never cut', (t) => {
  t.deepEqual(run([assistant(true), ...voice(2000)]).effects, []);
});

test('a yes that overlaps the end of the question is its answer', (t) => {
  t.deepEqual(run([assistant(true), ...voice(300), heard('oui', 260, true), ...silence(100), floor('yes-no'), ...silence(200)]).effects, [
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
