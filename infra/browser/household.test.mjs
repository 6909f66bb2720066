import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { accessible, api, base, browser, community, enter, eventually, inPage, invite, mailTo, password, run, signIn, within } from './browser.mjs';
import { everywhere } from './looks.mjs';

after(() => browser.close());

/** Creates somebody who has activated their account. */
async function activated() {
  const { member, invitation } = await invite();
  const response = await fetch(`${base}/v1/activations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: member.email, code: invitation.code, password }),
  });
  assert.equal(response.status, 201);
  return member;
}

/**
 * Takes pictures of the page, for somebody to look at.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
async function picture(page, name) {
  if (!process.env.SHOTS) return;
  for (const width of [1280, 768, 375]) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await page.setViewportSize({ width, height: 850 });
      await page.emulateMedia({ colorScheme });
      await new Promise((later) => setTimeout(later, 400)); // colors fade
      await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 850 });
  await page.emulateMedia({ colorScheme: 'light' });
}

test('a Head of Household invites the rest of it, sends again and withdraws', async () => {
  const head = await activated();
  await inPage(async (page) => {
    await signIn(page, head.email);
    await page.getByRole('heading', { name: 'My home' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Invite someone to your household' }).count(), 0, 'nobody is offered what the community does not allow');

    await api('PATCH', within('preferences'), { headsInvite: true });
    await page.reload();
    await page.getByRole('button', { name: 'Invite someone to your household' }).click();
    await page.getByLabel('First Name').fill('Ben');
    await page.getByRole('button', { name: 'Send Invitation' }).click();
    await eventually(async () => assert.equal(await page.getByLabel('Email').getAttribute('aria-invalid'), 'true'));
    const email = `ben.${run}@example.com`;
    await page.getByLabel('Last Name').fill('Atwell');
    await page.getByLabel('Email').fill('admin@maple-grove.example');
    await page.getByRole('button', { name: 'Send Invitation' }).click();
    await page.getByText('We can’t invite this email to your household').first().waitFor();
    await page.getByLabel('Email').fill(email);
    await picture(page, 'household-form');
    await page.getByRole('button', { name: 'Send Invitation' }).click();
    await page.getByText('Ben Atwell has been invited.').first().waitFor();
    await page.getByText(email).waitFor();
    assert.match((await mailTo(email)).text, new RegExp(`${head.firstName}`));
    await page.reload(); // the toast goes, the invitation stays
    await page.getByText(email).waitFor();
    await everywhere(page, 'My page with an invitation');
    await picture(page, 'household');

    await page.getByRole('button', { name: 'Resend' }).click();
    await page.getByText('Not sent again. Ben Atwell: was emailed a moment ago').waitFor();
    await page.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByRole('dialog', { name: 'Withdraw the invitation?' }).getByRole('button', { name: 'Withdraw' }).click();
    await eventually(async () => assert.equal(await page.getByText(email).count(), 0));
  });
});

test('a member says what is wrong with the home, and a manager reads it', async () => {
  const member = await activated();
  await inPage(async (page) => {
    await signIn(page, member.email);
    await page.getByRole('button', { name: 'Something wrong with your home?' }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Tell us what should be corrected.').waitFor();
    await page.getByLabel('What should be corrected?').fill('We live in Unit 3, not Unit 2.');
    await accessible(page, 'the note about a home');
    await picture(page, 'correction');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Your note has been sent to your community’s administrators.').first().waitFor();
  });
  await inPage(async (page) => {
    await enter(page);
    await page.goto(`${base}/#/${community}/members/${member.id}`);
    await page.getByText('Said something is wrong with their home').waitFor();
    await page.getByText('We live in Unit 3, not Unit 2.').waitFor();
    await picture(page, 'history');
    const download = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('dialog', { name: 'Export the history' }).getByRole('button', { name: 'Download' }).click();
    assert.equal((await download).suggestedFilename(), `${community}-audit.xlsx`);
  });
});

test('a member sees where they are signed in, and ends it everywhere else', async () => {
  const member = await activated();
  await inPage(async (elsewhere) => {
    await signIn(elsewhere, member.email);
    await inPage(async (page) => {
      await signIn(page, member.email);
      await page.getByText('This device').waitFor();
      await page.getByText('Another device or browser').waitFor();
      await picture(page, 'sessions');
      await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere else' }).click();
      await eventually(async () => assert.equal(await page.getByText('Another device or browser').count(), 0));
      await page.reload();
      await page.getByText('This device').waitFor();
    });
    await elsewhere.reload();
    await elsewhere.getByLabel('Password', { exact: true }).waitFor();
  });
});

test('while the Black Curtain is on, each page of the community says so', () =>
  inPage(async (page) => {
    await enter(page);
    const banner = page.locator('curtain-banner').getByText('The Black Curtain is on.');
    assert.equal(await banner.count(), 0);
    await api('PATCH', within('preferences'), { blackCurtain: true });
    try {
      for (const name of ['Overview', 'Properties', 'Imports', 'Community Members']) {
        await page.getByRole('link', { name, exact: true }).click();
        await banner.waitFor();
      }
      await accessible(page, 'a page under the banner');
      await picture(page, 'banner');
      await page.locator('curtain-banner').getByRole('link', { name: 'Turn it off' }).click();
      await page.getByRole('heading', { name: 'Preferences' }).waitFor();
      await banner.waitFor();
      await picture(page, 'preferences');
    } finally {
      await api('PATCH', within('preferences'), { blackCurtain: false });
    }
    await page.getByRole('link', { name: 'Properties', exact: true }).click();
    await eventually(async () => assert.equal(await banner.count(), 0));
  }));

test('who needs attention is grouped by what helps', async () => {
  const [bounced] = await Promise.all([
    invite({ firstName: 'Bo', email: `bounce.${run}@example.com` }),
    invite({ firstName: 'Cy', email: `complain.${run}@example.com` }),
    invite({ firstName: 'Gus' }).then(({ member }) => api('POST', within(`members/${member.id}/revoke`), {})),
  ]);
  await eventually(async () => {
    const { items } = await api('GET', `${within('members')}?status=attention&need=correct_email`);
    assert.ok(items.some((/** @type {any} */ { id }) => id === bounced.member.id));
  });
  await inPage(async (page) => {
    await enter(page);
    await page.goto(`${base}/#/${community}/members?tab=attention`);
    const group = (/** @type {string} */ name) => page.locator('.needs li').filter({ has: page.getByRole('heading', { name }) });
    await group('Correct the email').waitFor();
    await group('Ask them, or print a letter').waitFor();
    await group('Invite again, or let go').waitFor();
    await accessible(page, 'Needs attention');
    await everywhere(page, 'Needs attention');
    await picture(page, 'attention');

    await group('Ask them, or print a letter').getByRole('button', { name: 'Show only these' }).click();
    await page.waitForURL(/need=ask/);
    await eventually(async () => {
      const marks = await page.locator('tbody .badge').allTextContents();
      assert.ok(marks.length > 0 && marks.every((mark) => mark === 'Marked as spam'), marks.join());
    });
    await group('Correct the email').getByRole('button', { name: /first|Correct it/ }).click();
    await page.getByRole('dialog').getByLabel('Email').waitFor();
    await eventually(async () => assert.ok(await page.getByRole('dialog').getByLabel('Email').evaluate((field) => field === document.activeElement)));
  });
});

test('a page shows one clock, the community’s, and says which', () =>
  inPage(
    async (page) => {
      const { timeZone } = await api('GET', within('preferences'));
      assert.equal(timeZone, 'America/Phoenix');
      await invite({ firstName: 'Zoe' });
      await enter(page);
      await page.goto(`${base}/#/${community}/members?tab=pending`);
      await eventually(async () => assert.match(await page.locator('tbody').innerText(), /\d [AP]M MST/));
      await page.locator('tbody button.line').first().click();
      await page.getByRole('heading', { name: 'History' }).waitFor();
      const told = await page.locator('main').innerText();
      assert.match(told, /\d [AP]M MST/);
      assert.doesNotMatch(told, /GMT|JST/, 'no other clock');
      for (const time of told.match(/\d:\d\d [AP]M.{0,5}/g) ?? []) assert.match(time, /M MST/, 'each time says its zone');
    },
    { timezoneId: 'Asia/Tokyo' },
  ));
