// The screens that the tour takes pictures of, in the order of docs/screens.md.
// To add a screen, add an entry: how to get there, and what was decided by
// looking at it. The pictures show what `open` leaves on the page.

import { base, community, mailTo, password, support } from './browser.mjs';
import { jobOf, rows, sendingOf, states, waveOf } from './import-answers.mjs';
import { linkIn } from './story.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('./story.mjs').Story} Story
 * @typedef {'nobody' | 'manager' | 'support' | 'resident'} Who
 *
 * @typedef {object} Screen
 * @property {string} name of its files
 * @property {string} title
 * @property {Who} [who] is signed in; nobody by default
 * @property {boolean} [factor] exists only in a system that runs with SECOND_FACTOR=on
 * @property {string} decided by looking at it
 * @property {string} [at] a selector of what the pictures begin with, where that is further down the page
 * @property {(page: Page, story: Story) => Promise<void>} open
 */

/** @param {Page} page @param {string} path @param {string} heading */
async function go(page, path, heading) {
  await page.goto(`${base}/#/${community}/${path}`);
  await page.getByRole('heading', { name: heading, exact: true }).first().waitFor();
}

/** @param {Page} page @param {string} name */
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

/** @param {Page} page @param {string} label @param {string} value */
const fill = (page, label, value) => page.getByLabel(label, { exact: true }).fill(value);

/** @param {Page} page @param {string} tab */
async function list(page, tab) {
  await go(page, `members?tab=${tab}`, 'Community Members');
  await page.getByRole('rowheader').first().waitFor();
}

/** @param {Page} page @param {string} id */
async function panel(page, id) {
  await page.goto(`${base}/#/${community}/members/${id}?tab=pending`);
  await page.getByRole('heading', { name: 'History' }).waitFor();
  await page.getByRole('dialog').getByText('Invited', { exact: true }).first().waitFor();
}

/** @param {Page} page */
async function wizard(page) {
  await list(page, 'pending');
  await press(page, 'Invite Member');
  await page.getByRole('dialog', { name: 'Invite Member' }).waitFor();
}

/** @param {Page} page */
async function wizardAtMember(page) {
  await wizard(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Property' }).fill('65 Saguaro');
  await dialog.getByRole('option', { name: /^65 Saguaro/ }).first().click();
  await press(page, 'Next');
  await dialog.getByRole('combobox', { name: 'Household', exact: true }).waitFor();
  await press(page, 'Next');
  await dialog.getByLabel('First Name').waitFor();
}

/** The preferences as they are while the Black Curtain is on. @param {Page} page */
async function drawCurtain(page) {
  await page.route(`**/v1/communities/${community}/preferences`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), blackCurtain: true } });
  });
}

/** @param {Page} page */
async function preferences(page) {
  await go(page, 'preferences', 'Preferences');
  await page.getByLabel('Black Curtain').waitFor();
  await page.getByLabel('Line of welcome').waitFor();
}

/** @param {Page} page */
async function myPage(page) {
  await page.goto(`${base}/#/me`);
  await page.getByRole('heading', { name: 'My details' }).waitFor();
}

/** @param {Page} page @param {import('./story.mjs').Story} story */
async function planWithWrongCell(page, { imports }) {
  await importPage(page, imports.review);
  await page.getByLabel(/^Email/).first().waitFor();
}

/**
 * Opens the page of an import in a state that lasts only a moment: it is drawn
 * from one of the API answers that the tests use.
 * @param {Page} page @param {any} job @param {any[]} [items]
 */
async function importAs(page, job, items = rows) {
  await page.route(`**/v1/communities/${community}/imports/i1**`, (route) =>
    route.fulfill({ json: new URL(route.request().url()).pathname.endsWith('/rows') ? { items, next: null } : job }),
  );
  await page.goto(`${base}/#/${community}/imports/i1`);
  await page.getByRole('heading', { name: job.file.name }).waitFor();
}

/** @param {string} name */
function stateOf(name) {
  const [, job, items] = states.find(([of]) => of === name) ?? [];
  if (!job) throw new Error(`there is no state “${name}”`);
  return { job, items };
}

/** @param {Page} page @param {string} id */
async function importPage(page, id) {
  await page.goto(`${base}/#/${community}/imports/${id}`);
  await page.getByRole('table', { name: 'Rows' }).waitFor();
}

/** @param {Page} page @param {string} to @param {string} path */
async function followMail(page, to, path) {
  await page.goto(linkIn((await mailTo(to)).text, path));
}

/**
 * Opens the HTML of the latest mail whose subject matches.
 * @param {Page} page @param {RegExp} subject @param {string} [to]
 */
async function mail(page, subject, to) {
  const mails = await (await fetch(`${base}/_local/mailbox.json`)).json();
  const found = mails.findLast((/** @type {any} */ one) => subject.test(one.subject) && (!to || [one.to].flat().includes(to)));
  if (!found) throw new Error(`no mail has the subject ${subject}`);
  await page.goto(`${base}/_local/mailbox/${found.id}/html`);
}

/**
 * Requests a link for a new password, and returns the mail's text. Of several
 * requests in quick succession, only one sends a mail.
 * @param {string} email
 */
async function forgotten(email) {
  await fetch(`${base}/v1/passwords/lost`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email }) });
  return (await mailTo(email, /\/reset#/)).text;
}

/** @type {{title: string, screens: Screen[]}[]} */
export const parts = [
  {
    title: 'Signing in',
    screens: [
      {
        name: 'sign-in',
        title: 'Sign in',
        decided: 'Two fields, one button, and a link for a forgotten password. No picture and no slogan to read past.',
        open: async (page) => {
          await page.goto(base);
          await page.getByLabel('Password', { exact: true }).waitFor();
        },
      },
      {
        name: 'sign-in-refused',
        title: 'Sign in, refused',
        decided: 'The message is above the fields. The email stays, the password is cleared, and nothing reveals whether the account exists.',
        open: async (page) => {
          await page.goto(base);
          await fill(page, 'Email', 'somebody@example.com');
          await fill(page, 'Password', 'not the password');
          await press(page, 'Sign in');
          await page.getByRole('alert').waitFor();
        },
      },
      {
        name: 'forgot-password',
        title: 'Forgot password',
        decided: 'Same card as sign-in, so people know where they are, and the email they typed carries over.',
        open: async (page) => {
          await page.goto(base);
          await fill(page, 'Email', 'ana.torres@example.com');
          await press(page, 'Forgot password');
          await page.getByRole('button', { name: 'Send the email' }).waitFor();
        },
      },
      {
        name: 'forgot-password-sent',
        title: 'Forgot password: sent',
        decided: 'It says when an email is sent and when it isn’t, because promising one to everybody would be wrong for some.',
        open: async (page) => {
          await page.goto(base);
          await press(page, 'Forgot password');
          await fill(page, 'Email', 'nobody@example.com');
          await press(page, 'Send the email');
          await page.getByRole('heading', { name: 'Check your email' }).waitFor();
        },
      },
      {
        name: 'two-step',
        title: 'Two-step sign-in, first time',
        factor: true,
        decided: 'The key is also shown as text, in groups of four, for anyone who can’t scan. The next step is right below it.',
        open: async (page) => {
          await page.goto(base);
          await fill(page, 'Email', support);
          await fill(page, 'Password', password);
          await press(page, 'Sign in');
          await page.getByLabel('Key', { exact: true }).waitFor();
        },
      },
    ],
  },
  {
    title: 'Managers',
    screens: [
      {
        name: 'overview',
        title: 'Overview',
        who: 'manager',
        decided: 'Four figures show how far along the community is. Right below, before any chart: who is stuck, each with the one button that helps.',
        open: async (page) => {
          await go(page, 'overview', 'Overview');
          await page.getByText(/^As of/).waitFor();
        },
      },
      {
        name: 'members-active',
        title: 'Community Members, active',
        who: 'manager',
        decided: 'Ten or more rows fit on a laptop. On a phone each row becomes a card, so nothing scrolls sideways.',
        open: (page) => list(page, 'active'),
      },
      {
        name: 'members-pending',
        title: 'Community Members, pending',
        who: 'manager',
        decided: 'Words say how the email went, and when. Color only repeats what they say.',
        open: (page) => list(page, 'pending'),
      },
      {
        name: 'members-attention',
        title: 'Community Members, needs attention',
        who: 'manager',
        decided: 'Grouped by what helps, each with its one button. The reason is shown in full, even if the row gets taller: on this list it’s what people come for.',
        open: (page) => list(page, 'attention'),
      },
      {
        name: 'members-chosen',
        title: 'Several members selected',
        who: 'manager',
        decided: 'The bar floats within reach of a thumb and says how many people it applies to.',
        open: async (page) => {
          await list(page, 'pending');
          const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ });
          for (const n of [0, 1, 2]) await boxes.nth(n).check();
          await page.getByRole('region', { name: 'Selected members' }).waitFor();
        },
      },
      {
        name: 'members-filters',
        title: 'Filters',
        who: 'manager',
        decided: 'Filters stay collapsed until somebody wants them, and say how many people match before anything is done to them.',
        open: async (page) => {
          await list(page, 'pending');
          await press(page, 'Filters');
          await page.getByLabel('Email').selectOption('delivered');
          await page.locator('p.matching').waitFor();
        },
      },
      {
        name: 'members-nobody',
        title: 'Nobody matches',
        who: 'manager',
        decided: 'An empty list says why it’s empty.',
        open: async (page) => {
          await list(page, 'active');
          await page.getByRole('searchbox', { name: 'Search' }).fill('Zelda Quartz');
          await page.getByText('Nobody matches').waitFor();
        },
      },
      {
        name: 'member-panel',
        title: 'A pending member, with history',
        who: 'manager',
        decided: 'State, home, and buttons at the top; below them the history, with every email event. On a phone it fills the screen.',
        open: (page, { members }) => panel(page, members.ben.member.id),
      },
      {
        name: 'member-editing',
        title: 'Editing a member',
        who: 'manager',
        decided: 'The field says what changing the email will do, while it’s being changed.',
        open: async (page, { members }) => {
          await panel(page, members.dev.member.id);
          await page.getByRole('dialog').getByRole('button', { name: 'Edit', exact: true }).click();
          await page.getByRole('dialog').getByLabel('Email', { exact: true }).fill('dev.a@example.com');
        },
      },
      {
        name: 'member-revoke',
        title: 'Revoke: the question',
        who: 'manager',
        decided: 'The heading is the question, and the button repeats the verb.',
        open: async (page, { members }) => {
          await panel(page, members.dev.member.id);
          await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
          await page.getByRole('dialog', { name: 'Revoke the invitation?' }).waitFor();
        },
      },
      {
        name: 'letters',
        title: 'Print letters',
        who: 'manager',
        decided: 'Who gets one, and who doesn’t and why, is said before anything is printed.',
        open: async (page) => {
          await list(page, 'attention');
          await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
          await press(page, 'Print letters');
          await page.getByRole('dialog', { name: 'Print letters' }).getByLabel('Cards').waitFor();
        },
      },
      {
        name: 'members-export',
        title: 'Export',
        who: 'manager',
        decided: 'It says who will be in the file, and that exporting leaves a trace.',
        open: async (page) => {
          await list(page, 'pending');
          await press(page, 'Export');
          await page.getByRole('dialog', { name: 'Export' }).waitFor();
        },
      },
      {
        name: 'wizard-property',
        title: 'Invite Member 1: an existing property',
        who: 'manager',
        decided: 'The list opens below the field, and Next stays in sight.',
        open: async (page) => {
          await wizard(page);
          await page.getByRole('dialog').getByRole('combobox', { name: 'Property' }).fill('Palo');
          await page.getByRole('option').first().waitFor();
        },
      },
      {
        name: 'wizard-no-match',
        title: 'Invite Member 1: no such property',
        who: 'manager',
        decided: 'No dead end: what was typed becomes the new address.',
        open: async (page) => {
          await wizard(page);
          await page.getByRole('dialog').getByRole('combobox', { name: 'Property' }).fill('912 W Palo Verde Dr');
          await page.getByRole('button', { name: 'No match: create this address' }).waitFor();
        },
      },
      {
        name: 'wizard-address',
        title: 'Invite Member 1: a new address',
        who: 'manager',
        decided: 'What was typed and the standard form are side by side, with the difference marked.',
        open: async (page) => {
          await wizard(page);
          await page.getByRole('radio', { name: 'Create New Property' }).check();
          const dialog = page.getByRole('dialog');
          for (const [label, value] of [['Street', '7 west birch street'], ['City', 'Mesa'], ['State', 'AZ'], ['ZIP', '85201']]) await dialog.getByLabel(label, { exact: true }).fill(value);
          await press(page, 'Validate Address');
          await dialog.getByRole('table').waitFor();
        },
      },
      {
        name: 'wizard-household',
        title: 'Invite Member 2: household',
        who: 'manager',
        decided: 'If there is only one household, it’s already selected.',
        open: async (page) => {
          await wizard(page);
          const dialog = page.getByRole('dialog');
          await dialog.getByRole('combobox', { name: 'Property' }).fill('65 Saguaro');
          await dialog.getByRole('option', { name: /^65 Saguaro/ }).first().click();
          await press(page, 'Next');
          await dialog.getByRole('combobox', { name: 'Household', exact: true }).waitFor();
        },
      },
      {
        name: 'wizard-member-errors',
        title: 'Invite Member 3: something is missing',
        who: 'manager',
        decided: 'Each error is next to its field, and the first one has the focus.',
        open: async (page) => {
          await wizardAtMember(page);
          await press(page, 'Send Invitation');
          await page.locator('[aria-invalid=true]').first().waitFor();
        },
      },
      {
        name: 'wizard-mail-typo',
        title: 'Invite Member 3: an email that looks mistyped',
        who: 'manager',
        decided: 'A question with the likely answer, next to the field. Nothing is changed without a click.',
        open: async (page) => {
          await wizardAtMember(page);
          const dialog = page.getByRole('dialog');
          await dialog.getByLabel('First Name').fill('Lou');
          await dialog.getByLabel('Last Name').fill('Anand');
          await dialog.getByLabel('Email', { exact: true }).fill('lou.anand@gmial.com');
          await dialog.getByLabel('Phone Number').focus();
          await dialog.getByText('Did you mean').waitFor();
        },
      },
      {
        name: 'wizard-success',
        title: 'Invite Member: done',
        who: 'manager',
        decided: 'Who, which home, and what happens next; then two ways to hand the code over without an email. Invite Another goes back to the same household.',
        open: async (page) => {
          await wizardAtMember(page);
          const dialog = page.getByRole('dialog');
          for (const [label, value] of [['First Name', 'Lou'], ['Last Name', 'Anand'], ['Email', 'lou.anand@example.com'], ['Phone Number', '(480) 555-0163']]) await dialog.getByLabel(label, { exact: true }).fill(value);
          await press(page, 'Send Invitation');
          await dialog.getByText('Invite code', { exact: true }).waitFor();
        },
      },
      {
        name: 'properties',
        title: 'Properties',
        who: 'manager',
        decided: 'One line per home, with the number of its households, so hundreds can be skimmed.',
        open: async (page) => {
          await go(page, 'properties', 'Properties');
          await page.getByRole('link', { name: /Juniper Ct/ }).first().waitFor();
        },
      },
      {
        name: 'property-panel',
        title: 'A property',
        who: 'manager',
        decided: 'The panel has an address of its own, so it can be sent to a colleague. The address is corrected where it’s read; who lives there is below.',
        open: async (page) => {
          await go(page, 'properties', 'Properties');
          await page.getByRole('link', { name: /^16 Juniper Ct/ }).first().click();
          await page.getByRole('heading', { name: 'Households' }).waitFor();
        },
      },
      {
        name: 'imports-manager',
        title: 'Imports, for a manager',
        who: 'manager',
        decided: 'Only Support uploads files, so the page says how to ask for that instead of showing a form that would be refused.',
        open: async (page) => {
          await go(page, 'imports', 'Imports');
          await page.getByRole('link', { name: 'juniper-court.csv' }).waitFor();
        },
      },
      {
        name: 'import-guide',
        title: 'How to import your roster',
        who: 'manager',
        decided: 'Three steps, a table of the columns, a template to download, and how to reach Support.',
        open: (page) => go(page, 'import-guide', 'How to import your roster'),
      },
      {
        name: 'preferences',
        title: 'Preferences',
        who: 'manager',
        decided: 'Grouped by what each setting changes for residents, with the Black Curtain in a section of its own.',
        open: preferences,
      },
      {
        name: 'preferences-look',
        title: 'Preferences: the community’s look',
        who: 'manager',
        decided: 'The preview is an email, because that is where residents see it first. A color that is hard to read is questioned.',
        at: 'community-look',
        open: preferences,
      },
      {
        name: 'time-zone',
        title: 'Choosing a time zone',
        who: 'manager',
        decided: 'Zones as people call them, the United States first, with the time it is there now.',
        at: 'zone-picker',
        open: async (page) => {
          await preferences(page);
          await page.getByRole('combobox', { name: 'Time zone' }).click();
          await page.getByRole('listbox', { name: 'Time zones' }).getByRole('option').first().waitFor();
        },
      },
      {
        name: 'curtain',
        title: 'The Black Curtain is on',
        who: 'manager',
        decided: 'Every page says so, with what it means for members and the way to turn it off.',
        open: async (page) => {
          await drawCurtain(page);
          await list(page, 'pending');
          await page.locator('curtain-banner').getByText('The Black Curtain is on.').waitFor();
        },
      },
      {
        name: 'curtain-off',
        title: 'Turning the Black Curtain off: the question',
        who: 'manager',
        decided: 'How many people get email is said before it happens.',
        open: async (page) => {
          await drawCurtain(page);
          await preferences(page);
          await page.getByLabel('Black Curtain').click();
          await page.getByRole('dialog', { name: 'Turn the Black Curtain off?' }).waitFor();
        },
      },
      {
        name: 'help',
        title: 'Help',
        who: 'manager',
        decided: 'One button on every page, always in the same corner, with Support’s address.',
        open: async (page) => {
          await list(page, 'active');
          await press(page, 'Help');
          await page.getByRole('dialog', { name: 'Help' }).waitFor();
        },
      },
      {
        name: 'not-found',
        title: 'Page not found',
        who: 'manager',
        decided: 'The navigation stays, so nobody is stranded.',
        open: async (page) => {
          await page.goto(`${base}/#/${community}/nowhere`);
          await page.getByRole('heading', { name: 'We couldn’t find that page' }).waitFor();
        },
      },
    ],
  },
  {
    title: 'Support',
    screens: [
      {
        name: 'communities',
        title: 'Communities, and what is waiting',
        who: 'support',
        decided: 'What’s waiting comes above the list, most urgent first, each with a link to it.',
        open: async (page) => {
          await page.goto(`${base}/#/communities`);
          await page.getByRole('link', { name: 'owners-export.csv' }).waitFor();
          await page.getByRole('table', { name: 'Communities' }).waitFor();
        },
      },
      {
        name: 'community-create',
        title: 'Create community',
        who: 'support',
        decided: 'Everything it takes to begin, in one step: the ZIP fills in city, state, and time zone.',
        open: async (page) => {
          await page.goto(`${base}/#/communities`);
          await press(page, 'Create community');
          await page.getByRole('dialog', { name: 'Create community' }).waitFor();
        },
      },
      {
        name: 'community-created',
        title: 'Create community: done',
        who: 'support',
        decided: 'What happens next, and the first administrator’s code in case the email doesn’t arrive.',
        open: async (page) => {
          await page.goto(`${base}/#/communities`);
          await press(page, 'Create community');
          const dialog = page.getByRole('dialog', { name: 'Create community' });
          for (const [label, value] of [['Name', 'Copper Basin'], ['ZIP', '85201'], ['First Name', 'Noor'], ['Last Name', 'Rahim'], ['Email', 'noor.rahim@example.org']]) await dialog.getByLabel(label, { exact: true }).fill(value);
          await press(page, 'Create and invite');
          await dialog.getByRole('heading', { name: 'Copper Basin has been created' }).waitFor();
        },
      },
      {
        name: 'imports',
        title: 'Imports and upload',
        who: 'support',
        decided: 'Each import says in a sentence what came of it or what it’s waiting for.',
        open: async (page) => {
          await go(page, 'imports', 'Imports');
          await page.getByRole('link', { name: 'owners-export.csv' }).waitFor();
        },
      },
      {
        name: 'import-upload',
        title: 'A file is chosen',
        who: 'support',
        decided: 'The file comes first. Then two choices, each with what it leads to, and a button that says what it does.',
        open: async (page) => {
          await go(page, 'imports', 'Imports');
          const chooser = page.waitForEvent('filechooser');
          await press(page, 'Choose a file');
          await (await chooser).setFiles({ name: 'harbor-lane.csv', mimeType: 'text/csv', buffer: Buffer.from('Full Name,Address,Email\r\n') });
          await page.getByRole('button', { name: 'Upload and review' }).waitFor();
        },
      },
      {
        name: 'import-questions',
        title: 'A roster with a question',
        who: 'support',
        decided: 'One sentence, samples from the file, and what each answer leads to.',
        open: async (page, { imports }) => {
          await page.goto(`${base}/#/${community}/imports/${imports.asks}`);
          await page.getByRole('heading', { name: 'One question' }).waitFor();
        },
      },
      {
        name: 'import-review',
        title: 'Review: the plan',
        who: 'support',
        decided: 'The verdict comes first, with Commit below it. Columns and rows follow for anyone who wants a closer look.',
        open: (page, { imports }) => importPage(page, imports.review),
      },
      {
        name: 'import-columns',
        title: 'Review: the columns',
        who: 'support',
        decided: 'The file’s first rows are right below what each column is taken as, so a mistake is seen before it’s made.',
        at: 'import-mapping',
        open: (page, { imports }) => importPage(page, imports.review),
      },
      {
        name: 'import-correct',
        title: 'Review: a cell is corrected',
        who: 'support',
        decided: 'Corrected where it’s wrong, without another upload. The plan is renewed right away.',
        at: 'import-rows',
        open: async (page, story) => {
          await planWithWrongCell(page, story);
          await page.getByLabel(/^Email/).first().fill('pat.reed@example.com');
        },
      },
      {
        name: 'import-commit',
        title: 'Commit: the question',
        who: 'support',
        decided: 'It says how many people will get email before anything happens.',
        open: async (page, { imports }) => {
          await importPage(page, imports.review);
          await press(page, 'Commit');
          await page.getByRole('dialog', { name: 'Commit this import' }).waitFor();
        },
      },
      {
        name: 'import-working',
        title: 'Import in progress',
        who: 'support',
        decided: 'A bar that moves, and a button to stop it.',
        open: (page) => importAs(page, stateOf('importing').job, []),
      },
      {
        name: 'import-done',
        title: 'Import done, some rows need attention',
        who: 'support',
        decided: 'The rows that need somebody come first. The report and the fix file are one click away.',
        open: (page, { imports }) => importPage(page, imports.done),
      },
      {
        name: 'import-held',
        title: 'Invitations held',
        who: 'support',
        decided: 'How many invitations are waiting, and the button that releases them.',
        open: (page, { imports }) => importPage(page, imports.held),
      },
      {
        name: 'import-release',
        title: 'Release: who and when',
        who: 'support',
        decided: 'Streets, sections, and roles with how many each has, and how many people it emails before it does.',
        open: async (page, { imports }) => {
          await importPage(page, imports.held);
          await press(page, 'Release');
          await page.getByRole('dialog', { name: 'Release invitations' }).getByLabel('Only some').check();
        },
      },
      {
        name: 'import-sending',
        title: 'Sending in waves',
        who: 'support',
        decided: 'The figures keep moving until the fate of every email is known, and each wave says who it went to.',
        open: (page) =>
          importAs(page, jobOf({ actions: ['abort'], counts: { total: 812, created: 800, updated: 0, unchanged: 0, skipped: 0, attention: 12, failed: 0 }, sending: sendingOf({ state: 'sending', held: 300, queued: 50, sent: 462, delivered: 440, bounced: 6, waves: [waveOf({ street: 'Juniper Ct', released: 212 }), waveOf({ number: 2, state: 'sending', released: 300 })] }) })),
      },
      {
        name: 'import-stopped',
        title: 'Sending stopped by bounces',
        who: 'support',
        decided: 'Why it stopped and what to do come before everything else.',
        open: (page) => importAs(page, stateOf('stopped by bounces').job),
      },
      {
        name: 'import-refused',
        title: 'A refused file',
        who: 'support',
        decided: 'The reason is in plain words, and the next try is right below it.',
        open: (page) => importAs(page, stateOf('rejected').job, []),
      },
      {
        name: 'import-undo',
        title: 'Undo: the question',
        who: 'support',
        decided: 'It says what will stay, and how long an undo is possible, before anything is taken back.',
        open: async (page, { imports }) => {
          await importPage(page, imports.held);
          await press(page, 'Undo');
          await page.getByRole('dialog', { name: 'Undo this import' }).waitFor();
        },
      },
      {
        name: 'import-undone',
        title: 'Partly undone',
        who: 'support',
        decided: 'Nobody who was taken back is called created. Everyone who stayed is listed, with the reason.',
        open: (page) => importAs(page, stateOf('partly undone').job, stateOf('partly undone').items),
      },
    ],
  },
  {
    title: 'Residents',
    screens: [
      {
        name: 'activate-link',
        title: 'Activation from the email’s link',
        decided: 'The community, the home, who invited them, and one field.',
        open: async (page) => {
          await followMail(page, 'ana.torres@example.com', 'activate');
          await page.getByRole('heading', { name: /^Hello Ana/ }).waitFor();
        },
      },
      {
        name: 'activate-link-short',
        title: 'A password that is too short',
        decided: 'The greeting stays. Only the password is asked for again, with what it needs.',
        open: async (page) => {
          await followMail(page, 'ana.torres@example.com', 'activate');
          await page.getByRole('heading', { name: /^Hello Ana/ }).waitFor();
          await fill(page, 'Password', 'short');
          await press(page, 'Activate account');
          await page.getByRole('alert').waitFor();
          await page.getByRole('heading', { name: /^Hello Ana/ }).waitFor();
        },
      },
      {
        name: 'activate-hand',
        title: 'Activation, code typed in',
        decided: 'Email and code first. The code splits into groups of four as it’s typed.',
        open: async (page) => {
          await page.goto(`${base}/activate`);
          await fill(page, 'Email', 'ana.torres@example.com');
          await page.getByLabel('Invite code', { exact: true }).pressSequentially('7k2m9qxr4tbd');
        },
      },
      {
        name: 'activate-ended',
        title: 'An expired invitation',
        decided: 'One field and one button: where to send a new one.',
        open: async (page) => {
          await page.route('**/v1/activations/invitation', (route) => route.fulfill({ status: 410, contentType: 'application/problem+json', body: JSON.stringify({ status: 410, code: 'expired' }) }));
          await followMail(page, 'ana.torres@example.com', 'activate');
          await page.getByRole('heading', { name: 'Your invitation has expired' }).waitFor();
        },
      },
      {
        name: 'activate-used',
        title: 'A link that was already used',
        decided: 'It says so before anything is typed, and leads to sign-in.',
        open: async (page, { resident }) => {
          await followMail(page, resident, 'activate');
          await page.getByRole('heading', { name: 'Your account is already active' }).waitFor();
        },
      },
      {
        name: 'lost-mail',
        title: 'I lost the mail',
        decided: 'A question, not an error.',
        open: async (page) => {
          await page.goto(`${base}/activate`);
          await press(page, 'I lost the mail');
          await page.getByRole('heading', { name: 'I lost the mail' }).waitFor();
        },
      },
      {
        name: 'lost-mail-sent',
        title: 'I lost the mail: sent',
        decided: 'The same answer for everybody, and no promise of an email that a limit may hold back.',
        open: async (page) => {
          await page.goto(`${base}/activate`);
          await fill(page, 'Email', 'nobody@example.com');
          await press(page, 'I lost the mail');
          await page.getByRole('heading', { name: 'Check your email' }).waitFor();
        },
      },
      {
        name: 'decline',
        title: 'This is not for me',
        decided: 'Whose invitation it is comes first. Nothing happens until a word is typed, so no email scanner can decline for somebody.',
        open: async (page) => {
          await followMail(page, 'ben.archer@example.com', 'decline');
          await page.getByRole('heading').first().waitFor();
        },
      },
      {
        name: 'decline-done',
        title: 'Declined',
        decided: 'It says that the invitation is over and that no more email will come.',
        open: async (page, { members }) => {
          await followMail(page, members.dev.member.email, 'decline');
          await page.getByLabel('Type STOP to confirm').fill('STOP');
          await press(page, 'This is not for me');
          await page.getByRole('textbox').waitFor({ state: 'detached' });
        },
      },
      {
        name: 'page-not-found',
        title: 'A page that doesn’t exist',
        decided: 'The same house, and one way on.',
        open: async (page) => {
          await page.goto(`${base}/activat`);
          await page.getByRole('heading', { name: 'We couldn’t find that page' }).waitFor();
        },
      },
      {
        name: 'reset',
        title: 'Set a new password',
        decided: 'One field, with a Show button.',
        open: async (page, { resident }) => {
          await page.goto(linkIn(await forgotten(resident), 'reset'));
          await page.getByLabel(/^(New )?password$/i).first().waitFor();
        },
      },
      {
        name: 'my-page',
        title: 'My page',
        who: 'resident',
        decided: 'Home, household, and details at a glance.',
        open: async (page) => {
          await page.goto(base);
          await page.getByRole('heading', { name: 'My details' }).waitFor();
          await page.getByRole('button', { name: 'Invite someone to your household' }).waitFor();
        },
      },
      {
        name: 'my-page-editing',
        title: 'My page, editing',
        who: 'resident',
        decided: 'The details turn into fields right where they were.',
        open: async (page) => {
          await page.goto(base);
          await press(page, 'Edit my details');
          await page.getByLabel('Phone Number').waitFor();
        },
      },
      {
        name: 'my-page-household',
        title: 'My page: inviting the household',
        who: 'resident',
        decided: 'Name and email are enough: the home is the Head’s own, and the rank is always member.',
        open: async (page) => {
          await page.goto(base);
          await press(page, 'Invite someone to your household');
          await page.getByLabel('First Name').waitFor();
        },
      },
      {
        name: 'my-page-home',
        title: 'My page: something wrong with the home',
        who: 'resident',
        decided: 'A member says it in their own words; the administrators correct it.',
        open: async (page) => {
          await page.goto(base);
          await press(page, 'Something wrong with your home?');
          await page.getByLabel('What should be corrected?').fill('We live in Unit 3, not Unit 2.');
        },
      },
      {
        name: 'my-page-sessions',
        title: 'My page: where they’re signed in',
        who: 'resident',
        decided: 'This device is marked, and one button ends all others.',
        at: 'section[aria-labelledby="my-account"]',
        open: async (page) => {
          await page.goto(base);
          await page.getByText('This device').waitFor();
        },
      },
      {
        name: 'not-open',
        title: 'The community isn’t open yet',
        who: 'resident',
        decided: 'It says that an email comes, so nobody has to keep trying.',
        open: async (page) => {
          await page.route(/\/v1\/me|\/v1\/communities\/maple-grove/, (route) =>
            new URL(route.request().url()).pathname.endsWith('/v1/me') ? route.fallback() : route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify({ status: 403, code: 'community_not_open' }) }),
          );
          await page.goto(base);
          await page.getByRole('heading', { name: 'Not open yet' }).waitFor();
        },
      },
      {
        name: 'change-password',
        title: 'Change password',
        who: 'resident',
        decided: 'The field says what a password needs, before one is typed.',
        open: async (page) => {
          await page.goto(`${base}/#/account`);
          await page.getByLabel('New password').waitFor();
        },
      },
    ],
  },
  {
    title: 'Emails',
    screens: [
      { name: 'mail-invitation', title: 'Invitation', decided: 'Who is inviting, one button, the code as text, and when the invitation ends.', open: (page) => mail(page, /^Your invitation/, 'ana.torres@example.com') },
      { name: 'mail-reminder', title: 'Reminder', decided: 'The same email, starting with when the invitation ends.', open: (page) => mail(page, /remind|ends|expire/i) },
      { name: 'mail-import-done', title: 'Import done', decided: 'The figures, and one button that opens the import.', open: (page) => mail(page, /need attention$/) },
      { name: 'mail-reset', title: 'Set a new password', decided: 'One button, and what to do if they didn’t ask for it.', open: async (page, { resident }) => { await forgotten(resident); await mail(page, /password/i, resident); } },
    ],
  },
];
