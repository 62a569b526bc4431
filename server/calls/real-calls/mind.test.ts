import { execFileSync } from 'node:child_process';
import test from 'ava';
import { rehearsalReplies } from '../../rehearsal/rehearsal-mind.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { assistantTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';
import { scriptedMind } from '../../testing/scripted-mind.ts';
import { until } from '../../testing/until.ts';

const mind = scriptedMind(rehearsalReplies);
// Templates must not win because this machine is busy.
const line = new RealLine({ languageModel: mind.path, settings: { language_model: { understand_ms: 10_000, word_ms: 10_000 } } });
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(async () => {
  await line.close();
  mind.remove();
});

const says = [
  { say: "Bonjour, j'ai une fuite d'eau dans ma cuisine." },
  { say: 'Julie Martin.' },
  { say: '06 39 98 00 51' },
  { say: 'Oui.' },
  { say: 'Non merci, au revoir.' },
];
/** Until then rules and templates stand in for it. */
const isLoaded = () => line.stage.app.health()['language-model']?.degraded !== true;

test.serial('a caller is acknowledged in the words of the model, and everything else is as the rules want it', async (t) => {
  await until('the language model', () => isLoaded(), 60_000);
  const { record, told } = await line.call({ from: '+33639980051', to: hosts.fr.number, voice: 'fr+f3', script: says });
  t.is(record.outcome, 'message-taken', told);
  t.is(record.message?.phone, '+33639980051', told);
  t.true(
    assistantTurns(record).some((text) => text.includes("Très bien, c'est noté.")),
    told,
  );
});

test.serial('a call goes on by rules and templates when the model is killed', async (t) => {
  await until('the language model', () => isLoaded(), 60_000);
  let killed = false;
  const { record, told } = await line.call({
    from: '+33639980052',
    to: hosts.fr.number,
    voice: 'fr+f3',
    script: says,
    onEvent: ({ type }) => {
      if (type !== 'caller-spoke' || killed) return;
      killed = true;
      killMind();
    },
  });
  t.is(record.outcome, 'message-taken', told);
});

/** The child of this process whose entry file is the model's. */
function killMind(): void {
  const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' }).split('\n');
  const pid = Number(
    children
      .find((child) => child.includes('llama-child'))
      ?.trim()
      .split(' ')[0],
  );
  process.kill(pid, 'SIGKILL');
}
