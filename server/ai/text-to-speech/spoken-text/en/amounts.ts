import { type Rule, replace } from '../rule.ts';

const currencies: Record<string, [one: string, many: string, cents: string]> = {
  '£': ['pound', 'pounds', 'pence'],
  $: ['dollar', 'dollars', 'cents'],
  '€': ['euro', 'euros', 'cents'],
  '¥': ['yen', 'yen', 'sen'],
  EUR: ['euro', 'euros', 'cents'],
  USD: ['dollar', 'dollars', 'cents'],
  GBP: ['pound', 'pounds', 'pence'],
  CHF: ['Swiss franc', 'Swiss francs', 'centimes'],
};
const signs = '[£$€¥]|EUR|USD|GBP|CHF';
const sizes: Record<string, string> = { k: 'thousand', m: 'million', bn: 'billion', thousand: 'thousand', million: 'million', billion: 'billion' };
const fractions: Record<string, string> = { '1/2': 'a half', '1/3': 'a third', '2/3': 'two thirds', '1/4': 'a quarter', '3/4': 'three quarters' };
const each: Record<string, string> = { hour: 'an hour', hr: 'an hour', h: 'an hour', person: 'per person', unit: 'per unit' };
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
  hr: ['hour', 'hours'],
  g: ['gram', 'grams'],
  oz: ['ounce', 'ounces'],
  L: ['litre', 'litres'],
  ml: ['millilitre', 'millilitres'],
  GB: ['gigabyte', 'gigabytes'],
  MB: ['megabyte', 'megabytes'],
  '°F': ['degree Fahrenheit', 'degrees Fahrenheit'],
  'sq ft': ['square foot', 'square feet'],
};

/** Money and measures, the number before its unit. */
export const amounts: readonly Rule[] = [
  replace(
    new RegExp(`(?<!\\p{L})(${signs})\\s?(\\d+(?:\\.\\d+)?)\\s?(k|m|bn|thousand|million|billion)(?!\\p{L})`, 'giu'),
    (_, sign, number, size) => `${number} ${sizes[size!.toLowerCase()]} ${currencies[sign!.toUpperCase()]![1]}`,
  ),
  replace(new RegExp(`(?<!\\p{L})(${signs})\\s?${amount}(?![\\d,.]*\\d|\\p{L})`, 'gu'), (_, sign, whole, cents) => money(sign!, whole!, cents)),
  replace(new RegExp(`(?<![\\d,.])${amount}\\s?(${signs})(?![\\p{L}\\p{N}])`, 'gu'), (_, whole, cents, sign) => money(sign!, whole!, cents)),
  replace(
    /(?<=\d|pounds?|pence|dollars?|euros?|times|hours|days|calls)\s?\/\s?(month|week|day|year|night|hour|hr|h|person|unit)(?!\p{L})/gu,
    (_, what) => ` ${each[what!] ?? `a ${what}`}`,
  ),
  replace(/(?<![\d/])1\/2 hour(?!\p{L})/gu, 'half an hour'),
  replace(/(?<![\d/])(?:a )?(1\/2|1\/3|2\/3|1\/4|3\/4)(?![\d/])/gu, (_, fraction) => fractions[fraction!]!),
  replace(/(?<![\d/])50\/50(?![\d/])/g, '50 50'),
  replace(/(?<![\p{L}\p{N})-])[-−](?=\d+(?:\.\d+)?\s?(?:%|°))/gu, 'minus '),
  // Only before what is counted: "12-34" alone may be the name of something.
  replace(/(?<![\d,.-])(\d{1,3})\s?[-–]\s?(\d{1,3})(?=\s?(?:%|[€$£]|\p{Ll}{2}))/gu, (whole, from, to) =>
    Number(from) < Number(to) ? `${from} to ${to}` : whole!,
  ),
  replace(/(?<=\d) ?[x×] ?(?=\d+(?:\.\d+)? ?(?:[cm]m|ft)(?!\p{L}))/gu, ' by '),
  replace(/(?<=\d) ?[x×] ?(?=\d)/g, ' times '),
  replace(/(?<![\d,.])(\d+)p(?![\p{L}\p{N}])/gu, '$1 pence'),
  replace(
    /(?<![\d,.])(\d+(?:\.\d+)?)\s?(m²|km\/h|mph|km|cm|mm|ml|kg|g|lbs|lb|oz|sq ft|ft|L|GB|MB|°C|°F|°|kWh|kW|mins|min|hrs|hr)(?![\p{L}\p{N}/])/gu,
    (_, number, unit) => {
      const [one, many] = units[unit!]!;
      return `${number} ${Number(number) === 1 ? one : many}`;
    },
  ),
];
