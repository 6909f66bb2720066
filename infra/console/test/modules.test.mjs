// The console's modules form layers: none imports what imports it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../internal/console/assets/js', import.meta.url));
const statement = /^(?:import|export)\b[^;]*?'(\.{1,2}\/[^']+)';/gms;

/** @param {string} module path below root */
function imports(module) {
  const source = readFileSync(join(root, module), 'utf8');
  return [...source.matchAll(statement)].map(([, path]) => join(dirname(module), path)).filter((path) => !path.startsWith('..'));
}

test('no module imports, by way of others, itself', () => {
  const modules = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  const graph = new Map(modules.map((module) => [module, imports(module)]));
  assert.ok([...graph.values()].flat().length > modules.length, 'imports were found');
  const whole = new Set();
  /** @param {string} module @param {string[]} path */
  const walk = (module, path) => {
    assert.ok(!path.includes(module), `${[...path, module].join(' imports ')}`);
    if (whole.has(module)) return;
    for (const next of graph.get(module) ?? []) walk(next, [...path, module]);
    whole.add(module);
  };
  for (const module of modules) walk(module, []);
});
