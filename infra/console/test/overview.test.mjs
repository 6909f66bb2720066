import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countingWords, percent, runningTotals, share, stuckWords, waveName, weekName } from '../../../internal/console/assets/js/overview-words.js';
import { overview } from '../../../internal/console/assets/js/text/overview.js';
import { waitingWords } from '../../../internal/console/assets/js/waiting-words.js';
import { whenIn } from '../../../internal/console/assets/js/zone.js';

for (const [part, whole, want] of [
  [0, 0, 0],
  [0, 640, 0],
  [1, 640, 1],
  [320, 640, 50],
  [639, 640, 99],
  [640, 640, 100],
]) {
  test(`${part} of ${whole} is ${want} percent`, () => assert.equal(percent(part, whole), want));
}

test('of nobody there is no share', () => {
  assert.equal(share(0, 0), '');
  assert.equal(share(1, 3), '33%');
});

test('a figure of one is said in the singular', () => {
  const { invited, delivered, active } = overview.headline;
  assert.deepEqual([invited(1), delivered(1), active(1)], ['person in all', 'has received their invitation', 'has activated their account']);
  for (const count of [0, 2]) {
    assert.deepEqual([invited(count), delivered(count), active(count)], ['people in all', 'have received their invitation', 'have activated their account']);
  }
});

test('each reason says what it is and what helps, for one and for many', () => {
  for (const [reason, one, many, helps] of /** @type {[string, string, string, string][]} */ ([
    ['bounced', '1 email came back', '12 emails came back', 'tab=attention&mail=bounced'],
    ['failed', '1 email could not be sent', '12 emails could not be sent', 'resend'],
    ['expired', '1 invitation has expired', '12 invitations have expired', 'resend'],
    ['not_activated', '1 person has not activated for a week or longer', '12 people have not activated for a week or longer', 'resend'],
    ['not_sent', '1 person was added, and no email was sent', '12 people were added, and no email was sent', 'resend'],
    ['no_email', '1 person has no email address', '12 people have no email address', 'tab=profile'],
    ['held', '1 invitation is on hold', '12 invitations are on hold', ''],
    ['complained', '1 person marked the invitation as spam', '12 people marked the invitation as spam', 'tab=attention&mail=complained'],
  ])) {
    assert.equal(stuckWords({ reason, count: 1, members: [] }).what, one);
    const { what, help, resend, list } = stuckWords({ reason, count: 12, members: [] });
    assert.equal(what, many);
    assert.match(help, /\.$/);
    assert.equal(resend ? 'resend' : (list?.query ?? ''), helps, reason);
  }
});

test('a week ends with all that came before it', () => {
  const weeks = [
    { week: '2026-02-23', invited: 5, active: 0 },
    { week: '2026-03-02', invited: 1, active: 4 },
  ];
  assert.deepEqual(runningTotals(weeks, { invited: 10, active: 2 }).map(({ total }) => total), [
    { invited: 15, active: 2 },
    { invited: 16, active: 6 },
  ]);
  assert.equal(weekName('2026-03-02'), 'Mar 2');
});

test('a wave is named by its number and whom it was for', () => {
  const wave = { import: 'i1', file: 'roster.csv', at: '2026-03-02T12:00:00Z', street: '', lots: null, role: /** @type {const} */ (''), held: 0, delivered: 0, invited: 3, active: 1 };
  assert.equal(waveName({ ...wave, number: 2, street: 'Juniper Ct', role: 'head' }), 'Wave 2: Juniper Ct, Heads of Household');
  assert.equal(waveName({ ...wave, number: 1 }), 'Wave 1');
  assert.equal(waveName({ ...wave, number: 0, held: 2 }), 'On hold, or sent by hand');
  assert.equal(waveName({ ...wave, number: 0 }), 'Sent without a wave');
});

test('a count says how far it is', () => assert.equal(countingWords({ done: 12000, total: 50000 }), 'Counting: 12,000 of about 50,000 people so far …'));

test('what waits for Support says what is asked of it', () => {
  const job = { id: 'i1', file: 'roster.csv', state: 'ready', questions: 0, total: 640, attention: 0, held: 0, reason: '' };
  /** @param {any} change */
  const words = ({ kind = 'ready', ...change }) =>
    waitingWords({ kind, since: '2026-03-02T12:00:00Z', community: { id: 'c', name: 'C', open: true }, import: { ...job, ...change } });
  assert.deepEqual([words({}).label, words({}).text], ['Ready for review', '640 people in the file.']);
  assert.equal(words({ total: 0, reason: 'The email is missing.' }).text, 'The email is missing.');
  assert.equal(words({ questions: 1 }).label, '1 question to answer');
  assert.deepEqual(words({ kind: 'stopped', held: 712, reason: '9 came back.' }), { label: 'Sending stopped, 712 invitations left', tone: 'danger', text: '9 came back.' });
  assert.equal(words({ kind: 'attention', state: 'needs_attention', attention: 1 }).label, '1 person needs attention');
  assert.equal(words({ kind: 'attention', state: 'rejected', reason: 'No emails.' }).text, 'No emails.');
  assert.equal(words({ kind: 'attention', state: 'failed' }).label, 'Import failed');
});

test('a time says its zone', () => {
  assert.equal(whenIn('2026-12-27T23:50:00Z', 'America/Phoenix'), 'Dec 27, 2026 at 4:50 PM MST');
  assert.equal(whenIn('2026-01-01T04:59:00Z', 'America/New_York'), 'Dec 31, 2025 at 11:59 PM EST');
});
