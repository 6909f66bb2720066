import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { browser } from './browser.mjs';
import { parts } from './screens.mjs';

after(() => browser.close());

const docs = new URL('../../docs/', import.meta.url);
const names = parts.flatMap(({ screens }) => screens.map(({ name }) => name));

test('each screen has a name of its own, as a file can have', () => {
  assert.deepEqual(names.filter((name, n) => names.indexOf(name) !== n || !/^[a-z0-9-]+$/.test(name)), []);
});

test('docs/screens.md shows the pictures that there are, and they are small', async () => {
  const shown = new Set([...(await readFile(new URL('screens.md', docs), 'utf8')).matchAll(/screens\/\w+\/[\w-]+\.webp/g)].map(([path]) => path));
  /** @type {string[]} */
  const kept = [];
  let bytes = 0;
  for (const kind of ['all', 'before', 'now']) {
    for (const file of await readdir(new URL(`screens/${kind}/`, docs))) {
      if (kind !== 'before' || shown.has(`screens/now/${file}`)) kept.push(`screens/${kind}/${file}`);
      bytes += (await readFile(new URL(`screens/${kind}/${file}`, docs))).length;
    }
  }
  assert.deepEqual([...shown].sort(), kept.sort());
  assert.deepEqual(kept.filter((path) => !names.includes(path.replace(/^.*\/|\.webp$/g, ''))), []);
  assert.ok(bytes <= 6_000_000, `the pictures take ${bytes} bytes`);
});
