import { numberOf, type Rule, replace } from '../rule.ts';

const currencies: Record<string, [one: string, many: string, cents: string]> = {
  '€': ['euro', 'euros', 'centimes'],
  $: ['dollar', 'dollars', 'cents'],
  '£': ['livre', 'livres', 'pence'],
  EUR: ['euro', 'euros', 'centimes'],
  USD: ['dollar', 'dollars', 'cents'],
  GBP: ['livre', 'livres', 'pence'],
  CHF: ['franc suisse', 'francs suisses', 'centimes'],
};
const signs = '[€$£]|EUR|USD|GBP|CHF';
const thousands: Record<string, (number: string, many: string) => string> = {
  k: (number, many) => `${Math.round(numberOf(number) * 1000)} ${many}`,
  M: (number, many) => `${number} million${numberOf(number) >= 2 ? 's' : ''} d’${many}`,
  Md: (number, many) => `${number} milliard${numberOf(number) >= 2 ? 's' : ''} d’${many}`,
};
const fractions: Record<string, string> = { '1/2': 'un demi', '1/3': 'un tiers', '2/3': 'deux tiers', '1/4': 'un quart', '3/4': 'trois quarts' };
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
  g: ['gramme', 'grammes'],
  L: ['litre', 'litres'],
  l: ['litre', 'litres'],
  cl: ['centilitre', 'centilitres'],
  ml: ['millilitre', 'millilitres'],
  Go: ['gigaoctet', 'gigaoctets'],
  Mo: ['mégaoctet', 'mégaoctets'],
  min: ['minute', 'minutes'],
  mn: ['minute', 'minutes'],
};

/** Money and measures, the number before its unit. */
export const amounts: readonly Rule[] = [
  replace(/(?<![\d,.])(\d+(?:[,.]\d+)?)\s?(k|M|Md)s?\s?€(?![\p{L}\p{N}])/gu, (_, number, size) => thousands[size!]!(number!, 'euros')),
  replace(new RegExp(`(?<![\\d,.])${amount}\\s?(${signs})(?![\\p{L}\\p{N}])`, 'gu'), (_, whole, cents, sign) => money(sign!, whole!, cents)),
  replace(new RegExp(`(?<!\\p{L})(${signs})\\s?${amount}(?![\\d,.]\\d|\\d)`, 'gu'), (_, sign, whole, cents) => money(sign!, whole!, cents)),
  replace(/(?<=euros?(?: \d+)?)\s?\/\s?h(?!\p{L})/gu, ' de l’heure'),
  replace(
    /(?<=\d|euros?|centimes|fois|heures|jours|kilos|appels)\s?\/\s?(mois|an|jour|semaine|personne|nuit|séance|heure|unité|kg)(?!\p{L})/gu,
    ' par $1',
  ),
  replace(/(?<![\d/])1\/2 heure(?!\p{L})/gu, 'une demi-heure'),
  replace(/(?<![\d/])(?:un )?(1\/2|1\/3|2\/3|1\/4|3\/4)(?![\d/])/gu, (_, fraction) => fractions[fraction!]!),
  replace(/(?<![\d/])(\d+)\/(5|10|20|100)(?![\d/])/g, '$1 sur $2'),
  replace(/(?<![\p{L}\p{N})-])[-−](?=\d+(?:[,.]\d+)?\s?(?:%|°|euro|degré))/gu, 'moins '),
  // Only before what is counted: "12-34" alone may be the name of something.
  replace(/(?<![\d,.-])(\d{1,3})\s?[-–]\s?(\d{1,3})(?=\s?(?:%|[€$£]|\p{Ll}{2}))/gu, (whole, from, to) =>
    Number(from) < Number(to) ? `${from} à ${to}` : whole!,
  ),
  replace(/(?<=\d) ?[x×] ?(?=\d+(?:,\d+)? ?[cm]?m(?![\p{L}²³]))/gu, ' sur '),
  replace(/(?<=\d) ?[x×] ?(?=\d)/g, ' fois '),
  replace(
    /(?<![\d,.])(\d+(?:[,.]\d+)?)\s?(m²|m2|m³|km\/h|km|cm|mm|ml|m|kg|g|cl|[Ll]|Go|Mo|°C|°|kWh|kW|min|mn)(?![\p{L}\p{N}/'’])/gu,
    (_, number, unit) => {
      const [one, many] = units[unit!]!;
      return `${number} ${numberOf(number!) >= 2 ? many : one}`;
    },
  ),
];
