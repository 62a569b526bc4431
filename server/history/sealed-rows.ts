import type { UserCipher } from '../database/secrets/user-keys.ts';
import type { CallRows, MessageRow, TurnRow } from './rows.ts';

/** What callers said and what was understood of it is sealed; numbers, times and outcomes stay open, for lists and filters. */
const ofCall = ['summary', 'person'] as const;
const ofTurn = ['text', 'words', 'live_text'] as const;
const ofMessage = ['name', 'phone', 'reason'] as const;

type Change = (text: string, place: string) => string;

/** Stands for a text whose key was erased. */
const erased = '';

export function sealedRows(rows: CallRows, cipher: UserCipher): CallRows {
  const { call, turns, message, recording } = changed(rows, cipher.seal);
  return { call: { ...call, sealed: true }, turns, message, recording };
}

/** Rows from before the keys are given back as they are. Texts whose key was erased are empty. */
export function openedRows(rows: CallRows, cipher: UserCipher): CallRows {
  return rows.call.sealed ? changed(rows, (text, place) => cipher.open(text, place) ?? erased) : rows;
}

export const sealedTurns = (turns: readonly TurnRow[], cipher: UserCipher) => turns.map((turn) => changedTurn(turn, cipher.seal));

export const sealedMessage = (message: MessageRow, cipher: UserCipher) => fields(message, ofMessage, cipher.seal, `messages:${message.call_id}`);

export const sealedSummary = (callId: string, summary: string | null, cipher: UserCipher) =>
  summary === null ? null : cipher.seal(summary, `calls:${callId}.summary`);

function changed({ call, turns, message, recording }: CallRows, change: Change): CallRows {
  return {
    call: fields(call, ofCall, change, `calls:${call.id}`),
    turns: turns.map((turn) => changedTurn(turn, change)),
    message: message && fields(message, ofMessage, change, `messages:${message.call_id}`),
    recording,
  };
}

const changedTurn = (turn: TurnRow, change: Change) => fields(turn, ofTurn, change, `turns:${turn.call_id}:${turn.position}`);

/** The row with each of the columns changed; null stays null, and what is no text is left to the database to refuse. */
function fields<Row extends object, Column extends keyof Row & string>(row: Row, columns: readonly Column[], change: Change, place: string): Row {
  const texts = columns.flatMap((column) => {
    const value = row[column];
    return typeof value === 'string' ? [[column, change(value, `${place}.${column}`)]] : [];
  });
  return { ...row, ...Object.fromEntries(texts) };
}
