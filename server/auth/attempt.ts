import { limitKey, truncated } from '../http/middleware/origin.ts';
import { emailKey } from '../users/rows.ts';
import type { ActOrigin } from './act-origin.ts';
import type { AuthParts } from './contract.ts';

/** An attempt to show that one is somebody, counted as failed until it is known to be none. */
export interface Attempt {
  /** It was he: what failed from here before is forgotten too. */
  forget(): void;
  /** It was no attempt. */
  undo(): void;
}

/**
 * Counts an attempt at an account: for its address, and for the account from everywhere together (ASVS 2.2.1: not more than 100 failures an hour). The second
 * never holds for a network that its owner has signed in from, so that nobody keeps him out. The same whether there is such an account. Rejects with 'too-many'
 * while there is a wait.
 */
export async function beginAttempt(parts: AuthParts, email: string, { address }: ActOrigin): Promise<Attempt> {
  const { backOff, events } = parts;
  try {
    const here = backOff.begin(limitKey(address), emailKey(email));
    const everywhere = await countEverywhere(parts, email, address).catch((error) => {
      here.undo();
      throw error;
    });
    const undoEverywhere = () => everywhere?.undo();
    return {
      // Not forgotten: the owner signs in while others guess.
      forget: () => {
        here.forget();
        undoEverywhere();
      },
      undo: () => {
        here.undo();
        undoEverywhere();
      },
    };
  } catch (error) {
    events.emit('sign-in-failed', { userId: null, reason: 'back-off', address });
    throw error;
  }
}

async function countEverywhere({ accountBackOff, sessions }: AuthParts, email: string, address: string) {
  try {
    return accountBackOff.begin(emailKey(email));
  } catch (error) {
    if (await sessions.knowsNetwork(emailKey(email), truncated(address))) return null;
    throw error;
  }
}
