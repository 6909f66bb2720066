// The first step: the home.

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
      .creates=${true}
      @chosen=${(/** @type {CustomEvent} */ event) => wizard.edit((d) => (d.chosen = event.detail), 'chosen')}
      @create=${(/** @type {CustomEvent} */ event) => wizard.createProperty(event.detail)}
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
    <div class="address">
      ${field(wizard, 'street', 'street', { autocomplete: 'off', required: true })} ${field(wizard, 'street', 'unit')} ${wizard.places.street.render()}
    </div>
    <button type="button" class="plain" aria-disabled=${wizard.busy ? 'true' : 'false'} @click=${() => wizard.validateAddress()}>Validate Address</button>
    <div role="status" class="standard">
      ${answer ? comparison(wizard.draft) : wizard.draft.outdated ? html`<p class="hint">You changed the address. Validate it again; <strong>Next</strong> does that, too.</p>` : nothing}
    </div>
  `;
}

/** @param {InviteMember} wizard */
function lot(wizard) {
  return html`
    <div class="address">
      ${field(wizard, 'lot', 'lot', { required: true })} ${field(wizard, 'lot', 'unit')} ${wizard.places.lot.render()}
    </div>
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
 * Draws what was typed next to its standard form, with the changes marked.
 * @param {Draft} draft
 */
function comparison(draft) {
  const answer = draft.validated;
  if (!answer) return nothing;
  const typed = draft.street;
  const standard = answer.standard;
  const rows = streetFields.filter((name) => typed[name] || standard[name]);
  const changed = draft.changedParts;
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
      : html`<p class="hint"><strong>Next</strong> confirms the standard form.</p>`}
  `;
}

/** @param {any} warning */
function text(warning) {
  return typeof warning === 'string' ? warning : (warning.message ?? warning.code ?? '');
}

/**
 * Returns what keeps people on the first step. A new address is validated on the way.
 * @param {Draft} draft
 * @returns {Record<string, string>}
 */
export function addressErrors(draft) {
  if (draft.mode === 'existing') return draft.chosen ? {} : { chosen: 'Choose a property from the list.' };
  if (draft.kind === 'lot') return draft.lot.lot.trim() ? {} : { lot: 'Enter the lot.' };
  return draft.street.street.trim() ? {} : { street: 'Enter the street with its number.' };
}
