// API answers about imports in every state, for tests of how each is shown. What
// is not given is as for a roster of six rows.

const noon = '2026-03-22T19:00:00Z';

/** @param {Record<string, number>} counts */
export function countsOf(counts) {
  const all = { created: 0, updated: 0, unchanged: 0, skipped: 0, attention: 0, failed: 0, ...counts };
  return { ...all, total: Object.values(all).reduce((sum, count) => sum + count, 0) };
}

/** @param {Record<string, any>} [sending] */
export function sendingOf(sending = {}) {
  return { state: 'none', held: 0, queued: 0, sent: 0, delivered: 0, bounced: 0, until: null, reason: '', waves: [], ...sending };
}

/** @param {Record<string, any>} wave */
export function waveOf(wave) {
  return { number: 1, at: null, street: '', lots: null, role: '', state: 'done', released: 0, ...wave };
}

const columns = [
  { index: 1, header: 'Full Name', field: 'member[1].fullName', samples: ['Ivy Lane', 'Birch, Ian', 'Cedar Holdings LLC'], source: 'suggested' },
  { index: 2, header: 'Address', field: 'property.address', samples: ['12 Cedar Street', 'Lot 14', 'L-15'], source: 'saved' },
  { index: 3, header: 'E-mial', field: 'member[1].email', samples: ['ivy@example.com', 'ian.birch.of.the.long.local.part@example.com'], source: 'suggested', why: 'looks like a misspelling of “email”' },
  { index: 4, header: 'Contact', field: 'member[1].phone', samples: ['(202) 555-0110'], source: 'chosen' },
  { index: 5, header: 'Pet', field: '', samples: ['cat', 'dog'], source: 'suggested', why: 'not needed for an import' },
  { index: 6, header: 'Password', field: '', samples: [], secret: true, source: 'suggested', why: 'looks like a secret' },
].map((column) => ({ ignored: !column.field, secret: false, ...column }));

const first = [
  { number: 4, cells: ['Birch, Ian', '12 Cedar Street', 'ian.birch.of.the.long.local.part@example.com', '(202) 555-0110', 'cat', ''] },
  { number: 5, cells: ['Ivy Lane', 'Lot 14', 'ivy@example.com', '', 'dog', ''] },
];

/** The people whom a release would mail. */
export const held = { count: 3, complete: true, areas: [{ name: 'Juniper Ct', count: 2 }, { name: 'Lots', count: 1 }], roles: [{ name: 'head', count: 2 }, { name: 'member', count: 1 }], lots: 1 };

const inWork = ['awaiting_upload', 'queued', 'checking', 'ready', 'importing', 'rejected'];

/** @param {Record<string, any>} [change] */
export function jobOf(change = {}) {
  return {
    id: 'i1',
    state: 'completed',
    mode: 'review',
    send: 'now',
    actions: [],
    file: { name: 'spring-roster.csv', key: 'rosters/maple-grove/uploads/i1/spring-roster.csv', size: 48_213 },
    detected: { format: 'csv', encoding: 'Windows-1252', delimiter: ';', headerRow: 3, rows: 6, columns, first, warnings: ['2 rows above the headings were taken as a title.'] },
    mapping: { headerRow: 3, columns: columns.filter(({ secret }) => !secret).map(({ index, header, field }) => ({ index, header, field })) },
    counts: countsOf({ created: 3, updated: 1, skipped: 1, attention: 1 }),
    profiles: 0,
    sharedEmail: 'attention',
    report: inWork.includes(change.state) ? 'none' : 'done',
    corrections: { count: 0, most: 500, revision: 0 },
    renewing: false,
    progress: { total: 6, done: 6, at: noon },
    sending: sendingOf(),
    undo: null,
    undoUntil: null,
    by: { kind: 'account', id: 'a1' },
    createdAt: noon,
    finishedAt: noon,
    ...change,
  };
}

/** @type {any[]} */
export const rows = [
  { row: 4, person: 1, name: 'Ian Birch', email: 'ian.birch.of.the.long.local.part@example.com', home: '12 Cedar St, Mesa, AZ 85201', mail: 'delivered', cells: [], result: 'created', code: '', column: '', value: '', message: '', member: 'm1', notes: [], sources: [{ field: 'name', column: 'Full Name', cell: 'A4', from: 'Birch, Ian', to: 'Ian Birch' }, { field: 'email', column: 'E-mail', cell: 'C4', from: '', to: '' }], undo: null },
  { row: 5, person: 1, result: 'updated', code: '', column: '', value: '', message: 'The phone number is filled.', member: 'm2', notes: [], undo: null },
  { row: 6, person: 1, result: 'skipped', code: 'already_active', column: '', value: '', message: 'Already an active member, so nothing was changed.', member: 'm3', notes: [], undo: null },
  { row: 7, person: 1, cells: [{ column: 1, heading: 'Full Name', cell: 'A7', value: 'Cedar Holdings LLC', corrected: true, was: 'Cedar Holdings' }], result: 'attention', code: 'not_a_person', column: 'Full Name', value: 'Cedar Holdings LLC', message: 'A company or trust cannot be invited; name the person who acts for it.', member: '', notes: [], undo: null },
];

const undone = [
  { ...rows[0], undo: { result: 'reversed', code: '', message: '' } },
  { ...rows[1], name: 'Ivy Lane', email: 'ivy@example.com', home: 'Lot 14', mail: 'delivered', undo: { result: 'kept', code: 'edited', message: 'Edited since: the phone number was changed.' } },
  { ...rows[2], name: 'Omar Haddad', email: 'omar@example.com', home: 'Lot 15', mail: 'active', result: 'created', code: '', message: '', undo: { result: 'kept', code: 'activated', message: 'Activated since.' } },
  { ...rows[3], name: 'Nora Finch', email: 'nora@example.com', home: 'Lot 16', mail: 'delivered', member: 'm4', cells: [], result: 'created', code: '', column: '', value: '', message: '', undo: { result: 'failed', code: 'not_written', message: 'The table did not answer.' } },
];

const sent = { state: 'sent', sent: 812, delivered: 796, bounced: 14 };
const mailed = { counts: countsOf({ created: 800, attention: 12 }), undoUntil: '2026-04-21T19:00:00Z' };

/** Every state in which an import is shown: a name, the import, its rows. @type {[string, any, any[]][]} */
export const states = [
  ['waiting for its file', jobOf({ state: 'awaiting_upload', detected: null, mapping: null, counts: countsOf({}), progress: { total: 0, done: 0, at: null }, actions: ['abort'], finishedAt: null }), []],
  ['queued', jobOf({ state: 'queued', detected: null, mapping: null, counts: countsOf({}), progress: { total: 0, done: 0, at: null }, actions: ['abort'], finishedAt: null }), []],
  ['checking', jobOf({ state: 'checking', counts: countsOf({ created: 2 }), progress: { total: 6, done: 2, at: noon }, actions: ['abort'], finishedAt: null }), []],
  ['ready with a plan', jobOf({ state: 'ready', actions: ['mapping', 'correct', 'commit', 'abort'], finishedAt: null }), rows],
  [
    'ready without an email column',
    jobOf({ state: 'ready', actions: ['mapping', 'abort'], counts: countsOf({}), finishedAt: null, reason: 'No column was found for Email; the headings are: Full Name, Address, E-mial, Contact. Say below which one it is.' }),
    [],
  ],
  [
    'ready with several sheets',
    jobOf({
      state: 'ready',
      actions: ['mapping', 'correct', 'commit', 'abort'],
      finishedAt: null,
      detected: { format: 'xlsx', sheet: 'Residents', sheets: ['Residents', 'Board', 'Former residents of the years before 2020'], headerRow: 1, rows: 6, columns, warnings: [] },
      mapping: { sheet: 'Residents', headerRow: 1, columns: [] },
    }),
    rows,
  ],
  ['importing', jobOf({ state: 'importing', progress: { total: 6, done: 4, at: noon }, actions: ['abort'], finishedAt: null }), []],
  ['rejected', jobOf({ state: 'rejected', detected: null, mapping: null, counts: countsOf({}), reason: 'The file is an old Excel workbook (.xls). Save it as XLSX or CSV and send that.' }), []],
  ['failed', jobOf({ state: 'failed', actions: ['undo'], reason: 'The file could not be read to its end.' }), rows],
  ['aborted', jobOf({ state: 'aborted', actions: ['undo'] }), rows],
  ['with held invitations', jobOf({ ...mailed, state: 'needs_attention', actions: ['undo', 'release'], sending: sendingOf({ state: 'held', held: 812 }) }), rows],
  [
    'waiting for bounces',
    jobOf({ ...mailed, actions: ['undo', 'abort'], sending: sendingOf({ state: 'waiting', held: 712, sent: 100, delivered: 98, bounced: 2, until: '2026-03-22T19:10:00Z', waves: [waveOf({ state: 'sending', at: noon, released: 100 })] }) }),
    rows,
  ],
  [
    'waiting for a date',
    jobOf({ ...mailed, actions: ['undo', 'abort', 'release'], sending: sendingOf({ state: 'waiting', held: 700, sent: 112, delivered: 112, until: '2026-03-25T16:00:00Z', waves: [waveOf({ street: 'Juniper Ct', released: 112 }), waveOf({ number: 2, state: 'due', at: '2026-03-25T16:00:00Z', lots: { from: 1, to: 40 }, role: 'head' })] }) }),
    rows,
  ],
  ['sending', jobOf({ ...mailed, actions: ['abort'], sending: sendingOf({ state: 'sending', held: 300, queued: 50, sent: 462, delivered: 440, bounced: 6, waves: [waveOf({ state: 'sending', released: 512 })] }) }), rows],
  [
    'stopped by bounces',
    jobOf({ ...mailed, actions: ['undo', 'release'], sending: sendingOf({ state: 'stopped', held: 712, sent: 100, delivered: 90, bounced: 9, reason: '9 of 100 emails came back; correct the addresses, then release the rest.', waves: [waveOf({ state: 'stopped', released: 100 })] }) }),
    rows,
  ],
  ['sent', jobOf({ ...mailed, actions: ['undo'], sending: sendingOf({ ...sent, waves: [waveOf({ released: 812 })] }) }), rows],
  ['being undone', jobOf({ state: 'undoing', undo: { reversed: 2, kept: 0, failed: 0, done: 3, at: null }, finishedAt: null }), []],
  ['undone', jobOf({ state: 'undone', undo: { reversed: 4, kept: 0, failed: 0, done: 6, at: noon } }), undone.slice(0, 1)],
  ['partly undone', jobOf({ state: 'partly_undone', actions: ['undo'], undo: { reversed: 1, kept: 2, failed: 1, done: 6, at: noon }, undoUntil: '2026-04-21T19:00:00Z' }), undone],
];
