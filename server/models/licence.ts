/** The licence that a model's card states: Hugging Face's front matter ("license: apache-2.0") or a line of Piper's MODEL_CARD ("* License: CC BY 4.0"). */
export function licenceIn(card: string): string | undefined {
  const stated = /^[\s*#-]*\**licen[sc]e\**\s*:\**[ \t]*(\S.*)$/im.exec(card)?.[1]?.trim();
  if (stated === undefined) return undefined;
  const name = stated === 'other' ? /^license_name:[ \t]*(\S.*)$/m.exec(card)?.[1]?.trim() : undefined;
  return (name ?? stated).replace(/^["']|["']$/g, '').slice(0, 200);
}

/** What a person reads of a card: without front matter, the first lines of a long one. */
export function readableCard(card: string, maxLines = 30): string {
  const text = card.replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '').trim();
  const lines = text.split('\n').map((line) => printable(line.trimEnd()));
  return lines.length <= maxLines ? lines.join('\n') : [...lines.slice(0, maxLines), `… (${lines.length - maxLines} more lines)`].join('\n');
}

/** A card comes from outside: it must not drive the terminal. */
function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, (character) => (character === '\t' ? ' ' : ''));
}
