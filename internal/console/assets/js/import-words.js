// The words of roster imports: states, outcomes, columns, sending, undo.

import { capital, counted, plural, readable } from './words.js';

/**
 * @typedef {object} RosterJob an import as the API returns it
 * @property {string} id
 * @property {string} state
 * @property {'import' | 'review'} mode
 * @property {'now' | 'hold'} send
 * @property {string} [reason]
 * @property {{name: string, key?: string, size: number}} file
 * @property {import('./detected.js').Detected | null} detected
 * @property {Mapping | null} mapping
 * @property {Record<string, number>} counts
 * @property {number} profiles how many of the created members have no sign-in
 * @property {'attention' | 'profile'} sharedEmail
 * @property {{total: number, done: number, at: string | null}} progress
 * @property {Sending} sending
 * @property {Undo | null} undo
 * @property {'none' | 'due' | 'done'} report
 * @property {string | null} undoUntil
 * @property {{count: number, most: number, revision: number}} [corrections] cells corrected by hand
 * @property {boolean} [renewing] the plan is being remade for corrected cells
 * @property {Question[]} questions waiting for an answer
 * @property {string[]} actions
 * @property {string} createdAt
 * @property {string | null} finishedAt
 *
 * @typedef {{id: string, column: string, samples: string[], question: string, answers: {id: string, label: string, effect: string}[], suggested: string}} Question
 * @typedef {{index: number, header: string, field: string}} Assignment
 * @typedef {{sheet?: string, headerRow?: number, sharedEmail?: string, columns: Assignment[]}} Mapping
 * @typedef {{reversed: number, kept: number, failed: number, done: number, at: string | null}} Undo
 *
 * @typedef {object} Sending
 * @property {string} state
 * @property {number} held
 * @property {number} queued
 * @property {number} sent
 * @property {number} delivered
 * @property {number} bounced
 * @property {string | null} until
 * @property {string} reason
 * @property {Wave[]} waves
 *
 * @typedef {object} Wave
 * @property {number} number
 * @property {string | null} at
 * @property {string} [area] a street or section
 * @property {string} street
 * @property {{from: number, to: number} | null} lots
 * @property {'' | 'head' | 'member'} role
 * @property {string} state
 * @property {number} released
 *
 * @typedef {{label: string, tone: string}} Word
 */

/** @type {Record<string, Word & {ended: boolean}>} */
const states = {
  awaiting_upload: { label: 'Waiting for the file', tone: 'neutral', ended: false },
  queued: { label: 'Waiting to start', tone: 'neutral', ended: false },
  checking: { label: 'Checking the file', tone: 'neutral', ended: false },
  ready: { label: 'Ready for review', tone: 'warning', ended: true },
  importing: { label: 'Importing', tone: 'neutral', ended: false },
  undoing: { label: 'Being undone', tone: 'neutral', ended: false },
  completed: { label: 'Completed', tone: 'success', ended: true },
  needs_attention: { label: 'Needs attention', tone: 'warning', ended: true },
  rejected: { label: 'Refused', tone: 'danger', ended: true },
  aborted: { label: 'Aborted', tone: 'neutral', ended: true },
  undone: { label: 'Undone', tone: 'neutral', ended: true },
  partly_undone: { label: 'Partly undone', tone: 'warning', ended: true },
  failed: { label: 'Failed', tone: 'danger', ended: true },
};

/**
 * `ended` means that the import does not continue by itself.
 * @param {string} state
 */
export function importState(state) {
  return states[state] ?? { label: capital(readable(state)), tone: 'neutral', ended: true };
}

/**
 * Returns the state in which the import is shown: one that would continue by
 * itself, but has a question, waits for an answer.
 * @param {RosterJob} job
 */
export function shownState(job) {
  const state = importState(job.state);
  return job.mode === 'import' && job.questions?.length > 0 ? { ...state, label: 'Waiting for an answer' } : state;
}

/**
 * The outcomes of an import's rows, in display order: what was done, what a plan
 * says, and the reason where the row itself does not give one.
 */
export const outcomes = [
  { value: 'created', label: 'Created', planned: 'Will be created', why: 'New to this community.', tone: 'success' },
  { value: 'updated', label: 'Updated', planned: 'Will be updated', why: 'Invited before; blanks are filled in.', tone: 'success' },
  { value: 'unchanged', label: 'Unchanged', planned: 'Will stay unchanged', why: 'Invited before; nothing new in the file.', tone: 'neutral' },
  { value: 'skipped', label: 'Skipped', planned: 'Will be skipped', why: '', tone: 'neutral' },
  { value: 'attention', label: 'Needs attention', planned: 'Will need attention', why: '', tone: 'warning' },
  { value: 'failed', label: 'Failed', planned: 'Will fail', why: '', tone: 'danger' },
  { value: 'no_person', label: 'Nobody’s row', planned: 'Nobody’s row', why: '', tone: 'neutral' },
];

/**
 * Returns the outcome that a screen shows first: the rows that need somebody.
 * @param {Record<string, number>} counts
 */
export function first(counts) {
  return ['attention', 'failed'].find((value) => counts[value] > 0) ?? '';
}

/** What happened to people who were created or updated when their import was undone. */
export const undone = [
  { value: 'reversed', label: 'Taken back', tone: 'success' },
  { value: 'kept', label: 'Kept', tone: 'neutral' },
  { value: 'failed', label: 'Not taken back', tone: 'danger' },
];

/** @type {Record<string, Word>} */
const sendings = {
  none: { label: '', tone: 'neutral' },
  held: { label: 'Held', tone: 'warning' },
  waiting: { label: 'Waiting', tone: 'neutral' },
  sending: { label: 'Sending', tone: 'neutral' },
  stopped: { label: 'Sending stopped', tone: 'danger' },
  sent: { label: 'Sent', tone: 'success' },
};

/**
 * Returns how far an import's invitations are, in a word and a sentence.
 * @param {Sending} sending
 * string} tell writes a time => @param {(time: string) => string} tell formats a time => string} tell writes a time
 * @returns {Word & {text: string}}
 */
export function sendingWords(sending, tell) {
  const { state, held, queued, until, reason } = sending;
  const word = sendings[state] ?? { label: capital(readable(state)), tone: 'neutral' };
  switch (state) {
    case 'none':
      return queued > 0
        ? { ...sendings.sending, text: 'Emails go out as fast as the mail service allows.' }
        : { ...sendings.sent, text: '' };
    case 'held':
      return { ...word, text: `${plural(held, 'invitation')} ${held === 1 ? 'waits' : 'wait'} until you release ${held === 1 ? 'it' : 'them'}. The codes work already.` };
    case 'waiting':
      return { ...word, text: waitingWords(sending, until ? tell(until) : '') };
    case 'sending':
      return { ...word, text: 'Emails go out as fast as the mail service allows.' };
    default:
      return { ...word, text: reason };
  }
}

/**
 * @param {Sending} sending
 * @param {string} until in words
 */
function waitingWords({ waves, sent }, until) {
  const bounces = waves.some(({ state }) => state === 'sending') && sent > 0;
  if (!bounces) return until ? `The next wave goes out on ${until}.` : 'The next wave goes out soon.';
  return `The first emails are out. We’re waiting${until ? ` until ${until}` : ''} to see how many bounce. Then the rest follow.`;
}

/** @type {Record<string, Word>} */
const waves = {
  due: { label: 'Planned', tone: 'neutral' },
  sending: { label: 'Sending', tone: 'neutral' },
  stopped: { label: 'Stopped', tone: 'danger' },
  done: { label: 'Done', tone: 'success' },
};

/** @param {Wave} wave */
export function waveState({ state, released }) {
  // The people it was for had been mailed some other way, or had left, before its turn came.
  if (state === 'done' && released === 0) return { label: 'Nobody was left', tone: 'neutral' };
  return waves[state] ?? { label: capital(readable(state)), tone: 'neutral' };
}

/**
 * Returns whom a wave is for.
 * @param {Pick<Wave, 'area' | 'street' | 'lots' | 'role'>} wave
 */
export function waveWords({ area, street, lots, role }) {
  const parts = [];
  if (area) parts.push(area);
  if (street) parts.push(street);
  if (lots) parts.push(lotWords(lots));
  if (role) parts.push(role === 'head' ? 'Heads of Household' : 'Members of households');
  return capital(parts.join(', ')) || 'Everybody held';
}

/** @param {{from: number, to: number}} lots */
function lotWords({ from, to }) {
  if (!to) return `lots from ${from} on`;
  return from ? `lots ${from} to ${to}` : `lots up to ${to}`;
}

/**
 * Returns what an import is waiting for, in a few words; '' for nothing.
 * @param {RosterJob} job
 */
export function waitsFor({ state, questions, actions, reason, sending }) {
  if (questions?.length > 0) return questions.length === 1 ? 'A question is open' : `${plural(questions.length, 'question')} are open`;
  if (state === 'ready') return reason && !actions?.includes('commit') ? 'Its columns need an answer' : states.ready.label;
  if (sending?.state === 'stopped') return `Sending stopped, ${plural(sending.held, 'invitation')} left`;
  if (sending?.state === 'held') return `${plural(sending.held, 'invitation')} held`;
  return '';
}

/**
 * Returns the result of an import, or what its plan would do, in one sentence:
 * 568 will be invited, 67 need you, 5 stay as they are.
 * @param {RosterJob} job
 */
export function verdict({ state, counts, profiles, undo }) {
  if (undo && state !== 'undoing') return sentence([part(undo.reversed, 'was taken back', 'were taken back'), part(undo.kept + undo.failed, 'stays', 'stay')]);
  const planned = state === 'ready';
  return sentence([
    planned ? part(counts.created - profiles, 'will be invited') : part(counts.created - profiles, 'was added', 'were added'),
    planned ? part(profiles, 'will be added without sign-in') : part(profiles, 'was added without sign-in', 'were added without sign-in'),
    planned ? part(counts.updated, 'will be updated') : part(counts.updated, 'was updated', 'were updated'),
    part(counts.attention + counts.failed, 'needs you', 'need you'),
    part(counts.unchanged + counts.skipped, 'stays as is', 'stay as they are'),
  ]);
}

/** @param {string[]} parts */
const sentence = (parts) => parts.filter(Boolean).join(', ') || 'Nobody new';

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
const part = (count, one, many = one) => (count > 0 ? `${counted(count)} ${count === 1 ? one : many}` : '');

/** @type {[name: string, label: string][]} */
const ofName = [
  ['fullName', 'Full Name'],
  ['lastFirst', 'Full name, last name first'],
  ['first', 'First Name'],
  ['middle', 'Middle Name'],
  ['last', 'Last Name'],
  ['title', 'Title'],
  ['suffix', 'Suffix'],
  ['householdRole', 'Household Role'],
  ['role', 'Community Role'],
  ['residentType', 'Owner or renter'],
  ['status', 'Still lives there'],
  ['left', 'Has left (date or flag)'],
  ['lives', 'Lives there (flag)'],
];

/** @type {[name: string, label: string][]} */
const ofContact = [
  ['email', 'Email'],
  ['email2', 'Another email'],
  ['email3', 'Third email'],
  ['phone', 'Phone Number'],
  ['phone2', 'Another phone number'],
  ['phone3', 'Third phone number'],
  ['noMail', 'Has opted out of mail'],
];

/** @type {[name: string, label: string][]} */
const ofHome = [
  ['property.address', 'Address or lot'],
  ['property.street', 'Street'],
  ['property.streetNumber', 'Street number'],
  ['property.streetNumberSuffix', 'Letter or fraction after the number'],
  ['property.streetDirection', 'Direction before the street'],
  ['property.streetType', 'Type of street'],
  ['property.streetEnd', 'Direction after the street'],
  ['property.unit', 'Apt/Unit'],
  ['property.unit2', 'Second unit'],
  ['property.building', 'Building'],
  ['property.lot', 'Lot Number'],
  ['property.block', 'Block'],
  ['property.section', 'Section'],
  ['property.phase', 'Phase'],
  ['property.tract', 'Tract'],
  ['property.lotSuffix', 'Letter after the lot'],
  ['property.subdivision', 'Subdivision'],
  ['property.city', 'City'],
  ['property.state', 'State'],
  ['property.zip', 'ZIP'],
  ['household.name', 'Household Name'],
];

const labels = new Map([...ofName, ...ofContact, ...ofHome, ['again', 'As in the list to the left']]);
const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];

/** The largest number of people that one row may name. */
export const mostPeople = 9;

/**
 * Returns what a column means: `member[2].email` → `Email of the second person`.
 * @param {string} field
 */
export function fieldWords(field) {
  const [, person = '1', own = field] = /^member\[(\d)\]\.(.+)$/.exec(field) ?? [];
  const label = labels.get(own) ?? capital(readable(own).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
  return person === '1' ? label : `${label} of the ${ordinals[Number(person)]} person`;
}

/**
 * Returns everything that a column may mean if a row names that many people, in groups.
 * @param {number} people
 */
export function fieldChoices(people) {
  /** @param {number} n @param {[name: string, label: string][]} own */
  const of = (n, own) => own.map(([name]) => `member[${n}].${name}`);
  const groups = [
    { label: 'Person', fields: of(1, ofName) },
    { label: 'Contact', fields: of(1, ofContact) },
    { label: 'Home', fields: ofHome.map(([name]) => name) },
  ];
  for (let n = 2; n <= Math.min(people, mostPeople); n++) {
    groups.push({ label: n === 2 ? 'Second owner' : `${capital(ordinals[n])} person`, fields: of(n, [...ofName, ...ofContact]) });
  }
  return groups;
}

/** @param {string} field */
export function personOf(field) {
  return Number(/^member\[(\d)\]/.exec(field)?.[1] ?? 1);
}
