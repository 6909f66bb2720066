import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldChoices, fieldWords, sendingWords, waitsFor, waveWords } from '../../../internal/console/assets/js/import-words.js';
import { instantOf, wallOf } from '../../../internal/console/assets/js/zone.js';

for (const { wall, zone, want } of [
  { wall: '2026-03-22T09:30', zone: 'America/Phoenix', want: '2026-03-22T16:30:00.000Z' },
  { wall: '2026-01-15T09:30', zone: 'America/New_York', want: '2026-01-15T14:30:00.000Z' },
  { wall: '2026-07-15T09:30', zone: 'America/New_York', want: '2026-07-15T13:30:00.000Z' },
  { wall: '2026-03-08T00:30', zone: 'America/New_York', want: '2026-03-08T05:30:00.000Z' },
  { wall: '2026-03-08T03:30', zone: 'America/New_York', want: '2026-03-08T07:30:00.000Z' },
  { wall: '2026-11-01T00:30', zone: 'America/New_York', want: '2026-11-01T04:30:00.000Z' },
  { wall: '2026-11-01T03:00', zone: 'America/New_York', want: '2026-11-01T08:00:00.000Z' },
  { wall: '2026-12-31T23:59', zone: 'Pacific/Kiritimati', want: '2026-12-31T09:59:00.000Z' },
  { wall: '2026-06-01T12:00', zone: 'Asia/Kathmandu', want: '2026-06-01T06:15:00.000Z' },
]) {
  test(`${wall} in ${zone}`, () => {
    const at = instantOf(wall, zone);
    assert.equal(at.toISOString(), want);
    assert.equal(wallOf(at, zone), wall, 'and back');
  });
}

test('a time that the clocks leave out is taken after the change', () => {
  for (const [wall, zone, want] of [
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T03:30'],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T03:30'],
  ]) {
    assert.equal(wallOf(instantOf(wall, zone), zone), want);
  }
});

for (const [field, want] of [
  ['member[1].email', 'Email'],
  ['member[2].email', 'Email of the second person'],
  ['member[1].email2', 'Another email'],
  ['property.address', 'Address or lot'],
  ['household.name', 'Household Name'],
]) {
  test(`${field} is "${want}"`, () => assert.equal(fieldWords(field), want));
}

test('every meaning is offered once, and has a name of its own', () => {
  const fields = fieldChoices(3).flatMap((group) => group.fields);
  assert.equal(new Set(fields).size, fields.length);
  assert.equal(new Set(fields.map(fieldWords)).size, fields.length);
  assert.deepEqual(fieldChoices(3).map(({ label }) => label), ['Person', 'Contact', 'Home', 'Second owner', 'Third person']);
});

/** @param {Record<string, any>} change */
const sending = (change) => ({ state: 'none', held: 0, queued: 0, sent: 0, delivered: 0, bounced: 0, until: null, reason: '', waves: [], ...change });
/** @param {Record<string, any>} change */
const wave = (change) => ({ number: 1, at: null, street: '', lots: null, role: /** @type {const} */ (''), state: 'done', released: 0, ...change });

for (const { name, now, label, text } of [
  { name: 'held', now: sending({ state: 'held', held: 1 }), label: 'Held', text: /^1 invitation waits until you release it/ },
  { name: 'waiting for bounces', now: sending({ state: 'waiting', sent: 100, until: 'noon', waves: [wave({ state: 'sending' })] }), label: 'Waiting', text: /waiting until noon to see how many bounce/ },
  { name: 'waiting for a date', now: sending({ state: 'waiting', sent: 100, until: 'noon', waves: [wave({}), wave({ state: 'due' })] }), label: 'Waiting', text: /^The next wave goes out on noon\.$/ },
  { name: 'stopped', now: sending({ state: 'stopped', reason: '9 of 100 emails came back.' }), label: 'Sending stopped', text: /^9 of 100 emails came back\.$/ },
  { name: 'sent at once', now: sending({ sent: 4 }), label: 'Sent', text: /^$/ },
  { name: 'going out at once', now: sending({ queued: 4 }), label: 'Sending', text: /as fast as/ },
]) {
  test(`invitations ${name}`, () => {
    const words = sendingWords(now, (time) => time);
    assert.equal(words.label, label);
    assert.match(words.text, text);
  });
}

for (const [change, want] of /** @type {[any, string][]} */ ([
  [{}, 'Everybody held'],
  [{ area: 'Block A', role: 'member' }, 'Block A, Members of households'],
  [{ street: 'Juniper Ct' }, 'Juniper Ct'],
  [{ lots: { from: 1, to: 40 }, role: 'head' }, 'Lots 1 to 40, Heads of Household'],
  [{ lots: { from: 7, to: 0 } }, 'Lots from 7 on'],
  [{ lots: { from: 0, to: 7 } }, 'Lots up to 7'],
])) {
  test(`a wave for "${want}"`, () => assert.equal(waveWords(wave(change)), want));
}

for (const { job, want } of [
  { job: { state: 'ready', actions: ['commit'] }, want: 'Ready for review' },
  { job: { state: 'ready', questions: [{}], actions: ['mapping'], reason: 'Whose?' }, want: 'A question is open' },
  { job: { state: 'ready', actions: ['mapping'], reason: 'No column was found for Email.' }, want: 'Its columns need an answer' },
  { job: { state: 'completed', sending: sending({ state: 'stopped', held: 2 }) }, want: 'Sending stopped, 2 invitations left' },
  { job: { state: 'completed', sending: sending({ state: 'held', held: 1 }) }, want: '1 invitation held' },
  { job: { state: 'completed', sending: sending({ state: 'sent', sent: 2 }) }, want: '' },
]) {
  test(`an import that is ${job.state} waits for "${want}"`, () => assert.equal(waitsFor(/** @type {any} */ (job)), want));
}
