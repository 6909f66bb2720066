import { html } from '../../vendor/parts.js';
import { counted, plural } from '../count.js';

/** @param {number} count */
const people = (count) => plural(count, 'person', 'people');

/** @param {number} residents @param {boolean} now */
const invited = (residents, now) => {
  if (residents === 0) return 'Nobody new is invited.';
  const who = plural(residents, 'resident');
  return now ? `${who} will be invited now.` : `${who} will be created; the invitations are held.`;
};

/** @param {number} queued */
const goingOut = (queued) => (queued > 0 ? ` ${plural(queued, 'email')} already on ${queued === 1 ? 'its' : 'their'} way still ${queued === 1 ? 'goes' : 'go'} out.` : '');

/** @param {number} held */
const heldBack = (held) =>
  held > 0
    ? `${plural(held, 'invitation')} not sent yet ${held === 1 ? 'is' : 'are'} held until you release ${held === 1 ? 'it' : 'them'}.`
    : 'Anything not sent yet is held until you release it.';

/** One roster import: its state, its rows, its mails, and what Support does with it. */
export const rosterImport = {
  title: 'Import', // until the file’s name is known; elsewhere it says who did something
  renewing: 'Your correction is saved. The plan is being updated …',
  /** @param {string} verdict */
  verdict: (verdict) => `${verdict}.`,
  plan: 'The plan',
  rowsTitle: 'Rows',
  oneMoment: 'One moment …', // on buttons; invite.oneMoment is loaded with the wizard alone
  goOn: 'Keep going',
  stopSending: 'Stop sending',
  invitations: 'Invitations', // of one import; preferences.invitations.title is about all of them

  explanation: {
    commit: 'Nothing is saved and nobody gets an email until you commit. Below is what will happen to each person.',
    support: 'Support will look over the plan and commit it. Nothing is saved yet, and nobody has been emailed.',
    kept: 'The list says why they stay.',
    aborted: 'What was done before then stays.',
  },
  again: 'Correct the file, then try again here. Your choices are kept.',

  actions: {
    commit: 'Commit',
    report: 'Download the report',
    fix: 'Download the fix file',
    undo: 'Undo',
    undoAgain: 'Undo again',
    abort: 'Abort',
    release: 'Release',
  },

  progress: {
    label: 'Progress', // of one import; communities.progress is about a community
    /** @param {number} done @param {number} total */
    rows: (done, total) => `${counted(done)} of ${plural(total, 'row')}`,
    unknown: 'Rows are counted once the file is read.',
  },

  abort: {
    title: 'Abort this import?',
    /** @param {number} done */
    importing: (done) =>
      `What was done so far (${plural(done, 'row')}) stays: residents remain invited, and emails already sent stay sent. The other rows are not imported. Undo can take back what was done.`,
    unsaved: 'Nothing has been saved yet, so nothing stays. You can upload the file again anytime.',
    yes: 'Abort the import',
  },
  stop: {
    title: 'Stop sending?',
    /** @param {number} queued @param {number} held */
    text: (queued, held) => `Emails already sent stay sent, and their codes work.${goingOut(queued)} ${heldBack(held)}`,
  },

  commit: {
    title: 'Commit this import',
    /** What will be done. @param {number} residents @param {boolean} now @param {number} profiles @param {number} updated */
    what: (residents, now, profiles, updated) =>
      html`<strong>${invited(residents, now)}</strong> ${profiles > 0 ? `${plural(profiles, 'resident')} ${profiles === 1 ? 'is' : 'are'} entered without sign-in.` : ''} ${updated > 0 ? `Blanks are filled for ${people(updated)}.` : ''}`,
    /** @param {number} left */
    left: (left) =>
      left === 1
        ? '1 person needs attention and is not imported. You get the row back in a fix file.'
        : `${counted(left)} people need attention and are not imported. You get their rows back in a fix file.`,
    nowHint: 'The first 100 go out right away. The rest follow after 10 minutes if few of those bounce.',
    promise: 'We’ll do exactly what the plan says. If a member or home has changed since, that row is left for you to check.',
  },

  undo: {
    title: 'Undo this import',
    text: 'Undo removes the residents, households, and properties this import added, and clears what it filled in.',
    stays: 'Anyone who has activated or been edited since stays. The list will say who and why.',
    invitations: 'Their invitations end: codes stop working, and emails not sent yet are canceled.',
    afterward: 'You can import the file again afterward.',
    /** @param {boolean} again @param {string} until '' if there is no limit */
    repeat: (again, until) => html`
      ${again ? 'We’ll look again at anyone who stayed before.' : 'You can repeat it if anything is left.'}
      ${until ? html`It is possible until <strong>${until}</strong>.` : ''}
    `,
    yes: 'Undo the import',
  },

  rows: {
    byPlan: 'People by what will happen',
    byOutcome: 'People by outcome',
    everybody: 'Everybody',
    nobody: 'Nobody.',
    row: 'Row',
    person: 'Person',
    planned: 'What will happen',
    outcome: 'Outcome',
    why: 'Why',
    whatAndWhy: 'What and why',
    /** @param {number} row */
    number: (row) => html`<span class="unseen">Row </span>${row}`,
    /** @param {string} name */
    open: (name) => `Open the member ${name}`,
    removed: 'Removed', // a standing here; member.facts.removed is loaded with the panel alone
    /** @param {string} state */
    mail: (state) => `Email: ${state}`,
    /** @param {string | undefined} column */
    column: (column) => (column ? `${column}:` : ''),
    sources: 'Where this comes from',
    /** @param {string} field @param {string} column @param {string} cell @param {boolean} byHand @param {string} from '' if it is as in the file @param {string} to */
    source: (field, column, cell, byHand, from, to) =>
      html`${field}: ${column} (${cell})${byHand ? ', corrected by hand' : ''}${from ? html`, <bdi>${from}</bdi> → <bdi>${to}</bdi>` : ''}`,
  },

  cells: {
    /** @param {boolean} busy @param {number} row */
    save: (busy, row) => html`${busy ? 'One moment …' : 'Save'}<span class="unseen"> row ${row}</span>`,
    /** @param {number} row */
    asInFile: (row) => html`As in the file<span class="unseen">, row ${row}</span>`,
    saved: 'Saved. The plan is being updated.',
    /** @param {string} heading @param {string} place */
    label: (heading, place) => html`${heading} <span class="hint">(${place})</span>`,
    /** @param {string} was '' for a blank */
    corrected: (was) => html`Corrected by hand. In the file: <bdi>${was || 'blank'}</bdi>`,
    stale: 'Someone else corrected this file in the meantime. What you typed is still here: check it and save again.',
  },

  sending: {
    /** @param {number} sent @param {number} all */
    share: (sent, all) => `${counted(sent)} of ${plural(all, 'invitation')} sent`,
    progress: 'Invitations sent',
    held: 'Held',
    queued: 'On their way',
    waves: 'Waves',
    wave: 'Wave', // a column; members.filters.wave is a filter
    who: 'Who',
    when: 'When',
    state: 'State', // how far a wave is; labels.state is part of an address
    released: 'Released',
    /** @param {number} number */
    number: (number) => html`<span class="narrow-only">Wave </span>${number}`,
    atOnce: 'At once',
    /** @param {number} count */
    count: (count) => html`${counted(count)}<span class="narrow-only"> released</span>`,
  },

  release: {
    title: 'Release invitations',
    who: 'Who gets an email',
    /** @param {number} held 0 if it isn’t known */
    all: (held) => (held > 0 ? `Everybody held (${plural(held, 'invitation')})` : 'Everybody held'),
    some: 'Only some',
    when: 'When', // a question; sending.when is a column
    now: 'Now',
    later: 'At a date and time',
    filters: 'Everyone who matches all of these',
    area: 'Street or section', // as in members.filters, which is loaded with its list alone
    anyArea: 'Every street and section',
    from: 'From lot',
    to: 'To lot',
    anyRole: 'Any role',
    /** @param {string} name @param {number} count */
    option: (name, count) => `${name} (${counted(count)})`,
    at: 'Date and time',
    /** @param {string} zone */
    atHint: (zone) => `In the community’s time zone, ${zone}.`,
    counting: 'Counting …',
    noMatch: 'No held invitation matches. Choose another street, lot, or role.',
    /** @param {number} count @param {boolean} complete whether there are no more than counted @param {boolean} later */
    mails: (count, complete, later) => html`This emails <strong>${complete ? '' : 'at least '}${people(count)}</strong>${later ? ', as of now' : ''}.`,
    lotsByNumber: 'Enter lots by number.',
    lotsSwapped: 'The first lot comes after the last.',
    chooseWho: 'Choose who gets an email: a street, lots, or a role.',
    chooseTime: 'Choose a date and time.',
    past: 'That time has already passed.',
    /** @param {number} before @param {number} now */
    changed: (before, now) => `It was ${people(before)} when you looked. Now it’s ${counted(now)}. Check the number, then release again.`,
  },
};
