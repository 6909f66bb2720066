import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { accessible, base, browser, enter, eventually, inPage, lot, mailTo, run, support } from './browser.mjs';
import { mailed, openImports, reaches, readImport, residents, rosterOf, uploadRoster } from './import-pages.mjs';

after(() => browser.close());

/**
 * Opens the Release dialog, fills it in and submits it.
 * @param {import('playwright-core').Page} page
 * @param {(dialog: import('playwright-core').Locator) => Promise<void>} fill
 */
async function release(page, fill) {
  await page.getByRole('button', { name: 'Release' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Release invitations' });
  await fill(dialog);
  await dialog.getByText(/^This emails/).waitFor();
  await dialog.getByRole('button', { name: 'Release' }).press('Enter');
  await dialog.waitFor({ state: 'hidden' });
}

test('held invitations are released by street, and then the rest', () =>
  inPage(async (page) => {
    const people = residents(4, (n) => (n < 2 ? { address: `${lot()} Juniper Court` } : {}));
    const [street, lots] = [people.slice(0, 2), people.slice(2)];
    await enter(page, support);
    const id = await uploadRoster(page, { name: `hold-${run}.csv`, text: rosterOf(people), send: 'Hold them' });
    await reaches(page, 'Ready for review');
    await page.getByRole('button', { name: 'Commit' }).click();
    const commit = page.getByRole('dialog', { name: 'Commit this import' });
    assert.ok(await commit.getByLabel('Hold them').isChecked(), 'as chosen at the upload');
    await commit.getByText('4 residents will be created; the invitations are held.').waitFor();
    await commit.getByRole('button', { name: 'Commit' }).click();
    await reaches(page, 'Completed');
    await page.getByText('4 invitations wait until you release them.').waitFor();
    assert.deepEqual(await mailed(people), []);

    await page.getByRole('button', { name: 'Release' }).click();
    const dialog = page.getByRole('dialog', { name: 'Release invitations' });
    await dialog.getByText('This emails 4 people.').waitFor();
    await dialog.getByLabel('Only some').check();
    const area = dialog.getByLabel('Street or section');
    await area.selectOption({ label: 'Juniper Ct (2)' });
    await dialog.getByText('This emails 2 people.').waitFor();
    await area.selectOption({ label: 'Lots (2)' });
    await dialog.getByLabel('From lot').fill('999999999');
    await dialog.getByText('No held invitation matches.').waitFor();
    assert.equal(await dialog.getByRole('button', { name: 'Release' }).getAttribute('aria-disabled'), 'true');
    await accessible(page, 'a release that picks nobody');
    await page.keyboard.press('Escape');
    await page.getByText('4 invitations wait until you release them.').waitFor();
    assert.equal((await readImport(id)).sending.waves.length, 0);

    await release(page, async (dialog) => {
      await dialog.getByLabel('Only some').check();
      await dialog.getByLabel('Street or section').selectOption({ label: 'Juniper Ct (2)' });
      await dialog.getByText('This emails 2 people.').waitFor();
    });
    for (const { email } of street) await mailTo(email);
    await page.getByText('2 of 4 invitations sent').waitFor({ timeout: 20_000 });
    const waves = page.getByRole('table', { name: 'Waves' });
    await waves.getByRole('row').filter({ hasText: 'Juniper Ct' }).getByText('Done').waitFor();
    assert.deepEqual(await mailed(lots), []);
    await accessible(page, 'a released wave');

    await release(page, async (dialog) => dialog.getByLabel('Everybody held').check());
    for (const { email } of lots) await mailTo(email);
    await page.getByText('4 of 4 invitations sent').waitFor({ timeout: 20_000 });
    assert.equal((await readImport(id)).sending.held, 0);
    assert.equal(await page.getByRole('button', { name: 'Release' }).count(), 0);
  }));

test('a wave waits for its date, and can be stopped', () =>
  inPage(async (page) => {
    const people = residents(2);
    await enter(page, support);
    await uploadRoster(page, { name: `wave-${run}.csv`, text: rosterOf(people), mode: 'Import at once', send: 'Hold them' });
    await reaches(page, 'Completed');
    const day = new Date(Date.now() + 30 * 24 * 3_600_000);
    await release(page, async (dialog) => {
      await dialog.getByLabel('At a date and time').check();
      await dialog.getByText('In the community’s time zone').waitFor();
      await dialog.getByLabel('Date and time', { exact: true }).fill(`${day.toISOString().slice(0, 10)}T09:30`);
    });
    const said = day.toLocaleDateString('en-US', { timeZone: 'UTC', dateStyle: 'medium' });
    await page.getByText(new RegExp(`The next wave goes out on ${said} at 9:30 AM`)).waitFor();
    await page.getByRole('table', { name: 'Waves' }).getByText('Planned').waitFor();
    await page.getByRole('button', { name: 'Stop sending' }).click();
    await page.getByRole('dialog').getByText('2 invitations not sent yet are held').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop sending' }).click();
    await reaches(page, 'Sending stopped');
    assert.deepEqual(await mailed(people), []);
  }));

test('a sending that stopped by itself says why, and goes on when told to', () =>
  inPage(async (page) => {
    const people = residents(130, (n) => (n < 100 && n % 8 === 0 ? { email: `bounce.${run}.${n}@example.com` } : {}));
    await enter(page, support);
    const id = await uploadRoster(page, { name: `bounce-${run}.csv`, text: rosterOf(people), mode: 'Import at once', send: 'Hold them' });
    await reaches(page, 'Completed');
    await release(page, async (dialog) => dialog.getByLabel('Everybody held').check());
    await reaches(page, 'Sending stopped');
    await page.getByRole('alert').getByText(/came back/).waitFor();
    const { sending } = await readImport(id);
    assert.ok(sending.held > 0 && sending.bounced > 5, JSON.stringify(sending));
    await accessible(page, 'a stopped sending');

    await openImports(page);
    const item = page.getByRole('listitem').filter({ hasText: `bounce-${run}.csv` });
    await item.getByText(/^Sending stopped, \d+ invitations left$/).waitFor();
    await item.getByRole('link').click();
    await release(page, async (dialog) => dialog.getByLabel('Everybody held').check());
    await eventually(async () => assert.equal((await readImport(id)).sending.held, 0));
  }));

test('of more than 500 the first 100 go out, and what becomes of them is waited for', () =>
  inPage(async (page) => {
    const people = residents(510);
    await enter(page, support);
    const id = await uploadRoster(page, { name: `first-${run}.csv`, text: rosterOf(people), mode: 'Import at once' });
    await reaches(page, 'Completed');
    await page.getByText(/^Waiting The first emails are out. We’re waiting until /).waitFor({ timeout: 30_000 });
    await page.getByText('100 of 510 invitations sent').waitFor({ timeout: 20_000 });
    await accessible(page, 'a sending that waits');
    const advanced = await fetch(`${base}/_local/clock`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ advance: '11m' }) });
    assert.ok(advanced.ok);
    await eventually(async () => assert.ok((await readImport(id)).sending.sent > 100));
    await page.getByText('510 of 510 invitations sent').waitFor({ timeout: 60_000 });
    await reaches(page, 'Sent');
  }));
