import test from 'ava';
import type { Language } from '../../../core/language.ts';
import { spokenText } from './spoken-text.ts';

const french: Record<string, string> = {
  'Il est 14:30.': 'Il est 14 heures 30.',
  'à 14h30, puis 9 h 05': 'à 14 heures 30, puis 9 heures 05',
  'ouvert 9h-12h et 14h–18h30': 'ouvert 9 heures à 12 heures et 14 heures à 18 heures 30',
  'à 12:00 ou 00:00': 'à midi ou minuit',
  'vers 1h, 21h ou 21 heures 15': 'vers une heure, vingt et une heures ou vingt et une heures 15',
  'sous 48h, 24h/24 et 7j/7': 'sous 48 heures, 24 heures sur 24 et 7 jours sur 7',
  'le 12/03/2026': 'le 12 mars 2026',
  'le 01/05 et le 2026-12-25': 'le 1er mai et le 25 décembre 2026',
  'un 1/2 ou 45/60': 'un demi ou 45/60',
  'Cela coûte 12,50 €.': 'Cela coûte 12 euros 50.',
  '1 € ou 1 234,00€ ou 0,50 €': '1 euro ou 1234 euros ou 50 centimes',
  '100 $ et 2 £': '100 dollars et 2 livres',
  'Appelez le 01 99 00 12 34.': 'Appelez le 01, 99, 00, 12, 34.',
  'le 0199001234 ou +33 1 99 00 12 34': 'le 01, 99, 00, 12, 34 ou plus 33, 1, 99, 00, 12, 34',
  'au 01.99.00.12.34': 'au 01, 99, 00, 12, 34',
  'camille.durand@example.org': 'camille point durand arobase example point org',
  'jean-luc_2@mon-site.fr.': 'jean tiret luc tiret bas 2 arobase mon tiret site point F.R.',
  'sur www.exemple.fr': 'sur www point exemple point F.R',
  'M. Martin et Mme Durand': 'monsieur Martin et madame Durand',
  'MM. Martin, Dr. Petit, Me Durand, Pr Roux': 'messieurs Martin, docteur Petit, maître Durand, professeur Roux',
  'Me voici à St-Denis et Ste Anne': 'Me voici à saint-Denis et sainte Anne',
  'n° 5, 2e étage, 1re porte, 21e': 'numéro 5, deuxième étage, première porte, 21ème',
  'au XIVe siècle': 'au 14ème siècle',
  'fruits, légumes, etc. sont là, etc.': 'fruits, légumes, et cetera sont là, et cetera.',
  'un RDV svp': 'un rendez-vous s’il vous plaît',
  'la CPAM, la SNCF et la TVA': 'la C.P.A.M, la S.N.C.F et la T.V.A',
  'un PDF de l’UNESCO, la NASA et OK': 'un P.D.F de l’UNESCO, la NASA et OK',
  'OUI MONSIEUR': 'OUI MONSIEUR',
  '3 kg, 1 km, 15 m², 20 °C, 90 km/h, 2,5 m': '3 kilos, 1 kilomètre, 15 mètres carrés, 20 degrés, 90 kilomètres à l’heure, 2,5 mètres',
};

const english: Record<string, string> = {
  'It is 14:30.': 'It is 2 30 pm.',
  'at 2:30 pm or 9 a.m. today': 'at 2 30 pm or 9 am today',
  'at 9:00, 9:05, 14:00 and 12:00': "at 9 o'clock, 9 oh 5, 2 pm and noon",
  'from 9 am to 12:30 pm': 'from 9 am to 12 30 pm',
  '9:00-12:30': "9 o'clock to 12 30",
  'at 5 p.m.': 'at 5 pm.',
  'on 12/03/2026': 'on 12 March 20 26',
  '2026-12-25, 25 Dec and Mar 1st': '25 December 20 26, 25 December and March 1st',
  'on 12/25/2026': 'on 25 December 20 26',
  'It costs £12.50.': 'It costs 12 pounds 50.',
  '$1, €5, £1,234 and £0.50': '1 dollar, 5 euros, 1234 pounds and 50 pence',
  'Call 020 7946 0123.': 'Call 0 2 0, 7 9 4 6, 0 1 2 3.',
  'Call 02079460123 or +44 20 7946 0123': 'Call 0 2 0, 7 9 4 6, 0 1 2 3 or plus 4 4, 2 0, 7 9 4 6, 0 1 2 3',
  'Call (212) 555-0123': 'Call 2 1 2, 5 5 5, 0 1 2 3',
  'emily.carter@example.co.uk': 'emily dot carter at example dot co dot U.K',
  'Mr. Martin, Mrs. Hall, Ms Bell and Dr. Who': 'Mr Martin, Mrs Hall, Miz Bell and Dr Who',
  'St. John lives at 12 St. James St.': 'Saint John lives at 12 Saint James Street.',
  'No. 5, e.g. this, etc.': 'number 5, for example this, et cetera.',
  'the NHS, VAT and the AA': 'the N.H.S, V.A.T and the A.A',
  'NATO and a PIN': 'NATO and a PIN',
  '3 kg, 1 km, 20 °C, 30 mph, 50p': '3 kilos, 1 kilometre, 20 degrees, 30 miles an hour, 50 pence',
};

const reads = test.macro({
  exec: (t, text: string, language: Language, expected: string) => {
    t.is(spokenText(text, language), expected);
    t.is(spokenText(expected, language), expected, 'what is spoken already stays');
  },
  title: (_, text, language) => `${language}: "${text}"`,
});

for (const [text, expected] of Object.entries(french)) test(reads, text, 'fr', expected);
for (const [text, expected] of Object.entries(english)) test(reads, text, 'en', expected);

const kept: Record<Language, string[]> = {
  fr: [
    'Je répète : 06, 39, 98, 12, 34. C’est bien ça ?',
    'plus 32, 478, 12, 34, 56',
    'le numéro qui finit par 34',
    'de 9 heures à 12 heures 30',
    'lundi 12 mars 2026 à midi',
    'le dossier 123456',
    'Vous êtes 3, les 3 m’ont appelé, les 2 l’ont dit.',
    'appelez nos 3 conseillers, jour/nuit',
    'le code 12-34-56',
    'version 3.14, soit 12,5 fois',
    '',
  ],
  en: [
    'Let me repeat: 0 7 7 0 0, 9 0 0, 4 6 1. Is that right?',
    'plus 3 2, 4 7 8',
    'ending in 6 1',
    'from 9 am to noon',
    'file 123456',
    'sort code 12-34-56',
    '',
  ],
};
for (const [language, texts] of Object.entries(kept))
  for (const text of texts) test(`${language}: "${text}" stays`, (t) => t.is(spokenText(text, language as Language), text));
