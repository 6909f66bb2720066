import { html } from '../../vendor/parts.js';

/** The rest of the household on My page, and the form to report what is wrong with the home. */
export const household = {
  /** @param {string} name @param {{head: boolean, joined: boolean}} is */
  person: (name, { head, joined }) =>
    html`<bdi>${name}</bdi>${head ? ', Head of Household' : ''}${joined ? '' : html` <span class="hint">(hasn’t joined yet)</span>`}`,
  /** @type {Record<string, (email: string, until: string) => unknown>} */
  states: {
    undeliverable: (email) => html`<bdi>${email}</bdi>: the email doesn’t arrive. Check the address with them, then withdraw this invitation and send one to the right address.`,
    expired: (email) => html`<bdi>${email}</bdi>: the invitation has expired. Resend it to renew it.`,
    sending: (email, until) => html`<bdi>${email}</bdi>: being sent. It works until ${until}.`,
    sent: (email, until) => html`<bdi>${email}</bdi>: invited. It works until ${until}.`,
  },

  invite: 'Invite someone to your household',
  emailHint: 'They get an email from your community that says you invited them, with a link to choose a password.',
  send: 'Send Invitation', // as in invite.send, which is loaded with the wizard
  /** As in members.invited.one, which a resident does not need. @param {string} name */
  invited: (name) => `${name} has been invited.`,

  resend: 'Resend', // as in members.resend.yes, which a resident does not need
  /** @param {string} name */
  resent: (name) => `The invitation is on its way to ${name} again.`,
  /** @param {string} name @param {string} why */
  notResent: (name, why) => `Not sent again. ${name}: ${why}.`,

  withdraw: {
    label: 'Withdraw',
    title: 'Withdraw the invitation?',
    /** @param {string} name */
    text: (name) => `${name} can’t use it anymore. You can invite them again later.`,
    /** @param {string} name */
    done: (name) => `${name}’s invitation has been withdrawn.`,
  },

  correction: {
    title: 'Something wrong with your home?',
    label: 'What should be corrected?',
    hint: 'For example, “We live in Unit 3, not Unit 2.” Your community’s administrators read it.',
    send: 'Send',
    missing: 'Tell us what should be corrected.',
    sent: 'Your note has been sent to your community’s administrators.',
  },
};
