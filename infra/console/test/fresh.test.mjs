import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

/** @type {Map<string, string>} */
const stored = new Map();
globalThis.localStorage = /** @type {any} */ ({
  getItem: (/** @type {string} */ key) => stored.get(key) ?? null,
  setItem: (/** @type {string} */ key, /** @type {string} */ value) => stored.set(key, value),
});
globalThis.window ??= /** @type {any} */ ({ addEventListener() {} });
globalThis.location ??= /** @type {any} */ ({ hash: '#/c/members?tab=pending' });
const { call } = await import('../../../internal/console/assets/js/api.js');
const { pageOfMembers } = await import('../../../internal/console/assets/js/pages.js');
const { sessionKey } = await import('../../../internal/console/assets/js/prefetched.js');

beforeEach(() => stored.clear());

/** Returns the request with which a list of members is read. */
async function listed() {
  /** @type {string[]} */
  const sent = [];
  answering((path) => sent.push(path));
  await pageOfMembers('c', { status: 'pending' }, { from: '', count: false, signal: new AbortController().signal, goingOn() {} });
  return sent[0];
}

/** Returns whether a list of members is read as it is now. */
async function readFresh() {
  return new URLSearchParams((await listed()).split('?')[1]).get('fresh') === 'true';
}

/** @param {(path: string) => void} sent */
function answering(sent) {
  globalThis.fetch = /** @type {any} */ (
    async (/** @type {string} */ path) => {
      sent(path);
      return Response.json({ items: [], next: null });
    }
  );
}

test('a list is read fresh after a change by its reader, and only then', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  assert.equal(await readFresh(), false, 'nothing was changed');
  answering(() => {});
  await call('POST', '/sessions', { anonymous: true });
  await call('POST', '/communities/c/addresses/validate', { harmless: true });
  assert.equal(await readFresh(), false, 'these change nothing that a list shows');
  answering(() => {});
  await call('PATCH', '/communities/c/members/m', { body: {} });
  assert.equal(await readFresh(), true, 'a member was just edited');
  t.mock.timers.tick(10_000);
  assert.equal(await readFresh(), false, 'no list lags that long');
});

test('a change that took long counts from its answer', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  answering(() => t.mock.timers.tick(9_000));
  await call('PATCH', '/communities/c/members/m', { body: {} });
  t.mock.timers.tick(9_000);
  assert.equal(await readFresh(), true);
});

test('a page that is loaded again after a change reads its list fresh, ahead as well', async (t) => {
  t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: 1_000_000 });
  answering(() => {});
  await call('PATCH', '/communities/c/members/m', { body: {} });
  stored.set(sessionKey, 'secret');
  /** @type {string[]} */
  const ahead = [];
  answering((path) => ahead.push(path));
  await import('../../../internal/console/assets/js/prefetch.js');
  assert.deepEqual(ahead, ['/v1/me', '/v1/communities/c/members?status=pending&limit=50&fresh=true']);
  assert.equal(await listed(), ahead[1], 'what was sent ahead in this session is what the page asks for');
});
