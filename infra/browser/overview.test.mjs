import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { api, base, browser, community, enter, eventually, inPage, letters, lot, mailTo, password, run, support } from './browser.mjs';
import { residents, reaches, rosterOf, uploadRoster } from './import-pages.mjs';
import { everywhere } from './looks.mjs';

after(() => browser.close());

/** @typedef {import('playwright-core').Page} Page */

let made = 0;

/** Creates a community whose administrator is active, and returns both. */
async function newCommunity() {
  const email = `ada.${run}.${made++}@example.org`;
  const { id } = await api('POST', '/communities', { name: `Cedar ${letters(run)} ${letters(String(made))}`, administrator: { firstName: 'Ada', lastName: 'Cedar', email } }, support);
  const [fragment] = /(?<=\/activate#)\S+/.exec((await mailTo(email)).text) ?? [];
  assert.ok(fragment, 'the mail holds no link');
  const link = new URLSearchParams(fragment);
  await api('POST', '/activations', { email, code: link.get('code'), proof: link.get('proof'), password });
  return { id, email };
}

/**
 * @param {string} id of the community
 * @param {string} name the start of the email
 * @param {Record<string, any>} [more]
 */
const inviteTo = (id, name, more = {}) =>
  api('POST', `/communities/${id}/invitations`, {
    property: { street: { street: '114 Juniper Ct', city: 'Mesa', state: 'AZ', zip: '85201' }, confirmed: true },
    household: { name: `The ${lot()}` },
    member: { firstName: 'Robin', lastName: letters(name), email: `${name}.${run}.${lot()}@example.com` },
    ...more,
  }, support);

/** @param {Page} page */
const figures = (page) => page.locator('.headline');

test('a manager sees how far the community is, and mends what is stuck', () =>
  inPage(async (page) => {
    const { id, email } = await newCommunity();
    await inviteTo(id, 'ana');
    await inviteTo(id, 'bounce');
    await inviteTo(id, 'later', { send: false });
    await eventually(async () => {
      const { delivered, attention } = await api('GET', `/communities/${id}/overview`, undefined, support);
      assert.deepEqual([delivered, attention], [2, 1]);
    });
    await enter(page, email);
    await page.getByRole('heading', { name: 'Community Members' }).waitFor();
    const first = page.getByRole('navigation', { name: 'Main' }).getByRole('link').first();
    assert.equal(await first.innerText(), 'Overview', 'the first entry of the navigation');
    await first.click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.getByText(/^As of \w{3} \d+, \d{4} at \d+:\d\d [AP]M E[SD]T$/).waitFor();
    assert.match((await figures(page).innerText()).replaceAll(/\s+/g, ' '), /Invited 4 .* Delivered 2 50% .* Active 1 25% .* Needs attention 1 /);
    await page.getByRole('row', { name: /Juniper Ct/ }).getByText('0 of 3').waitFor();
    await page.getByRole('row', { name: /No home yet/ }).getByText('1 of 1').waitFor();

    await page.getByText('1 person was added, and no email was sent').waitFor();
    await page.getByRole('button', { name: /^Resend Invitations: 1 person was added/ }).click();
    await page.getByRole('dialog', { name: 'Resend 1 invitation?' }).getByRole('button', { name: 'Resend Invitations' }).click();
    await page.getByText('1 invitation queued.').first().waitFor();
    await page.getByText('1 person was added, and no email was sent').waitFor({ state: 'detached' });

    await page.getByText('1 email came back').waitFor();
    await page.getByRole('link', { name: 'Correct the email' }).click();
    await page.getByRole('heading', { name: 'Community Members' }).waitFor();
    await page.getByRole('button', { name: /^Robin/ }).waitFor();
  }));

test('a member without anything to manage has no Overview', () =>
  inPage(async (page) => {
    const { id, email } = await newCommunity();
    await page.route('**/v1/me', async (route) => {
      const response = await route.fetch();
      const me = await response.json();
      me.memberships[0].permissions = ['members.view'];
      await route.fulfill({ response, json: me });
    });
    await enter(page, email);
    await page.getByRole('link', { name: 'Community Members' }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Overview' }).count(), 0, id);
  }));

/** An overview with everything it can contain. */
const whole = {
  asOf: '2026-12-27T23:50:00Z', timeZone: 'America/Phoenix', invited: 640, delivered: 571, active: 312, attention: 67, revoked: 3, withoutEmail: 9,
  weeks: Array.from({ length: 12 }, (_, n) => ({ week: new Date(Date.UTC(2026, 9, 5 + 7 * n)).toISOString().slice(0, 10), invited: n === 3 ? 250 : 4 * n, active: 2 + 3 * n })),
  earlier: { invited: 138, active: 90 },
  waves: [
    { import: 'i1', file: 'spring-roster.csv', number: 2, at: '2026-11-03T17:00:00Z', street: 'Palo Verde Dr', lots: { from: 1, to: 40 }, role: 'head', held: 0, delivered: 190, invited: 212, active: 101 },
    { import: 'i1', file: 'spring-roster.csv', number: 0, at: '2026-11-02T17:00:00Z', street: '', lots: null, role: '', held: 30, delivered: 0, invited: 30, active: 0 },
  ],
  streets: Array.from({ length: 14 }, (_, n) => ({ label: n === 1 ? 'Block A Section 2' : `${'Juniper Palo Verde Saguaro'.split(' ')[n % 3]} ${n} Ct`, invited: 60 - 3 * n, active: 30 - 2 * n })),
  elsewhere: { invited: 11, active: 2 },
  stuck: ['bounced', 'failed', 'expired', 'not_activated', 'not_sent', 'no_email', 'held', 'complained'].map((reason, n) => ({ reason, count: n === 3 ? 1204 : 7 - n + 1, members: ['m1'] })),
  lastImport: { id: 'i1', file: 'spring-roster.csv', state: 'needs_attention', at: '2026-11-02T17:00:00Z', total: 640, created: 568, attention: 67 },
  counting: null,
};

/**
 * @param {Page} page
 * @param {any} json
 */
async function answered(page, json) {
  await page.route(`**/v1/communities/${community}/overview`, (route) => route.fulfill({ json }));
  await enter(page);
  await page.goto(`${base}/#/${community}/overview`);
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
}

test('the overview is accessible in each width and scheme', () =>
  inPage(async (page) => {
    await answered(page, whole);
    await page.getByText('As of Dec 27, 2026 at 4:50 PM MST').waitFor();
    await page.getByRole('row', { name: /Juniper 0 Ct/ }).waitFor();
    await page.getByText('Print a letter with their code').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Print letters/ }).count(), 2, 'for who has no email, and whose mail came back');
    await everywhere(page, 'overview');
    await page.getByRole('button', { name: 'Show all 14' }).click();
    await page.getByText('Show as a table').click();
    await page.getByRole('table', { name: 'Invited and active by week' }).getByRole('row', { name: /^Dec 21/ }).getByText('312 of 640').waitFor();
    await everywhere(page, 'overview, all of it');
  }));

test('the chart is told in words, and the keyboard reaches everything that can be done', () =>
  inPage(async (page) => {
    await answered(page, whole);
    await page.getByRole('img', { name: 'By the end of this week 640 people were invited and 312 active. The table below has each week.' }).waitFor();
    /** @type {string[]} */
    const reached = [];
    await page.getByRole('main').focus();
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? ''));
    }
    for (const name of ['Show them', 'Correct the email', 'Resend Invitations: 1,204 people have not activated for a week or longer', 'Add an email', 'Show as a table', 'Show all 14', 'spring-roster.csv']) {
      assert.ok(reached.includes(name), `${name} is not reached: ${reached.join(', ')}`);
    }
  }));

test('a large community is counted while the page says how far', () =>
  inPage(async (page) => {
    const none = { ...whole, asOf: null, delivered: null, weeks: [], earlier: { invited: 0, active: 0 }, waves: [], streets: [], stuck: [], lastImport: null };
    let asked = 0;
    await page.route(`**/v1/communities/${community}/overview`, (route) => {
      asked++;
      return route.fulfill({ json: asked < 3 ? { ...none, counting: { done: 12_000 * asked, total: 50_000 } } : whole });
    });
    await enter(page);
    await page.goto(`${base}/#/${community}/overview`);
    await page.getByText(/^Counting: \d\d,000 of about 50,000 people so far …$/).waitFor();
    await page.getByText('As of Dec 27, 2026 at 4:50 PM MST').waitFor();
    assert.equal(await page.getByText(/^Counting/).count(), 0);
    assert.equal(asked, 3);
  }));

test('nobody is stuck where everybody is active', () =>
  inPage(async (page) => {
    await answered(page, { ...whole, invited: 3, delivered: 3, active: 3, attention: 0, revoked: 0, withoutEmail: 0, stuck: [], streets: [], waves: [], lastImport: null, weeks: whole.weeks.map(({ week }) => ({ week, invited: 0, active: 0 })), earlier: { invited: 3, active: 3 } });
    await page.getByText('Nobody. Everyone you invited is active.').waitFor();
    await everywhere(page, 'overview, everybody active');
  }));

test('Support finds what waits across communities, and sorts them by progress', () =>
  inPage(async (page) => {
    const { id } = await newCommunity();
    await inviteTo(id, 'ana');
    await enter(page, support);
    const name = `waits-${run}.csv`;
    const job = await uploadRoster(page, { name, text: rosterOf(residents(3)), mode: 'Review first' });
    await reaches(page, 'Ready for review');
    await page.goto(`${base}/#/communities`);
    const waits = page.getByRole('region', { name: 'Waiting for you' });
    const item = waits.getByRole('listitem').filter({ hasText: name });
    await item.getByText('Ready for review').waitFor();
    await item.getByText('Maple Grove').waitFor();
    assert.equal(await item.getByRole('link').getAttribute('href'), `#/${community}/imports/${job}`);

    const table = page.getByRole('table', { name: 'Communities' });
    const row = table.getByRole('row').filter({ hasText: id });
    assert.match((await row.innerText()).replaceAll(/\s+/g, ' '), /2 1 50%/);
    /** @param {string} column */
    const sorted = async (column) => {
      await table.getByRole('columnheader', { name: column }).getByRole('button').click();
      return table.getByRole('cell').evaluateAll((cells, label) => cells.filter((cell) => cell.getAttribute('data-label') === label).map((cell) => Number.parseInt((cell.textContent ?? '').replaceAll(',', ''), 10) || 0), column);
    };
    for (const column of ['Invited', 'Active', 'Needs attention']) {
      const falling = await sorted(column);
      assert.deepEqual(falling, falling.toSorted((a, b) => b - a), `${column}, the most first`);
      const rising = await sorted(column);
      assert.deepEqual(rising, rising.toSorted((a, b) => a - b), `${column}, the fewest first`);
    }
    assert.equal(await table.getByRole('columnheader', { name: 'Needs attention' }).getAttribute('aria-sort'), 'ascending');
  }));

test('Support’s first page is accessible in each width and scheme', () =>
  inPage(async (page) => {
    const since = '2026-12-27T23:50:00Z';
    const job = { id: 'i1', file: 'spring-roster.csv', state: 'ready', questions: 0, total: 640, attention: 0, held: 0, reason: '' };
    const oak = { id: 'oak-hollow', name: 'Oak Hollow', open: false };
    await page.route('**/v1/waiting?**', (route) =>
      route.fulfill({
        json: {
          next: 'more',
          items: [
            { kind: 'stopped', since, community: oak, import: { ...job, id: 'i2', state: 'completed', held: 712, reason: '9 of 100 emails came back; correct the addresses, then release the rest.' } },
            { kind: 'ready', since, community: oak, import: job },
            { kind: 'ready', since, community: oak, import: { ...job, id: 'i3', questions: 2 } },
            { kind: 'attention', since, community: oak, import: { ...job, id: 'i4', state: 'needs_attention', attention: 67 } },
            { kind: 'attention', since, community: oak, import: { ...job, id: 'i5', state: 'rejected', reason: 'The file has no column with emails.' } },
          ],
        },
      }),
    );
    await page.route('**/v1/communities?**', (route) =>
      route.fulfill({
        json: {
          next: null,
          items: [
            { id: 'maple-grove', name: 'Maple Grove', open: true, progress: { invited: 640, active: 312, attention: 67, withoutEmail: 0 } },
            { ...oak, progress: { invited: 50_000, active: 49_999, attention: 0, withoutEmail: 3 } },
            { id: 'pine-ridge', name: 'Pine Ridge', open: true, progress: { invited: 0, active: 0, attention: 0, withoutEmail: 0 } },
          ],
        },
      }),
    );
    await enter(page, support);
    await page.getByText('Sending stopped, 712 invitations left').waitFor();
    await page.getByRole('row', { name: /Pine Ridge/ }).waitFor();
    await everywhere(page, 'communities');
  }));
