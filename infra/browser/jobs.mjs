// The jobs that people come for, each done by the words on the screen, and the
// most that some of them may cost.

import assert from 'node:assert/strict';
import { administrator, api, base, browser, community, enter, eventually, inPage, invite, letters, lot, mailTo, password, run, support, within } from './browser.mjs';
import { residents, rosterOf } from './import-pages.mjs';
import { Person } from './person.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 *
 * @typedef {object} Job
 * @property {'manager' | 'Support' | 'resident'} who
 * @property {string} name
 * @property {{clicks?: number, fields?: number, seconds?: number}} [most] it may cost
 * @property {(page: Page) => Promise<any>} begin prepares what is there before, and opens the page
 * @property {(person: Person, begun: any) => Promise<void>} work
 *
 * @typedef {{clicks: number, fields: number, keys: number, machine: number, human: number}} Cost
 */

const ownPassword = 'a garden bench at noon';

/**
 * Does a job and returns its cost.
 * @param {Job} job
 * @returns {Promise<Cost>}
 */
export async function attempt(job) {
  /** @type {Cost | undefined} */
  let cost;
  await inPage(async (page) => {
    const begun = await job.begin(page);
    const person = new Person(page);
    const start = performance.now();
    await job.work(person, begun);
    const machine = (performance.now() - start) / 1000;
    const { clicks, fields, keys, human } = person;
    cost = { clicks, fields, keys, machine, human };
  });
  return /** @type {Cost} */ (cost);
}

/**
 * Returns by how much a job costs more than it may, in words.
 * @param {Pick<Job, 'most'>} job
 * @param {{clicks: number, fields: number, seconds: number}} cost
 */
export function over({ most = {} }, cost) {
  return /** @type {(keyof typeof most)[]} */ (Object.keys(most))
    .filter((name) => cost[name] > (most[name] ?? Infinity))
    .map((name) => `${Math.round(cost[name] * 10) / 10} ${name}, at most ${most[name]}`);
}

/** Creates somebody who has activated, to sign in as. @param {Record<string, any>} [member] */
async function active(member) {
  const made = await invite(member);
  const link = new URLSearchParams((await mailTo(made.member.email)).text.split('/activate#')[1].split(/\s/)[0]);
  await api('POST', '/activations', { email: made.member.email, code: link.get('code'), proof: link.get('proof'), password });
  return made;
}

/** @param {Page} page @param {string} to @param {RegExp} [holding] */
async function openMail(page, to, holding) {
  const { id } = await mailTo(to, holding);
  await page.goto(`${base}/_local/mailbox/${id}/html`);
}

/** @param {Page} page @param {string} [path] */
async function asManager(page, path = 'members') {
  await enter(page);
  await page.goto(`${base}/#/${community}/${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** @param {Page} page */
async function asSupport(page) {
  await enter(page, support);
  await page.getByRole('heading', { name: 'Communities' }).waitFor();
}

/** @param {Page} page */
async function atImports(page) {
  await enter(page, support);
  await page.goto(`${base}/#/${community}/imports`);
  await page.locator('.drop').waitFor();
}

/** Goes, as Support, from the list of communities to the imports of one. @param {Person} person */
async function toImports(person) {
  await person.follow('Maple Grove');
  await person.follow('Imports');
}

/** Imports a roster through the API. @param {Page} page @param {{name: string, text: string, mode?: string, send?: string, until?: string[]}} roster */
async function imported(page, { name, text, mode = 'import', send = 'hold', until = ['completed'] }) {
  const bytes = Buffer.from(text);
  const { id, upload } = await api('POST', within('imports'), { filename: name, size: bytes.length, mode, send }, support);
  await fetch(upload.url, { method: upload.method, headers: upload.headers, body: bytes });
  await eventually(async () => {
    const { state } = await api('GET', within(`imports/${id}`), undefined, support);
    assert.ok(until.includes(state), `${name} is ${state}`);
  });
  await asSupport(page);
  return { id, name };
}

/** @param {Person} person @param {{firstName: string, lastName: string}} member */
async function openMember(person, { firstName, lastName }) {
  await person.click(person.page.getByRole('tab', { name: /^Pending/ }));
  await person.type(person.page.getByRole('searchbox', { name: 'Search' }), lastName);
  await person.click(person.page.getByRole('button', { name: `${firstName} ${lastName}`, exact: true }));
}

const rosterRows = Number(process.env.TRIAL_ROWS ?? 640);

/** @type {Job[]} */
export const jobs = [
  {
    who: 'resident',
    name: 'activate from the mail',
    most: { fields: 1, seconds: 20 },
    begin: async (page) => {
      const { member } = await invite({ firstName: 'Ana' });
      await openMail(page, member.email);
    },
    work: async (person) => {
      await person.leaveMail('Activate account');
      const { page } = person;
      await person.type(page.getByLabel('Password', { exact: true }), ownPassword);
      await person.press('Activate account');
      await person.sees(page.getByRole('button', { name: 'Sign out' }));
    },
  },
  {
    who: 'resident',
    name: 'activate with the code, typed by hand',
    begin: async (page) => {
      const made = await invite();
      await page.goto(`${base}/activate`);
      return made;
    },
    work: async (person, { member, invitation }) => {
      const { page } = person;
      await person.type(page.getByLabel('Email', { exact: true }), member.email);
      await person.type(page.getByLabel('Invite code', { exact: true }), invitation.code.replaceAll('-', '').toLowerCase());
      await person.type(page.getByLabel('Password', { exact: true }), ownPassword);
      await person.press('Activate account');
      await person.sees(page.getByRole('heading', { name: 'Your account is active' }));
    },
  },
  {
    who: 'resident',
    name: 'have a lost mail sent again',
    begin: async (page) => {
      await page.goto(`${base}/activate`);
    },
    work: async (person) => {
      await person.type(person.page.getByLabel('Email', { exact: true }), 'sam.reed@example.com');
      await person.press('I lost the mail');
      await person.sees(person.page.getByRole('heading', { name: 'Check your email' }));
    },
  },
  {
    who: 'resident',
    name: 'set a new password',
    begin: async (page) => {
      const { member } = await active();
      await page.goto(base);
      return member;
    },
    work: async (person, { email }) => {
      const { page } = person;
      await person.press('Forgot password');
      await person.type(page.getByLabel('Email', { exact: true }), email);
      await person.press('Send the email');
      await person.sees(page.getByRole('heading', { name: 'Check your email' }));
      await openMail(page, email, /\/reset#/);
      await person.leaveMail('Set a new password');
      await person.type(person.page.getByLabel('Password', { exact: true }), ownPassword);
      await person.press('Set new password');
      await person.sees(person.page.getByRole('link', { name: 'Sign in' }));
    },
  },
  {
    who: 'resident',
    name: 'correct one’s phone',
    begin: async (page) => {
      const { member } = await active();
      await enter(page, member.email);
    },
    work: async (person) => {
      await person.press('Edit my details');
      await person.type(person.page.getByLabel('Phone Number'), '4805550103');
      await person.press('Save');
      await person.sees(person.page.getByText('(480) 555-0103'));
    },
  },
  {
    who: 'resident',
    name: 'invite the rest of the household',
    begin: async (page) => {
      await api('PATCH', within('preferences'), { headsInvite: true });
      const { member } = await active();
      await enter(page, member.email);
    },
    work: async (person) => {
      const { page } = person;
      await person.press('Invite someone to your household');
      await person.type(page.getByLabel('First Name'), 'Bea');
      await person.type(page.getByLabel('Last Name'), 'Atwell');
      await person.type(page.getByLabel('Email'), `bea.${run}@example.com`);
      await person.press('Send Invitation');
      await person.sees(page.getByText('Bea Atwell has been invited.').first());
    },
  },
  {
    who: 'resident',
    name: 'say what is wrong with the home',
    begin: async (page) => {
      const { member } = await active();
      await enter(page, member.email);
    },
    work: async (person) => {
      const { page } = person;
      await person.press('Something wrong with your home?');
      await person.type(page.getByLabel('What should be corrected?'), 'We live in Unit 3, not Unit 2.');
      await person.press('Send');
      await person.sees(page.getByText('Your note has been sent to your community’s administrators.').first());
    },
  },
  {
    who: 'manager',
    name: 'sign in',
    begin: async (page) => {
      await page.goto(base);
    },
    work: async (person) => {
      await person.type(person.page.getByLabel('Email', { exact: true }), administrator);
      await person.type(person.page.getByLabel('Password', { exact: true }), password);
      await person.press('Sign in');
      await person.sees(person.page.getByRole('heading', { name: 'Community Members' }));
    },
  },
  {
    who: 'manager',
    name: 'invite somebody into a known home',
    most: { seconds: 30 },
    begin: async (page) => {
      const { property } = await invite();
      await asManager(page);
      return { home: property.address.lot, email: `lee.${run}@example.com` };
    },
    work: async (person, { home, email }) => {
      const { page } = person;
      await person.press('Invite Member');
      const dialog = page.getByRole('dialog', { name: 'Invite Member' });
      await person.type(dialog.getByRole('combobox', { name: 'Property' }), home);
      await person.pick(dialog.getByRole('option').filter({ hasText: home }).first());
      await person.press('Next');
      await person.sees(dialog.getByRole('combobox', { name: 'Household', exact: true }));
      await person.press('Next');
      await person.type(dialog.getByLabel('First Name'), 'Kim');
      await person.type(dialog.getByLabel('Last Name'), 'Lee');
      await person.type(dialog.getByLabel('Email', { exact: true }), email);
      await person.press('Send Invitation');
      await person.sees(dialog.getByText('Invite code', { exact: true }));
    },
  },
  {
    who: 'manager',
    name: 'invite somebody to a new address',
    begin: async (page) => {
      await asManager(page);
    },
    work: async (person) => {
      const { page } = person;
      await person.press('Invite Member');
      const dialog = page.getByRole('dialog', { name: 'Invite Member' });
      await person.pick(dialog.getByRole('radio', { name: 'Create New Property' }));
      await person.type(dialog.getByLabel('Street', { exact: true }), `${lot().slice(-5)} Elm St`);
      await person.press('Validate Address');
      await person.sees(dialog.getByRole('table'));
      await person.press('Next');
      await person.press('Next');
      await person.type(dialog.getByLabel('First Name'), 'Kim');
      await person.type(dialog.getByLabel('Last Name'), 'Elm');
      await person.type(dialog.getByLabel('Email', { exact: true }), `elm.${run}@example.com`);
      await person.press('Send Invitation');
      await person.sees(dialog.getByText('Invite code', { exact: true }));
    },
  },
  {
    who: 'manager',
    name: 'see who has not joined, and why',
    most: { clicks: 2 },
    begin: async (page) => {
      // First in alphabetical order, so that it is on the first page.
      const lastName = `Aab${letters(run)}`;
      const { member } = await invite({ firstName: 'Bo', lastName, email: `bounce.why.${run}@example.com` });
      await eventually(async () => assert.equal((await api('GET', within(`members/${member.id}`))).invitation.delivery.state, 'bounced'));
      await asManager(page);
      return member;
    },
    work: async (person, { firstName, lastName }) => {
      const { page } = person;
      const row = page.getByRole('row').filter({ hasText: `${firstName} ${lastName}` });
      await person.click(page.getByRole('tab', { name: /^Pending/ }));
      await person.sees(row.getByText('Bounced', { exact: true }));
      await person.click(page.getByRole('tab', { name: /^Needs attention/ }));
      const cell = row.getByRole('cell').filter({ hasText: 'Bounced' });
      await person.sees(cell);
      assert.match(await cell.innerText(), /\d [AP]M \w+ · \w+ \w+/, 'the reason is said');
      const cut = await cell.evaluate((cell) => [...cell.children].some((part) => part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1));
      assert.ok(!cut, 'the reason is cut off');
    },
  },
  {
    who: 'manager',
    name: 'resend all that are pending',
    begin: async (page) => {
      await invite();
      await asManager(page);
    },
    work: async (person) => {
      const { page } = person;
      await person.click(page.getByRole('tab', { name: /^Pending/ }));
      await person.pick(page.getByRole('checkbox', { name: 'Select all on this page' }));
      await person.press('Resend Invitations');
      await person.sees(page.getByRole('dialog', { name: 'Resend Invitations' }));
      await person.press('Close');
    },
  },
  {
    who: 'manager',
    name: 'correct an email that bounced',
    begin: async (page) => {
      const { member } = await invite({ email: `bounce.mend.${run}@example.com` });
      await eventually(async () => assert.equal((await api('GET', within(`members/${member.id}`))).invitation.delivery.state, 'bounced'));
      await asManager(page);
      return member;
    },
    work: async (person, member) => {
      await openMember(person, member);
      await person.press('Correct the email');
      await person.type(person.page.getByRole('dialog').getByLabel('Email', { exact: true }), `mend.${run}@example.com`);
      await person.press('Save');
      await person.sees(person.page.getByRole('dialog').getByText(`mend.${run}@example.com`));
    },
  },
  {
    who: 'manager',
    name: 'print a letter for somebody whose email bounced',
    begin: async (page) => {
      const { member } = await invite({ email: `bounce.paper.${run}@example.com` });
      await eventually(async () => assert.equal((await api('GET', within(`members/${member.id}`))).invitation.delivery.state, 'bounced'));
      await asManager(page);
      return member;
    },
    work: async (person, member) => {
      await openMember(person, member);
      const { page } = person;
      await person.click(page.getByRole('dialog').getByRole('button', { name: 'Print letters' }));
      const dialog = page.getByRole('dialog', { name: 'Print letters' });
      await person.sees(dialog.getByText('1 invitation will be printed'));
      const download = page.waitForEvent('download');
      await person.click(dialog.getByRole('button', { name: 'Print letters' }));
      await (await download).path();
    },
  },
  {
    who: 'manager',
    name: 'revoke an invitation',
    begin: async (page) => {
      const { member } = await invite();
      await asManager(page);
      return member;
    },
    work: async (person, member) => {
      await openMember(person, member);
      await person.press('Revoke');
      await person.sees(person.page.getByRole('dialog', { name: 'Revoke the invitation?' }));
      await person.press('Revoke');
      await person.sees(person.page.getByText('Invitation revoked', { exact: true }));
    },
  },
  {
    who: 'manager',
    name: 'make somebody a board member',
    begin: async (page) => {
      const { member } = await invite();
      await asManager(page);
      return member;
    },
    work: async (person, member) => {
      await openMember(person, member);
      const dialog = person.page.getByRole('dialog');
      await person.click(dialog.getByRole('button', { name: 'Edit', exact: true }));
      await person.select(dialog.getByRole('combobox', { name: 'Community Role' }), 'Board');
      await person.press('Save');
      await person.sees(dialog.getByText('Edited', { exact: true }));
    },
  },
  {
    who: 'manager',
    name: 'take the pending ones along as a spreadsheet',
    begin: async (page) => {
      await asManager(page);
    },
    work: async (person) => {
      const { page } = person;
      await person.click(page.getByRole('tab', { name: /^Pending/ }));
      await person.press('Export');
      const download = page.waitForEvent('download');
      await person.press('Download');
      await (await download).path();
    },
  },
  {
    who: 'manager',
    name: 'correct a mistyped lot',
    begin: async (page) => {
      const { property } = await invite();
      await asManager(page);
      return property;
    },
    work: async (person, property) => {
      const { page } = person;
      await person.follow('Properties');
      await person.type(page.getByRole('searchbox', { name: 'Search' }), property.address.lot);
      await person.click(page.getByRole('link', { name: property.label, exact: true }));
      await person.type(page.getByRole('dialog').getByRole('textbox', { name: 'Lot Number' }), lot());
      await person.press('Correct address');
      await person.sees(page.getByText(/corrected/i));
    },
  },
  {
    who: 'manager',
    name: 'find out how to reach Support',
    begin: async (page) => {
      await asManager(page);
    },
    work: async (person) => {
      await person.press('Help');
      await person.sees(person.page.getByRole('dialog', { name: 'Help' }).getByText(support));
    },
  },
  {
    who: 'Support',
    name: `bring in a roster of ${rosterRows} rows`,
    most: { clicks: 5 },
    begin: atImports,
    work: async (person) => {
      const { page } = person;
      const people = residents(rosterRows, (n) => ({ address: `${100 + n} Trial${letters(run)} Ct` }));
      await person.drop(page.locator('.drop'), { name: `trial-${run}.csv`, type: 'text/csv', text: rosterOf(people) });
      await person.press('Upload and review');
      await person.sees(page.getByRole('status').getByText('Ready for review', { exact: true }));
      await person.press('Commit');
      await person.sees(page.getByRole('dialog', { name: 'Commit this import' }));
      await person.press('Commit');
      await person.sees(page.getByRole('status').getByText('Completed', { exact: true }));
    },
  },
  {
    who: 'Support',
    name: 'answer what a roster asks',
    begin: (page) =>
      imported(page, {
        name: `asks-${run}.csv`,
        text: rosterOf(residents(2).map((person, n) => ({ ...person, address: `${lot().slice(-6)}${n} Juniper Ct` })), `Full Name,Statement Address,Email,Tag ${run}`),
        until: ['ready'],
      }),
    work: async (person, { name }) => {
      await person.follow(name);
      await person.sees(person.page.getByRole('heading', { name: 'One question' }));
      await person.press('Answer and import');
      await person.sees(person.page.getByRole('status').getByText('Completed', { exact: true }));
    },
  },
  {
    who: 'Support',
    name: 'correct a cell of a roster in its review',
    begin: (page) => {
      const [good, bad] = residents(2);
      return imported(page, { name: `cell-${run}.csv`, text: rosterOf([good, { ...bad, email: 'not an email' }]), mode: 'review', until: ['ready'] });
    },
    work: async (person, { name }) => {
      const { page } = person;
      await person.follow(name);
      await person.sees(page.getByText('1 will be invited, 1 needs you.'));
      await person.type(page.getByLabel(/^Email/), `cell.${run}@example.com`);
      await person.click(page.getByRole('table', { name: 'Rows' }).getByRole('button', { name: /^Save/ }));
      await person.sees(page.getByText('2 will be invited.'));
    },
  },
  {
    who: 'Support',
    name: 'release invitations that are held',
    begin: (page) => imported(page, { name: `held-${run}.csv`, text: rosterOf(residents(3)) }),
    work: async (person, { name }) => {
      await toImports(person);
      await person.follow(name);
      await person.press('Release');
      await person.sees(person.page.getByRole('dialog', { name: 'Release invitations' }).getByText('This emails 3 people.'));
      await person.press('Release');
      await person.sees(person.page.getByText('3 of 3 invitations sent'));
    },
  },
  {
    who: 'Support',
    name: 'undo an import',
    begin: (page) => imported(page, { name: `undo-${run}.csv`, text: rosterOf(residents(3)) }),
    work: async (person, { name }) => {
      await toImports(person);
      await person.follow(name);
      await person.press('Undo');
      await person.press('Undo the import');
      await person.sees(person.page.getByRole('status').getByText('Undone', { exact: true }));
    },
  },
  {
    who: 'Support',
    name: 'create a community',
    begin: asSupport,
    work: async (person) => {
      const { page } = person;
      await person.press('Create community');
      const dialog = page.getByRole('dialog', { name: 'Create community' });
      await person.type(dialog.getByLabel('Name', { exact: true }), `Oak ${letters(run)}`);
      await person.type(dialog.getByLabel('ZIP', { exact: true }), '85201');
      await person.type(dialog.getByLabel('First Name'), 'Kim');
      await person.type(dialog.getByLabel('Last Name'), 'Oak');
      await person.type(dialog.getByLabel('Email', { exact: true }), `kim.${run}@example.org`);
      await person.press('Create and invite');
      await person.sees(dialog.getByRole('heading', { name: `Oak ${letters(run)} has been created` }));
    },
  },
];

export const end = () => browser.close();
