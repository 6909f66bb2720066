import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plural } from '../../../internal/console/assets/js/count.js';
import { delivery, fullName, phoneNumber, sentence } from '../../../internal/console/assets/js/words.js';

globalThis.window ??= /** @type {any} */ ({ addEventListener() {} });
const { Selection } = await import('../../../internal/console/assets/js/selection.js');

const noon = new Date('2026-03-22T12:00:00Z');

/** @param {Record<string, any>} change */
const member = (change) =>
  /** @type {any} */ ({
    id: 'm1',
    firstName: 'Jo',
    lastName: 'Lee',
    status: 'pending',
    invitation: { expiresAt: '2026-04-01T12:00:00Z', delivery: { state: 'sent', at: '2026-03-20T12:00:00Z' } },
    ...change,
  });

for (const [state, label] of Object.entries({ queued: 'Waiting to be sent', sent: 'Sent', bounced: 'Bounced', held: 'Not sent yet', none: 'No email sent' })) {
  test(`a mail that is ${state}`, () => {
    assert.equal(delivery(member({ invitation: { expiresAt: '2026-04-01T12:00:00Z', delivery: { state } } }), noon).label, label);
  });
}

test('an ended invitation is expired, a bounced one stays bounced', () => {
  const ended = '2026-03-22T11:59:59Z';
  assert.equal(delivery(member({ invitation: { expiresAt: ended, delivery: { state: 'delivered' } } }), noon).label, 'Expired');
  assert.equal(delivery(member({ invitation: { expiresAt: ended, delivery: { state: 'bounced' } } }), noon).label, 'Bounced');
  assert.equal(delivery(member({ status: 'revoked' }), noon).label, 'Revoked');
});

test('the reason for a bounce is shown as a sentence', () => {
  const invitation = { expiresAt: '2026-04-01T12:00:00Z', delivery: { state: 'bounced', reason: 'the mailbox is full' } };
  assert.equal(delivery(member({ invitation }), noon).why, 'The mailbox is full.');
});

for (const [text, want] of [
  ['is required', 'This is required.'],
  ['email or password is wrong', 'Email or password is wrong.'],
  ['The file is empty.', 'The file is empty.'],
]) {
  test(`"${text}" as a sentence`, () => assert.equal(sentence(text), want));
}

test('one is not many', () => {
  assert.deepEqual([plural(1, 'row'), plural(0, 'row'), plural(2, 'entry', 'entries')], ['1 row', '0 rows', '2 entries']);
  assert.equal(fullName({ firstName: '', lastName: 'Lee' }), 'Lee');
});

test('a range reaches from the row changed last, in both directions', () => {
  const rows = ['a', 'b', 'c', 'd'].map((id) => member({ id }));
  const selection = new Selection();
  selection.pick(rows, rows[2], true, false);
  selection.pick(rows, rows[0], true, true);
  assert.deepEqual(rows.map(({ id }) => selection.has(id)), [true, true, true, false]);
  selection.pick(rows, rows[1], false, true);
  assert.deepEqual(rows.map(({ id }) => selection.has(id)), [false, false, true, false]);
  selection.clear();
  selection.pick(rows, rows[3], true, true);
  assert.equal(selection.size, 1);
});

test('a phone is written as people write it', () => {
  assert.equal(phoneNumber('+14805550103'), '(480) 555-0103');
  assert.equal(phoneNumber('+6433316005'), '+6433316005');
  assert.equal(phoneNumber(null), '');
});
