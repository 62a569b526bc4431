import { numberOf, type Rule, replace } from '../rule.ts';

const currencies: Record<string, [one: string, many: string, cents: string]> = {
  '€': ['euro', 'euros', 'centimes'],
  $: ['dollar', 'dollars', 'cents'],
  '£': ['livre', 'livres', 'pence'],
};
const amount = String.raw`(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[,.](\d{2}))?`;

function money(sign: string, whole: string, cents?: string): string {
  const [one, many, small] = currencies[sign]!;
  const number = numberOf(whole);
  const rest = Number(cents ?? 0);
  if (number === 0 && rest > 0) return `${rest} ${small}`;
  return `${number} ${number > 1 ? many : one}${rest > 0 ? ` ${rest}` : ''}`;
}

const units: Record<string, [one: string, many: string]> = {
  'm²': ['mètre carré', 'mètres carrés'],
  m2: ['mètre carré', 'mètres carrés'],
  'm³': ['mètre cube', 'mètres cubes'],
  'km/h': ['kilomètre à l’heure', 'kilomètres à l’heure'],
  km: ['kilomètre', 'kilomètres'],
  cm: ['centimètre', 'centimètres'],
  mm: ['millimètre', 'millimètres'],
  m: ['mètre', 'mètres'],
  kg: ['kilo', 'kilos'],
  '°C': ['degré', 'degrés'],
  '°': ['degré', 'degrés'],
  kWh: ['kilowattheure', 'kilowattheures'],
  kW: ['kilowatt', 'kilowatts'],
  min: ['minute', 'minutes'],
  mn: ['minute', 'minutes'],
};

/** Money and measures, the number before its unit. */
export const amounts: readonly Rule[] = [
  replace(new RegExp(`(?<![\\d,.])${amount}\\s?([€$£])(?![\\p{L}\\p{N}])`, 'gu'), (_, whole, cents, sign) => money(sign!, whole!, cents)),
  replace(new RegExp(`([€$£])\\s?${amount}(?![\\d,.]\\d|\\d)`, 'gu'), (_, sign, whole, cents) => money(sign!, whole!, cents)),
  replace(/(?<![\d,.])(\d+(?:[,.]\d+)?)\s?(m²|m2|m³|km\/h|km|cm|mm|m|kg|°C|°|kWh|kW|min|mn)(?![\p{L}\p{N}/])/gu, (_, number, unit) => {
    const [one, many] = units[unit!]!;
    return `${number} ${numberOf(number!) >= 2 ? many : one}`;
  }),
];
