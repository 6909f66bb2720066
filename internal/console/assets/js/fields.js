// Form fields: a label above the field, and a hint or an error below it.

import { html, ifDefined, live, nothing } from '../vendor/parts.js';
import { Problem } from './api.js';
import { sentence } from './words.js';

/** @typedef {Record<string, string>} FieldErrors a field's name → what is wrong with it */

/**
 * @typedef {object} Field
 * @property {string} id unique on the page
 * @property {string} label
 * @property {string} value
 * @property {(value: string) => void} change
 * @property {string} [error]
 * @property {string} [hint]
 * @property {string} [type]
 * @property {string} [autocomplete]
 * @property {string} [inputmode]
 * @property {string} [capitalize]
 * @property {number} [maxlength]
 * @property {boolean} [required]
 * @property {boolean} [disabled]
 * @property {() => void} [settled] called when the field loses focus
 * @property {Offer | null} [offer] another value that may be meant; null: none at the moment
 */

/**
 * @typedef {object} Offer a question, with a value that one click accepts
 * @property {string} before such as `Did you mean`
 * @property {string} value
 * @property {string} after
 * @property {() => void} take
 */

/** @param {Field} field */
export function textField(field) {
  return html`
    <div class="field">
      <label for=${field.id}>${field.label}</label>
      <input
        id=${field.id}
        type=${field.type ?? 'text'}
        .value=${live(field.value)}
        autocomplete=${/** @type {any} */ (field.autocomplete ?? 'off')}
        autocapitalize=${ifDefined(field.capitalize)}
        inputmode=${ifDefined(/** @type {any} */ (field.inputmode))}
        maxlength=${ifDefined(field.maxlength)}
        spellcheck="false"
        dir="auto"
        ?disabled=${field.disabled ?? false}
        aria-required=${field.required ? 'true' : 'false'}
        aria-invalid=${field.error ? 'true' : 'false'}
        aria-describedby=${ifDefined(notes(field))}
        @input=${(/** @type {any} */ event) => field.change(event.target.value)}
        @change=${() => field.settled?.()}
      >
      ${remarks(field)} ${'offer' in field ? html`<div role="status">${offered(field.offer)}</div>` : nothing}
    </div>
  `;
}

/** @param {Offer | null | undefined} offer */
function offered(offer) {
  if (!offer) return nothing;
  return html`<p class="offer">${offer.before} <button type="button" class="link" @click=${offer.take}>${offer.value}</button>${offer.after}</p>`;
}

/**
 * @typedef {object} Choice
 * @property {string} id
 * @property {string} label
 * @property {string} value
 * @property {{value: string, label: string, disabled?: boolean}[]} options
 * @property {(value: string) => void} change
 * @property {string} [error]
 * @property {string} [hint]
 * @property {boolean} [disabled]
 */

/** @param {Choice} field */
export function selectField(field) {
  return html`
    <div class="field">
      <label for=${field.id}>${field.label}</label>
      <select
        id=${field.id}
        .value=${live(field.value)}
        ?disabled=${field.disabled ?? false}
        aria-invalid=${field.error ? 'true' : 'false'}
        aria-describedby=${ifDefined(notes(field))}
        @change=${(/** @type {any} */ event) => field.change(event.target.value)}
      >
        ${field.options.map(
          (option) => html`
            <option value=${option.value} ?selected=${option.value === field.value} ?disabled=${option.disabled ?? false}>
              ${option.label}
            </option>
          `,
        )}
      </select>
      ${remarks(field)}
    </div>
  `;
}

/**
 * @param {{id: string, label: string, checked: boolean, change: (checked: boolean) => void, hint?: string, disabled?: boolean}} field
 */
export function checkField(field) {
  return html`
    <div class="field check">
      <input
        id=${field.id}
        type="checkbox"
        .checked=${live(field.checked)}
        ?disabled=${field.disabled ?? false}
        aria-describedby=${ifDefined(notes(field))}
        @change=${(/** @type {any} */ event) => field.change(event.target.checked)}
      >
      <label for=${field.id}>${field.label}</label>
      ${remarks(field)}
    </div>
  `;
}

/**
 * @param {object} group
 * @param {string} group.id
 * @param {string} group.legend announced, and shown unless it would only repeat the heading above
 * @param {boolean} [group.quiet]
 * @param {string} group.value
 * @param {{value: string, label: string, hint?: string, disabled?: boolean}[]} group.options
 * @param {(value: string) => void} group.change
 */
export function radioField({ id, legend, quiet = false, value, options, change }) {
  return html`
    <fieldset class="radios">
      <legend class=${quiet ? 'unseen' : ''}>${legend}</legend>
      ${options.map(
        (option) => html`
          <div class="radio">
            <input
              id="${id}-${option.value}"
              name=${id}
              type="radio"
              value=${option.value}
              .checked=${live(option.value === value)}
              ?disabled=${option.disabled ?? false}
              aria-describedby=${ifDefined(option.hint ? `${id}-${option.value}-hint` : undefined)}
              @change=${() => change(option.value)}
            >
            <label for="${id}-${option.value}">${option.label}</label>
            ${option.hint ? html`<p class="hint" id="${id}-${option.value}-hint">${option.hint}</p>` : nothing}
          </div>
        `,
      )}
    </fieldset>
  `;
}

/** @param {{id: string, hint?: string, error?: string}} field */
function remarks({ id, hint, error }) {
  return html`
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    ${error ? html`<p class="wrong" id="${id}-error">${error}</p>` : nothing}
  `;
}

/** @param {{id: string, hint?: string, error?: string}} field */
function notes({ id, hint, error }) {
  const ids = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean);
  return ids.length ? ids.join(' ') : undefined;
}

/**
 * Draws a sentence that is announced when it appears.
 * @param {string} text
 * @param {'danger' | 'warning' | 'success' | 'neutral'} [tone]
 */
export function notice(text, tone = 'danger') {
  return text ? html`<p class="notice ${tone}" role=${tone === 'danger' ? 'alert' : 'status'}>${text}</p>` : nothing;
}

/**
 * Sorts the server's field problems by the fields of a form. Problems that belong
 * to no field are left over as sentences.
 * @param {unknown} error
 * @param {Record<string, string>} places the end of a location such as `member.email` → a field's name
 * @returns {{fields: FieldErrors, rest: string[]}}
 */
export function sortErrors(error, places) {
  /** @type {FieldErrors} */
  const fields = {};
  /** @type {string[]} */
  const rest = [];
  if (!(error instanceof Problem)) return { fields, rest };
  for (const { location, message } of error.errors) {
    const at = location.replace(/^body\.?/, '');
    const name = places[at];
    if (name) fields[name] ??= sentence(message);
    else rest.push(sentence(message));
  }
  return { fields, rest };
}
