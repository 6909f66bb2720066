import { html } from '../../vendor/parts.js';
import { plural } from '../count.js';
import { labels } from './labels.js';

const startWithFirst = 'Start with the first';

/** The groups of Needs attention. What its button says depends on whether a group is one person. */
export const attention = {
  label: 'What helps',
  correctEmail: {
    title: labels.correctEmail,
    why: 'Email to these addresses comes back. Once you enter another address, a new invitation goes out with a new code.',
    one: 'Correct it',
    many: startWithFirst,
  },
  resend: {
    title: 'Resend',
    why: 'The invitation expired, or its email didn’t get through. Resending it renews it.',
    one: 'Resend it',
    many: 'Resend to all of them',
  },
  ask: {
    title: 'Ask them, or print a letter',
    why: 'They marked our email as spam, so we’ve stopped sending it. Talk to them, or hand them their code on paper.',
    one: 'Select them',
    many: 'Select all of them',
  },
  inviteAgain: {
    title: 'Invite again, or let go',
    why: 'The invitation was revoked or declined. They get no email unless you invite them again.',
    one: 'Open it',
    many: startWithFirst,
  },
  showOnly: 'Show only these',
  showAll: 'Show everyone',
  /** @param {number} count @param {unknown} show */
  profiles: (count, show) => html`${plural(count, 'person has', 'people have')} no email of their own, so we can’t email them. ${show}`,
  showProfiles: 'Show them',
};
