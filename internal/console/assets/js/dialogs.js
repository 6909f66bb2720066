// What appears above the page: dialogs, questions and toasts.

import { html, nothing, ref, render } from '../vendor/parts.js';
import { common } from './text/common.js';

/**
 * Draws a modal dialog in the page itself, so that its content stays among its
 * descendants, where labels, tests and assistive technology look for it. It
 * opens as soon as it is drawn, and restores the focus when it closes.
 * @param {object} dialog
 * @param {string} dialog.label
 * @param {'box' | 'wide' | 'drawer'} [dialog.kind]
 * @param {() => void} dialog.leave called when the user wants to leave; close it with `closeModal`
 * @param {() => void} dialog.closed called once it is closed; stop drawing it
 * @param {unknown} content
 */
export function modal({ label, kind = 'box', leave, closed }, content) {
  return html`
    <dialog
      class=${kind}
      aria-label=${label}
      ${ref(openSoon)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        leave();
      }}
      @cancel=${(/** @type {Event} */ event) => {
        event.preventDefault();
        leave();
      }}
      @close=${closed}
    >
      <div class="head">
        <h2 dir="auto">${label}</h2>
        ${kind === 'drawer' ? html`<button type="button" class="cross" aria-label=${common.close} @click=${leave}><span aria-hidden="true">×</span></button>` : nothing}
      </div>
      ${content}
    </dialog>
  `;
}

/**
 * Closes the dialog drawn by an element.
 * @param {ParentNode} host
 */
export function closeModal(host) {
  host.querySelector('dialog')?.close();
}

/** @param {Element | undefined} dialog */
function openSoon(dialog) {
  if (!(dialog instanceof HTMLDialogElement)) return;
  // It can only be shown once it is in the document.
  queueMicrotask(() => {
    if (dialog.isConnected && !dialog.open) dialog.showModal();
  });
}

/**
 * Draws a dialog outside the page's elements for as long as it is open.
 * @param {string} title
 * @param {(close: () => void) => unknown} content
 * @returns {Promise<void>} resolves when it is closed
 */
function above(title, content) {
  return new Promise((resolve) => {
    const host = document.createElement('div');
    document.body.append(host);
    const leave = () => closeModal(host);
    const closed = () => {
      host.remove();
      resolve();
    };
    render(modal({ label: title, leave, closed }, content(leave)), host);
  });
}

/**
 * Asks before doing something that cannot easily be undone.
 * @param {{title: string, text: string, yes: string, no?: string, danger?: boolean}} question
 * @returns {Promise<boolean>}
 */
export async function ask({ title, text, yes, no = common.cancel, danger = false }) {
  let sure = false;
  await above(
    title,
    (close) => html`
      <p>${text}</p>
      <div class="buttons">
        <button type="button" class="plain" autofocus @click=${close}>${no}</button>
        <button
          type="button"
          class=${danger ? 'danger' : 'primary'}
          @click=${() => {
            sure = true;
            close();
          }}
        >
          ${yes}
        </button>
      </div>
    `,
  );
  return sure;
}

/**
 * Asks for one of several options.
 * @param {{title: string, text: string, label: string, options: {value: string, label: string}[], yes: string}} question
 * @returns {Promise<string | null>} null: none
 */
export async function choose({ title, text, label, options, yes }) {
  let value = options[0]?.value ?? '';
  /** @type {string | null} */
  let chosen = null;
  await above(
    title,
    (close) => html`
      <p>${text}</p>
      <div class="field">
        <label for="choose">${label}</label>
        <select id="choose" autofocus @change=${(/** @type {any} */ event) => (value = event.target.value)}>
          ${options.map((option) => html`<option value=${option.value}>${option.label}</option>`)}
        </select>
      </div>
      <div class="buttons">
        <button type="button" class="plain" @click=${close}>${common.cancel}</button>
        <button
          type="button"
          class="primary"
          @click=${() => {
            chosen = value;
            close();
          }}
        >
          ${yes}
        </button>
      </div>
    `,
  );
  return chosen;
}

/**
 * Shows something that only needs to be read.
 * @param {string} title
 * @param {unknown} content
 * @returns {Promise<void>} resolves when it is closed
 */
export function show(title, content) {
  return above(
    title,
    (close) => html`
      ${content}
      <div class="buttons"><button type="button" class="primary" autofocus @click=${close}>${common.close}</button></div>
    `,
  );
}

/**
 * Shows a message that something was done. It disappears by itself and is announced.
 * @param {string} text
 * @param {'success' | 'warning' | 'danger' | 'neutral'} [variant]
 */
export function toast(text, variant = 'success') {
  let stack = document.querySelector('wa-toast');
  if (!stack) {
    stack = document.createElement('wa-toast');
    stack.setAttribute('placement', 'bottom-center');
    document.body.append(stack);
  }
  /** @type {any} */ (stack).create(text, { variant, duration: 6000 });
}

/**
 * Draws a colored word.
 * @param {string} text
 * @param {string} tone
 */
export function badge(text, tone) {
  return text ? html`<span class="badge ${tone}">${text}</span>` : nothing;
}
