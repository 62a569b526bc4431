import test from 'ava';
import { createMetrics } from './metrics.ts';

test('calls, turns, restarts and deliveries are counted in the text of /metrics', async (t) => {
  const metrics = createMetrics();
  metrics.callStarted();
  metrics.callStarted();
  metrics.callEnded('message-taken');
  metrics.turnReplied(420);
  metrics.greeted(90);
  metrics.lineClosed({ frames: 500, late: 3, lost: 2 });
  metrics.engine('speech-to-text', 'fr').onRestart();
  metrics.notificationTried('delivered');
  const text = await metrics.text();
  for (const line of [
    'repondeur_active_calls 1',
    'repondeur_calls_total{outcome="message-taken"} 1',
    'repondeur_calls_total{outcome="failed"} 0',
    'repondeur_turn_latency_milliseconds_bucket{le="300"} 0',
    'repondeur_turn_latency_milliseconds_bucket{le="450"} 1',
    'repondeur_greeting_latency_milliseconds_sum 90',
    'repondeur_line_frames_total 500',
    'repondeur_line_frames_late_total 3',
    'repondeur_line_frames_lost_total 2',
    'repondeur_engine_restarts_total{engine="speech-to-text"} 1',
    'repondeur_notifications_total{result="delivered"} 1',
  ]) {
    t.true(text.includes(`${line}\n`), line);
  }
  t.true(text.includes('nodejs_eventloop_lag_seconds'));
});

test('each engine process has its requests, its load and its breaker', async (t) => {
  const metrics = createMetrics();
  const french = metrics.engine('speech-to-text', 'fr');
  french.onBreaker('open');
  metrics.engine('speech-to-text', 'en').onBreaker('closed');
  french.onHeld(2);
  french.onLoad(3, 7);
  french.onRequest('finish', 'answered', 12);
  french.onRequest('finish', 'lost', 0);
  const text = await metrics.text();
  for (const line of [
    'repondeur_engine_breaker_state{engine="speech-to-text",process="fr"} 2',
    'repondeur_engine_breaker_state{engine="speech-to-text",process="en"} 0',
    'repondeur_engine_requests_in_flight{engine="speech-to-text",process="fr"} 3',
    'repondeur_engine_messages_unsent{engine="speech-to-text",process="fr"} 7',
    'repondeur_engine_requests_total{engine="speech-to-text",process="fr",request="finish",outcome="answered"} 1',
    'repondeur_engine_requests_total{engine="speech-to-text",process="fr",request="finish",outcome="lost"} 1',
    'repondeur_engine_request_duration_milliseconds_bucket{le="20",engine="speech-to-text",process="fr",request="finish"} 1',
    'repondeur_engine_request_duration_milliseconds_count{engine="speech-to-text",process="fr",request="finish"} 1',
  ]) {
    t.true(text.includes(`${line}\n`), `${line}\n${text}`);
  }
});

test('two instances count apart', async (t) => {
  const [first, second] = [createMetrics(), createMetrics()];
  first.callStarted();
  t.true((await second.text()).includes('repondeur_active_calls 0\n'));
});
