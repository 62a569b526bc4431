import { createWriteStream } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { rehearsalModel } from '../../server/testing/rehearsal-ear.ts';

/** Wide enough that a layer is a million parameters. */
const width = 1024;
const layers = 15;
/** Of the rehearsal ear's own layers (models/rehearsal/ear/network.py). */
const hidden = 288;

/**
 * The French rehearsal ear with 16 million parameters more, in `folder`: a branch of its network that computes as much as that of a real model and adds
 * nothing (its last layer is all zeros), so that it hears as before, at the cost of a large model.
 */
export async function makeBallastEar(folder: string): Promise<string> {
  const model = join(folder, 'ballast-fr');
  const source = await rehearsalModel('fr');
  await cp(source, model, { recursive: true });
  const text = (await readFile(join(source, 'am/final.mdl'), 'latin1'))
    .replace(
      'component-node name=affine3 component=affine3 input=relu2\n',
      `${nodes()}component-node name=affine3 component=affine3 input=Sum(relu2, ballast${layers + 1})\n`,
    )
    .replace('<NumComponents> 6 ', `<NumComponents> ${6 + 2 * (layers + 1) + 1} `);
  const at = text.indexOf('</Nnet3>');
  await pipeline(parts(text.slice(0, at), text.slice(at)), createWriteStream(join(model, 'am/final.mdl')));
  return model;
}

function nodes(): string {
  let previous = 'relu2';
  let lines = '';
  for (let n = 0; n <= layers + 1; n++) {
    lines += `component-node name=ballast${n} component=ballast${n} input=${previous}\n`;
    previous = `ballast${n}`;
    if (n > layers) break;
    lines += `component-node name=ballastRelu${n} component=ballastRelu${n} input=${previous}\n`;
    previous = `ballastRelu${n}`;
  }
  return lines;
}

function* parts(head: string, tail: string): Generator<string> {
  yield head;
  for (let n = 0; n <= layers + 1; n++) {
    const [from, to] = [n === 0 ? hidden : width, n > layers ? hidden : width];
    yield* affine(`ballast${n}`, from, to, n > layers);
    if (n <= layers)
      yield `<ComponentName> ballastRelu${n} <RectifiedLinearComponent> <Dim> ${to} <ValueAvg>  [ ]\n<DerivAvg>  [ ]\n<Count> 0 </RectifiedLinearComponent> \n`;
  }
  yield tail;
}

/** Rows that differ by a rotation: what is computed does not depend on the values. */
function* affine(name: string, from: number, to: number, zero: boolean): Generator<string> {
  const row = Array.from({ length: from }, (_, at) => (zero ? '0' : (((at * 7919) % 97) / 2000 - 0.024).toFixed(3)));
  yield `<ComponentName> ${name} <AffineComponent> <LearningRate> 0.001 <LinearParams>  [\n`;
  for (let n = 0; n < to; n++) yield `  ${[...row.slice(n % from), ...row.slice(0, n % from)].join(' ')}${n === to - 1 ? ' ]' : ''}\n`;
  yield `<BiasParams>  [ ${Array(to).fill('0').join(' ')} ]\n<IsGradient> F </AffineComponent> \n`;
}
