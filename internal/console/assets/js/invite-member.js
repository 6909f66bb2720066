// The third step: the person, and the page shown once they are invited.

import { html, nothing } from '../vendor/parts.js';
import { checkField, selectField, textField } from './fields.js';
import { handOver, isMailed, nextSteps, person } from './hand-over.js';
import { householdRoleName, roleName } from './words.js';

/** @typedef {import('./invite.js').InviteMember} InviteMember */

/** @param {InviteMember} wizard */
export function memberStep(wizard) {
  const { draft, errors } = wizard;
  const household = draft.households.find(({ id }) => id === draft.household);
  const home = draft.householdMode === 'existing' ? household?.name : draft.householdName;
  return html`
    <p class="pair"><span>Home</span> <strong dir="auto">${[draft.propertyLabel, home].filter(Boolean).join(' · ')}</strong></p>
    <div class="two">
      ${text(wizard, 'firstName', 'First Name', { required: true, capitalize: 'words' })}
      ${text(wizard, 'lastName', 'Last Name', { required: true, capitalize: 'words' })}
    </div>
    ${text(wizard, 'email', 'Email', { type: 'email', inputmode: 'email', capitalize: 'none', required: true, ...wizard.mailQuestion.field(draft.member.email, (email) => wizard.edit((d) => (d.member.email = email), 'email')) })}
    ${text(wizard, 'phone', 'Phone Number', { type: 'tel', inputmode: 'tel', hint: 'Optional, but recommended' })}
    <div class="two">
      ${selectField({
        id: 'member-householdRole',
        label: 'Household Role',
        value: draft.householdRole,
        options: [
          { value: 'member', label: 'Member' },
          { value: 'head', label: 'Head of Household' },
        ],
        change: (role) => wizard.edit((d) => (d.householdRoleChosen = /** @type {'head'} */ (role)), 'householdRole'),
        error: errors.householdRole,
        hint: draft.householdRole === 'head' && draft.householdMode === 'existing' ? 'If there is a Head of Household already, they become a Member.' : '',
      })}
      ${wizard.roles.length > 0
        ? selectField({
            id: 'member-role',
            label: 'Community Role',
            value: draft.role,
            options: [
              { value: '', label: wizard.defaultRole ? `Default (${roleName(wizard.defaultRole)})` : 'The community’s default' },
              ...wizard.roles.map(({ name }) => ({ value: name, label: roleName(name) })),
            ],
            change: (role) => wizard.edit((d) => (d.role = role), 'role'),
            error: errors.role,
          })
        : nothing}
    </div>
    ${checkField({
      id: 'member-send',
      label: 'Send invitation immediately',
      checked: draft.send,
      change: (send) => wizard.edit((d) => (d.send = send)),
      hint: draft.send ? '' : 'No mail is sent now. You can send it later with Resend Invitations. The code works right away.',
    })}
  `;
}

/**
 * @param {InviteMember} wizard
 * @param {keyof import('./invite-draft.js').Draft['member']} name
 * @param {string} label
 * @param {Partial<import('./fields.js').Field>} more
 */
function text(wizard, name, label, more) {
  return textField({
    id: `member-${name}`,
    label,
    value: wizard.draft.member[name],
    change: (value) => wizard.edit((d) => (d.member[name] = value), name),
    error: wizard.errors[name],
    ...more,
  });
}

/** @param {InviteMember} wizard */
export function success(wizard) {
  const { member, invitation, property, household } = wizard.made;
  const mailed = isMailed(invitation);
  return html`
    <div class="done">
      <h3 tabindex="-1">${mailed ? 'The invitation is on its way' : 'The member is invited'}</h3>
      <dl class="facts">
        ${person(member)}
        <dt>Home</dt>
        <dd dir="auto">${property.label}</dd>
        <dt>Household</dt>
        <dd dir="auto">${[household.name || 'Household', householdRoleName(member.householdRole)].filter(Boolean).join(' · ')}</dd>
      </dl>
      ${handOver(wizard.community, member, invitation)}
      <h4>What happens next</h4>
      <ul class="next">
        ${nextSteps(member, invitation, wizard.timeZone).map((text) => html`<li dir="auto">${text}</li>`)}
      </ul>
      <div class="foot">
        <div class="buttons">
          <button type="button" class="plain" @click=${() => wizard.another()}>Invite Another</button>
          <button type="button" class="primary" @click=${() => wizard.leave()}>Close</button>
        </div>
      </div>
    </div>
  `;
}
