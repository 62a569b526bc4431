import test from 'ava';
import type { Language } from '../../core/language.ts';
import { quotes } from './quotation.ts';

const is = test.macro({
  exec: (t, language: Language, turn: string, statement: string, expected: boolean, others: readonly string[] = []) =>
    t.is(quotes(statement, turn, others, language), expected),
  title: (_, language, turn, statement, expected) => `${language}: "${turn}" ${expected ? 'says' : 'does not say'} "${statement}"`,
});

for (const [turn, statement] of [
  ["ce n'est pas urgent", "C'est urgent."],
  ["c'est pas urgent", 'Urgent.'],
  ["c'est urgent enfin non pas vraiment", "C'est urgent."],
  ['je ne veux pas annuler mon rendez-vous', "L'appelant veut annuler son rendez-vous."],
  ['je voudrais annuler mon rendez-vous de lundi', "L'appelant veut un rendez-vous."],
  ['je voudrais annuler mon rendez-vous de lundi', 'rendez-vous de lundi'],
  ['je refuse de payer la facture', "L'appelant veut payer la facture."],
  ['je refuse de payer la facture', 'payer la facture'],
  ['je pensais que c’était urgent', "C'était urgent."],
  ['je m’appelle Martin et non Durand', 'Je m’appelle Durand.'],
  ['je n’ai rien commandé', "L'appelant a commandé."],
  ['je ne crois vraiment pas que ce soit urgent', 'Ce soit urgent.'],
  ['je peux venir demain pas aujourd’hui', "L'appelant peut venir aujourd'hui."],
  ['je viens demain pas aujourd’hui', 'Je viens aujourd’hui.'],
  ['le rendez-vous est lundi', 'Le rendez-vous est mardi.'],
  ['le rendez-vous est lundi', "Le rendez-vous n'est pas lundi."],
  ['rappelez à quatorze heures trente', 'Rappelez à quatorze heures.'],
  ['rappelez avant dix heures', 'Rappelez dix heures.'],
  ['rappelez le lundi ou le mardi à dix heures', 'Rappelez le lundi à dix heures.'],
  ['il y a vingt et un clients', 'Il y a vingt clients.'],
  ['Paul a appelé Marie', 'Marie a appelé Paul.'],
  ["le chauffage marche mais l'eau est froide", 'Le chauffage est froide.'],
  ["si ça coule encore c'est urgent", "C'est urgent."],
  ['mon voisin est malade', "L'appelant est malade."],
  ['il y a une fuite sans dégât', 'Une fuite, dégât.'],
] as const) {
  test(is, 'fr', turn, statement, false);
}

for (const [turn, statement] of [
  ['i do not want to cancel', 'The caller wants to cancel.'],
  ["i don't want to cancel", 'The caller wants to cancel.'],
  ['i want to cancel my appointment', 'The caller wants an appointment.'],
  ["it's not urgent", 'It is urgent.'],
  ["it isn't urgent", 'Urgent.'],
  ['it is urgent well no actually not', 'It is urgent.'],
  ["i don't think it is urgent", 'It is urgent.'],
  ['i thought it was urgent but it is fine', 'It was urgent.'],
  ['the heating no longer works', 'The heating works.'],
  ['my name is john not jack', 'My name is jack.'],
  ['i can come tomorrow not today', 'The caller can come today.'],
  ['i can come today', 'The caller cannot come today.'],
  ['i refuse to pay the bill', 'The caller wants to pay the bill.'],
  ['i never received the parcel', 'The caller received the parcel.'],
  ['call me at half past two', 'Call me at two.'],
  ['the meeting is at two thirty', 'The meeting is at two.'],
  ['the meeting is at two', 'The meeting is at three.'],
  ['the meeting is on monday', 'The meeting is on tuesday.'],
  ['John owes Mary fifty pounds', 'Mary owes John fifty pounds.'],
  ['call me if the water rises', 'The water rises.'],
  ['i want to speak to Anna about the contract', 'The caller wants to speak to Emma.'],
  ['my neighbour is ill', 'The caller is ill.'],
] as const) {
  test(is, 'en', turn, statement, false);
}

for (const [language, turn, statement] of [
  ['fr', "ce n'est pas urgent", "Ce n'est pas urgent."],
  ['fr', "c'est pas urgent", "Ce n'est pas urgent."],
  ['fr', "non c'est pas urgent", "Ce n'est pas urgent."],
  ['fr', "le voisin n'est pas content et le robinet fuit", 'Le robinet fuit.'],
  ['fr', 'je voudrais annuler mon rendez-vous de lundi', "L'appelant veut annuler son rendez-vous de lundi."],
  ['fr', "j'ai besoin d'un plombier", "L'appelant a besoin d'un plombier."],
  ['fr', 'je ne veux pas annuler', "L'appelant ne veut pas annuler."],
  ['fr', 'rappelez à quatorze heures trente', 'Rappelez à quatorze heures trente.'],
  ['en', "i don't want to cancel", 'The caller does not want to cancel.'],
  ['en', 'i would like to move my appointment to friday', 'The caller wants to move the appointment to friday.'],
  ['en', 'the boiler is broken and the water is cold', 'The water is cold.'],
  ['en', "i can't come today", 'The caller cannot come today.'],
  ['en', 'call me at half past two', 'Call me at half past two.'],
] as const) {
  test(is, language, turn, statement, true);
}

test('what the caller takes back in another turn is not kept', is, 'fr', "c'est urgent", "C'est urgent.", false, ["en fait ce n'est pas urgent"]);
test('what the caller corrects in another turn is not kept', is, 'en', "it isn't urgent", 'It is not urgent.', false, ['oh it is urgent now']);
