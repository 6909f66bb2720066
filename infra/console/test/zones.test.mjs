import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allZones, clockOf, matching, zoneName } from '../../../internal/console/assets/js/zones.js';

const zones = allZones();

test('the United States come first, as people call their zones', () => {
  assert.deepEqual(zones.slice(0, 7).map(({ label }) => label), ['Eastern', 'Central', 'Mountain', 'Arizona', 'Pacific', 'Alaska', 'Hawaii']);
  assert.ok(zones.slice(0, 7).every(({ region }) => region === 'United States'));
});

test('every zone of the browser is there, once', () => {
  const names = Intl.supportedValuesOf('timeZone');
  assert.deepEqual(new Set(zones.map(({ zone }) => zone)), new Set([...names, ...zones.slice(0, 7).map(({ zone }) => zone)]));
  assert.equal(new Set(zones.map(({ zone }) => zone)).size, zones.length);
});

test('a region stands together', () => {
  const changes = zones.filter(({ region }, i) => region !== zones[i - 1]?.region).map(({ region }) => region);
  assert.equal(new Set(changes).size, changes.length);
});

for (const [search, first] of [
  ['phoenix', 'America/Phoenix'],
  ['mesa', 'America/Phoenix'],
  ['eastern', 'America/New_York'],
  ['salt lake', 'America/Denver'],
  ['sao paulo', 'America/Sao_Paulo'],
  ['europe par', 'Europe/Paris'],
]) {
  test(`${search} finds ${first}`, () => assert.equal(matching(zones, search)[0].zone, first));
}

test('nothing that is typed at random finds a zone', () => assert.deepEqual(matching(zones, 'xyzzy'), []));

test('a clock is told with how far it is from UTC, in winter and in summer', () => {
  const [winter, summer] = [new Date('2026-12-27T23:50:00Z'), new Date('2026-07-27T23:50:00Z')];
  assert.equal(clockOf('America/New_York', winter), '6:50 PM, UTC−5');
  assert.equal(clockOf('America/New_York', summer), '7:50 PM, UTC−4');
  assert.equal(clockOf('America/Phoenix', winter), '4:50 PM, UTC−7');
  assert.equal(clockOf('America/Phoenix', summer), '4:50 PM, UTC−7');
  assert.equal(clockOf('Asia/Kolkata', winter), '5:20 AM, UTC+5:30');
});

test('a zone has a name for the field', () => {
  assert.equal(zoneName('America/Phoenix'), 'Arizona (Phoenix)');
  assert.equal(zoneName('Europe/Paris'), 'Paris (Europe)');
  assert.equal(zoneName('America/Indiana/Knox'), 'Knox, Indiana (America)');
  assert.equal(zoneName('UTC'), 'UTC');
});
