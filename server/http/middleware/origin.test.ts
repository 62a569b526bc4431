import test from 'ava';
import { limitKey, truncated } from './origin.ts';

for (const [address, network, key] of [
  ['203.0.113.9', '203.0.113.0', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0::', '2001:db8:0:0'],
  ['::1', '0:0:0::', '0:0:0:0'],
  ['::', '0:0:0::', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0::', 'fe80:0:0:0'],
] as const) {
  test(`${address} is logged as ${network} and limited as ${key}`, (t) => {
    t.is(truncated(address), network);
    t.is(limitKey(address), key);
  });
}
