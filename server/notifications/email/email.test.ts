import test, { type ExecutionContext } from 'ava';
import { escapeHtml } from '../../core/escape-html.ts';
import type { CallRecord } from '../../history/contract.ts';
import { callRecord } from '../../testing/call-record.ts';
import { testUsers } from '../../testing/users.ts';
import type { User } from '../../users/contract.ts';
import { html } from './html.ts';
import { htmlOf } from './layout.ts';
import { shownNumber } from './numbers.ts';
import { textOf } from './text.ts';
import { emailView, recordingFileName } from './view.ts';
import type { RecordingPlace } from './words.ts';

async function user(settings: Record<string, unknown> = {}): Promise<User> {
  return (await testUsers(settings)).all()[0]!;
}

const english = { language: 'en', country: 'GB', time_zone: 'Europe/London' };

async function email(changes: Partial<CallRecord> = {}, settings: Record<string, unknown> = {}, recording: RecordingPlace | null = null) {
  const view = emailView(callRecord(changes), await user(settings), recording);
  return { view, text: textOf(view), html: htmlOf(view) };
}

const noMessage = { message: undefined };
const message = (changes: object) => ({ message: { name: 'Julie Martin', phone: '+33199001234', reason: 'une fuite', urgent: false, ...changes } });

const subject = test.macro({
  exec: async (t: ExecutionContext, changes: Partial<CallRecord>, settings: Record<string, unknown>, expected: string) => {
    t.is((await email(changes, settings)).view.subject, expected);
  },
  title: (_, __, settings, expected) => `subject (${settings.language ?? 'fr'}): ${expected}`,
});

test(subject, {}, {}, 'Message de Julie Martin – urgent');
test(subject, message({}), {}, 'Message de Julie Martin');
test(subject, message({ name: 'Émile Zola' }), {}, 'Message d’Émile Zola');
test(subject, { ...message({ name: null }), fromName: null }, {}, 'Message du 01 99 00 12 34');
test(subject, { ...message({ name: null, phone: null }), from: null, fromName: null }, {}, 'Message d’un numéro masqué');
test(subject, { ...noMessage, outcome: 'voicemail-left', fromName: null }, {}, 'Message vocal du 01 99 00 12 34');
test(subject, { ...noMessage, outcome: 'caller-hung-up', fromName: null }, {}, 'Appel manqué du 01 99 00 12 34');
test(subject, { ...message({}), outcome: 'caller-hung-up' }, {}, 'Message incomplet de Julie Martin');
test(subject, { ...message({ name: null, reason: null }), outcome: 'caller-hung-up' }, {}, 'Appel manqué de Martin');
test(subject, { ...noMessage, outcome: 'information-given' }, {}, 'Appel de Martin');
test(subject, {}, english, 'Message from Julie Martin – urgent');
test(subject, { ...noMessage, outcome: 'nothing-said', fromName: null }, english, 'Missed call from +33 1 99 00 12 34');
test(subject, { ...noMessage, outcome: 'voicemail-left', from: null, fromName: null }, english, 'Voicemail from a withheld number');
test(subject, message({ name: 'Julie\r\nBcc: all@example.org' }), {}, 'Message de Julie Bcc: all@example.org');
test(subject, message({ name: 'Julie \u202etnegru' }), {}, 'Message de Julie tnegru');

test('what a caller said never becomes markup', async (t) => {
  const evil = '<script>alert("x")</script><a href=\'https://evil.example\'>&';
  const { html: markup, text } = await email({
    fromName: evil,
    from: `"><img src=x onerror=alert(1)>`,
    to: evil,
    summary: evil,
    turns: [{ speaker: 'caller', text: evil, startMs: 0, endMs: 1 }],
    ...message({ name: evil, phone: null, reason: evil }),
  });
  t.false(/<script|<img|<a href='https/i.test(markup));
  t.is(markup.split('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;').length - 1, 5, 'subject, name and network name, reason, summary, turn');
  t.true(text.includes(evil));
});

test('nothing in the HTML is loaded from anywhere', async (t) => {
  const { html: markup } = await email();
  t.false(/src=|url\(|<link|http/i.test(markup));
});

test('the English e-mail has English dates, by the clock of the user', async (t) => {
  const { text } = await email({}, english);
  t.regex(text, /Tuesday,? 24 November 2026 at 08:30/);
  t.true((await email({}, { ...english, country: 'US', time_zone: 'America/New_York' })).text.includes('Tuesday, November 24, 2026 at 3:30'));
});

test('the plain text holds facts, summary and transcript in this order', async (t) => {
  const { text } = await email({}, {}, { place: 'attached', duration: '1 min 05 s' });
  t.is(
    text,
    `*** URGENT ***

De :             Julie Martin
Nom affiché :    Martin
À rappeler au :  01 99 00 12 34
Urgence :        urgent
Motif :          une fuite d’eau
Quand :          mardi 24 novembre 2026 à 09:30 (1 min 05 s)
Enregistrement : joint à ce courriel (1 min 05 s)

Résumé
Julie Martin appelle pour une fuite d’eau. C’est urgent.

Transcription
Assistant : Bonjour, je suis un assistant automatique.
Appelant : bonjour julie martin à l’appareil

-- 
Ce courriel vient de votre répondeur. Résumé et transcription sont automatiques : en cas de doute, l’enregistrement fait foi.
`,
  );
});

test('without an ear for people the e-mail says so, and what to do', async (t) => {
  const settings = [{}, english];
  for (const one of settings) {
    const { text, html: markup } = await email({ untranscribed: 'no-ear', turns: [], summary: null }, one);
    t.true(text.includes('bin/repondeur doctor'));
    t.true(markup.includes('bin/repondeur doctor'));
  }
  t.false((await email()).text.includes('doctor'));
});

test('the called number is named where the user has several', async (t) => {
  t.true((await email({}, { numbers: ['+33199005678', '+33199005679'] })).text.includes('01 99 00 56 78'));
  t.false((await email({}, { numbers: ['+33199005678'] })).text.includes('01 99 00 56 78'));
});

test('a number is national at home, international abroad, and as it came when it cannot be read', (t) => {
  t.deepEqual(shownNumber('+33199001234', 'FR'), { shown: '01 99 00 12 34', link: 'tel:+33199001234' });
  t.deepEqual(shownNumber('+33199001234', 'BE'), { shown: '+33 1 99 00 12 34', link: 'tel:+33199001234' });
  t.deepEqual(shownNumber('+14165550123', 'US'), { shown: '(416) 555-0123', link: 'tel:+14165550123' });
  t.deepEqual(shownNumber('3615', 'FR'), { shown: '3615', link: null });
});

test('the attached recording is named by the clock of the user', async (t) => {
  t.is(recordingFileName(callRecord(), await user(english)), 'call-2026-11-24-0830.wav');
});

test('the HTML template escapes what goes in, once', (t) => {
  t.is(html`<b>${'<&>'}</b>${html`<i>${'"'}</i>`}${[html`${1}`, html`${2}`]}${null}${false}`.markup, '<b>&lt;&amp;&gt;</b><i>&quot;</i>12');
  t.is(escapeHtml(`<a b='c' d="e">&`), '&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;');
});
