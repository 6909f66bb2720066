import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { base, browser, inPage, invite, mailTo, api, within } from './browser.mjs';
import { everywhere } from './looks.mjs';

after(() => browser.close());

const password = 'a garden bench at noon';

/** @param {string} text of a mail */
const linkIn = (text) => {
  const [link] = /\S+\/activate#\S+/.exec(text) ?? [];
  assert.ok(link, 'the mail holds no link');
  return link;
};

/** @param {string} member id */
const statusOf = async (member) => (await api('GET', within(`members/${member}`))).status;

test('the link in the mail leads to an active account', () =>
  inPage(async (page) => {
    const { member, invitation } = await invite();
    await page.goto(linkIn((await mailTo(member.email)).text));
    const code = page.getByLabel('Invite code', { exact: true });
    await page.waitForFunction(() => location.hash === '');
    assert.equal(await code.inputValue(), invitation.code);
    assert.equal(await statusOf(member.id), 'pending', 'opening the link changes nothing');
    await page.getByLabel('Email', { exact: true }).fill(member.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Activate account' }).click();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Email', { exact: true }).fill(member.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    assert.equal(await statusOf(member.id), 'active');
  }));

test('without script the code is typed in', () =>
  inPage(
    async (page) => {
      const { member, invitation } = await invite();
      await page.goto(`${base}/activate`);
      await page.getByLabel('Email', { exact: true }).fill(member.email);
      await page.getByLabel('Invite code', { exact: true }).fill('0000-0000-0000-0000');
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Activate account' }).click();
      await page.getByRole('alert').waitFor();
      assert.equal(await statusOf(member.id), 'pending');
      assert.equal(await page.getByLabel('Email', { exact: true }).inputValue(), member.email, 'what was typed stays');
      await page.getByLabel('Invite code', { exact: true }).fill(invitation.code.toLowerCase().replaceAll('-', ' '));
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Activate account' }).click();
      await page.getByRole('link', { name: 'Sign in' }).waitFor();
      assert.equal(await statusOf(member.id), 'active');
    },
    { javaScriptEnabled: false },
  ));

test('the answer to I lost the mail is true when no second mail goes out', () =>
  inPage(async (page) => {
    const { member } = await invite();
    await mailTo(member.email);
    await page.goto(`${base}/activate`);
    await page.getByLabel('Email', { exact: true }).fill(member.email);
    await page.getByRole('button', { name: 'I lost the mail' }).click();
    await page.getByRole('heading', { name: 'Look in your mailbox' }).waitFor();
    await page.getByText('not twice within a few minutes').waitFor();
    assert.equal(await page.getByText('on its way').count(), 0);
    const mails = await (await fetch(`${base}/_local/mailbox.json`)).json();
    assert.equal(mails.filter((/** @type {any} */ { to }) => [to].flat().includes(member.email)).length, 1, 'the cool-down holds the second one back');
  }));

test('the activation page is accessible in each width and scheme', () =>
  inPage(async (page) => {
    await page.goto(`${base}/activate`);
    await page.getByRole('button', { name: 'I lost the mail' }).waitFor();
    await everywhere(page, 'activation');
  }));
