import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { administrator, api, base, browser, eventually, inPage, invite, mailTo, password, run, signIn, within } from './browser.mjs';
import { everywhere } from './looks.mjs';

after(() => browser.close());

/** Creates somebody with the role who has activated their account. */
async function activated(role = 'member') {
  const { member, invitation } = await invite();
  if (role !== 'member') await api('PATCH', within(`members/${member.id}`), { version: member.version, role });
  const response = await fetch(`${base}/v1/activations`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: member.email, code: invitation.code, password }),
  });
  assert.equal(response.status, 201);
  return member;
}

test('a wrong password is refused in words, and sign-out ends the session', () =>
  inPage(async (page) => {
    await page.goto(base);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText('Enter your email').waitFor();
    await page.getByLabel('Email', { exact: true }).fill(`nobody.${run}@example.com`);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText('That email or password is incorrect.').waitFor();

    await signIn(page);
    await page.reload();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Password', { exact: true }).waitFor();
    await page.reload();
    await page.getByLabel('Password', { exact: true }).waitFor();
  }));

test('a forgotten password leads to a mail, whoever asks', () =>
  inPage(async (page) => {
    const member = await activated();
    await page.goto(base);
    await page.getByRole('button', { name: 'Forgot password' }).click();
    await page.getByLabel('Email', { exact: true }).fill(member.email);
    await page.getByRole('button', { name: 'Send the email' }).click();
    await page.getByRole('heading', { name: 'Check your email' }).waitFor();
    await eventually(async () => assert.match((await mailTo(member.email)).text, /\/reset#/));
  }));

test('the password is changed by who knows it', () =>
  inPage(async (page) => {
    const member = await activated('board');
    const next = 'another calm sentence';
    await signIn(page, member.email);
    await page.getByRole('link', { name: 'Change password' }).click();
    await page.getByLabel('Current password').fill('not my password at all');
    await page.getByLabel('New password').fill(next);
    await page.getByRole('button', { name: 'Change password' }).click();
    await eventually(async () => assert.equal(await page.getByLabel('Current password').getAttribute('aria-invalid'), 'true'));
    await page.getByLabel('Current password').fill(password);
    await page.getByLabel('New password').fill('short');
    await page.getByRole('button', { name: 'Change password' }).click();
    await eventually(async () => assert.equal(await page.getByLabel('New password').getAttribute('aria-invalid'), 'true'));
    await page.getByLabel('New password').fill(next);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password has been changed.').first().waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Email', { exact: true }).fill(member.email);
    await page.getByLabel('Password', { exact: true }).fill(next);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  }));

test('a member without permissions has a page of their own, corrects it, and goes on from there', async () => {
  const member = await activated();
  const { property } = await api('GET', within(`members/${member.id}`));
  const portal = 'https://portal.example.org/maple-grove';
  await api('PATCH', within('preferences'), { portalUrl: portal });
  try {
    await inPage(async (page) => {
      await signIn(page, member.email);
      await page.getByRole('heading', { name: `Hello ${member.firstName}` }).waitFor();
      assert.equal(await page.getByRole('link', { name: 'Go to Maple Grove’s portal' }).getAttribute('href'), portal);
      await page.getByText(property.label).waitFor();
      await page.getByText('Head of Household').waitFor();
      assert.equal(await page.getByRole('link', { name: 'Community Members' }).count(), 0);
      await page.getByRole('button', { name: 'Help' }).waitFor();

      await page.getByRole('button', { name: 'Edit my details' }).click();
      await page.getByLabel('Phone Number').fill('12');
      await page.getByRole('button', { name: 'Save' }).click();
      await eventually(async () => assert.equal(await page.getByLabel('Phone Number').getAttribute('aria-invalid'), 'true'));
      await page.getByLabel('First Name').fill('Robyn');
      await page.getByLabel('Phone Number').fill('480.555.0103');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: 'Hello Robyn' }).waitFor();
      await page.getByText('(480) 555-0103').waitFor();
      await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Edit my details'));
      await page.reload(); // so that the toast is gone
      await page.getByRole('heading', { name: 'My details' }).waitFor();
      await everywhere(page, 'my page');
      await page.getByRole('button', { name: 'Edit my details' }).click();
      await everywhere(page, 'my page, editing');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('main').getByRole('link', { name: 'Change password' }).click();
      await page.getByRole('heading', { name: 'Change password' }).waitFor();
    });
    const { firstName, phone } = await api('GET', within(`members/${member.id}`));
    assert.deepEqual({ firstName, phone }, { firstName: 'Robyn', phone: '+14805550103' });
  } finally {
    await api('PATCH', within('preferences'), { portalUrl: '' });
  }
});

test('a manager has a page of their own, too', () =>
  inPage(async (page) => {
    await signIn(page);
    await page.getByRole('heading', { name: 'Community Members' }).waitFor();
    await page.getByRole('link', { name: 'My page' }).click();
    await page.getByRole('heading', { name: 'My details' }).waitFor();
    await page.getByText(administrator).last().waitFor();
  }));

test('preferences are saved, what is wrong stands at its field', () =>
  inPage(async (page) => {
    const before = await api('GET', within('preferences'));
    await signIn(page);
    await page.getByRole('link', { name: 'Preferences' }).click();
    const days = page.getByLabel('Invitations expire after (days)');
    await days.fill('900');
    await page.getByRole('button', { name: 'Save preferences' }).click();
    await eventually(async () => assert.equal(await days.getAttribute('aria-invalid'), 'true'));
    await days.fill('45');
    await page.getByLabel('Sender name').fill('The Board of Maple Grove');
    assert.equal(await page.getByLabel('Default member role').inputValue(), 'member');
    await page.getByRole('button', { name: 'Save preferences' }).click();
    await page.getByText('Preferences saved.').first().waitFor();
    const { invitationDays, senderName } = await api('GET', within('preferences'));
    assert.deepEqual({ invitationDays, senderName }, { invitationDays: 45, senderName: 'The Board of Maple Grove' });
    await api('PATCH', within('preferences'), { invitationDays: before.invitationDays, senderName: before.senderName });
  }));

test('the Black Curtain asks before it falls, and keeps members out', async () => {
  const member = await activated();
  try {
    await inPage(async (page) => {
      await signIn(page);
      await page.getByRole('link', { name: 'Preferences' }).click();
      const curtain = page.getByLabel('Black Curtain');
      await curtain.click();
      const question = page.getByRole('dialog', { name: 'Turn the Black Curtain on?' });
      await question.getByRole('button', { name: 'Cancel' }).click();
      await eventually(async () => assert.equal(await curtain.isChecked(), false));
      await curtain.click();
      await question.getByRole('button', { name: 'Turn on' }).click();
      await page.getByText('The Black Curtain is on.').first().waitFor();
      assert.ok(await curtain.isChecked());
    });
    await inPage(async (page) => {
      await page.goto(base);
      await page.getByLabel('Email', { exact: true }).fill(member.email);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('heading', { name: 'Not open yet' }).waitFor();
    });
  } finally {
    await api('PATCH', within('preferences'), { blackCurtain: false });
  }
});

test('the Black Curtain asks before the doors open, and says how many are mailed', async () => {
  await api('PATCH', within('preferences'), { blackCurtain: true });
  try {
    const before = (await api('GET', `${within('members')}?limit=1`)).counts.behindCurtain;
    const member = await activated();
    await inPage(async (page) => {
      await signIn(page);
      await page.getByRole('link', { name: 'Preferences' }).click();
      const curtain = page.getByRole('checkbox', { name: 'Black Curtain' });
      await curtain.click();
      const question = page.getByRole('dialog', { name: 'Turn the Black Curtain off?' });
      const [of, said] = before === 0 ? ['1 member', 'gets'] : [`${before + 1} members`, 'get'];
      await question.getByText(`${of} who activated while it was on ${said} an email saying so.`).waitFor();
      await question.getByRole('button', { name: 'Cancel' }).click();
      await eventually(async () => assert.equal(await curtain.isChecked(), true));
      assert.equal((await api('GET', within('preferences'))).blackCurtain, true, 'a question alone opens no doors');
      await curtain.click();
      await question.getByRole('button', { name: 'Turn off' }).click();
      await page.getByText('The community is open.').first().waitFor();
      assert.equal(await curtain.isChecked(), false);
      await eventually(async () => assert.match((await mailTo(member.email)).subject, /open/i));
      await eventually(async () => assert.equal((await api('GET', `${within('members')}?limit=1`)).counts.behindCurtain, 0));
    });
  } finally {
    await api('PATCH', within('preferences'), { blackCurtain: false });
  }
});

test('somebody who is signed in when the curtain falls is told so', async () => {
  const member = await activated('board');
  try {
    await inPage(async (page) => {
      await signIn(page, member.email);
      await page.getByRole('heading', { name: 'Community Members' }).waitFor();
      // Otherwise a list that is still loading would hit the curtain before the click does.
      await page.waitForLoadState('networkidle');
      await api('PATCH', within('preferences'), { blackCurtain: true });
      await page.getByRole('tab', { name: /^Pending/ }).click();
      await page.getByRole('heading', { name: 'Not open yet' }).waitFor();
      await api('PATCH', within('preferences'), { blackCurtain: false });
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { name: 'Community Members' }).waitFor();
    });
  } finally {
    await api('PATCH', within('preferences'), { blackCurtain: false });
  }
});

test('Help and the guide say how to reach Support', () =>
  inPage(async (page) => {
    const { support } = await api('GET', '/me');
    assert.ok(support);
    await page.goto(base);
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByRole('dialog', { name: 'Help' }).getByText(support).waitFor();
    await page.keyboard.press('Escape');
    await signIn(page, administrator);
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByRole('link', { name: 'How to import your roster' }).last().click();
    await page.getByRole('heading', { name: 'How to import your roster' }).waitFor();
    await page.getByText(support).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download the template' }).click()]);
    assert.equal(download.suggestedFilename(), 'roster-template.csv');
  }));
