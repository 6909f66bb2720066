import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shades } from '../../../internal/console/assets/js/shade.js';

test('the shades are those that package brand computes for the pages', () => {
  for (const [color, on, dark, onDark] of [
    ['#1f6f54', 'white', '#22775a', 'white'],
    ['#000000', 'white', '#696969', 'white'],
    ['#ffd700', 'black', '#ffd700', 'black'],
    ['#0000ff', 'white', '#5050ff', 'white'],
    ['#4a0d0d', 'white', '#c13232', 'white'],
  ]) {
    assert.deepEqual(shades(color), { action: color, onAction: on, darkAction: dark, darkOnAction: onDark });
  }
});
