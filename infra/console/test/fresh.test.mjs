import assert from 'node:assert/strict';
import { test } from 'node:test';

globalThis.localStorage ??= /** @type {any} */ ({ getItem: () => null, setItem() {}, removeItem() {} });
globalThis.window ??= /** @type {any} */ ({ addEventListener() {} });
const { call } = await import('../../../internal/console/assets/js/api.js');
const { pageOfMembers } = await import('../../../internal/console/assets/js/pages.js');

/** Returns the query of the request with which a list of members is read. */
async function listed() {
  /** @type {string[]} */
  const sent = [];
  answering((path) => sent.push(path));
  await pageOfMembers('c', { status: 'pending' }, { from: '', count: false, signal: new AbortController().signal, goingOn() {} });
  return new URLSearchParams(sent[0].split('?')[1]);
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
  assert.equal((await listed()).get('fresh'), null, 'nothing was changed');
  answering(() => {});
  await call('POST', '/sessions', { anonymous: true });
  await call('POST', '/communities/c/addresses/validate', { harmless: true });
  assert.equal((await listed()).get('fresh'), null, 'these change nothing that a list shows');
  answering(() => {});
  await call('PATCH', '/communities/c/members/m', { body: {} });
  assert.equal((await listed()).get('fresh'), 'true', 'a member was just edited');
  t.mock.timers.tick(10_000);
  assert.equal((await listed()).get('fresh'), null, 'no list lags that long');
});
