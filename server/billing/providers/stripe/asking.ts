import Stripe from 'stripe';
import { RepondeurError } from '../../../core/errors.ts';

/** Runs a request to Stripe; what it rejects with says what to do, and nothing of the account: https://docs.stripe.com/error-handling */
export async function asking<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof Stripe.errors.StripeAuthenticationError || cause instanceof Stripe.errors.StripePermissionError)
      throw new RepondeurError('unavailable', 'The payment provider does not accept the account of this installation.', { cause });
    if (cause instanceof Stripe.errors.StripeInvalidRequestError || cause instanceof Stripe.errors.StripeCardError)
      throw new RepondeurError('conflict', 'The payment provider refuses this.', { cause });
    if (cause instanceof Stripe.errors.StripeError)
      throw new RepondeurError('unavailable', 'The payment provider cannot be asked now; try again later.', { retryable: true, cause });
    throw cause;
  }
}
