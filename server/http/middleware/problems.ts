import { asError, RepondeurError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { GatewayContext, Step } from '../gateway-state.ts';
import { type Problem, problemOf, problemWith } from '../problem.ts';

/** Answers every error, unknown address and wrong method in application/problem+json (RFC 9457); what is not safe to show stays in the log. */
export function problems(logger: Logger): Step {
  return async (context, next) => {
    const { requestId } = context.state;
    try {
      await next();
    } catch (thrown) {
      const { problem, headers } = problemOf(thrown, requestId);
      const { route = null } = context.state;
      if (problem.status >= 500) logger.error({ err: asError(thrown), requestId, method: context.method, route }, 'a request failed');
      else if (thrown instanceof RepondeurError) logger.debug({ err: thrown, requestId, route }, 'a request was refused');
      context.set(headers);
      answer(context, problem);
      return;
    }
    if (context.status === 404 && !context.body) answer(context, problemWith(404, 'There is nothing at this address.', 'not-found', requestId));
    // 501 is the router's word for a method that no route has.
    else if (context.status === 405 || context.status === 501) {
      answer(context, problemWith(405, `${context.method} is not possible here.`, 'bad-input', requestId));
    }
  };
}

function answer(context: GatewayContext, problem: Problem): void {
  context.status = problem.status;
  context.body = JSON.stringify(problem);
  context.type = 'application/problem+json';
}
