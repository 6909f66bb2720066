// The words of roster imports: states, outcomes, columns, sending, undo.

import { importWords } from './text/import-words.js';
import { capital, readable } from './words.js';

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
  awaiting_upload: { label: importWords.states.awaiting_upload, tone: 'neutral', ended: false },
  queued: { label: importWords.states.queued, tone: 'neutral', ended: false },
  checking: { label: importWords.states.checking, tone: 'neutral', ended: false },
  ready: { label: importWords.states.ready, tone: 'warning', ended: true },
  importing: { label: importWords.states.importing, tone: 'neutral', ended: false },
  undoing: { label: importWords.states.undoing, tone: 'neutral', ended: false },
  completed: { label: importWords.states.completed, tone: 'success', ended: true },
  needs_attention: { label: importWords.states.needs_attention, tone: 'warning', ended: true },
  rejected: { label: importWords.states.rejected, tone: 'danger', ended: true },
  aborted: { label: importWords.states.aborted, tone: 'neutral', ended: true },
  undone: { label: importWords.states.undone, tone: 'neutral', ended: true },
  partly_undone: { label: importWords.states.partly_undone, tone: 'warning', ended: true },
  failed: { label: importWords.states.failed, tone: 'danger', ended: true },
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
  return job.mode === 'import' && job.questions?.length > 0 ? { ...state, label: importWords.waitsForAnswer } : state;
}

/**
 * The outcomes of an import's rows, in display order: what was done, what a plan
 * says, and the reason where the row itself does not give one.
 */
export const outcomes = [
  { value: 'created', label: importWords.outcomes.created, planned: importWords.planned.created, why: importWords.why.created, tone: 'success' },
  { value: 'updated', label: importWords.outcomes.updated, planned: importWords.planned.updated, why: importWords.why.updated, tone: 'success' },
  { value: 'unchanged', label: importWords.outcomes.unchanged, planned: importWords.planned.unchanged, why: importWords.why.unchanged, tone: 'neutral' },
  { value: 'skipped', label: importWords.outcomes.skipped, planned: importWords.planned.skipped, why: '', tone: 'neutral' },
  { value: 'attention', label: importWords.outcomes.attention, planned: importWords.planned.attention, why: '', tone: 'warning' },
  { value: 'failed', label: importWords.outcomes.failed, planned: importWords.planned.failed, why: '', tone: 'danger' },
  { value: 'no_person', label: importWords.outcomes.no_person, planned: importWords.planned.no_person, why: '', tone: 'neutral' },
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
  { value: 'reversed', label: importWords.undone.reversed, tone: 'success' },
  { value: 'kept', label: importWords.undone.kept, tone: 'neutral' },
  { value: 'failed', label: importWords.undone.failed, tone: 'danger' },
];

/** @type {Record<string, Word>} */
const sendings = {
  none: { label: '', tone: 'neutral' },
  held: { label: importWords.sendings.held, tone: 'warning' },
  waiting: { label: importWords.sendings.waiting, tone: 'neutral' },
  sending: { label: importWords.sendings.sending, tone: 'neutral' },
  stopped: { label: importWords.sendings.stopped, tone: 'danger' },
  sent: { label: importWords.sendings.sent, tone: 'success' },
};

/**
 * Returns how far an import's invitations are, in a word and a sentence.
 * @param {Sending} sending
 * @param {(time: string) => string} tell writes a time
 * @returns {Word & {text: string}}
 */
export function sendingWords(sending, tell) {
  const { state, held, queued, until, reason } = sending;
  const word = sendings[state] ?? { label: capital(readable(state)), tone: 'neutral' };
  switch (state) {
    case 'none':
      return queued > 0
        ? { ...sendings.sending, text: importWords.sendingFast }
        : { ...sendings.sent, text: '' };
    case 'held':
      return { ...word, text: importWords.held(held) };
    case 'waiting':
      return { ...word, text: waitingWords(sending, until ? tell(until) : '') };
    case 'sending':
      return { ...word, text: importWords.sendingFast };
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
  return bounces ? importWords.bounces(until) : importWords.nextWave(until);
}

/** @type {Record<string, Word>} */
const waves = {
  due: { label: importWords.waves.due, tone: 'neutral' },
  sending: { label: importWords.waves.sending, tone: 'neutral' },
  stopped: { label: importWords.waves.stopped, tone: 'danger' },
  done: { label: importWords.waves.done, tone: 'success' },
};

/** @param {Wave} wave */
export function waveState({ state, released }) {
  // The people it was for had been mailed some other way, or had left, before its turn came.
  if (state === 'done' && released === 0) return { label: importWords.nobodyLeft, tone: 'neutral' };
  return waves[state] ?? { label: capital(readable(state)), tone: 'neutral' };
}

/**
 * Returns whom a wave is for.
 * @param {Pick<Wave, 'area' | 'street' | 'lots' | 'role'>} wave
 */
export function waveWords(wave) {
  return importWords.wave(wave);
}

/**
 * Returns what an import is waiting for, in a few words; '' for nothing.
 * @param {RosterJob} job
 */
export function waitsFor({ state, questions, actions, reason, sending }) {
  if (questions?.length > 0) return importWords.questions(questions.length);
  if (state === 'ready') return reason && !actions?.includes('commit') ? importWords.columnsAsk : states.ready.label;
  if (sending?.state === 'stopped') return importWords.stoppedWith(sending.held);
  if (sending?.state === 'held') return importWords.heldBack(sending.held);
  return '';
}

/**
 * Returns the result of an import, or what its plan would do, in one sentence:
 * 568 will be invited, 67 need you, 5 stay as they are.
 * @param {RosterJob} job
 */
export function verdict({ state, counts, profiles, undo }) {
  if (undo && state !== 'undoing') return importWords.takenBack(undo.reversed, undo.kept + undo.failed);
  return importWords.verdict(state === 'ready', {
    invited: counts.created - profiles,
    profiles,
    updated: counts.updated,
    open: counts.attention + counts.failed,
    same: counts.unchanged + counts.skipped,
  });
}

const { name: ofName, contact: ofContact, home: ofHome } = importWords.fields;
const labels = new Map(Object.entries({ ...ofName, ...ofContact, ...ofHome, again: importWords.fields.again }));

/** The largest number of people that one row may name. */
export const mostPeople = 9;

/**
 * Returns what a column means: `member[2].email` → `Email of the second person`.
 * @param {string} field
 */
export function fieldWords(field) {
  const [, person = '1', own = field] = /^member\[(\d)\]\.(.+)$/.exec(field) ?? [];
  const label = labels.get(own) ?? capital(readable(own).replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
  return person === '1' ? label : importWords.fields.of(label, Number(person));
}

/**
 * Returns everything that a column may mean if a row names that many people, in groups.
 * @param {number} people
 */
export function fieldChoices(people) {
  /** @param {number} n @param {Record<string, string>} own */
  const of = (n, own) => Object.keys(own).map((name) => `member[${n}].${name}`);
  const groups = [
    { label: importWords.groups.person, fields: of(1, ofName) },
    { label: importWords.groups.contact, fields: of(1, ofContact) },
    { label: importWords.groups.home, fields: Object.keys(ofHome) },
  ];
  for (let n = 2; n <= Math.min(people, mostPeople); n++) {
    groups.push({ label: importWords.groups.other(n), fields: of(n, { ...ofName, ...ofContact }) });
  }
  return groups;
}

/** @param {string} field */
export function personOf(field) {
  return Number(/^member\[(\d)\]/.exec(field)?.[1] ?? 1);
}
