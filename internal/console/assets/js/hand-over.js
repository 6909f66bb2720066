// What happens after an invitation, and how to hand over its code without a mail.

import { html, nothing } from '../vendor/parts.js';
import { common } from './text/common.js';
import { invite } from './text/invite.js';
import { labels } from './text/labels.js';
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
  const text = invite.done;
  const activates = text.activates(firstName);
  if (isMailed(invitation)) return [text.beingMailed(email, until), activates];
  if (['none', 'held'].includes(invitation.delivery.state)) return [text.noMail, text.codeWorks(until), activates];
  return [text.cannotMail(email, until), activates];
}

/**
 * Draws the code, and the ways to hand it over.
 * @param {string} community
 * @param {Invited} member
 * @param {CodedInvitation} invitation
 */
export function handOver(community, member, invitation) {
  const text = invite.handOver;
  return html`
    <dl class="facts">
      <dt>${labels.inviteCode}</dt>
      <dd class="code"><code>${invitation.code}</code> <copy-button .value=${invitation.code}></copy-button></dd>
    </dl>
    <section class="hand-over" aria-label=${text.title}>
      <h4>${text.title}</h4>
      <p class="hint">${text.alone(member.firstName)}</p>
      <div class="buttons start">
        <copy-button .value=${activationLink(member.email, invitation.code)} .label=${text.copyLink}></copy-button>
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
    <dt>${common.name}</dt>
    <dd dir="auto">${`${firstName} ${lastName}`.trim()}</dd>
    <dt>${labels.email}</dt>
    <dd dir="auto">${email}</dd>
    ${phone === undefined ? nothing : html`<dt>${invite.handOver.phone}</dt><dd dir="auto">${phoneNumber(phone) || common.none}</dd>`}
  `;
}
