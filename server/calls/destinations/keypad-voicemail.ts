import { parsePhone } from '../../assistant/languages/phone.ts';
import { spokenPhone } from '../../assistant/languages/spoken-phone.ts';
import type { CallerMessage, Turn } from '../../core/outcome.ts';
import type { DestinationContext, DestinationResult } from './contract.ts';
import { Keypad } from './keypad.ts';
import { keypadPhrases } from './keypad-phrases.ts';
import { shortestMessageMs, takeVoicemail, type Voicemail } from './voicemail.ts';

/** How long a key is waited for. Telephones without keys, and people who do not use them, get to the tone all the same. */
const menuWaitMs = 6_000;
const numberWaitMs = 6_000;
const confirmWaitMs = 6_000;
/** The menu is said so often, and a number asked for. */
const maxMenus = 3;
const maxNumbers = 3;
/** Fewer digits say nothing about whom to call. */
const minPartialDigits = 4;

interface Choice {
  urgent: boolean;
  human: boolean;
  /** The caller has nothing to leave. */
  end: boolean;
}

interface KeyedNumber {
  phone: string | null;
  /** Digits that are no whole number. */
  partial: string;
}

/** The voicemail where nothing can hear people: choices by keys, a recording, and a number that is keyed and read back. */
export async function keypadVoicemail(context: DestinationContext): Promise<DestinationResult> {
  const turns: Turn[] = [];
  const onTurn = (turn: Turn) => {
    turns.push(turn);
    context.observer.onTurn?.(turn);
  };
  const keypad = new Keypad(context, onTurn);
  const phrases = keypadPhrases[context.user.language];
  try {
    const choice = await choose(keypad, context);
    if (choice.end) {
      await keypad.say(phrases.goodbye);
      return { outcome: 'nothing-said', turns, person: null };
    }
    if (choice.human) await keypad.say(phrases.nobodyIsThere);
    await keypad.say(choice.urgent ? phrases.recordUrgent : phrases.record);
    keypad.forget();
    const voicemail = await takeVoicemail({
      ...context,
      prompt: '',
      thanks: '',
      goodbye: '',
      language: context.user.language,
      textToSpeech: context.engines.textToSpeech,
      speechToText: null,
      beginRecording: () => context.recorder.open(),
      onTurn,
    });
    keypad.forget();
    const number = await callBackNumber(keypad, context, voicemail);
    await keypad.sayLast(voicemail.voicedMs >= shortestMessageMs || number.phone ? phrases.thanks : phrases.goodbye);
    const message = messageOf(voicemail, choice, number, context);
    return { outcome: outcomeOf(voicemail, message, context), turns, message, person: null };
  } finally {
    keypad.close();
  }
}

async function choose(keypad: Keypad, { user }: DestinationContext): Promise<Choice> {
  const phrases = keypadPhrases[user.language];
  const choice: Choice = { urgent: false, human: false, end: false };
  await keypad.say(phrases.greeting(user.name));
  for (let menu = 0; menu < maxMenus; menu++) {
    await keypad.say(phrases.menu);
    const key = await keypad.key(menuWaitMs);
    if (key === null || key === '1') return choice;
    if (key === '2') return { ...choice, urgent: true };
    if (key === '0') return { ...choice, human: true };
    if (key === '#') return { ...choice, end: true };
    if (key !== '*') await keypad.say(phrases.wrongKey);
  }
  return choice;
}

async function callBackNumber(keypad: Keypad, { user, callerNumber }: DestinationContext, { keys, voicedMs }: Voicemail): Promise<KeyedNumber> {
  const phrases = keypadPhrases[user.language];
  let digits = keys;
  if (voicedMs < shortestMessageMs && digits === '') await keypad.say(phrases.nothingHeard);
  for (let asked = 0; asked < maxNumbers; asked++) {
    if (digits === '') {
      await keypad.say(callerNumber ? phrases.askOtherNumber : phrases.askNumber);
      digits = await keypad.number(numberWaitMs);
    }
    if (digits === '') break;
    const phone = parsePhone(digits, user.country)?.number;
    if (!phone) await keypad.say(phrases.badNumber);
    else if (await confirms(keypad, phrases.readBack(spokenPhone(phone, user.country, user.language)))) return { phone, partial: '' };
    if (keypad.over) break;
    if (asked < maxNumbers - 1) digits = '';
  }
  return { phone: null, partial: digits };
}

/** Silence and a hang-up take it as right: only a caller who heard a mistake does something. */
async function confirms(keypad: Keypad, readBack: string): Promise<boolean> {
  for (let said = 0; said < maxMenus; said++) {
    await keypad.say(readBack);
    const key = await keypad.key(confirmWaitMs);
    if (key !== '*') return key !== '2';
  }
  return true;
}

function messageOf(
  { voicedMs }: Voicemail,
  { urgent, human }: Choice,
  { phone, partial }: KeyedNumber,
  { user, callerNumber }: DestinationContext,
): CallerMessage | undefined {
  const partialDigits = partial.length >= minPartialDigits ? partial : '';
  if (voicedMs < shortestMessageMs && !phone && !partialDigits && !human) return undefined;
  const phrases = keypadPhrases[user.language];
  const reasons = [...(human ? [phrases.wantsHuman] : []), ...(partialDigits ? [phrases.partialNumber(partialDigits)] : [])];
  return { name: null, phone: phone ?? callerNumber, reason: reasons.length > 0 ? reasons.join('; ') : null, urgent };
}

function outcomeOf({ voicedMs }: Voicemail, message: CallerMessage | undefined, { signal }: DestinationContext): DestinationResult['outcome'] {
  if (message && voicedMs >= shortestMessageMs) return 'voicemail-left';
  if (message) return 'message-taken';
  return signal.aborted ? 'caller-hung-up' : 'nothing-said';
}
