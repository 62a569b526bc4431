import { frameMs } from '../core/audio-frame.ts';
import type { TurnEffect, TurnState, TurnStep } from './turn-machine.ts';
import type { TurnSettings } from './turn-settings.ts';

/** A lone 0 is taken after this, unless it may begin a number. */
const lonelyZeroMs = 900;

/** The first key stops the voice; keys are one number until a pause or '#'. */
export function onKey(state: TurnState, key: string): TurnStep {
  const effects: TurnEffect[] = state.floor.holder === 'assistant' && state.keys === '' ? [{ do: 'interrupt' }] : [];
  const pressed: TurnState = { ...state, speech: null, sinceKeyMs: 0, waitedMs: 0 };
  if (key !== '#') return { state: { ...pressed, keys: state.keys + key }, effects };
  if (state.keys === '') return { state, effects: [] };
  return { state: { ...pressed, keys: '', floor: { holder: 'nobody' } }, effects: [...effects, { do: 'keyed', digits: state.keys }] };
}

/** 20 ms more since the last key. */
export function onKeyPause(state: TurnState, settings: TurnSettings): TurnStep {
  const sinceKeyMs = state.sinceKeyMs + frameMs;
  if (sinceKeyMs < keyPauseMs(state, settings)) return { state: { ...state, sinceKeyMs }, effects: [] };
  const idle: TurnState = { ...state, keys: '', sinceKeyMs: 0, floor: { holder: 'nobody' } };
  return { state: idle, effects: [{ do: 'keyed', digits: state.keys }] };
}

/** Key 0 alone asks for a human: it is taken sooner, but where a number is awaited it may be that number's first digit. */
function keyPauseMs(state: TurnState, settings: TurnSettings): number {
  const expectsNumber = state.floor.holder === 'caller' && state.floor.expects === 'phone';
  return state.keys === '0' && !expectsNumber ? Math.min(lonelyZeroMs, settings.keyPauseMs) : settings.keyPauseMs;
}
