// The third step: the person, and the page shown once they are invited.

import { html, nothing } from '../vendor/parts.js';
import { checkField, selectField, textField } from './fields.js';
import { handOver, isMailed, nextSteps, person } from './hand-over.js';
import { common } from './text/common.js';
import { invite } from './text/invite.js';
import { labels } from './text/labels.js';
import { householdRoleName, roleName } from './words.js';

/** @typedef {import('./invite.js').InviteMember} InviteMember */

/** @param {InviteMember} wizard */
export function memberStep(wizard) {
  const { draft, errors } = wizard;
  const household = draft.households.find(({ id }) => id === draft.household);
  const home = draft.householdMode === 'existing' ? household?.name : draft.householdName;
  return html`
    <p class="pair"><span>${common.home}</span> <strong dir="auto">${common.joined([draft.propertyLabel, home])}</strong></p>
    <div class="two">
      ${text(wizard, 'firstName', labels.firstName, { required: true, capitalize: 'words' })}
      ${text(wizard, 'lastName', labels.lastName, { required: true, capitalize: 'words' })}
    </div>
    ${text(wizard, 'email', labels.email, { type: 'email', inputmode: 'email', capitalize: 'none', required: true, ...wizard.mailQuestion.field(draft.member.email, (email) => wizard.edit((d) => (d.member.email = email), 'email')) })}
    ${text(wizard, 'phone', labels.phone, { type: 'tel', inputmode: 'tel', hint: invite.member.phoneHint })}
    <div class="two">
      ${selectField({
        id: 'member-householdRole',
        label: labels.householdRole,
        value: draft.householdRole,
        options: ['member', 'head'].map((role) => ({ value: role, label: householdRoleName(role) })),
        change: (role) => wizard.edit((d) => (d.householdRoleChosen = /** @type {'head'} */ (role)), 'householdRole'),
        error: errors.householdRole,
        hint: draft.householdRole === 'head' && draft.householdMode === 'existing' ? invite.member.headChanges : '',
      })}
      ${wizard.roles.length > 0
        ? selectField({
            id: 'member-role',
            label: common.communityRole,
            value: draft.role,
            options: [
              { value: '', label: wizard.defaultRole ? invite.member.defaultRole(roleName(wizard.defaultRole)) : labels.theDefault },
              ...wizard.roles.map(({ name }) => ({ value: name, label: roleName(name) })),
            ],
            change: (role) => wizard.edit((d) => (d.role = role), 'role'),
            error: errors.role,
          })
        : nothing}
    </div>
    ${checkField({
      id: 'member-send',
      label: invite.member.sendNow,
      checked: draft.send,
      change: (send) => wizard.edit((d) => (d.send = send)),
      hint: draft.send ? '' : invite.member.sendLater,
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
      <h3 tabindex="-1">${mailed ? invite.done.mailed : invite.done.notMailed}</h3>
      <dl class="facts">
        ${person(member)}
        <dt>${common.home}</dt>
        <dd dir="auto">${property.label}</dd>
        <dt>${labels.household}</dt>
        <dd dir="auto">${common.joined([household.name || labels.household, householdRoleName(member.householdRole)])}</dd>
      </dl>
      ${handOver(wizard.community, member, invitation)}
      <h4>${invite.done.next}</h4>
      <ul class="next">
        ${nextSteps(member, invitation, wizard.timeZone).map((text) => html`<li dir="auto">${text}</li>`)}
      </ul>
      <div class="foot">
        <div class="buttons">
          <button type="button" class="plain" @click=${() => wizard.another()}>${invite.done.another}</button>
          <button type="button" class="primary" @click=${() => wizard.leave()}>${common.close}</button>
        </div>
      </div>
    </div>
  `;
}
