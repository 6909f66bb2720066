// The community in every picture: whom Maple Grove has invited over six weeks, what
// became of their mails, and which rosters Support has imported.

import assert from 'node:assert/strict';
import { api, base, eventually, forgetSessions, password, support, within } from './browser.mjs';
import { drawn } from './logo.mjs';

/** When the story begins, and when the pictures are taken: a Monday morning in Mesa. */
const begins = Date.parse('2028-01-26T16:00:00Z');
export const now = Date.parse('2028-03-06T17:00:00Z');
const weeks = ['2028-02-02', '2028-02-09', '2028-02-16', '2028-02-24', '2028-03-01'].map((day) => Date.parse(`${day}T16:00:00Z`));

/** @param {string} path @param {any} [body] */
const asSupport = (path, body) => api('POST', path, body, support);

/** Moves the system's clock forward to a time. @param {number} time */
export async function moveTo(time) {
  const told = await (await fetch(`${base}/_local/clock`)).json();
  const seconds = Math.ceil((time - Date.parse(told.now)) / 1000);
  assert.ok(seconds >= 0, 'the day of the story is past: choose a later one in story.mjs');
  const response = await fetch(`${base}/_local/clock`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ advance: `${seconds}s` }),
  });
  assert.ok(response.ok, await response.text());
  forgetSessions();
}

const first = 'Rosa Marco Hana Peter Amara Lena Jonas Priya Tom Grace Omar Kevin Nadia Luis Maya Ethan Chloe Victor Irene Samuel Dana Felix Ruth Andre Julia Noah Carmen Walter Aisha Simon Bea Hugo'.split(' ');
const last = 'Delgado Sato Okafor Fischer Nair Becker Kim Holt Haddad Reyes Brooks Lindqvist Moreau Novak Castillo Whitaker'.split(' ');

/** Returns the n-th person, with a unique name and email. @param {number} n */
function person(n) {
  const firstName = first[n % first.length];
  const lastName = last[(n + Math.floor(n / first.length)) % last.length];
  return { name: `${firstName} ${lastName}`, email: `${firstName}.${lastName}@example.com`.toLowerCase() };
}

const header = 'Full Name,Address,Email,Phone,Household Role';

/**
 * Returns a roster of some people, starting with one of them.
 * @param {number} from
 * @param {number} count
 * @param {(i: number) => string} address
 * @param {Record<number, string>} [emails] of those whose mail goes wrong
 */
function rosterOf(from, count, address, emails = {}) {
  const lines = Array.from({ length: count }, (_, i) => {
    const { name, email } = person(from + i);
    return `${name},"${address(i)}",${emails[i] ?? email},(480) 555-01${String(from + i).padStart(2, '0')},Head`;
  });
  return [header, ...lines].join('\r\n');
}

/**
 * Imports a roster through the API and waits until the import is in one of the states.
 * @param {string} name
 * @param {string} text
 * @param {{mode?: string, send?: string, until?: string[]}} [how]
 * @returns {Promise<string>} the import's id
 */
export async function bring(name, text, { mode = 'import', send = 'now', until = ['completed', 'needs_attention'] } = {}) {
  const bytes = Buffer.from(text);
  const { id, upload } = await asSupport(within('imports'), { filename: name, size: bytes.length, mode, send });
  const put = await fetch(upload.url, { method: upload.method, headers: upload.headers, body: bytes });
  assert.ok(put.ok, `the upload of ${name}: ${put.status}`);
  await eventually(async () => {
    const { state } = await api('GET', within(`imports/${id}`), undefined, support);
    assert.ok(until.includes(state), `${name} is ${state}`);
  });
  return id;
}

/** Returns the mails so far, oldest first. */
export const mailbox = async () => (await fetch(`${base}/_local/mailbox.json`)).json();

/**
 * @param {string} text of a mail
 * @param {string} [path] where its link leads
 */
export function linkIn(text, path = 'activate') {
  const link = text.split(/\s+/).find((word) => word.includes(`/${path}#`));
  assert.ok(link, `the mail holds no link to ${path}`);
  return link;
}

/** Activates the people with these emails through the links in their mails. @param {string[]} emails */
async function activate(emails) {
  const mails = await mailbox();
  for (const email of emails) {
    const mail = mails.findLast((/** @type {any} */ { to, text }) => [to].flat().includes(email) && text.includes('/activate#'));
    assert.ok(mail, 'somebody who activates got no mail');
    const link = new URLSearchParams(linkIn(mail.text).split('#')[1]);
    await api('POST', '/activations', { email, code: link.get('code'), proof: link.get('proof'), password });
  }
}

/** @param {number[]} people */
const emailsOf = (people) => people.map((n) => person(n).email);

const mesa = { city: 'Mesa', state: 'AZ', zip: '85201' };

/** @param {string} street @param {Record<string, any>} member @param {Record<string, any>} [more] */
const invite = (street, member, more = {}) =>
  api('POST', within('invitations'), { property: { street: { street, ...mesa }, confirmed: true }, household: {}, member, ...more });

/** Gives the community its look, and what else it chose in its preferences. */
async function dress() {
  const { buffer } = await drawn(512, 128);
  await api('PUT', within('logo'), { image: buffer.toString('base64') });
  await api('PATCH', within('preferences'), {
    colour: '#1f6f54',
    welcome: 'Glad you’re here. See you at the pool on Saturday!',
    mailingAddress: 'Maple Grove HOA, 1 Juniper Ct, Mesa, AZ 85201',
    portalUrl: 'https://maple-grove.example.org/',
    headsInvite: true,
  });
}

/** Waits until no mail is under way. */
async function mailsAreOut() {
  await eventually(async () => {
    for (const mail of ['queued', 'sent']) {
      const { items } = await api('GET', within(`members?status=pending&mail=${mail}&limit=1`));
      assert.equal(items.length, 0, `mails are ${mail}`);
    }
  });
}

/**
 * Tells the story, and returns what the screens need from it.
 * @returns {Promise<Story>}
 *
 * @typedef {object} Story
 * @property {Record<string, string>} imports ids by name
 * @property {Record<string, any>} members the API's answers to their invitations, by name
 * @property {string} resident the email of somebody active who may only see their own page
 */
export async function tell() {
  await moveTo(begins);
  for (const [name, firstName, lastName] of [['Cedar Ridge', 'Paula', 'Stone'], ['Harbor Point Condominiums', 'Malik', 'Grant'], ['Willow Bend', 'Erin', 'Walsh']]) {
    await asSupport('/communities', { name, administrator: { firstName, lastName, email: `${firstName}.${lastName}@example.org`.toLowerCase() } });
  }
  await dress();
  /** @type {Record<string, string>} */
  const imports = {};
  imports.done = await bring(
    'juniper-court.csv',
    `${rosterOf(0, 14, (i) => `${12 + 2 * i} Juniper Ct, Mesa, AZ 85201`, { 11: 'bounce.kevin.lindqvist@example.com', 12: 'complain.nadia@example.com' })}\r\nMapleton Holdings LLC,Lot 14,office@example.org,,\r\nWill Noland,"44 Juniper Ct, Mesa, AZ 85201",,(480) 555-0199,\r\n`,
  );
  await mailsAreOut();
  await activate(emailsOf([0, 1]));
  await moveTo(weeks[0]);
  await activate(emailsOf([2, 3, 4]));
  await moveTo(weeks[1]);
  imports.second = await bring('palo-verde.csv', rosterOf(14, 12, (i) => `${220 + 4 * i} W Palo Verde Dr, Mesa, AZ 85201`, { 7: 'suppressed.ruth@example.com' }));
  await mailsAreOut();
  await activate(emailsOf([5, 14, 15]));
  await moveTo(weeks[2]);
  await activate(emailsOf([6, 16, 17, 18]));
  await moveTo(weeks[3]);
  await activate(emailsOf([7, 19]));
  await moveTo(weeks[4]);
  imports.held = await bring('lots-1-to-9.csv', rosterOf(26, 6, (i) => `Lot ${1 + i}`), { send: 'hold' });
  imports.undone = await bring('test-upload.csv', rosterOf(40, 3, (i) => `${90 + i} Saguaro Way, Mesa, AZ 85201`), { send: 'hold' });
  await asSupport(within(`imports/${imports.undone}/undo`), {});
  await activate(emailsOf([20]));
  await moveTo(now);
  imports.review = await bring(
    'saguaro-way.csv',
    `${rosterOf(50, 8, (i) => `${31 + 2 * i} Saguaro Way, Mesa, AZ 85201`)}\r\nSaguaro Trust LLC,"47 Saguaro Way, Mesa, AZ 85201",trust@example.org,,\r\nPat Reed,"49 Saguaro Way, Mesa, AZ 85201",not an email,,\r\n`,
    { mode: 'review', until: ['ready'] },
  );
  imports.asks = await bring('owners-export.csv', `Full Name,Statement Address,Email,Gate Tag\r\nGail Ortega,"7 Ironwood Ln, Mesa, AZ 85201",gail.ortega@example.com,4711\r\nRay Ortega,"9 Ironwood Ln, Mesa, AZ 85201",ray.ortega@example.com,4712\r\n`, { until: ['ready'] });
  /** @type {Record<string, any>} */
  const members = {};
  members.ana = await invite('16 Juniper Ct', { firstName: 'Ana', lastName: 'Torres', email: 'ana.torres@example.com', phone: '(480) 555-0161' });
  members.ben = await invite('61 Saguaro Way', { firstName: 'Ben', lastName: 'Archer', email: 'ben.archer@example.com', phone: '(480) 555-0162' }, { role: 'board' });
  members.cleo = await invite('63 Saguaro Way', { firstName: 'Cleo', lastName: 'Abbott', email: 'cleo.abbott@example.com' }, { send: false });
  members.dev = await invite('65 Saguaro Way', { firstName: 'Dev', lastName: 'Anand', email: 'dev.anand@example.com' });
  members.finn = await invite('67 Saguaro Way', { firstName: 'Finn', lastName: 'Adair', email: 'finn.adair@example.com' });
  await api('POST', within(`members/${members.finn.member.id}/revoke`));
  await mailsAreOut();
  return { imports, members, resident: person(0).email };
}
