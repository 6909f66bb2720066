import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { accessible, administrator, base, browser, community, enter, inPage, support } from './browser.mjs';
import { openImports } from './import-pages.mjs';
import { held, jobOf, rows, sendingOf, states, waveOf } from './import-answers.mjs';
import { everywhere } from './looks.mjs';

after(() => browser.close());

/** @typedef {import('playwright-core').Page} Page */

/**
 * Makes the API return one import for every request about it.
 * @param {Page} page
 * @param {any} job
 * @param {any[]} [items] its rows
 * @param {(request: import('playwright-core').Request) => any} [asked] answers requests that change it
 */
async function answering(page, job, items = rows, asked = () => ({ status: 200, json: job })) {
  await page.route(`**/v1/communities/${community}/imports/i1**`, (route) => {
    const request = route.request();
    if (request.method() !== 'GET') return route.fulfill(asked(request));
    if (new URL(request.url()).pathname.endsWith('/held')) return route.fulfill({ json: held });
    return route.fulfill({ json: new URL(request.url()).pathname.endsWith('/rows') ? { items, next: null } : job });
  });
}

/** @param {Page} page */
async function open(page) {
  await page.goto(`${base}/#/${community}/imports/i1`);
  await page.getByRole('heading', { name: 'spring-roster.csv' }).waitFor();
}

for (const [name, job, items] of states) {
  test(`an import ${name} is accessible in each width and scheme`, () =>
    inPage(async (page) => {
      await answering(page, job, items);
      await enter(page, support);
      await open(page);
      if (items.length > 0) await page.getByRole('table', { name: 'Rows' }).waitFor();
      await everywhere(page, `import ${name}`);
    }));
}

test('the list says of each import what it waits for, in each width and scheme', () =>
  inPage(async (page) => {
    const items = states.map(([name, job], n) => ({ ...job, id: `i${n}`, file: { ...job.file, name: `${name}.csv` } }));
    await page.route(`**/v1/communities/${community}/imports?**`, (route) => route.fulfill({ json: { items, next: null } }));
    await enter(page, support);
    await openImports(page);
    await page.getByText('5 imports wait for you.').waitFor();
    for (const text of ['Ready for review', 'Its columns need an answer', 'Sending stopped, 712 invitations left', '812 invitations held']) {
      await page.getByText(text, { exact: true }).first().waitFor();
    }
    await everywhere(page, 'list of imports');
  }));

for (const [button, title] of [
  ['Commit', 'Commit this import'],
  ['Undo', 'Undo this import'],
  ['Release', 'Release invitations'],
  ['Abort', 'Abort this import?'],
]) {
  test(`the dialog ${title} is accessible, and Escape leaves it`, () =>
    inPage(async (page) => {
      const release = button === 'Release' || button === 'Undo';
      await answering(page, release ? jobOf({ actions: ['undo', 'release'], undoUntil: '2026-04-21T19:00:00Z', sending: sendingOf({ state: 'held', held: 3 }) }) : jobOf({ state: 'ready', actions: ['mapping', 'commit', 'abort'] }));
      await enter(page, support);
      await open(page);
      await page.getByRole('button', { name: button, exact: true }).press('Enter');
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.waitFor();
      if (button === 'Release') {
        await dialog.getByLabel('Only some').check();
        await dialog.getByLabel('At a date and time').check();
      }
      await everywhere(page, `dialog ${button}`);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), button, 'the focus is back where it was');
    }));
}

/**
 * Makes the API return an import in its first state, and one state later with each poll.
 * @param {Page} page
 * @param {any[]} sendings
 */
async function unfolding(page, sendings) {
  let looks = 0;
  await page.route(`**/v1/communities/${community}/imports**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.endsWith('/rows')) return route.fulfill({ json: { items: rows, next: null } });
    const job = jobOf({ sending: sendingOf(sendings[Math.min(looks++, sendings.length - 1)]) });
    return route.fulfill({ json: pathname.endsWith('/i1') ? job : { items: [job], next: null } });
  });
  return () => looks;
}

test('the figures of a sending go on until every mail is heard of', () =>
  inPage(async (page) => {
    await page.clock.install();
    const looks = await unfolding(page, [
      { state: 'sent', sent: 30, delivered: 24 },
      { state: 'sent', sent: 30, delivered: 28, bounced: 1 },
      { state: 'sent', sent: 30, delivered: 29, bounced: 1 },
    ]);
    await enter(page, support);
    await open(page);
    const figure = page.locator('.figures > div').filter({ hasText: 'Delivered' });
    await figure.getByText('24', { exact: true }).waitFor();
    for (const delivered of ['28', '29']) {
      await page.clock.runFor(4000);
      await figure.getByText(delivered, { exact: true }).waitFor();
    }
    const all = looks();
    await page.clock.runFor('10:00');
    await page.evaluate(() => fetch('/healthz')); // requests made before this one have arrived by now
    assert.equal(looks(), all, 'what is known of all is looked at no more');
  }));

test('the list of imports goes on while mails go out', () =>
  inPage(async (page) => {
    await page.clock.install();
    await unfolding(page, [{ state: 'sending', held: 0, queued: 30 }, { state: 'stopped', held: 12, sent: 18, reason: 'Too many came back.' }]);
    await enter(page, support);
    await openImports(page);
    await page.getByRole('link', { name: 'spring-roster.csv' }).waitFor();
    assert.equal(await page.getByText(/^Sending stopped/).count(), 0);
    await page.clock.runFor('00:10');
    await page.getByText('Sending stopped, 12 invitations left').waitFor();
  }));

test('the list counts what waits on its page, and no more', () =>
  inPage(async (page) => {
    const ready = jobOf({ state: 'ready', actions: ['mapping', 'commit', 'abort'] });
    await page.route(`**/v1/communities/${community}/imports?**`, (route) => route.fulfill({ json: { items: [ready], next: 'more' } }));
    await enter(page, support);
    await openImports(page);
    await page.getByText('1 import on this page waits for you.').waitFor();
  }));

test('to stop a sending says what still goes out', () =>
  inPage(async (page) => {
    await answering(page, jobOf({ actions: ['abort'], sending: sendingOf({ state: 'sending', held: 300, queued: 50, sent: 462 }) }));
    await enter(page, support);
    await open(page);
    await page.getByRole('button', { name: 'Stop sending' }).click();
    await page.getByRole('dialog').getByText('50 emails already on their way still go out. 300 invitations not sent yet are held').waitFor();
  }));

test('a wave that came to nobody is no success', () =>
  inPage(async (page) => {
    await answering(page, jobOf({ sending: sendingOf({ state: 'sent', sent: 3, delivered: 3, waves: [waveOf({ released: 3 }), waveOf({ number: 2, released: 0 })] }) }));
    await enter(page, support);
    await open(page);
    const waves = page.getByRole('table', { name: 'Waves' });
    await waves.getByText('Nobody left to email').waitFor();
    assert.equal(await waves.getByText('Done', { exact: true }).count(), 1);
  }));

test('no community matches is said of all communities only', () =>
  inPage(async (page) => {
    await page.route('**/v1/communities?**', (route) => route.fulfill({ json: { items: [{ id: 'maple-grove', name: 'Maple Grove', open: true, progress: { invited: 4, active: 2, attention: 1, withoutEmail: 0 } }], next: 'more' } }));
    await enter(page, support);
    await page.getByLabel('Search').fill('Willow');
    await page.getByText(/^None of the [\d,]+ communities loaded so far matches\. There are more\.$/).waitFor();
  }));

test('an administrator sees where an import stands and changes nothing', () =>
  inPage(async (page) => {
    await answering(page, jobOf({ state: 'ready', actions: ['mapping', 'commit', 'abort'] }));
    await enter(page, administrator);
    await open(page);
    await page.getByText('Support will look over the plan').waitFor();
    assert.equal(await page.getByRole('button', { name: /^(Commit|Abort|Check again)$/ }).count(), 0);
    await accessible(page, 'an import as an administrator sees it');
  }));

test('what is wrong with the columns stands at the column', () =>
  inPage(async (page) => {
    await answering(page, jobOf({ state: 'ready', actions: ['mapping', 'commit', 'abort'] }), rows, (request) => {
      const { columns } = request.postDataJSON();
      const at = columns.findIndex((/** @type {any} */ { header }) => header === 'Pet');
      const problem = { title: 'Invalid', status: 422, detail: 'the mapping does not fit', code: 'invalid', errors: [{ location: `body.columns[${at}]`, message: 'there is no such field' }] };
      return { status: 422, contentType: 'application/problem+json', body: JSON.stringify(problem) };
    });
    await enter(page, support);
    await open(page);
    await page.getByLabel('Meaning of Pet').selectOption({ label: 'Email' });
    await page.getByText('The columns were changed.').waitFor();
    await page.getByRole('button', { name: 'Commit' }).press('Enter');
    assert.equal(await page.getByRole('dialog').count(), 0, 'a plan of other columns is not committed');
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByText('“E-mial” already means this.').waitFor();

    await page.getByLabel('Meaning of Pet').selectOption({ label: 'Block' });
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByText('There is no such field.').waitFor();
    await accessible(page, 'a wrong column');
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Meaning of Pet');

    await page.getByRole('button', { name: 'Discard the changes' }).click();
    await page.getByText('The columns were changed.').waitFor({ state: 'hidden' });
  }));

test('another sheet is read before its columns are mapped', () =>
  inPage(async (page) => {
    const [, job] = states.find(([name]) => name === 'ready with several sheets') ?? [];
    /** @type {any} */
    let sent;
    await answering(page, job, rows, (request) => {
      sent = request.postDataJSON();
      return { json: { ...job, state: 'checking', actions: ['abort'] } };
    });
    await enter(page, support);
    await open(page);
    await page.getByLabel('Sheet', { exact: true }).selectOption('Board');
    await page.getByText('Check again reads the columns of this sheet').waitFor();
    assert.equal(await page.getByLabel(/^Meaning of/).count(), 0, 'the columns shown are those of the other sheet');
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByText('Checking the file').waitFor();
    assert.deepEqual(sent, { sheet: 'Board', columns: [] });
  }));

test('what is wrong with a release stands at its field', () =>
  inPage(async (page) => {
    await answering(page, jobOf({ actions: ['release'], sending: sendingOf({ state: 'held', held: 3 }) }));
    await enter(page, support);
    await open(page);
    await page.getByRole('button', { name: 'Release' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Only some').check();
    await dialog.getByRole('button', { name: 'Release' }).click();
    await dialog.getByText('Choose who gets an email').waitFor();
    await dialog.getByLabel('From lot').fill('9');
    await dialog.getByLabel('To lot').fill('2');
    await dialog.getByText('The first lot comes after the last.').waitFor();
    await dialog.getByLabel('At a date and time').check();
    await dialog.getByLabel('Date and time', { exact: true }).fill('2020-01-01T09:00');
    await dialog.getByRole('button', { name: 'Release' }).press('Enter'); // nobody is counted, and it says why when pressed
    await dialog.getByText('The first lot comes after the last.').waitFor();
    await dialog.getByText('That time has already passed.').waitFor();
    await accessible(page, 'a wrong release');
  }));
