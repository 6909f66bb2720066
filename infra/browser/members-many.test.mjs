import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { api, base, browser, community, enter, eventually, inPage, invite, letters, lot, mailTo, run, within } from './browser.mjs';
import { everywhere } from './looks.mjs';

after(() => browser.close());

/** @typedef {import('playwright-core').Page} Page */

/** This run's street, whose people the tests invite, filter and change. */
const street = `Quiet ${letters(run)} Ct`;
const family = `Many${letters(run)}`;

/**
 * @param {number} number of the house
 * @param {Record<string, any>} [also]
 */
const onStreet = (number, also = {}) =>
  api('POST', within('invitations'), {
    property: { street: { street: `${number} ${street}`, city: 'Mesa', state: 'AZ', zip: '85201' }, confirmed: true },
    household: {},
    member: { firstName: `P${letters(String(number))}`, lastName: family, email: `many.${run}.${number}@example.com` },
    ...also,
  });

const made = [];
for (let number = 1; number <= 55; number++) made.push(await onStreet(number, { send: number % 5 !== 0, ...(number === 7 ? { role: 'board' } : {}) }));

/** @param {Page} page @param {string} query */
async function list(page, query) {
  await page.goto(`${base}/#/${community}/members?${query}`);
  await page.getByRole('heading', { name: 'Community Members' }).waitFor();
}

/** @param {Page} page @param {string} words */
const matching = (page, words) => page.locator('p.matching', { hasText: words }).waitFor();

/** @param {Page} page @param {number} count */
const rows = (page, count) => eventually(async () => assert.equal(await page.getByRole('rowheader').count(), count));

test('a laptop shows ten members', () =>
  inPage(async (page) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await enter(page);
    await list(page, 'tab=pending');
    await rows(page, 50);
    const shown = await page.locator('tbody tr').evaluateAll((all) => all.map((row) => row.getBoundingClientRect()).map(({ bottom, height }) => ({ bottom, height })));
    assert.ok(shown.filter(({ bottom }) => bottom <= 800).length >= 10, `${JSON.stringify(shown.slice(0, 12))}`);
    assert.ok(shown.every(({ height }) => height >= 44 && height <= 56), 'rows of 44 to 56 px');
  }));

test('filters stand in the address and survive a reload and the way back', () =>
  inPage(async (page) => {
    await enter(page);
    await list(page, 'tab=pending');
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Area').fill(street.toLowerCase());
    await page.getByLabel('Area').press('Enter');
    await matching(page, '55 members match');
    await page.getByLabel('Role', { exact: true }).selectOption('board');
    await matching(page, '1 member matches');
    await rows(page, 1);
    assert.match(page.url(), /street=quiet.*&role=board/);
    await page.reload();
    await matching(page, '1 member matches');
    assert.equal(await page.getByLabel('Role', { exact: true }).inputValue(), 'board');
    await page.goBack();
    await matching(page, '55 members match');
    await page.getByLabel('Email').selectOption('none');
    await matching(page, '11 members match');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await eventually(async () => assert.doesNotMatch(page.url(), /street|mail/));
    await page.getByLabel('Area').waitFor(); // expanded filters stay expanded
    await page.getByLabel('Area').fill('No Such Street');
    await page.getByLabel('Area').press('Enter');
    await page.getByRole('heading', { name: 'Nobody matches' }).waitFor();
    await everywhere(page, 'members-filtered');
  }));

test('whoever matches is chosen and changed beyond the page', () =>
  inPage(async (page) => {
    await enter(page);
    await list(page, `tab=pending&street=${encodeURIComponent(street)}`);
    await matching(page, '55 members match');
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    const bar = page.getByRole('region', { name: 'Selected members' });
    await bar.getByText('50 selected').waitFor();
    await bar.getByRole('button', { name: 'Select all 55 that match' }).click();
    await bar.getByText('55 selected').waitFor();
    await bar.getByRole('button', { name: 'Change role' }).click();
    const role = page.getByRole('dialog', { name: 'Change role' });
    await role.getByText('55 members').waitFor();
    await role.getByRole('combobox', { name: 'Community Role' }).selectOption('board');
    await role.getByRole('button', { name: 'Change role' }).click();
    const told = page.getByRole('dialog', { name: 'Community Role' });
    await told.getByText('54 members changed').waitFor();
    await told.getByText('already had that').waitFor();
    await told.getByRole('button', { name: 'Close' }).click();
    assert.equal((await api('GET', within(`members/${made[54].member.id}`))).role, 'board');

    await list(page, `tab=pending&mail=none&street=${encodeURIComponent(street)}`);
    await matching(page, '11 members match');
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await bar.getByRole('button', { name: 'Revoke' }).click();
    const sure = page.getByRole('dialog', { name: 'Revoke the invitations?' });
    await sure.getByText('11 members').waitFor();
    await sure.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('11 invitations revoked.').first().waitFor();
    assert.equal((await api('GET', within(`members/${made[4].member.id}`))).status, 'revoked');
  }));

test('who is invited is seen, and who was revoked is invited again', () =>
  inPage(async (page) => {
    const { property } = made[0];
    await enter(page);
    await page.getByRole('button', { name: 'Invite Member' }).click();
    const wizard = page.getByRole('dialog', { name: 'Invite Member' });
    await wizard.getByRole('combobox').first().fill(property.label);
    await wizard.getByRole('option').first().click();
    await wizard.getByRole('button', { name: 'Next', exact: true }).click();
    await wizard.getByRole('button', { name: 'Next', exact: true }).click();
    const last = `Zz${letters(lot())}`;
    await wizard.getByLabel('First Name').fill('Wanda');
    await wizard.getByLabel('Last Name').fill(last);
    await wizard.getByLabel('Email').fill(`wanda.${run}@example.com`);
    await wizard.getByRole('button', { name: 'Send Invitation' }).click();
    await wizard.getByRole('button', { name: 'Close' }).click();
    await page.getByText(`Wanda ${last} has been invited.`).first().waitFor();
    const row = page.getByRole('row').filter({ hasText: `Wanda ${last}` });
    await row.waitFor();
    assert.match((await row.getAttribute('class')) ?? '', /fresh/);
    assert.equal(await page.getByRole('tab', { name: /^Pending/ }).getAttribute('aria-selected'), 'true');

    await row.getByRole('button', { name: `Wanda ${last}` }).click();
    const panel = page.getByRole('dialog', { name: `Wanda ${last}` });
    await panel.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog', { name: 'Revoke the invitation?' }).getByRole('button', { name: 'Revoke' }).click();
    await panel.getByText('Invitation revoked', { exact: true }).waitFor();
    await panel.getByRole('button', { name: 'Invite again' }).click();
    await page.getByRole('dialog', { name: 'Invite again?' }).getByRole('button', { name: 'Invite again' }).click();
    await panel.getByText('Invited again', { exact: true }).waitFor();
    await panel.getByText('Pending', { exact: true }).first().waitFor();
  }));

test('what the list shows is exported', () =>
  inPage(async (page) => {
    await enter(page);
    await list(page, `tab=pending&street=${encodeURIComponent(street)}`);
    await matching(page, 'match');
    for (const [format, begin] of [['xlsx', 'PK'], ['csv', '\ufeffFirst Name,Last Name,Email']]) {
      await page.getByRole('button', { name: 'Export', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Export' });
      await dialog.getByText('Everyone in Pending who matches').waitFor();
      await dialog.getByLabel('File type').selectOption(format);
      const [saved] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download' }).click()]);
      assert.equal(saved.suggestedFilename(), `${community}-members.${format}`);
      const file = await readFile(await saved.path());
      assert.ok(file.toString().startsWith(begin), format);
      if (format === 'csv') assert.equal(file.toString().trim().split('\n').length, 1 + (await api('GET', `${within('members')}?status=pending&count=true&street=${encodeURIComponent(street)}`)).matching.count);
    }
    // An export too large for an answer is in the bucket, and the browser follows the redirect.
    const followed = await page.evaluate(async (path) => {
      const token = localStorage.getItem('communitrak.session');
      const response = await fetch(path, { headers: { Authorization: `Bearer ${token}` } });
      return [response.redirected, (await response.text()).slice(0, 10)];
    }, `/v1/communities/${community}/exports/members?link=true`);
    assert.deepEqual(followed, [true, 'First Name']);
  }));

test('of a bounced mail the first thing to do is to correct the email', () =>
  inPage(async (page) => {
    const { member } = await invite({ email: `bounce.${run}@example.com` });
    await eventually(async () => assert.equal((await api('GET', within(`members/${member.id}`))).invitation.delivery.state, 'bounced'));
    await enter(page);
    await page.goto(`${base}/#/${community}/members/${member.id}?tab=attention`);
    const panel = page.getByRole('dialog', { name: `${member.firstName} ${member.lastName}` });
    await panel.getByText('Invitation email bounced').waitFor();
    const first = panel.locator('.buttons button').first();
    assert.equal(await first.innerText(), 'Correct the email');
    await first.click();
    await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.id), 'edit-email'));
    await panel.getByLabel('Email', { exact: true }).fill(`mended.${run}@example.com`);
    await panel.getByRole('button', { name: 'Save' }).click();
    await mailTo(`mended.${run}@example.com`);
    await panel.getByText('Invitation email delivered').waitFor({ timeout: 20_000 });
  }));

test('the list is requested once, ahead of the page’s modules, and another list is not shown in its place', () =>
  inPage(async (page) => {
    await enter(page);
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.endsWith('/members') || pathname === '/v1/me') asked.push(pathname.replace(/.*\//, '') + search);
    });
    for (const [address, list] of [
      ['tab=pending', 'status=pending&limit=50'],
      ['tab=pending&sort=-name', 'status=pending&sort=-name&limit=50'],
      ['tab=pending&role=board', 'status=pending&role=board&limit=50&count=true'],
    ]) {
      await page.goto(`${base}/_local/mailbox`);
      asked.length = 0;
      await page.goto(`${base}/#/${community}/members?${address}`);
      await page.getByRole('rowheader').first().waitFor();
      assert.deepEqual(asked.toSorted(), ['me', `members?${list}`]);
    }

    /** @type {() => void} */
    let answer = () => {};
    const late = new Promise((resolve) => (answer = () => resolve(undefined)));
    await page.route('**/members?status=active&limit=50', async (route) => {
      await late;
      await route.continue();
    });
    await page.goto(`${base}/_local/mailbox`);
    await page.goto(`${base}/#/${community}/members?tab=active`);
    await page.getByRole('tab', { name: /^Pending/ }).click();
    await page.getByRole('rowheader').first().waitFor();
    const pending = await page.getByRole('rowheader').first().innerText();
    answer();
    await page.waitForTimeout(500);
    assert.equal(await page.getByRole('rowheader').first().innerText(), pending);
  }));
