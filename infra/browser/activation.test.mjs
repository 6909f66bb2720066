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

/** @param {import('playwright-core').Page} page */
const fieldsOf = (page) => page.locator('input:visible').evaluateAll((inputs) => inputs.map(({ name }) => name));

test('the link in the mail leads to a page of one’s own with one typed field', () =>
  inPage(async (page) => {
    const { member, property } = await invite({ firstName: 'Ana' });
    /** @type {string[]} */
    const addresses = [];
    page.on('request', (request) => addresses.push(request.url()));
    await page.goto(linkIn((await mailTo(member.email)).text));
    await page.getByRole('heading', { name: 'Hello Ana, Maple Grove invites you' }).waitFor();
    await page.getByText(property.label).waitFor();
    assert.equal(await page.evaluate(() => location.hash), '');
    assert.equal(await statusOf(member.id), 'pending', 'opening the link changes nothing');
    assert.deepEqual(await fieldsOf(page), ['password']);

    const field = page.getByLabel('Password', { exact: true });
    await field.fill('short');
    await page.getByRole('button', { name: 'Activate account' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('heading', { name: 'Hello Ana, Maple Grove invites you' }).waitFor();
    assert.deepEqual(await fieldsOf(page), ['password'], 'what the link carried is not asked for after a refusal either');
    await field.fill(password);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    assert.equal(await field.getAttribute('type'), 'text');
    await page.getByRole('button', { name: 'Hide', exact: true }).click();
    assert.equal(await field.getAttribute('type'), 'password');
    await page.getByRole('button', { name: 'Activate account' }).click();

    await page.getByRole('heading', { name: 'Hello Ana', exact: true }).waitFor();
    await page.getByText(property.label).waitFor();
    assert.equal(await statusOf(member.id), 'active');
    const token = await page.evaluate(() => localStorage.getItem('communitrak.session'));
    assert.ok(token);
    for (const secret of [token, member.email, encodeURIComponent(member.email)]) {
      assert.deepEqual(addresses.filter((address) => address.includes(secret)), [], 'an address holds a secret');
    }
    await page.reload();
    await page.getByRole('heading', { name: 'Hello Ana', exact: true }).waitFor();
  }));

test('whoever has an account joins a further community with its password', () =>
  inPage(async (page) => {
    const { member } = await invite();
    await mailTo(member.email);
    await page.route('**/v1/activations/invitation', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), hasAccount: true } });
    });
    await page.goto(linkIn((await mailTo(member.email)).text));
    await page.getByText('You already have a Communitrak account').waitFor();
    assert.equal(await page.getByLabel('Password', { exact: true }).getAttribute('autocomplete'), 'current-password');
    await page.getByRole('link', { name: 'Forgot password' }).waitFor();
  }));

test('a link that is used, or that opens nothing, says so before anything is typed', () =>
  inPage(async (page) => {
    const { member } = await invite();
    const link = linkIn((await mailTo(member.email)).text);
    await page.goto(link.replace(/proof=[^&]+/, 'proof=0000-0000-0000-0000'));
    await page.getByText('This link no longer opens an invitation.').waitFor();
    assert.deepEqual(await fieldsOf(page), ['email', 'code', 'password']);
    await page.getByRole('button', { name: 'I lost the mail' }).click();
    assert.equal(await page.getByLabel('Email', { exact: true }).inputValue(), '', 'where to is typed, never taken from a link');

    await page.goto(link);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Activate account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await page.goto(link);
    await page.getByRole('heading', { name: 'Your account is already active' }).waitFor();
    assert.deepEqual(await fieldsOf(page), []);
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
  }));

test('an ended invitation asks where a new one is to go', () =>
  inPage(async (page) => {
    const { member } = await invite();
    await page.route('**/v1/activations/invitation', (route) =>
      route.fulfill({ status: 410, contentType: 'application/problem+json', body: JSON.stringify({ status: 410, code: 'expired' }) }),
    );
    await page.goto(linkIn((await mailTo(member.email)).text));
    await page.getByRole('heading', { name: 'Your invitation has expired' }).waitFor();
    assert.deepEqual(await fieldsOf(page), ['email']);
    await page.getByLabel('Email', { exact: true }).fill(member.email);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Check your email' }).waitFor();
  }));

test('a link is typed on by hand where the server does not answer', () =>
  inPage(async (page) => {
    const { member, invitation } = await invite();
    await page.route('**/v1/activations/invitation', (route) => route.abort());
    await page.goto(linkIn((await mailTo(member.email)).text));
    await page.getByRole('heading', { name: 'Activate account' }).waitFor();
    assert.equal(await page.getByLabel('Email', { exact: true }).inputValue(), member.email);
    assert.equal(await page.getByLabel('Invite code', { exact: true }).inputValue(), invitation.code);
  }));

test('typed by hand, the code forgives and stands in its groups', () =>
  inPage(async (page) => {
    const { member, invitation } = await invite();
    await page.goto(`${base}/activate`);
    assert.deepEqual(await fieldsOf(page), ['email', 'code', 'password']);
    await page.getByLabel('Email', { exact: true }).fill(member.email);
    const code = page.getByLabel('Invite code', { exact: true });
    const typed = invitation.code.toLowerCase().replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l');
    await code.pressSequentially(typed);
    assert.equal(await code.inputValue(), /** @type {string[]} */ (typed.toUpperCase().match(/.{4}/g)).join('-'));
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Activate account' }).click();
    await page.getByRole('heading', { name: 'Your account is active' }).waitFor();
    assert.equal(await statusOf(member.id), 'active');
    assert.equal(await page.evaluate(() => localStorage.getItem('communitrak.session')), null, 'the code alone signs nobody in');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('Email', { exact: true }).fill(member.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  }));

test('behind the Black Curtain the link activates and says when one can sign in', () =>
  inPage(async (page) => {
    const { member } = await invite();
    const link = linkIn((await mailTo(member.email)).text);
    await api('PATCH', within('preferences'), { blackCurtain: true });
    try {
      await page.goto(link);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Activate account' }).click();
      await page.getByText('is not open yet').waitFor();
      assert.equal(await page.evaluate(() => localStorage.getItem('communitrak.session')), null);
    } finally {
      await api('PATCH', within('preferences'), { blackCurtain: false });
    }
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
    await page.getByRole('heading', { name: 'Check your email' }).waitFor();
    await page.getByText('don’t send another one within a few minutes').waitFor();
    assert.equal(await page.getByText('on its way').count(), 0);
    const mails = await (await fetch(`${base}/_local/mailbox.json`)).json();
    assert.equal(mails.filter((/** @type {any} */ { to }) => [to].flat().includes(member.email)).length, 1, 'the cool-down holds the second one back');
  }));

test('I lost the mail asks for the email without finding fault', () =>
  inPage(async (page) => {
    await page.goto(`${base}/activate`);
    await page.getByRole('button', { name: 'I lost the mail' }).click();
    await page.getByRole('heading', { name: 'I lost the mail' }).waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.doesNotMatch(await page.title(), /Error/);
    assert.equal(await page.getByLabel('Email', { exact: true }).getAttribute('aria-invalid'), null);
    await page.getByLabel('Email', { exact: true }).fill('nobody');
    await page.getByRole('button', { name: 'I lost the mail' }).click();
    await page.getByRole('alert').waitFor();
  }));

test('the greeting is accessible in each width and scheme', () =>
  inPage(async (page) => {
    const { member } = await invite({ firstName: 'Ana' });
    await page.goto(linkIn((await mailTo(member.email)).text));
    await page.getByRole('heading', { name: /^Hello Ana/ }).waitFor();
    await everywhere(page, 'greeting');
  }));

test('the activation page is accessible in each width and scheme', () =>
  inPage(async (page) => {
    await page.goto(`${base}/activate`);
    await page.getByRole('button', { name: 'I lost the mail' }).waitFor();
    await everywhere(page, 'activation');
  }));
