import { parsePhone } from '../languages/phone.ts';

/** A correction of a part of a number, as heard. */
export interface PhoneCorrection {
  digits: string;
  /** The part that was wrong. */
  wrongDigits?: string;
  at?: 'start' | 'end';
}

/** A longer chain of digits is no correction of a part. */
const maxPartDigits = 7;

/**
 * Applies "seventy-eight, not sixty-eight" or "the last two are 79" to a number in E.164. The wrong part is replaced where it stands, on the borders of spoken groups first;
 * without a wrong part or a place, the group that differs least gives way. Null when no place or several equal ones fit, or when no valid number comes out.
 */
export function correctedPhone(phone: string, correction: PhoneCorrection, country: string): string | null {
  const parsed = parsePhone(phone, country);
  if (!parsed || correction.digits.length > maxPartDigits) return null;
  const groups = parsed.formatNational().match(/\d+/g) ?? [];
  const national = groups.join('');
  const borders = bordersOf(groups);
  const candidates = places(national, borders, correction)
    .map((at) => ({ at, number: parsePhone(replaced(national, at, correction), parsed.country ?? country)?.number as string | undefined }))
    .filter((one): one is { at: number; number: string } => one.number !== undefined && one.number !== phone);
  return choose(national, borders, candidates, correction);
}

function bordersOf(groups: readonly string[]): number[] {
  let at = 0;
  const borders = groups.map((group) => {
    const start = at;
    at += group.length;
    return start;
  });
  const pairs = Array.from({ length: Math.ceil(at / 2) }, (_, i) => at - 2 * (i + 1)).filter((place) => place >= 0);
  return [...new Set([...borders, ...pairs])].sort((a, b) => a - b);
}

function replaced(national: string, at: number, { digits, wrongDigits }: PhoneCorrection): string {
  return national.slice(0, at) + digits + national.slice(at + (wrongDigits?.length ?? digits.length));
}

/** Where the correction could go, from what the caller said of its place. */
function places(national: string, borders: readonly number[], { digits, wrongDigits, at }: PhoneCorrection): number[] {
  const all = Array.from({ length: national.length - digits.length + 1 }, (_, i) => i);
  if (wrongDigits) return all.filter((place) => national.startsWith(wrongDigits, place));
  if (at === 'end') return [national.length - digits.length];
  if (at === 'start') return borders.slice(0, 2);
  return borders.filter((place) => place + digits.length <= national.length);
}

function choose(
  national: string,
  borders: readonly number[],
  candidates: readonly { at: number; number: string }[],
  { digits, wrongDigits, at }: PhoneCorrection,
): string | null {
  if (at === 'start') return candidates[0]?.number ?? null;
  if (wrongDigits) {
    const onBorder = candidates.filter((one) => borders.includes(one.at));
    const best = onBorder.length > 0 && wrongDigits.length > 1 ? onBorder : candidates;
    return best.length === 1 || at ? (best.at(-1)?.number ?? null) : null;
  }
  const ranked = candidates.map((one) => ({ ...one, far: differing(national, one.at, digits) })).sort((a, b) => a.far - b.far);
  const [first, second] = ranked;
  const plain = first && (at !== undefined || (first.far <= Math.ceil(digits.length / 2) && first.far !== second?.far));
  return plain ? first.number : null;
}

function differing(national: string, at: number, digits: string): number {
  return [...digits].filter((digit, i) => national[at + i] !== digit).length;
}
