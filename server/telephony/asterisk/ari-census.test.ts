import test from 'ava';
import { compareCensus } from './ari-census.ts';
import type { AriBridge, AriChannel } from './ari-types.ts';

const channel = (id: string, appData?: string): AriChannel => ({
  id,
  name: id,
  state: 'Up',
  caller: { name: '', number: '' },
  dialplan: { context: '', exten: '', app_name: appData === undefined ? 'Dial' : 'Stasis', app_data: appData },
});
const bridge = (id: string): AriBridge => ({ id, name: id, channels: [] });
const owned = (callIds: string[], legIds: string[]) => ({ callIds: new Set(callIds), legIds: new Set(legIds) });

test('what a process that is gone left behind is told from our own and from what is foreign', (t) => {
  const channels = [
    channel('mine', 'rep,1'),
    channel('left', 'rep,2'),
    channel('foreign', 'other,3'),
    channel('in-the-dialplan'),
    channel('rep-leg-mine-media', 'rep'),
    channel('rep-leg-left-media', 'rep'),
    channel('other-leg-media', 'other'),
  ];
  const bridges = ['rep-leg-mine-bridge', 'rep-leg-left-bridge', 'other-leg-bridge', 'conference'].map(bridge);
  const census = compareCensus(channels, bridges, owned(['mine', 'gone'], ['rep-leg-mine-media', 'rep-leg-mine-bridge']), 'rep');
  t.deepEqual(
    census.callers.map(({ id }) => id),
    ['left'],
  );
  t.deepEqual(census.orphanChannelIds, ['rep-leg-left-media']);
  t.deepEqual(census.orphanBridgeIds, ['rep-leg-left-bridge']);
  t.deepEqual(census.goneCallIds, ['gone']);
});

test('an empty switch has lost all our calls', (t) => {
  const census = compareCensus([], [], owned(['a', 'b'], ['rep-leg-a-media']), 'rep');
  t.deepEqual(census, { callers: [], orphanChannelIds: [], orphanBridgeIds: [], goneCallIds: ['a', 'b'] });
});
