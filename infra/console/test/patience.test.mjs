import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Patience } from '../../../internal/console/assets/js/patience.js';

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
