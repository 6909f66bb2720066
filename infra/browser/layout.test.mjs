import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { api, base, browser, community, enter, inPage, invite, letters, mailTo, run, support } from './browser.mjs';
import { jobOf, rows, sendingOf, states, waveOf } from './import-answers.mjs';
import { holds } from './looks.mjs';

after(() => browser.close());

/** @typedef {import('playwright-core').Page} Page */

/** Returns a word of that length without a place to break a line, unique to this run. @param {number} length */
const word = (length) => `${letters(run)}${'W'.repeat(length)}`.slice(0, length);

const longest = { firstName: word(100), lastName: word(100) };
const domain = ['w'.repeat(63), 'w'.repeat(63), 'w'.repeat(49), 'example.com'].join('.');
let made = 0;
/** Returns an email of the maximum length. */
const email = () => `${word(60)}${String(made++).padStart(4, '0')}@${domain}`.toLowerCase();

/** The community with the longest names, and a member of it. */
let long = '';
/** @type {any} */
let resident;

/** @param {string} path inside the community with the longest names */
const inLong = (path) => `/communities/${long}/${path}`;

before(async () => {
  ({ id: long } = await api('POST', '/communities', { name: word(100), administrator: { ...longest, email: email() } }, support));
  const street = { street: `12345 ${word(90)}`, unit: `APT ${'1'.repeat(40)}`, city: 'W'.repeat(100), state: 'AZ', zip: '85201-1234' };
  resident = await api('POST', inLong('invitations'), { property: { street, confirmed: true }, household: { name: word(100) }, member: { ...longest, email: email(), phone: '(202) 555-0143' }, role: 'administrator' }, support);
  await api('PATCH', inLong('preferences'), { city: 'W'.repeat(100), senderName: word(100), replyTo: email() }, support);
});

/**
 * @param {Page} page
 * @param {string} path inside the community with the longest names
 * @param {string} heading
 */
async function go(page, path, heading) {
  await page.goto(`${base}/#/${long}/${path}`);
  await page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
}

/**
 * @param {Page} page
 * @param {string} name
 */
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

const wide = `${longest.firstName} ${longest.lastName}`;

test('members with the longest names fit', () =>
  inPage(async (page) => {
    await enter(page, support);
    await page.getByRole('link', { name: word(100) }).waitFor();
    await holds(page, 'communities with the longest names');
    await go(page, 'members?tab=pending', 'Community Members');
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await holds(page, 'members with the longest names');
    await press(page, 'Resend Invitations');
    await page.getByRole('dialog', { name: 'Resend Invitations' }).getByText('was emailed a moment ago').first().waitFor();
    await holds(page, 'results with the longest names');
    await page.goto(`${base}/#/${long}/members/${resident.member.id}?tab=pending`);
    await page.getByRole('heading', { name: 'History' }).waitFor();
    await holds(page, 'panel with the longest names');
    await page.getByRole('dialog', { name: wide }).getByRole('button', { name: 'Show invite code' }).click();
    await page.getByRole('dialog', { name: 'Invite code' }).waitFor();
    await holds(page, 'invite code with the longest names');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: wide }).getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByLabel('First Name').waitFor();
    await press(page, 'Move to another household');
    await page.getByRole('combobox', { name: 'Property' }).click();
    await page.getByRole('listbox').getByRole('option').first().click();
    await holds(page, 'editing with the longest names');
  }));

test('the wizard with the longest names fits', () =>
  inPage(async (page) => {
    await enter(page, support);
    await go(page, 'members', 'Community Members');
    await press(page, 'Invite Member');
    await page.getByRole('combobox', { name: 'Property' }).click();
    await page.getByRole('option').first().waitFor();
    await holds(page, 'properties to choose with the longest names');
    await page.getByRole('option').first().click();
    await press(page, 'Next');
    await page.getByRole('combobox', { name: 'Household', exact: true }).waitFor();
    await holds(page, 'households to choose with the longest names');
    await press(page, 'Next');
    await page.getByLabel('First Name').fill(longest.firstName);
    await page.getByLabel('Last Name').fill(longest.lastName);
    await page.getByRole('dialog').getByLabel('Email', { exact: true }).fill(email());
    await holds(page, 'member with the longest names');
    await press(page, 'Send Invitation');
    await page.getByText('Invite code', { exact: true }).waitFor();
    await holds(page, 'success with the longest names');
  }));

test('properties and preferences with the longest names fit', () =>
  inPage(async (page) => {
    await enter(page, support);
    await go(page, 'properties', 'Properties');
    await page.getByRole('link', { name: resident.property.label, exact: true }).waitFor();
    await holds(page, 'properties with the longest names');
    await page.getByRole('link', { name: resident.property.label, exact: true }).click();
    await page.getByRole('heading', { name: 'Households' }).waitFor();
    await holds(page, 'property panel with the longest names');
    await go(page, 'preferences', 'Preferences');
    await page.getByLabel('Black Curtain').waitFor();
    await holds(page, 'preferences with the longest names');
  }));

/** The longest file name, and whatever else about an import may be long. */
const file = `${'W'.repeat(196)}.csv`;
const longJob = jobOf({
  state: 'needs_attention',
  file: { name: file, key: `rosters/maple-grove/uploads/i1/${file}`, size: 10 * 1024 * 1024 },
  actions: ['undo', 'release', 'abort'],
  sending: sendingOf({ state: 'waiting', held: 50_000, queued: 10_000, sent: 50_000, delivered: 40_000, bounced: 10_000, until: '2026-12-31T23:59:00Z', waves: [waveOf({ street: 'W'.repeat(100), lots: { from: 1_000_000, to: 2_000_000 }, role: 'head', at: '2026-12-31T23:59:00Z', state: 'sending', released: 50_000 })] }),
});
const longRows = rows.map((row) => ({ ...row, column: 'W'.repeat(200), value: 'W'.repeat(400), message: `${row.message} ${'W'.repeat(200)}` }));

test('an import with the longest names fits', () =>
  inPage(async (page) => {
    await answer(page, [longJob], longRows);
    await enter(page, support);
    await page.goto(`${base}/#/${community}/imports`);
    await page.getByRole('link', { name: file }).waitFor();
    await holds(page, 'list of imports with the longest names');
    await page.getByRole('link', { name: file }).click();
    await page.getByRole('table', { name: 'Rows' }).waitFor();
    await page.getByText('What was detected').click();
    await holds(page, 'import with the longest names');
  }));

test('a resident with the longest names activates on pages that fit', () =>
  inPage(async (page) => {
    const { member } = resident;
    const [link] = /\S+\/activate#\S+/.exec((await mailTo(member.email)).text) ?? [];
    assert.ok(link, 'the mail holds no link');
    await page.goto(link);
    await page.getByText('invites you').waitFor();
    await holds(page, 'activation with the longest names');
    await page.getByLabel('Password', { exact: true }).fill('a garden bench at noon');
    await page.getByRole('button', { name: 'Activate account' }).click();
    await page.getByRole('link', { name: 'My page' }).click();
    await page.getByRole('heading', { name: /^Hello / }).waitFor();
    await holds(page, 'my page with the longest names');
    await page.getByRole('button', { name: 'Edit my details' }).click();
    await holds(page, 'my page with the longest names, editing');
  }));

test('every page of a resident fits', () =>
  inPage(async (page) => {
    for (const path of ['/activate', '/forgot', '/reset', '/decline', '/disown']) {
      await page.goto(base + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await holds(page, `resident’s page ${path}`);
      const button = page.getByRole('main').locator('button[type="submit"]').first();
      if ((await button.count()) === 0) continue;
      await button.click();
      await page.waitForLoadState();
      await holds(page, `resident’s page ${path}, sent empty`);
    }
    for (const [path, button] of [['/activate', 'I lost the mail'], ['/forgot', 'Send me a link']]) {
      await page.goto(base + path);
      await page.getByLabel('Email', { exact: true }).fill(email());
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('heading', { name: 'Check your email' }).waitFor();
      await holds(page, `answer to ${button}`);
    }
  }));

test('questions, words that pass and doors that are closed fit', () =>
  inPage(async (page) => {
    await page.goto(base);
    await press(page, 'Forgot password');
    await page.getByLabel('Email', { exact: true }).fill(email());
    await holds(page, 'forgot password');
    await press(page, 'Send the email');
    await page.getByRole('heading', { name: 'Check your email' }).waitFor();
    await holds(page, 'look in your mailbox');
    await enter(page, support);
    await go(page, 'preferences', 'Preferences');
    await page.getByLabel('Black Curtain').click();
    await page.getByRole('dialog', { name: 'Turn the Black Curtain on?' }).waitFor();
    await holds(page, 'question');
    await page.keyboard.press('Escape');
    await press(page, 'Save preferences');
    await page.getByText('Nothing was changed.').first().waitFor();
    await holds(page, 'passing words');
    await page.route('**/v1/communities/*/members?**', (route) =>
      route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify({ title: 'Forbidden', status: 403, detail: 'the community is not open', code: 'community_not_open', errors: [] }) }),
    );
    await go(page, 'members', 'Not open yet');
    await holds(page, 'not open yet');
  }));

/**
 * Makes the API return these imports, the first of them as `i1`.
 * @param {Page} page
 * @param {any[]} jobs
 * @param {any[]} items
 * @param {(text: string) => string} [told] changes the answer's text
 */
async function answer(page, jobs, items, told = (text) => text) {
  await page.route(`**/v1/communities/${community}/imports**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const all = jobs.map((job, n) => ({ ...job, id: `i${n + 1}` }));
    const [, id, part] = /\/imports(?:\/(\w+))?(?:\/(\w+))?$/.exec(pathname) ?? [];
    const json = part ? { items, next: null } : id ? all.find((job) => job.id === id) : { items: all, next: null };
    return route.fulfill({ contentType: 'application/json', body: told(JSON.stringify(json)) });
  });
}

// The longest times: at the turn of a year, at noon and at clock changes.
for (const [name, time, timezoneId] of [
  ['the last minute of a year', '2027-01-01T04:59:00Z', 'America/New_York'],
  ['two minutes to one in the afternoon', '2026-05-30T16:58:00Z', 'America/New_York'],
  ['the hour that comes twice', '2026-11-01T06:30:00Z', 'America/New_York'],
  ['a zone without a name', '2026-12-28T17:14:00Z', 'Asia/Kathmandu'],
]) {
  test(`the pages fit at ${name}`, () =>
    inPage(
      async (page) => {
        /** @param {string} text */
        const told = (text) => text.replaceAll(/"\d{4}-\d\d-\d\dT[^"]+Z"/g, JSON.stringify(time));
        const { member } = await invite();
        await page.clock.setFixedTime(time);
        await page.route('**/v1/**', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: told(await response.text()) });
        });
        const waiting = states.find(([of]) => of === 'waiting for a date')?.[1];
        await answer(page, [waiting, ...states.map(([, job]) => job)], rows, told);
        await enter(page, support);
        await page.goto(`${base}/#/${community}/members/${member.id}?tab=pending`);
        await page.getByRole('heading', { name: 'History' }).waitFor();
        await holds(page, `panel at ${name}`);
        await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
        await page.getByRole('rowheader').first().waitFor();
        await holds(page, `members at ${name}`);
        await page.goto(`${base}/#/${community}/imports`);
        await page.getByRole('link', { name: 'spring-roster.csv' }).first().waitFor();
        await holds(page, `list of imports at ${name}`);
        await page.getByRole('link', { name: 'spring-roster.csv' }).first().click();
        await page.getByRole('table', { name: 'Waves' }).waitFor();
        await holds(page, `import at ${name}`);
      },
      { timezoneId },
    ));
}
