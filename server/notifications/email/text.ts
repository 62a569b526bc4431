import type { EmailView } from './view.ts';

/** The e-mail as plain text. */
export function textOf(view: EmailView): string {
  const width = Math.max(...view.facts.map(({ label }) => label.length + view.colon.length)) + 1;
  const parts = [
    ...(view.urgent ? [`*** ${view.urgent.toUpperCase()} ***`] : []),
    view.facts.map(({ label, text }) => `${(label + view.colon).padEnd(width)}${text}`).join('\n'),
    ...view.notes,
    ...(view.summary ? [`${view.summary.label}\n${view.summary.text}`] : []),
    ...(view.transcript
      ? [`${view.transcript.label}\n${view.transcript.turns.map(({ speaker, text }) => `${speaker}${view.colon} ${text}`).join('\n')}`]
      : []),
    `-- \n${view.footer}`,
  ];
  return `${parts.join('\n\n')}\n`;
}
