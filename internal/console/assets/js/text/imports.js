import { html } from '../../vendor/parts.js';
import { plural } from '../count.js';

/** The page Imports: the list and the upload. */
export const imports = {
  /** @param {unknown} guide a link */
  bySupport: (guide) => html`Support imports rosters for you. ${guide}`,
  empty: {
    title: 'No rosters imported yet',
    staff: 'Drop the first file above.',
    others: 'What Support imports for you shows up here.',
  },
  /** @param {number} count @param {boolean} paged whether there are more pages */
  waiting: (count, paged) => `${plural(count, 'import')} ${paged ? 'on this page ' : ''}${count === 1 ? 'waits' : 'wait'} for you.`,

  upload: {
    label: 'Upload a roster',
    drop: html`<strong>Drop a roster here</strong>, or choose it from your computer.`,
    hint: 'CSV or spreadsheet (XLSX), up to 10 MB and 50,000 rows. Nobody is invited before you say so.',
    choose: 'Choose a file',
    chooseOther: 'Choose another file',
    mode: 'What to do with it',
    review: { label: 'Review first', hint: 'You see what will happen to each person and can fix what’s wrong. Nothing happens until you commit.' },
    import: { label: 'Import at once', hint: 'Every row that is clear is imported right away. The others come back in a fix file.' },
    send: 'Invitations', // when those of this roster go out
    now: {
      label: 'Send invitations now',
      /** @param {boolean} review */
      hint: (review) => (review ? 'They go out once you commit. We’ll ask you again then.' : 'They go out as rows are imported. If the file is large, they go out once all of it is in.'),
    },
    hold: { label: 'Hold them', hint: 'Nobody gets an email until you release the invitations, all at once or in waves.' },
    /** @param {boolean} review */
    begin: (review) => (review ? 'Upload and review' : 'Upload and import'),
    /** @param {string} file */
    uploading: (file) => html`Uploading <strong dir="auto">${file}</strong> …`,
    progress: 'Upload',
    oneFile: 'Drop one file at a time.',
    isEmpty: 'This file is empty. Save the list again, then choose it here.',
    isLarge: 'This file is larger than 10 MB. Split it into parts and upload them one by one.',
    /** @param {string} ending */
    isOther: (ending) => `This is a .${ending} file, which can’t be read here. Save the list as XLSX or CSV, then choose that.`,
    refused: 'The upload didn’t go through. Choose the file again and upload it once more.',
  },
};
