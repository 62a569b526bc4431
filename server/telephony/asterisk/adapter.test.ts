import test from 'ava';
import { asteriskHarness } from '../../rehearsal/telephony-harness.ts';
import { startTestAsterisk, type TestAsterisk } from '../../testing/asterisk.ts';
import { testTelephonyContract } from '../contract.suite.ts';

let asterisk: TestAsterisk;
test.before(async () => {
  asterisk = await startTestAsterisk();
});
test.after.always(() => asterisk?.stop());

testTelephonyContract('Asterisk', async () => asteriskHarness(asterisk.configuration));
