// The first step: which home.

import { html, nothing } from '../vendor/parts.js';
import { radioField, textField } from './fields.js';
import { streetFields } from './invite-draft.js';
import './property-picker.js';

/** @typedef {import('./invite.js').InviteMember} InviteMember */
/** @typedef {import('./invite-draft.js').Draft} Draft */

/** @type {Record<string, string>} */
const labels = { street: 'Street', unit: 'Apt/Unit', city: 'City', state: 'State', zip: 'ZIP', lot: 'Lot Number' };

/** @param {InviteMember} wizard */
export function propertyStep(wizard) {
  const { draft, noProperties } = wizard;
  return html`
    ${radioField({
      id: 'property-mode',
      legend: 'Property',
      quiet: true,
      value: draft.mode,
      options: [
        {
          value: 'existing',
          label: 'Use Existing Property',
          disabled: noProperties,
          hint: noProperties ? 'There are no properties yet. Create the first one.' : '',
        },
        { value: 'new', label: 'Create New Property' },
      ],
      change: (mode) => wizard.edit((d) => (d.mode = /** @type {'new'} */ (mode))),
    })}
    ${draft.mode === 'existing' ? existing(wizard) : created(wizard)}
  `;
}

/** @param {InviteMember} wizard */
function existing(wizard) {
  return html`
    <property-picker
      .community=${wizard.community}
      .value=${wizard.draft.chosen}
      .error=${wizard.errors.chosen ?? ''}
      @chosen=${(/** @type {CustomEvent} */ event) => wizard.edit((d) => (d.chosen = event.detail), 'chosen')}
    ></property-picker>
  `;
}

/** @param {InviteMember} wizard */
function created(wizard) {
  return html`
    ${radioField({
      id: 'property-kind',
      legend: 'Kind of address',
      quiet: true,
      value: wizard.draft.kind,
      options: [
        { value: 'street', label: 'Street Address' },
        { value: 'lot', label: 'Lot Number' },
      ],
      change: (kind) => wizard.edit((d) => (d.kind = /** @type {'lot'} */ (kind))),
    })}
    ${wizard.draft.kind === 'street' ? street(wizard) : lot(wizard)}
  `;
}

/** @param {InviteMember} wizard */
function street(wizard) {
  const answer = wizard.draft.validated;
  return html`
    <div class="address" @keydown=${(/** @type {KeyboardEvent} */ event) => enter(event, wizard)}>
      ${field(wizard, 'street', 'street', { autocomplete: 'off', required: true })} ${field(wizard, 'street', 'unit')} ${place(wizard, 'street')}
    </div>
    <button
      type="button"
      class="plain ${wizard.errors.validate ? 'needed' : ''}"
      aria-describedby=${wizard.errors.validate ? 'validate-error' : nothing}
      aria-disabled=${wizard.busy ? 'true' : 'false'}
      @click=${() => wizard.validateAddress()}
    >
      Validate Address
    </button>
    ${wizard.errors.validate ? html`<p class="wrong" id="validate-error">${wizard.errors.validate}</p>` : nothing}
    <div role="status">${answer ? comparison(wizard.draft) : nothing}</div>
  `;
}

/**
 * Enter in an address field does what comes next: validate, then go on.
 * @param {KeyboardEvent} event
 * @param {InviteMember} wizard
 */
function enter(event, wizard) {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement) || wizard.draft.validated) return;
  event.preventDefault();
  wizard.validateAddress();
}

/** @param {InviteMember} wizard */
function lot(wizard) {
  return html`
    <div class="address">
      ${field(wizard, 'lot', 'lot', { required: true })} ${field(wizard, 'lot', 'unit')} ${place(wizard, 'lot')}
    </div>
  `;
}

/**
 * @param {InviteMember} wizard
 * @param {'street' | 'lot'} kind
 */
function place(wizard, kind) {
  return html`
    ${field(wizard, kind, 'city')} ${field(wizard, kind, 'state', { maxlength: 20 })}
    ${field(wizard, kind, 'zip', { inputmode: 'numeric', maxlength: 10 })}
  `;
}

/**
 * @param {InviteMember} wizard
 * @param {'street' | 'lot'} kind
 * @param {string} name
 * @param {Partial<import('./fields.js').Field>} [more]
 */
function field(wizard, kind, name, more = {}) {
  const values = /** @type {Record<string, string>} */ (wizard.draft[kind]);
  return html`<div class="part ${name}">
    ${textField({
      id: `property-${name}`,
      label: labels[name],
      value: values[name],
      change: (value) =>
        wizard.edit((d) => {
          /** @type {Record<string, string>} */ (d[kind])[name] = value;
        }, name),
      error: wizard.errors[name],
      hint: name === 'unit' ? 'Optional' : '',
      ...more,
    })}
  </div>`;
}

/**
 * What was typed beside its standard form, with what changed marked.
 * @param {Draft} draft
 */
function comparison(draft) {
  const answer = draft.validated;
  if (!answer) return nothing;
  const typed = draft.street;
  const standard = answer.standard;
  const rows = streetFields.filter((name) => typed[name] || standard[name]);
  const changed = rows.filter((name) => (standard[name] ?? '') !== typed[name]);
  return html`
    <table class="compare">
      <caption>${changed.length > 0 ? 'The address in its standard form' : 'The address is already in standard form'}</caption>
      <thead>
        <tr><td></td><th scope="col">You typed</th><th scope="col">Standard form</th></tr>
      </thead>
      <tbody>
        ${rows.map(
          (name) => html`
            <tr>
              <th scope="row">${labels[name]}</th>
              <td dir="auto">${typed[name]}</td>
              <td dir="auto">${changed.includes(name) ? html`<mark>${standard[name] || 'none'}</mark><span class="unseen"> (changed)</span>` : standard[name]}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
    ${answer.warnings?.length ? html`<ul class="notice warning">${answer.warnings.map((warning) => html`<li>${text(warning)}</li>`)}</ul>` : nothing}
    ${answer.property
      ? html`<p class="notice neutral">The community already has this property. <strong>Next</strong> uses it.</p>`
      : html`<p class="hint"><strong>Next</strong> takes the standard form.</p>`}
  `;
}

/** @param {any} warning */
function text(warning) {
  return typeof warning === 'string' ? warning : (warning.message ?? warning.code ?? '');
}

/**
 * What keeps the first step from being left.
 * @param {Draft} draft
 * @returns {Record<string, string>}
 */
export function addressErrors(draft) {
  if (draft.mode === 'existing') return draft.chosen ? {} : { chosen: 'Choose a property from the list.' };
  if (draft.kind === 'lot') return draft.lot.lot.trim() ? {} : { lot: 'Enter the lot.' };
  if (!draft.street.street.trim()) return { street: 'Enter the street with its number.' };
  return draft.validated ? {} : { validate: 'Validate the address first.' };
}
