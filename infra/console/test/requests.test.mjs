import assert from 'node:assert/strict';
import { test } from 'node:test';

globalThis.window ??= /** @type {any} */ ({ addEventListener() {} });
const { Patience, Requests } = await import('../../../internal/console/assets/js/requests.js');

test('what does not move is looked at less and less often, and never given up', () => {
  const patience = new Patience();
  const pauses = Array.from({ length: 12 }, () => patience.after({ delivered: 24 }, 3000));
  assert.deepEqual(pauses.slice(0, 3), [3000, 4500, 6750]);
  assert.deepEqual(pauses.slice(-2), [60_000, 60_000]);
});

test('what moves is looked at soon again', () => {
  const patience = new Patience();
  for (let look = 0; look < 12; look++) patience.after({ delivered: 24 }, 3000);
  assert.equal(patience.after({ delivered: 25 }, 3000), 3000);
  assert.equal(patience.after({ delivered: 25 }, 3000), 4500);
});

/** Returns the requests of a view that is on the page until it `leaves`. */
function onPage() {
  /** @type {{hostDisconnected: () => void}[]} */
  const controllers = [];
  const view = { isConnected: true, addController: (/** @type {any} */ controller) => controllers.push(controller) };
  const requests = new Requests(/** @type {any} */ (view));
  const leaves = () => {
    view.isConnected = false;
    for (const controller of controllers) controller.hostDisconnected();
  };
  return { requests, leaves };
}

/** A request whose answer comes when the test says so, whatever its signal. */
function pending() {
  /** @type {(answer: unknown) => void} */
  let answer = () => {};
  /** @type {(error: unknown) => void} */
  let fail = () => {};
  const promise = new Promise((resolve, reject) => ([answer, fail] = [resolve, reject]));
  return { send: () => promise, answer, fail };
}

test('of a request that was overtaken, neither answer nor error is shown', async () => {
  const { requests } = onPage();
  /** @type {unknown[]} */
  const shown = [];
  const tell = (/** @type {unknown} */ what) => shown.push(what);
  const [first, second, third] = [pending(), pending(), pending()];
  const all = [first, second, third].map(({ send }) => requests.latest(send, tell, tell));
  third.answer('third');
  second.fail(new Error('second'));
  first.answer('first');
  await Promise.all(all);
  assert.deepEqual(shown, ['third']);
});

test('an error of the latest request is told, and one of showing its answer, too', async () => {
  const { requests } = onPage();
  /** @type {string[]} */
  const told = [];
  const tell = (/** @type {any} */ error) => void told.push(error.message);
  await requests.latest(() => Promise.reject(new Error('no answer')), () => {}, tell);
  await requests.latest(async () => ({}), ({ items }) => items.length, tell);
  assert.equal(told[0], 'no answer');
  assert.equal(told.length, 2);
});

test('a view that has left the page is shown nothing and asks for nothing', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { requests, leaves } = onPage();
  let seen = '';
  const { send, answer } = pending();
  const request = requests.latest(send, () => (seen += 'answer '), () => (seen += 'error '));
  leaves();
  answer('late');
  await request;
  requests.next(() => (seen += 'poll '), 100);
  t.mock.timers.tick(1000);
  assert.equal(seen, '');
});

test('leaving the page ends the next poll, and so does another request', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { requests, leaves } = onPage();
  let polls = 0;
  requests.next(() => polls++, 100);
  requests.next(() => polls++, 100);
  t.mock.timers.tick(1000);
  assert.equal(polls, 1);
  requests.next(() => polls++, 100);
  await requests.latest(async () => {}, () => {}, () => {});
  requests.next(() => polls++, 100);
  leaves();
  t.mock.timers.tick(1000);
  assert.equal(polls, 1);
});
