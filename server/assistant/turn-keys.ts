import { frameMs } from '../core/audio-frame.ts';
import type { TurnEffect, TurnState, TurnStep } from './turn-machine.ts';
import type { TurnSettings } from './turn-settings.ts';

/** A lone 0 is taken after this, unless it may begin a number. */
const lonelyZeroMs = 900;

/**
 * The first key stops the voice; keys are one number until a pause or '#'. One key more behind a 0 that was taken for a wish stops nothing: it is that number's second digit when others
 * follow, and else came too late to be meant for the reply that the 0 provoked.
 */
export function onKey(state: TurnState, key: string): TurnStep {
  if (key === '#') return onHash(state);
  const carries = state.keys === '' && state.sinceZeroMs !== null && state.floor.holder !== 'caller';
  const keys = `${carries ? '0' : ''}${state.keys}${key}`;
  const first = (state.keys === '' && !carries) || isOneMore(state);
  const effects: TurnEffect[] = first && state.floor.holder === 'assistant' ? [{ do: 'interrupt' }] : [];
  const zeroCarried = carries || (state.keys !== '' && state.zeroCarried);
  return { state: { ...state, speech: null, sinceKeyMs: 0, waitedMs: 0, keys, zeroCarried, sinceZeroMs: null }, effects };
}

function onHash(state: TurnState): TurnStep {
  if (state.keys === '') return { state, effects: [] };
  return { state: withoutKeys({ ...state, speech: null, waitedMs: 0 }), effects: isOneMore(state) ? [] : [{ do: 'keyed', digits: state.keys }] };
}

/** 20 ms more since the last key. */
export function onKeyPause(state: TurnState, settings: TurnSettings): TurnStep {
  const sinceKeyMs = state.sinceKeyMs + frameMs;
  const pauseMs = keyPauseMs(state, settings);
  if (sinceKeyMs < pauseMs) return { state: { ...state, sinceKeyMs }, effects: [] };
  if (isOneMore(state)) return { state: withoutKeys(state), effects: [] };
  const sinceZeroMs = pauseMs < settings.keyPauseMs ? sinceKeyMs : null;
  return { state: { ...withoutKeys(state), sinceZeroMs }, effects: [{ do: 'keyed', digits: state.keys }] };
}

/** A 0 begins no number any more when the pause that ends a number is over. */
export function zeroGrowsOld(state: TurnState, settings: TurnSettings): TurnState {
  if (state.sinceZeroMs === null) return state;
  const sinceZeroMs = state.sinceZeroMs + frameMs;
  return { ...state, sinceZeroMs: sinceZeroMs < settings.keyPauseMs ? sinceZeroMs : null };
}

/** One key only behind the 0 that was taken, so far. */
function isOneMore({ keys, zeroCarried }: TurnState): boolean {
  return zeroCarried && keys.length === 2;
}

/** What is left of a number that is no number leaves the floor as it is. */
function withoutKeys(state: TurnState): TurnState {
  const floor: TurnState['floor'] = isOneMore(state) ? state.floor : { holder: 'nobody' };
  return { ...state, keys: '', sinceKeyMs: 0, zeroCarried: false, floor };
}

/** Key 0 alone asks for a human: it is taken sooner, but where a number is awaited it may be that number's first digit. */
function keyPauseMs(state: TurnState, settings: TurnSettings): number {
  const expectsNumber = state.floor.holder === 'caller' && state.floor.expects === 'phone';
  return state.keys === '0' && !expectsNumber ? Math.min(lonelyZeroMs, settings.keyPauseMs) : settings.keyPauseMs;
}
