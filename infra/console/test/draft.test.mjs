import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Draft } from '../../../internal/console/assets/js/invite-draft.js';

const typed = { street: '7 west birch street', unit: '', city: 'Springfield', state: 'IL', zip: '62701' };
const standard = { standard: { ...typed, street: '7 W Birch St' }, label: '7 W Birch St, Springfield, IL 62701', changed: [], warnings: [], property: null };

/** Returns a draft with a validated new street address. */
function validated(answer = standard) {
  const draft = new Draft();
  draft.mode = 'new';
  draft.street = { ...typed };
  draft.validate({ ...typed }, answer);
  return draft;
}

test('a standard form holds only for what was typed when it was asked for', () => {
  const draft = validated();
  assert.equal(draft.validated, standard);
  draft.street.unit = '4';
  assert.equal(draft.validated, null);
  draft.street.unit = '';
  assert.equal(draft.validated, standard);
});

test('the request carries the standard form, and says that it was seen', () => {
  const draft = validated();
  draft.member = { firstName: 'Jo', lastName: 'Lee', email: ' jo@example.com ', phone: '' };
  assert.deepEqual(draft.body(), {
    property: { street: { ...typed, street: '7 W Birch St' }, confirmed: true },
    household: {},
    member: { firstName: 'Jo', lastName: 'Lee', email: 'jo@example.com', householdRole: 'head' },
    send: true,
  });
});

test('an address that is there leads to its property', () => {
  const draft = validated({ ...standard, property: /** @type {any} */ ('p1') });
  assert.equal(draft.propertyID, 'p1');
  assert.deepEqual(draft.body().property, { id: 'p1' });
});

test('settings fill what was not typed', () => {
  const draft = new Draft();
  draft.street.city = 'Shelbyville';
  draft.prefill({ city: 'Springfield', state: 'IL', zip: '62701' });
  assert.deepEqual([draft.street.city, draft.street.zip, draft.lot.city], ['Shelbyville', '62701', 'Springfield']);
});

const one = { id: 'h1', name: 'Lee Family', members: 2 };
const two = { id: 'h2', name: 'Rivera Family', members: 1 };

for (const { name, offered, mode, household, role } of [
  { name: 'none', offered: [], mode: 'new', household: '', role: 'head' },
  { name: 'one', offered: [one], mode: 'existing', household: 'h1', role: 'member' },
  { name: 'several', offered: [one, two], mode: 'existing', household: '', role: 'member' },
]) {
  test(`households of the property: ${name}`, () => {
    const draft = new Draft();
    draft.offer(offered);
    assert.deepEqual([draft.householdMode, draft.household, draft.householdRole], [mode, household, role]);
  });
}

test('going back and forth keeps the choice of a household', () => {
  const draft = new Draft();
  draft.offer([one, two]);
  draft.household = 'h2';
  draft.offer([one, two]);
  assert.equal(draft.household, 'h2');
  draft.householdMode = 'new';
  draft.offer([one, two]);
  assert.equal(draft.householdMode, 'new');
  draft.offer([]);
  assert.deepEqual([draft.householdMode, draft.household], ['new', '']);
});

test('another of the same household starts with nobody', () => {
  const draft = validated();
  draft.member.firstName = 'Jo';
  draft.send = false;
  draft.another({ property: { id: 'p1', label: '7 W Birch St' }, household: { id: 'h1', name: 'Lee Family' } });
  const { property, household, member, send } = draft.body();
  assert.deepEqual({ property, household, send }, { property: { id: 'p1' }, household: { id: 'h1' }, send: true });
  assert.deepEqual(member, { firstName: '', lastName: '', email: '', householdRole: 'member' });
});
