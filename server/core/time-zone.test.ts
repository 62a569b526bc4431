import test from 'ava';
import { isTimeZone } from './time-zone.ts';

for (const name of ['Europe/Paris', 'Europe/Kyiv', 'Europe/Kiev', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'UTC']) {
  test(`${name} is a time zone`, (t) => t.true(isTimeZone(name)));
}

for (const name of ['', 'Paris', '+01:00', '-0500', 'Europe/Paris\n', 'Mars/Olympus', '../etc/passwd']) {
  test(`${JSON.stringify(name)} is no time zone`, (t) => t.false(isTimeZone(name)));
}
