// What happens after an invitation, and how to hand over its code without a mail.

import { html, nothing } from '../vendor/parts.js';
import { phoneNumber } from './words.js';
import { whenHere, whenIn } from './zone.js';
import './copy-button.js';
import './print-letter.js';

/** @typedef {{code: string, expiresAt: string, delivery: {state: string}}} CodedInvitation */
/** @typedef {{id: string, firstName: string, lastName: string, email: string, phone?: string | null}} Invited */

/**
 * Returns the link that opens the activation page with email and code filled in.
 * Both are in the fragment, which no server sees. The mail's own link also carries
 * the proof of the mailbox, which only the mail may show.
 * @param {string} email
 * @param {string} code
 * @param {string} [origin]
 */
export function activationLink(email, code, origin = location.origin) {
  return `${origin}/activate#${new URLSearchParams({ email, code })}`;
}

/** @param {CodedInvitation} invitation */
export function isMailed({ delivery }) {
  return ['queued', 'sent', 'delivered'].includes(delivery.state);
}

/**
 * Returns what happens after an invitation, in sentences.
 * @param {Invited} member
 * @param {CodedInvitation} invitation
 * @param {string} timeZone of the community; '' if the inviter may not know it
 * @returns {string[]}
 */
export function nextSteps({ firstName, email }, invitation, timeZone) {
  const until = timeZone ? whenIn(invitation.expiresAt, timeZone) : whenHere(invitation.expiresAt);
  const activate = `Once ${firstName} chooses a password, the account is active.`;
  if (isMailed(invitation)) return [`The invitation is being mailed to ${email}. It’s good until ${until}.`, activate];
  if (['none', 'held'].includes(invitation.delivery.state)) {
    return [`No mail was sent. Resend Invitations under Pending sends it.`, `The code works right away, until ${until}; the first mail restarts that time.`, activate];
  }
  return [`The mail to ${email} can’t be sent. The code works until ${until}: hand it over yourself, or correct the email.`, activate];
}

/**
 * Draws the code, and the ways to hand it over.
 * @param {string} community
 * @param {Invited} member
 * @param {CodedInvitation} invitation
 */
export function handOver(community, member, invitation) {
  return html`
    <dl class="facts">
      <dt>Invite code</dt>
      <dd class="code"><code>${invitation.code}</code> <copy-button .value=${invitation.code}></copy-button></dd>
    </dl>
    <section class="hand-over" aria-label="Hand it over without a mail">
      <h4>Hand it over without a mail</h4>
      <p class="hint">The code belongs to <bdi>${member.firstName}</bdi> alone. Don’t give the link or the letter to anyone else.</p>
      <div class="buttons start">
        <copy-button .value=${activationLink(member.email, invitation.code)} .label=${'Copy link'}></copy-button>
        <print-letter .community=${community} .members=${[member.id]}></print-letter>
      </div>
    </section>
  `;
}

/**
 * Draws the name, email and phone of the invited person.
 * @param {Invited} member
 */
export function person({ firstName, lastName, email, phone }) {
  return html`
    <dt>Name</dt>
    <dd dir="auto">${`${firstName} ${lastName}`.trim()}</dd>
    <dt>Email</dt>
    <dd dir="auto">${email}</dd>
    ${phone === undefined ? nothing : html`<dt>Phone</dt><dd dir="auto">${phoneNumber(phone) || 'None'}</dd>`}
  `;
}
