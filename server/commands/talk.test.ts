import { PassThrough } from 'node:stream';
import test from 'ava';
import { type TalkOptions, talk } from './talk.ts';

async function lines(options: TalkOptions, input: string): Promise<string[]> {
  const output = new PassThrough({ encoding: 'utf8' });
  let text = '';
  output.on('data', (chunk: string) => {
    text += chunk;
  });
  const stdin = new PassThrough();
  stdin.end(input);
  await talk(options, { input: stdin, output });
  output.end();
  return text.trimEnd().split('\n');
}

test('as text: the greeting, then one reply a line', async (t) => {
  const [greeting, reply, ...more] = await lines({ language: 'fr', json: false }, 'je voudrais laisser un message\n');
  t.regex(greeting ?? '', /intelligence artificielle/);
  t.regex(reply ?? '', /votre nom/);
  t.deepEqual(more, []);
});

test('as JSON: exactly one object a line of input', async (t) => {
  const out = await lines({ language: 'en', json: true }, 'my name is peter wood\n\nsorry wrong number\nwhat are your opening hours\n');
  const objects = out.map((line) => JSON.parse(line));
  t.is(objects.length, 4);
  t.deepEqual(Object.keys(objects[0]), ['intent', 'slots', 'reply', 'goal', 'done', 'outcome']);
  t.deepEqual([objects[0].intent, objects[0].slots.name, objects[0].done, objects[0].outcome], ['name', 'Peter Wood', false, null]);
  t.deepEqual([objects[2].intent, objects[2].done, objects[2].outcome], ['wrong-number', true, 'wrong-number']);
  t.is(objects[3].intent, 'hours', 'a new talk begins after the end');
});

test('each line a talk of its own', async (t) => {
  const out = await lines({ language: 'fr', json: true, each: true }, 'je voudrais laisser un message\njulie martin\n');
  t.deepEqual(
    out.map((line) => JSON.parse(line).intent),
    ['message', 'name'],
  );
});

test('keys are typed after a hash', async (t) => {
  const out = await lines({ language: 'fr', json: true }, "ici Julie Martin, j'ai une fuite\n#0612345678\n");
  t.is(JSON.parse(out[1] ?? '').goal, 'confirm-phone');
});
