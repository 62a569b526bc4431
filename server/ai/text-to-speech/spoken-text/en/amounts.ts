import { type Rule, replace } from '../rule.ts';

const currencies: Record<string, [one: string, many: string, cents: string]> = {
  '£': ['pound', 'pounds', 'pence'],
  $: ['dollar', 'dollars', 'cents'],
  '€': ['euro', 'euros', 'cents'],
};
const amount = String.raw`(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?`;

function money(sign: string, whole: string, cents?: string): string {
  const [one, many, small] = currencies[sign]!;
  const number = Number(whole.replaceAll(',', ''));
  const rest = Number(cents ?? 0);
  if (number === 0 && rest > 0) return `${rest} ${small}`;
  return `${number} ${number === 1 ? one : many}${rest > 0 ? ` ${rest}` : ''}`;
}

const units: Record<string, [one: string, many: string]> = {
  'm²': ['square metre', 'square metres'],
  'km/h': ['kilometre an hour', 'kilometres an hour'],
  mph: ['mile an hour', 'miles an hour'],
  km: ['kilometre', 'kilometres'],
  cm: ['centimetre', 'centimetres'],
  mm: ['millimetre', 'millimetres'],
  kg: ['kilo', 'kilos'],
  lb: ['pound', 'pounds'],
  lbs: ['pound', 'pounds'],
  ft: ['foot', 'feet'],
  '°C': ['degree', 'degrees'],
  '°': ['degree', 'degrees'],
  kWh: ['kilowatt hour', 'kilowatt hours'],
  kW: ['kilowatt', 'kilowatts'],
  min: ['minute', 'minutes'],
  mins: ['minute', 'minutes'],
  hrs: ['hour', 'hours'],
};

/** Money and measures, the number before its unit. */
export const amounts: readonly Rule[] = [
  replace(new RegExp(`([£$€])\\s?${amount}(?![\\d,.]*\\d)`, 'gu'), (_, sign, whole, cents) => money(sign!, whole!, cents)),
  replace(new RegExp(`(?<![\\d,.])${amount}\\s?([£$€])(?![\\p{L}\\p{N}])`, 'gu'), (_, whole, cents, sign) => money(sign!, whole!, cents)),
  replace(/(?<![\d,.])(\d+)p(?![\p{L}\p{N}])/gu, '$1 pence'),
  replace(/(?<![\d,.])(\d+(?:\.\d+)?)\s?(m²|km\/h|mph|km|cm|mm|kg|lbs|lb|ft|°C|°|kWh|kW|mins|min|hrs)(?![\p{L}\p{N}/])/gu, (_, number, unit) => {
    const [one, many] = units[unit!]!;
    return `${number} ${Number(number) === 1 ? one : many}`;
  }),
];
