import type { CallLimit, CallLimits } from '../call-limits.ts';
import { assistantDestination } from './assistant.ts';
import type { DestinationContext, DestinationResult } from './contract.ts';
import { keypadVoicemail } from './keypad-voicemail.ts';
import { voicemailDestination } from './voicemail-destination.ts';

export interface ServeOptions {
  limits: CallLimits;
  /** The plan of the user allows no more talks. */
  onLimit(limit: CallLimit): void;
}

/** Where an answered call goes. No call is lost to an ear that is missing or to a limit: its caller leaves a message. */
export async function serveAtDestination(context: DestinationContext, { limits, onLimit }: ServeOptions): Promise<DestinationResult> {
  const { user, engines, logger } = context;
  if (!engines.speechToText) return await keypadVoicemail(context);
  if (user.destination !== 'assistant') return await voicemailDestination(context, 'greeting');
  const limit = await limits.begin(user.id);
  if (limit) {
    onLimit(limit);
    logger.info({ limit }, 'the plan allows no more: the call goes to the voicemail');
    return await voicemailDestination(context, 'greeting');
  }
  try {
    return await assistantDestination(context, engines.speechToText);
  } finally {
    limits.end(user.id);
  }
}
