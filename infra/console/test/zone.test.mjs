import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onDay, showIn, when, whenHere } from '../../../internal/console/assets/js/zone.js';

test('a page shows times on one clock, and says which', () => {
  const night = '2026-12-28T06:50:00Z';
  showIn('America/Phoenix');
  assert.deepEqual([when(night), onDay(night), when(null), onDay('')], ['Dec 27, 2026 at 11:50 PM MST', 'Dec 27, 2026', '', '']);
  showIn('America/New_York');
  assert.deepEqual([when(night), onDay(night)], ['Dec 28, 2026 at 1:50 AM EST', 'Dec 28, 2026']);
  showIn();
  assert.equal(when(night), whenHere(night));
});
