import { html } from '../../vendor/parts.js';
import { counted, plural } from '../count.js';

/** The review of an import: its questions, and what its columns mean. */
export const review = {
  questions: {
    /** @param {number} number @param {number} count */
    title: (number, count) => (count === 1 ? 'One question' : `Question ${number} of ${count}`),
    hint: 'Nobody is invited until you answer. We’ll remember your answer for the next file with these headings.',
    /** @param {string[]} samples */
    examples: (samples) => html`For example: ${samples.map((sample, n) => html`${n > 0 ? ', ' : ''}<span dir="auto">“${sample}”</span>`)}`,
    everywhere: 'Remember this for every community',
    everywhereHint: 'Files with these headings are then read this way wherever a community hasn’t said otherwise.',
    back: 'Back', // to the question before
    next: 'Next question',
    answer: 'Answer',
    answerAndImport: 'Answer and import',
  },

  columns: {
    title: 'Columns',
    hint: 'Each column shows what we take it for. Fix anything that’s wrong. The next file with these headings will be read the same way.',
    moved: 'Check again reads the columns of this sheet and header row.',
    rows: 'The first rows of the file',
    shared: 'Two people with one email',
    sharedHint: 'The first person in the file is invited. Without sign-in means the other’s name, phone, and home are added, but they get no email. You can add an email later.',
    sharedAttention: 'The second needs attention',
    sharedProfile: 'Add the second without sign-in',
    /** @param {boolean} columns whether the columns were changed, not only the handling of a shared email */
    stale: (columns) => `${columns ? 'The columns were changed.' : 'How a shared email is handled was changed.'} Check again makes a new plan; until then, you can’t commit.`,
    check: 'Check again',
    discard: 'Discard the changes',
    sheet: 'Sheet',
    headerRow: 'Header row',
    headerHint: 'The row with the headings. Enter 0 if there is none, or leave it blank to find it automatically.',
    headerWrong: 'Enter a row number.',
    notShown: 'Not shown',
    secret: 'Never read: it looks like passwords.',
    /** @param {string} column */
    meaning: (column) => `Meaning of ${column}`,
    notNeeded: 'Not needed',
    notUsed: 'Not used',
    /** @param {string} other a column */
    taken: (other) => `“${other}” already means this.`,
    changed: 'Changed',
    /** @type {Record<string, string>} who said what a column means */
    sources: {
      suggested: 'Suggested',
      layout: 'Known export',
      saved: 'Saved',
      support: 'Support', // member.history.actors is loaded with the panel alone
      chosen: 'Chosen',
    },
  },

  detected: {
    title: 'What was detected',
    file: 'File',
    /** @param {string} name @param {string} size */
    fileOf: (name, size) => `${name} (${size})`,
    format: 'Format',
    xlsx: 'Spreadsheet (XLSX)',
    csv: 'Delimited text (CSV)',
    encoding: 'Encoding',
    delimiter: 'Delimiter',
    /** @type {Record<string, string>} */
    delimiters: { ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Pipe' },
    inFile: 'In the file',
    takenAs: 'Taken as',
    /** @param {string | undefined} why */
    ignored: (why) => `Ignored${why ? `: ${why}` : ''}`,
    /** @param {string} letters */
    column: (letters) => `Column ${letters}`,
    /** @param {number} count */
    bytes: (count) => plural(count, 'byte'),
    /** @param {number} count */
    kilobytes: (count) => `${counted(count)} kB`,
    /** @param {number} count */
    megabytes: (count) => `${count.toFixed(1)} MB`,
  },
};
