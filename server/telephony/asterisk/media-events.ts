/** What chan_websocket tells in its text messages (docs.asterisk.org, "WebSocket" channel driver, plain-text format). */
export type MediaEvent =
  | { type: 'mark'; id: string }
  | { type: 'xoff' }
  | { type: 'xon' }
  | { type: 'error'; text: string }
  | { type: 'other'; name: string };

export function parseMediaEvent(text: string): MediaEvent {
  const [name = '', ...words] = text.trim().split(' ');
  switch (name) {
    case 'MEDIA_MARK_PROCESSED':
      return { type: 'mark', id: words[0] ?? '' };
    case 'MEDIA_XOFF':
      return { type: 'xoff' };
    case 'MEDIA_XON':
      return { type: 'xon' };
    case 'ERROR':
      return { type: 'error', text: words.join(' ') };
    default:
      return { type: 'other', name };
  }
}

export const mediaCommand = {
  mark: (id: string) => `MARK_MEDIA ${id}`,
  flush: 'FLUSH_MEDIA',
} as const;
