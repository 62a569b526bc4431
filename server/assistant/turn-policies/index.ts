import type { Heard } from '../turn-machine.ts';
import { awaitsAnswer } from './awaits-answer.ts';
import { isBackChannel, withoutBackChannels } from './back-channel.ts';
import { briefAnswer } from './brief-answer.ts';
import { claimsFloor } from './claims-floor.ts';
import { clearAnswer } from './clear-answer.ts';
import { closingWords } from './closing-words.ts';
import type { PausePolicy, PauseQuestion } from './contract.ts';
import { finishedSentence } from './finished-sentence.ts';
import { holdsTheLine } from './holds-the-line.ts';
import { mayGoOn } from './may-go-on.ts';
import { opening } from './opening.ts';
import { phoneNumber } from './phone-number.ts';
import { spelling } from './spelling.ts';
import { unfinishedWords } from './unfinished-words.ts';

/** In order; the first that has an opinion decides. */
const policies: readonly PausePolicy[] = [
  holdsTheLine,
  unfinishedWords,
  phoneNumber,
  spelling,
  opening,
  clearAnswer,
  closingWords,
  briefAnswer,
  awaitsAnswer,
  finishedSentence,
];

/** How a sentence that is being spoken is to be treated. */
export function judge(question: PauseQuestion): Heard {
  const { text, language, settings } = question;
  const wantedMs = firstOpinion(question) ?? mayGoOn(question, settings.normalPauseMs);
  const pauseMs = Math.min(settings.mostPauseMs, Math.max(settings.leastPauseMs, wantedMs));
  const claim = withoutBackChannels(text, language);
  return { text, pauseMs, claim, backChannel: isBackChannel(text, language), claimsFloor: claimsFloor(claim, language) };
}

function firstOpinion(question: PauseQuestion): number | null {
  if (question.text === '') return null;
  for (const policy of policies) {
    const pauseMs = policy(question);
    if (pauseMs !== null) return pauseMs;
  }
  return null;
}
