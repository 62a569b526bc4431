import test from 'ava';
import { languages } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { announcements } from '../../telephony/announcements.ts';
import { testUsers } from '../../testing/users.ts';
import { fixedPrompts } from '../fixed-prompts.ts';

for (const language of languages) {
  test(`the announcement (${language}) names nobody and gives no reason, and is made before the first call`, async (t) => {
    t.notRegex(announcements[language], /suspend|compte|account|abonn|subscri|supprim|delet|payé|paid/i);
    for (const { name } of Object.values(hosts)) t.false(announcements[language].includes(name));
    const [user] = (await testUsers({ language })).all();
    if (!user) return t.fail();
    const prompts = fixedPrompts(user)
      .filter((prompt) => prompt.language === language)
      .map(({ text }) => text);
    t.true(prompts.some((text) => text !== '' && announcements[language].includes(text)));
  });
}
