import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { api, base, browser, community, enter, eventually, inPage, invite, letters, lot, mailTo, password, run, signIn, support, within } from './browser.mjs';

after(() => browser.close());

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
const tab = (page, name) => page.getByRole('tab', { name: new RegExp(`^${name}`) });

/**
 * @param {import('playwright-core').Page} page
 * @param {string} text
 */
async function search(page, text) {
  await page.getByRole('searchbox', { name: 'Search' }).fill(text);
}

/**
 * @param {import('playwright-core').Page} page
 * @param {{firstName: string, lastName: string}} member
 */
const rowOf = (page, { firstName, lastName }) => page.getByRole('row').filter({ has: page.getByRole('button', { name: `${firstName} ${lastName}`, exact: true }) });

/**
 * Opens a member's panel from the Pending list.
 * @param {import('playwright-core').Page} page
 * @param {{firstName: string, lastName: string}} member
 */
async function openPanel(page, member) {
  await tab(page, 'Pending').click();
  await search(page, member.lastName);
  await page.getByRole('button', { name: `${member.firstName} ${member.lastName}`, exact: true }).click();
  return page.getByRole('dialog', { name: `${member.firstName} ${member.lastName}` });
}

test('after sign-in Community Members stands open under Members & Groups', () =>
  inPage(async (page) => {
    await signIn(page);
    const group = page.getByRole('button', { name: 'Members & Groups' });
    assert.equal(await group.getAttribute('aria-expanded'), 'true');
    const link = page.getByRole('link', { name: 'Community Members' });
    assert.equal(await link.getAttribute('aria-current'), 'page');
    await page.getByRole('heading', { name: 'Community Members' }).waitFor();
    assert.equal(await tab(page, 'Active').getAttribute('aria-selected'), 'true');
    for (const name of ['Active', 'Pending', 'Needs attention']) {
      await eventually(async () => assert.match(await tab(page, name).innerText(), /\d/));
    }
    await group.click();
    await link.waitFor({ state: 'hidden' });
  }));

test('a pending member is found, and its mail is told in words', () =>
  inPage(async (page) => {
    const { member, property } = await invite();
    await mailTo(member.email);
    await signIn(page);
    await tab(page, 'Pending').click();
    for (const asked of [member.lastName, member.email, property.label]) {
      await search(page, asked);
      await rowOf(page, member).waitFor();
    }
    await eventually(async () => {
      await search(page, ` ${member.email}`);
      await search(page, member.email);
      assert.match(await rowOf(page, member).innerText(), /Sent|Delivered/);
    });
    assert.match(await rowOf(page, member).innerText(), /\d{4}/);
    await search(page, `nobody-${run}`);
    await page.getByText('Nobody matches').waitFor();
    // Two letters only match the start of the last name: Robin is there.
    await search(page, 'Ro');
    await page.getByText('No last name in this list begins with “Ro”.').waitFor();
  }));

test('selecting raises the bar, and each member has a result of its own', () =>
  inPage(async (page) => {
    const names = `Pick${letters(run)}`;
    for (let i = 0; i < 4; i++) await invite({ firstName: `P${i}`, lastName: names });
    await signIn(page);
    await tab(page, 'Pending').click();
    await search(page, names);
    const boxes = page.getByRole('checkbox', { name: new RegExp(`Select P\\d ${names}`) });
    await eventually(async () => assert.equal(await page.getByRole('rowheader').count(), 4));

    await boxes.first().focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    const bar = page.getByRole('region', { name: 'Selected members' });
    await bar.getByText('3 selected').waitFor();
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await bar.getByText('4 selected').waitFor();
    await bar.getByRole('button', { name: 'Clear selection' }).click();
    await bar.waitFor({ state: 'detached' });

    await boxes.nth(0).click();
    await boxes.nth(3).click({ modifiers: ['Shift'] });
    await bar.getByText('4 selected').waitFor();
    await bar.getByRole('button', { name: 'Resend Invitations' }).click();
    const answer = page.getByRole('dialog', { name: 'Resend Invitations' });
    await answer.getByText('4 skipped').waitFor();
    assert.match(await answer.innerText(), /P2 Pick\w+: was emailed a moment ago/);
    await answer.getByRole('button', { name: 'Close' }).click();
    await bar.waitFor({ state: 'detached' });
  }));

test('on a phone the bar leaves the list in sight', () =>
  inPage(
    async (page) => {
      for (let i = 0; i < 2; i++) await invite();
      await enter(page);
      await tab(page, 'Pending').click();
      const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ });
      for (const n of [0, 1]) await boxes.nth(n).check();
      const bar = page.getByRole('region', { name: 'Selected members' });
      await bar.getByText('2 selected').waitFor();
      const { height } = (await bar.boundingBox()) ?? { height: 740 };
      assert.ok(height <= 740 / 3, `the bar takes ${height} of 740 px`);
    },
    { viewport: { width: 360, height: 740 } },
  ));

test('names that mean harm or stretch are text, and the layout holds', () =>
  inPage(async (page) => {
    const family = `Zz${letters(run)}`;
    const names = ['<img src=x onerror=alert(1)>', 'محمد عبد الله', 'Ω👩‍👩‍👧‍👦', 'W'.repeat(80)];
    for (const firstName of names) {
      await invite({ firstName, lastName: family }).catch((error) => assert.match(error.message, /422/));
    }
    page.on('dialog', () => assert.fail('a name ran as a script'));
    await signIn(page);
    await tab(page, 'Pending').click();
    await search(page, family);
    await page.getByRole('button', { name: `${'W'.repeat(80)} ${family}` }).waitFor();
    for (const width of [320, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${over} px too wide at ${width}`);
    }
  }));

test('a panel that cannot be loaded says so and leaves the list', () =>
  inPage(async (page) => {
    const { member } = await invite();
    await signIn(page);
    await tab(page, 'Pending').click();
    await search(page, member.lastName);
    await page.route('**/js/member-panel.js', (route) => route.abort());
    await page.getByRole('button', { name: `${member.firstName} ${member.lastName}`, exact: true }).click();
    await page.locator('wa-toast-item', { hasText: 'The member couldn’t be loaded. Reload the page and try again.' }).waitFor();
    await rowOf(page, member).waitFor();
    await eventually(async () => assert.match(await page.evaluate(() => location.hash), /members\?tab=pending$/));
  }));

test('a pending member is edited; another email kills the code', () =>
  inPage(async (page) => {
    const { member } = await invite();
    await signIn(page);
    const panel = await openPanel(page, member);
    await panel.getByRole('button', { name: 'Edit', exact: true }).click();
    await panel.getByLabel('Phone Number', { exact: true }).fill('202-555-0177');
    await panel.getByLabel('Email', { exact: true }).fill(`new.${member.email}`);
    await panel.getByText('The old invite code stops working').waitFor();
    await panel.getByRole('combobox', { name: 'Community Role' }).selectOption('board');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText(`new.${member.email}`).first().waitFor();
    const now = await api('GET', within(`members/${member.id}`));
    assert.equal(now.email, `new.${member.email}`);
    assert.equal(now.phone, '+12025550177');
    assert.equal(now.role, 'board');
    await panel.getByText('Edited', { exact: true }).waitFor();
    await panel.getByText('Community Role: Member → Board', { exact: false }).or(panel.getByText('→ Board')).first().waitFor();
  }));

test('an open history takes in what is done beside it', () =>
  inPage(async (page) => {
    const { member } = await invite();
    await signIn(page);
    const panel = await openPanel(page, member);
    await panel.getByRole('heading', { name: 'History' }).waitFor();
    await panel.getByText('Invited', { exact: true }).waitFor();
    await panel.getByText('Invitation email delivered', { exact: true }).waitFor({ timeout: 20_000 });

    await panel.getByRole('button', { name: 'Edit', exact: true }).click();
    await panel.getByLabel('Phone Number', { exact: true }).fill('202-555-0177');
    await panel.getByRole('combobox', { name: 'Community Role' }).selectOption('board');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Edited', { exact: true }).waitFor();

    await panel.getByRole('button', { name: 'Show invite code' }).click();
    await page.getByRole('dialog', { name: 'Invite code' }).getByRole('button', { name: 'Close' }).click();
    await panel.getByText('Invite code shown', { exact: true }).waitFor();

    await fetch(`${base}/_local/clock`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ advance: '6m' }) });
    await panel.getByRole('button', { name: 'Resend Invitations' }).click();
    await panel.getByText('Invitation sent again', { exact: true }).waitFor();
    await panel.getByText('Delivered', { exact: true }).waitFor({ timeout: 20_000 });

    await panel.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog', { name: 'Revoke the invitation?' }).getByRole('button', { name: 'Revoke' }).click();
    await panel.getByText('Invitation revoked', { exact: true }).waitFor();
  }));

test('an edit that was overtaken says so and keeps what was typed', () =>
  inPage(async (page) => {
    const { member } = await invite();
    await signIn(page);
    const panel = await openPanel(page, member);
    await panel.getByRole('button', { name: 'Edit', exact: true }).click();
    await panel.getByLabel('First Name', { exact: true }).fill('Mine');
    await api('PATCH', within(`members/${member.id}`), { version: member.version, phone: '202-555-0155' });
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByText('Someone else changed this member in the meantime.').waitFor();
    assert.equal(await panel.getByLabel('First Name', { exact: true }).inputValue(), 'Mine');
    await eventually(async () => assert.match(await panel.getByLabel('Phone Number').inputValue(), /0155/));
    await panel.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog', { name: 'Mine' }).getByRole('button', { name: 'Edit', exact: true }).waitFor();
    assert.equal((await api('GET', within(`members/${member.id}`))).firstName, 'Mine');
  }));

test('the code is shown, the invitation revoked after a question', () =>
  inPage(async (page) => {
    const { member, invitation } = await invite();
    await signIn(page);
    const panel = await openPanel(page, member);
    await panel.getByRole('button', { name: 'Show invite code' }).click();
    const shown = page.getByRole('dialog', { name: 'Invite code' });
    await shown.getByText(invitation.code, { exact: true }).waitFor();
    await shown.getByRole('button', { name: 'Close' }).click();

    await panel.getByRole('button', { name: 'Revoke' }).click();
    const question = page.getByRole('dialog', { name: 'Revoke the invitation?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    assert.equal((await api('GET', within(`members/${member.id}`))).status, 'pending');
    await panel.getByRole('button', { name: 'Revoke' }).click();
    await question.getByRole('button', { name: 'Revoke' }).click();
    await panel.getByText('Revoked', { exact: true }).first().waitFor();
    assert.equal((await api('GET', within(`members/${member.id}`))).status, 'revoked');
  }));

test('a member who activated stands in Active and can be removed', () =>
  inPage(async (page) => {
    const { member, invitation } = await invite();
    const response = await fetch(`${base}/v1/activations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: member.email, code: invitation.code, password: 'a quiet porch in june' }),
    });
    assert.equal(response.status, 201);
    await signIn(page);
    await search(page, member.email);
    await rowOf(page, member).getByRole('button', { name: 'Edit' }).click();
    const panel = page.getByRole('dialog', { name: `${member.firstName} ${member.lastName}` });
    await panel.getByLabel('Phone Number').waitFor();
    assert.equal(await panel.getByLabel('Email', { exact: true }).count(), 0, 'the email of an active member is not changed here');
    await panel.getByRole('button', { name: 'Cancel' }).click();
    await panel.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog', { name: 'Remove from the community?' }).getByRole('button', { name: 'Remove' }).click();
    await panel.getByText('Removed', { exact: true }).first().waitFor();
    assert.equal((await api('GET', within(`members/${member.id}`))).status, 'removed');
  }));

test('a property is corrected, joined with its twin, and an empty one deleted', () =>
  inPage(async (page) => {
    const one = await invite();
    const two = await invite();
    await signIn(page);
    await page.getByRole('link', { name: 'Properties' }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill(one.property.address.lot);
    await page.getByRole('link', { name: one.property.label, exact: true }).click();
    const panel = page.getByRole('dialog', { name: one.property.label });
    await panel.getByRole('textbox', { name: 'Lot Number' }).fill(two.property.address.lot);
    await panel.getByRole('button', { name: 'Correct address' }).click();
    await panel.getByRole('button', { name: 'merge them' }).click();
    await page.getByRole('dialog', { name: 'Merge the two properties?' }).getByRole('button', { name: 'Merge' }).click();
    await panel.waitFor({ state: 'detached' });
    const moved = await api('GET', within(`members/${one.member.id}`));
    assert.equal(moved.property.id, two.property.id);

    for (const { member } of [one, two]) await api('POST', within(`members/${member.id}/revoke`));
    await page.getByRole('searchbox', { name: 'Search' }).fill(two.property.address.lot);
    await page.getByRole('link', { name: two.property.label, exact: true }).click();
    const other = page.getByRole('dialog', { name: two.property.label });
    await other.getByRole('button', { name: 'Delete property' }).click();
    await page.getByRole('dialog', { name: 'Delete the property?' }).getByRole('button', { name: 'Delete' }).click();
    await other.waitFor({ state: 'detached' });
  }));

test('two households that are one are joined', () =>
  inPage(async (page) => {
    const one = await invite();
    const two = await invite({}, one.property);
    await signIn(page);
    await page.getByRole('link', { name: 'Properties' }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill(one.property.address.lot);
    await page.getByRole('link', { name: one.property.label, exact: true }).click();
    const panel = page.getByRole('dialog', { name: one.property.label });
    await panel.getByRole('listitem').filter({ hasText: two.household.name }).getByRole('button', { name: 'Edit' }).click();
    await panel.getByRole('textbox', { name: 'Household Name' }).fill(one.household.name);
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByRole('button', { name: 'merge them' }).click();
    await page.getByRole('dialog', { name: 'Merge the two households?' }).getByRole('button', { name: 'Merge' }).click();
    await panel.getByText('2 members').waitFor();
    assert.equal(await panel.getByRole('button', { name: 'Edit' }).count(), 1);
    const moved = await api('GET', within(`members/${two.member.id}`));
    assert.equal(moved.household.id, one.household.id);
    assert.equal(moved.householdRole, 'member');
  }));

test('paging keeps its place, and sorting turns the order', () =>
  inPage(async (page) => {
    const { counts } = await api('GET', `${within('members')}?status=pending&limit=1`);
    for (let i = counts.pending; i < 55; i++) await invite();
    await signIn(page);
    await tab(page, 'Pending').click();
    const names = page.getByRole('rowheader').getByRole('button');
    await eventually(async () => assert.equal(await names.count(), 50));
    const first = await names.first().innerText();
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText('Page 2').waitFor();
    await eventually(async () => assert.notEqual(await names.first().innerText(), first));
    await page.getByRole('button', { name: 'Previous page' }).click();
    await eventually(async () => assert.equal(await names.first().innerText(), first));
    await page.getByRole('button', { name: /^Name/ }).click();
    await eventually(async () => assert.notEqual(await names.first().innerText(), first));
    assert.equal(await page.getByRole('columnheader', { name: /^Name/ }).getAttribute('aria-sort'), 'descending');
  }));

test('a role sees no control that it may not use', () =>
  inPage(async (page) => {
    const { member, invitation } = await invite({ firstName: 'Bo' });
    await api('PATCH', within(`members/${member.id}`), { version: member.version, role: 'board' });
    const response = await fetch(`${base}/v1/activations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: member.email, code: invitation.code, password }),
    });
    assert.equal(response.status, 201);
    await signIn(page, member.email);
    await page.getByRole('button', { name: 'Invite Member' }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Preferences' }).count(), 0);
    assert.equal(await page.getByRole('button', { name: 'Edit' }).count(), 0, 'active members are not edited by the board');
    await page.getByRole('button', { name: 'Invite Member' }).click();
    await page.getByRole('radio', { name: 'Create New Property' }).check();
    await page.getByRole('radio', { name: 'Lot Number' }).check();
    await page.getByRole('textbox', { name: 'Lot Number' }).fill(lot());
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    const roles = await page.getByRole('combobox', { name: 'Community Role' }).locator('option').allInnerTexts();
    assert.ok(!roles.some((role) => role.includes('Administrator')), 'nobody gives a role above the own');
  }));

test('Support’s first page asks for nothing that is not there', () =>
  inPage(async (page) => {
    /** @type {string[]} */
    const refused = [];
    page.on('response', (response) => response.status() >= 400 && refused.push(`${response.status()} ${new URL(response.url()).pathname}`));
    await signIn(page, support);
    await page.getByRole('link', { name: 'Maple Grove' }).first().waitFor();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(refused, []);
  }));

test('Support chooses among communities and works in one', () =>
  inPage(async (page) => {
    const name = `Harbor ${run}`;
    await signIn(page, support);
    await page.getByRole('heading', { name: 'Communities' }).waitFor();
    await page.getByRole('button', { name: 'Create community' }).click();
    const dialog = page.getByRole('dialog', { name: 'Create community' });
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    await dialog.getByLabel('First Name').fill('Ada');
    await dialog.getByLabel('Last Name').fill('Harbor');
    await dialog.getByLabel('Email').fill(`ada.${run}@example.org`);
    const zone = dialog.getByRole('combobox', { name: 'Time zone' });
    assert.equal(await zone.inputValue(), 'Eastern (New York)');
    await dialog.getByLabel('ZIP').fill('85201');
    await eventually(async () => assert.equal(await zone.inputValue(), 'Arizona (Phoenix)'));
    assert.equal(await dialog.getByLabel('City').inputValue(), 'Mesa');
    assert.equal(await dialog.getByLabel('State').inputValue(), 'AZ');
    await dialog.getByLabel('Reply address').fill(`board.${run}@example.org`);
    await dialog.getByRole('button', { name: 'Create and invite' }).click();
    await dialog.getByText(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/).waitFor();
    await dialog.getByText(`The invitation is being emailed to ada.${run}@example.org.`).waitFor();
    await dialog.getByRole('link', { name: 'Open the community' }).click();
    await page.getByRole('heading', { name: 'Community Members' }).waitFor();
    const [id] = new URL(page.url()).hash.split('/').slice(1);
    const { city, timeZone, replyTo, senderName } = await api('GET', `/communities/${id}/preferences`, undefined, support);
    assert.deepEqual({ city, timeZone, replyTo, senderName }, { city: 'Mesa', timeZone: 'America/Phoenix', replyTo: `board.${run}@example.org`, senderName: name });
    await tab(page, 'Pending').click();
    await page.getByRole('button', { name: 'Ada Harbor', exact: true }).waitFor();
    await page.getByText('No home yet').waitFor();
    await mailTo(`ada.${run}@example.org`);
  }));

test('a second community of one name is made only when that is meant', () =>
  inPage(async (page) => {
    const name = `Twin Lakes ${run}`;
    await signIn(page, support);
    const fill = async () => {
      await page.getByRole('button', { name: 'Create community' }).click();
      const dialog = page.getByRole('dialog', { name: 'Create community' });
      await dialog.getByLabel('Name', { exact: true }).fill(name);
      await dialog.getByLabel('First Name').fill('Lee');
      await dialog.getByLabel('Last Name').fill('Lakes');
      await dialog.getByLabel('Email').fill(`lee.${run}@example.org`);
      await dialog.getByRole('button', { name: 'Create and invite' }).click();
      return dialog;
    };
    await (await fill()).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('link', { name: new RegExp(name) }).waitFor();
    const dialog = await fill();
    await dialog.getByText('There’s already a community with this name').waitFor();
    assert.equal(await page.getByRole('link', { name: new RegExp(name) }).count(), 1);
    await dialog.getByRole('button', { name: 'Create another' }).click();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('link', { name: new RegExp(name) }).nth(1).waitFor();
  }));

test('a link into the console leads there after sign-in', () =>
  inPage(async (page) => {
    const { member } = await invite();
    await page.goto(`${base}/#/${community}/members/${member.id}`);
    await page.getByLabel('Email', { exact: true }).fill('admin@maple-grove.example');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('dialog', { name: `${member.firstName} ${member.lastName}` }).waitFor();
  }));
