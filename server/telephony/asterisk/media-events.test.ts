import test from 'ava';
import { parseMediaEvent } from './media-events.ts';

for (const [text, event] of [
  ['MEDIA_MARK_PROCESSED 17', { type: 'mark', id: '17' }],
  ['MEDIA_XOFF', { type: 'xoff' }],
  ['MEDIA_XON\n', { type: 'xon' }],
  ['ERROR channel_id:1 error_text:not supported', { type: 'error', text: 'channel_id:1 error_text:not supported' }],
  ['DTMF_END digit:5 channel_id:1', { type: 'other', name: 'DTMF_END' }],
  ['', { type: 'other', name: '' }],
] as const) {
  test(`"${text.trim()}" is understood`, (t) => {
    t.deepEqual(parseMediaEvent(text), event);
  });
}
