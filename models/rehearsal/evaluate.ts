/**
 * Plays a held-out set (held_out.py) to a model through libvosk, 100 ms at a time, and prints word accuracy, sentence
 * accuracy and real-time factor by kind and by voice.
 *
 *     node models/rehearsal/evaluate.ts MODEL_FOLDER SET_FOLDER [number of misheard sentences to print]
 */
import {readFileSync} from 'node:fs';
import koffi from 'koffi';

const ASYNC_STACK_BYTES = 2 << 20;
const SAMPLE_RATE_HZ = 16_000;
const BYTES_PER_SECOND = SAMPLE_RATE_HZ * 2;
const CHUNK_BYTES = BYTES_PER_SECOND / 10;
const WAV_HEADER_BYTES = 44;
const LIBRARY = new URL('../../node_modules/vosk/lib/linux-x86_64/libvosk.so', import.meta.url).pathname;

interface Utterance {
	kind: string;
	voice: string;
	file: string;
	words: string;
}

interface Tally {
	wordErrors: number;
	words: number;
	exact: number;
	utterances: number;
}

function openLibrary() {
	koffi.config({async_stack_size: ASYNC_STACK_BYTES, max_async_calls: 1024});
	const library = koffi.load(LIBRARY);
	koffi.opaque('VoskModel');
	koffi.opaque('VoskRecognizer');
	library.func('void vosk_set_log_level(int)')(-1);
	return {
		openModel: library.func('VoskModel *vosk_model_new(const char *)'),
		openRecognizer: library.func('VoskRecognizer *vosk_recognizer_new(VoskModel *, float)'),
		closeRecognizer: library.func('void vosk_recognizer_free(VoskRecognizer *)'),
		accept: library.func('int vosk_recognizer_accept_waveform(VoskRecognizer *, const uint8_t *, int)'),
		result: library.func('const char *vosk_recognizer_result(VoskRecognizer *)'),
		finalResult: library.func('const char *vosk_recognizer_final_result(VoskRecognizer *)'),
	};
}

function inThreadPool(call: koffi.KoffiFunction, ...values: unknown[]): Promise<unknown> {
	return new Promise((resolve, reject) => {
		call.async(...values, (error: Error | null, value: unknown) => (error ? reject(error) : resolve(value)));
	});
}

function wordErrors(expected: string[], heard: string[]): number {
	let row = Array.from({length: heard.length + 1}, (_, i) => i);
	for (const [i, word] of expected.entries()) {
		const next = [i + 1];
		for (const [j, other] of heard.entries()) {
			next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (word === other ? 0 : 1)));
		}
		row = next;
	}
	return row.at(-1) ?? 0;
}

async function hear(library: ReturnType<typeof openLibrary>, model: unknown, samples: Buffer): Promise<string> {
	const recognizer = library.openRecognizer(model, SAMPLE_RATE_HZ);
	const texts: string[] = [];
	for (let at = 0; at < samples.length; at += CHUNK_BYTES) {
		const chunk = samples.subarray(at, at + CHUNK_BYTES);
		if ((await inThreadPool(library.accept, recognizer, chunk, chunk.length)) === 1) texts.push(JSON.parse(library.result(recognizer)).text);
	}
	texts.push(JSON.parse(String(await inThreadPool(library.finalResult, recognizer))).text);
	library.closeRecognizer(recognizer);
	return texts.filter(Boolean).join(' ');
}

function count(tallies: Map<string, Tally>, key: string, errors: number, words: number): void {
	const tally = tallies.get(key) ?? {wordErrors: 0, words: 0, exact: 0, utterances: 0};
	tally.wordErrors += errors;
	tally.words += words;
	tally.exact += errors === 0 ? 1 : 0;
	tally.utterances += 1;
	tallies.set(key, tally);
}

const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

async function evaluate(modelFolder: string, setFolder: string, printed: number): Promise<void> {
	const library = openLibrary();
	const opened = performance.now();
	const model = library.openModel(modelFolder);
	if (!model) throw new Error(`${modelFolder} is not a model that libvosk can open`);
	console.log(`opened in ${(performance.now() - opened).toFixed(0)} ms`);
	const utterances: Utterance[] = JSON.parse(readFileSync(`${setFolder}/list.json`, 'utf8'));
	const tallies = new Map<string, Tally>();
	const misheard: string[] = [];
	let audioBytes = 0;
	const startedCpu = process.cpuUsage();
	for (const {kind, voice, file, words} of utterances) {
		const samples = readFileSync(file).subarray(WAV_HEADER_BYTES);
		audioBytes += samples.length;
		const heard = await hear(library, model, samples);
		const expected = words.split(' ');
		const errors = wordErrors(expected, heard.split(' ').filter(Boolean));
		for (const key of ['all', `kind ${kind}`, `voice ${voice}`]) count(tallies, key, errors, expected.length);
		if (errors > 0) misheard.push(`${voice}: ${words}\n${' '.repeat(voice.length)}> ${heard}`);
	}
	const cpu = process.cpuUsage(startedCpu);
	for (const [key, tally] of [...tallies].sort(([a], [b]) => a.localeCompare(b))) {
		const right = percent(tally.words - tally.wordErrors, tally.words);
		console.log(`${key.padEnd(20)} words ${right.padStart(7)}  sentences ${percent(tally.exact, tally.utterances).padStart(7)}  of ${tally.utterances}`);
	}
	console.log(`real-time factor ${((cpu.user + cpu.system) / 1e6 / (audioBytes / BYTES_PER_SECOND)).toFixed(4)} of one core`);
	for (const line of misheard.slice(0, printed)) console.log(line);
}

const [modelFolder, setFolder, printed = '0'] = process.argv.slice(2);
if (!modelFolder || !setFolder) throw new Error('usage: node models/rehearsal/evaluate.ts MODEL_FOLDER SET_FOLDER [misheard sentences to print]');
await evaluate(modelFolder, setFolder, Number(printed));
