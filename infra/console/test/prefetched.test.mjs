import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prefetch, prefetched } from '../../../internal/console/assets/js/prefetched.js';

/** @param {(url: string, init: any) => Promise<Response>} answer */
function server(answer) {
  /** @type {{url: string, init: any}[]} */
  const requests = [];
  globalThis.fetch = /** @type {any} */ (
    (/** @type {string} */ url, /** @type {any} */ init) => {
      requests.push({ url, init });
      return answer(url, init);
    }
  );
  return requests;
}

test('a request that was sent ahead is answered once, to whoever asks first', async () => {
  const requests = server(async () => Response.json({ id: 'me' }));
  prefetch('secret', ['/me', '/communities/c/members']);
  assert.deepEqual(requests.map(({ url }) => url), ['/v1/me', '/v1/communities/c/members']);
  assert.ok(requests.every(({ init }) => init.headers.Authorization === 'Bearer secret' && init.credentials === 'omit' && init.cache === 'no-store'));
  const answer = await prefetched('/me', 'secret');
  assert.equal(answer?.ok, true);
  assert.deepEqual(await answer?.json(), { id: 'me' });
  assert.equal(prefetched('/me', 'secret'), undefined, 'the second caller asks for itself');
  assert.equal(prefetched('/communities', 'secret'), undefined, 'nobody sent this one');
});

test('a refusal is handed on with its status', async () => {
  server(async () => Response.json({ code: 'unauthorized' }, { status: 401 }));
  prefetch('ended', ['/me']);
  const answer = await prefetched('/me', 'ended');
  assert.equal(answer?.ok, false);
  assert.equal(answer?.status, 401);
});

test('a request that found no server is forgotten, so the page asks again', async () => {
  server(() => Promise.reject(new TypeError('offline')));
  prefetch('secret', ['/me']);
  await new Promise((later) => setTimeout(later));
  assert.equal(prefetched('/me', 'secret'), undefined);
});

test('an answer that no page asked for is not kept', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  server(async () => Response.json({}));
  prefetch('secret', ['/me']);
  t.mock.timers.tick(10_000);
  assert.equal(prefetched('/me', 'secret'), undefined);
});

test('what was answered to one session is not given to the next', () => {
  server(async () => Response.json({ code: 'unauthorized' }, { status: 401 }));
  prefetch('ended', ['/me']);
  assert.equal(prefetched('/me', 'new'), undefined);
  assert.equal(prefetched('/me', null), undefined);
});
