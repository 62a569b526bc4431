import { initialTurnState, nextTurn, silentHeard, type TurnEffect, type TurnEvent, type TurnState } from './turn-machine.ts';
import { defaultTurnSettings as settings } from './turn-settings.ts';

/** What the machine does about a script of events; for tests. */
export function run(
  events: TurnEvent[],
  from: TurnState = initialTurnState,
): { state: TurnState; effects: TurnEffect['do'][]; details: TurnEffect[] } {
  let state = from;
  const details: TurnEffect[] = [];
  for (const event of events) {
    const step = nextTurn(state, event, settings);
    state = step.state;
    details.push(...step.effects);
  }
  return { state, effects: details.map((effect) => effect.do), details };
}

export const voice = (ms: number): TurnEvent[] => Array.from({ length: ms / 20 }, () => ({ type: 'frame', voiced: true, faint: false }));
export const silence = (ms: number): TurnEvent[] => Array.from({ length: ms / 20 }, () => ({ type: 'frame', voiced: false, faint: false }));
/** Too soft for a voice: the end of a word, or the noise of a room. */
export const faintSound = (ms: number): TurnEvent[] => Array.from({ length: ms / 20 }, () => ({ type: 'frame', voiced: false, faint: true }));
export const floor = (expects: 'open' | 'yes-no' | 'phone' = 'open'): TurnEvent => ({ type: 'caller-may-speak', expects });
export const assistant = (whole = false): TurnEvent => ({ type: 'assistant-speaks', whole, expects: 'open' });
export const heard = (text: string, pauseMs = settings.normalPauseMs, backChannel = false): TurnEvent => ({
  type: 'heard',
  heard: { ...silentHeard, text, pauseMs, backChannel, claim: backChannel ? '' : text },
});
