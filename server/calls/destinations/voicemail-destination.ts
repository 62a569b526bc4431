import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { CallerMessage, Turn } from '../../core/outcome.ts';
import type { DestinationContext, DestinationResult } from './contract.ts';
import { shortestMessageMs, takeVoicemail, type Voicemail } from './voicemail.ts';
import { voicemailPhrases } from './voicemail-phrases.ts';

/** `greeting`: the voicemail answers the call itself; `announced`: the talk has said the prompt; `trouble`: the talk broke off. */
export type VoicemailEntry = 'greeting' | 'announced' | 'trouble';

/** Our own voicemail: where a call goes that nobody can talk with, although there are ears. */
export async function voicemailDestination(
  context: DestinationContext,
  entry: VoicemailEntry,
  earlierTurns: Turn[] = [],
): Promise<DestinationResult> {
  const { line, user, recorder, engines } = context;
  const phrases = voicemailPhrases[user.language];
  const turns = [...earlierTurns];
  const voicemail = await takeVoicemail({
    line,
    prompt: promptOf(entry, context),
    thanks: phrases.thanks,
    goodbye: phrases.goodbye,
    language: user.language,
    textToSpeech: engines.textToSpeech,
    speechToText: engines.speechToText,
    voiceActivity: context.voiceActivity,
    beginRecording: () => recorder.open(),
    onTurn: (turn) => {
      turns.push(turn);
      context.observer.onTurn?.(turn);
    },
    clock: context.clock,
    logger: context.logger,
    signal: context.signal,
    closing: context.closing,
  });
  const message = messageOf(voicemail, turns, context);
  return { outcome: outcomeOf(voicemail, message, context), turns, message, person: null };
}

function promptOf(entry: VoicemailEntry, { user }: DestinationContext): string {
  const phrases = voicemailPhrases[user.language];
  if (entry === 'announced') return '';
  return entry === 'trouble' ? phrases.trouble : phrases.greeting(user.name);
}

function messageOf(voicemail: Voicemail, turns: readonly Turn[], { user, callerNumber }: DestinationContext): CallerMessage | undefined {
  const keyed = parsePhoneNumberFromString(voicemail.keys, user.country as CountryCode);
  if (voicemail.voicedMs < shortestMessageMs && !keyed) return undefined;
  const said = turns.filter(({ speaker }) => speaker === 'caller').map(({ text }) => text);
  return {
    name: null,
    phone: keyed?.isPossible() ? keyed.number : callerNumber,
    reason: said.length > 0 ? said.join(' ') : null,
    urgent: false,
  };
}

function outcomeOf({ voicedMs }: Voicemail, message: CallerMessage | undefined, { signal }: DestinationContext): DestinationResult['outcome'] {
  if (message && voicedMs >= shortestMessageMs) return 'voicemail-left';
  if (message) return 'message-taken';
  return signal.aborted ? 'caller-hung-up' : 'nothing-said';
}
