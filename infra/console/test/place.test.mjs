import assert from 'node:assert/strict';
import { test } from 'node:test';

// The way to the server keeps a session, which listens to the window.
globalThis.window ??= /** @type {any} */ ({ addEventListener() {} });
const { fills, mismatch } = await import('../../../internal/console/assets/js/place.js');

const mesa = { zip: '85201', city: 'Mesa', state: 'AZ', timeZone: 'America/Phoenix' };

test('a ZIP fills city and state that nobody typed', () => {
  assert.deepEqual(fills({ city: '', state: '' }, false, mesa), { city: 'Mesa', state: 'AZ' });
  assert.deepEqual(fills({ city: '', state: '' }, true, mesa), { city: 'Mesa', state: 'AZ' });
  // These come from the community's settings; another ZIP is another place.
  assert.deepEqual(fills({ city: 'Tempe', state: 'AZ' }, false, mesa), { city: 'Mesa', state: 'AZ' });
});

test('what somebody typed stays', () => {
  assert.deepEqual(fills({ city: 'Tempe', state: 'AZ' }, true, mesa), {});
});

for (const [city, state, said] of [
  ['Mesa', 'AZ', ''],
  ['mesa ', 'az', ''],
  ['Mesa', 'Arizona', ''],
  ['', '', ''],
  ['Tucson', 'AZ', 'Mail to ZIP 85201 usually says Mesa, AZ.'],
  ['Denver', 'CO', 'ZIP 85201 is in Mesa, AZ.'],
  ['Mesa', 'CO', 'ZIP 85201 is in Mesa, AZ.'],
]) {
  test(`${city} ${state} beside 85201`, () => assert.equal(mismatch({ city, state }, mesa), said));
}

test('short and long names of a city are one', () => {
  const louis = { zip: '63101', city: 'Saint Louis', state: 'MO', timeZone: 'America/Chicago' };
  assert.equal(mismatch({ city: 'St. Louis', state: 'MO' }, louis), '');
  assert.equal(mismatch({ city: 'Tucson', state: 'AZ' }, null), '');
});

test('military and diplomatic mail is not told apart', () => {
  const office = { zip: '34002', city: 'APO', state: 'AA', timeZone: '' };
  assert.equal(mismatch({ city: 'DPO', state: 'AA' }, office), '');
  assert.match(mismatch({ city: 'DPO', state: 'AE' }, office), /is in APO, AA/);
});
