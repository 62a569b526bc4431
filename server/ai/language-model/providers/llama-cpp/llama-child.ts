import { getLlama, type LlamaContext, type LlamaGrammar, LlamaLogLevel } from 'node-llama-cpp';
import { RepondeurError } from '../../../../core/errors.ts';
import { serveEngine } from '../../../engine-host/engine-child.ts';
import { Grammars } from './grammars.ts';
import { MindSequence } from './mind-sequence.ts';
import { Precedence } from './precedence.ts';
import { Prefill } from './prefill.ts';
import { Prompts } from './prompts.ts';
import type { LlamaEngine } from './protocol.ts';
import { SystemTexts } from './system-texts.ts';

/** The child process: one model, one context in it, one sequence for each call. */
serveEngine<LlamaEngine>(async ({ modelPath, threads, contextTokens, sequences, scratchDirectory }, emit) => {
  const startedMs = performance.now();
  const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, logLevel: LlamaLogLevel.error, maxThreads: threads });
  // checkTensors finds weights that are not numbers, which would load and then answer nothing.
  const model = await llama.loadModel({ modelPath, gpuLayers: 0, checkTensors: true });
  const context = await model.createContext({ contextSize: contextTokens, sequences, threads, batchSize: 256 });
  await tryModel(context);
  const loadMs = performance.now() - startedMs;
  const prompts = new Prompts(model);
  const prefill = new Prefill();
  const precedence = new Precedence();
  const systemTexts = new SystemTexts(scratchDirectory, prompts, prefill);
  const grammars = new Grammars<LlamaGrammar>((schema) => llama.createGrammarForJsonSchema(schema as never));
  const sessions = new Map<number, MindSequence>();
  /** A session is opened once, though it is asked for again or closed by whom it took too long. */
  const opened = new Map<number, Promise<null>>();

  const sessionOf = (session: number) => {
    const found = sessions.get(session);
    if (!found) throw new RepondeurError('engine-failed', 'this session is not open', { retryable: true });
    return found;
  };

  const tellHeld = () => emit('held', { count: sequences - context.sequencesLeft });

  const open = async ({ session, system, background }: LlamaEngine['requests']['open']['input']) => {
    if (context.sequencesLeft === 0) {
      throw new RepondeurError('unavailable', `all ${sequences} places of the language model are taken`, { retryable: true });
    }
    const sequence = context.getSequence();
    try {
      await systemTexts.bring(sequence, system);
      sessions.set(session, new MindSequence({ sequence, system, prompts, prefill, precedence, background }));
      return null;
    } catch (error) {
      await sequence.dispose();
      throw error;
    } finally {
      tellHeld();
    }
  };

  return {
    info: { model: model.fileInfo.metadata.general.name ?? model.filename ?? modelPath, loadMs },
    requests: {
      open: (input) => {
        const ready = opened.get(input.session) ?? open(input);
        opened.set(input.session, ready);
        ready.catch(() => opened.delete(input.session));
        return ready;
      },
      complete: async ({ session, completion, prompt, schema, maxTokens }) => {
        const grammar = schema && grammars.of(schema);
        return sessionOf(session).complete({
          id: completion,
          prompt,
          grammar,
          maxTokens,
          onText: (piece) => emit('text', { session, completion, piece }),
        });
      },
      close: async ({ session }) => {
        await opened.get(session)?.catch(() => {});
        opened.delete(session);
        const found = sessions.get(session);
        sessions.delete(session);
        await found?.close();
        tellHeld();
        return null;
      },
    },
    messages: {
      preload: ({ session, beginning }) => sessions.get(session)?.preload(beginning),
      cancel: ({ session, completion }) => sessions.get(session)?.cancel(completion),
    },
  };
});

/** One token through the model: what cannot compute fails now, when the server can say why, and not in the first call. */
async function tryModel(context: LlamaContext): Promise<void> {
  const sequence = context.getSequence();
  await sequence.evaluateWithoutGeneratingNewTokens([...context.model.tokenize('a')]);
  await sequence.dispose();
}
