import test from 'ava';
import { configurationValue, renderTemplate, sectionName } from './configuration-template.ts';

test('each place of a template gets its value', (t) => {
  t.is(renderTemplate('port = {{port}}\nagain = {{port}}', { port: 5060 }), 'port = 5060\nagain = 5060');
});

test('a place without a value is an error, and so is a value without a place', (t) => {
  t.throws(() => renderTemplate('{{missing}}', {}), { message: /\{\{missing\}\}/ });
  t.throws(() => renderTemplate('', { extra: 1 }), { message: /extra/ });
});

test('a value that looks like a place is not filled in', (t) => {
  t.is(renderTemplate('{{a}}', { a: '{{b}}' }), '{{b}}');
});

test('a semicolon, which would begin a comment, is escaped', (t) => {
  t.is(configurationValue('pass;word', 'the password'), 'pass\\;word');
});

test('a line break, which would begin a new setting, is refused by name', (t) => {
  for (const value of ['a\nb', 'a\rb', 'a\0b']) t.throws(() => configurationValue(value, 'the password'), { message: /the password/ });
});

test('the name of a section has no brackets', (t) => {
  t.is(sectionName('front-desk', 'a phone'), 'front-desk');
  for (const name of ['a]b', '', 'a b', 'é']) t.throws(() => sectionName(name, 'a phone'), { message: /a phone/ });
});
