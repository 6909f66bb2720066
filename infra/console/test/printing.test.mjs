import assert from 'node:assert/strict';
import { mock, test } from 'node:test';

globalThis.window ??= /** @type {any} */ ({ addEventListener() {} });
const { whenMade } = await import('../../../internal/console/assets/js/printing.js');

/**
 * Runs a wait without its pauses, against a server that gives these answers in turn.
 * @param {(number | string)[]} answers the state of the letters, or an HTTP status
 * @param {() => boolean} [wanted]
 */
async function wait(answers, wanted = () => true) {
  const heard = /** @type {string[]} */ ([]);
  const pauses = /** @type {number[]} */ ([]);
  mock.method(globalThis, 'setTimeout', (/** @type {() => void} */ next, /** @type {number} */ pause) => {
    pauses.push(pause);
    setImmediate(next);
  });
  mock.method(globalThis, 'fetch', async () => {
    const answer = answers.shift();
    const [status, body] = typeof answer === 'number' ? [answer, { status: answer, code: 'conflict' }] : [200, { id: 'p1', state: answer }];
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  });
  try {
    const first = /** @type {any} */ ({ id: 'p1', state: 'making' });
    const last = await whenMade('/letters', first, { wanted, told: ({ state }) => heard.push(state), failed: () => heard.push('failed poll') });
    return { last: last.state, heard, pauses };
  } finally {
    mock.restoreAll();
  }
}

test('letters are polled until they are made', async () => {
  const { last, heard } = await wait(['making', 'making', 'ready', 'gone']);
  assert.equal(last, 'ready');
  assert.deepEqual(heard, ['making', 'making', 'ready']);
});

test('a poll that fails is told, and another one follows after a longer pause', async () => {
  const { last, heard, pauses } = await wait([409, 'making', 'ready']);
  assert.equal(last, 'ready');
  assert.deepEqual(heard, ['failed poll', 'making', 'ready']);
  assert.ok(pauses[1] > pauses[0], `${pauses}`);
  assert.equal(pauses[2], pauses[0]);
});

test('nothing is polled once nobody waits', async () => {
  const { last, heard } = await wait(['ready'], () => false);
  assert.equal(last, 'making');
  assert.deepEqual(heard, []);
});
