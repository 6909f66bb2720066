// Questions and messages that stand above the page.

import { html, nothing, render } from '../vendor/parts.js';

/**
 * Asks before something that cannot simply be taken back.
 * @param {{title: string, text: string, yes: string, no?: string, danger?: boolean}} question
 * @returns {Promise<boolean>}
 */
export function ask({ title, text, yes, no = 'Cancel', danger = false }) {
  return new Promise((resolve) => {
    let answer = false;
    const host = document.createElement('div');
    document.body.append(host);
    /** @param {boolean} value */
    const finish = (value) => {
      answer = value;
      /** @type {any} */ (host.querySelector('wa-dialog')).open = false;
    };
    render(
      html`
        <wa-dialog
          label=${title}
          without-header
          @wa-after-hide=${() => {
            host.remove();
            resolve(answer);
          }}
        >
          <h2>${title}</h2>
          <p>${text}</p>
          <div class="buttons">
            <button type="button" class="plain" autofocus @click=${() => finish(false)}>${no}</button>
            <button type="button" class=${danger ? 'danger' : 'primary'} @click=${() => finish(true)}>${yes}</button>
          </div>
        </wa-dialog>
      `,
      host,
    );
    openSoon(host);
  });
}

/**
 * Shows something that only needs to be read.
 * @param {string} title
 * @param {unknown} content
 * @returns {Promise<void>} when it is closed
 */
export function show(title, content) {
  return new Promise((resolve) => {
    const host = document.createElement('div');
    document.body.append(host);
    const close = () => {
      /** @type {any} */ (host.querySelector('wa-dialog')).open = false;
    };
    render(
      html`
        <wa-dialog
          label=${title}
          without-header
          @wa-after-hide=${() => {
            host.remove();
            resolve();
          }}
        >
          <h2>${title}</h2>
          ${content}
          <div class="buttons">
            <button type="button" class="primary" autofocus @click=${close}>Close</button>
          </div>
        </wa-dialog>
      `,
      host,
    );
    openSoon(host);
  });
}

/**
 * A word that something was done; it goes away by itself and is read out.
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
 * The dialog is opened after its first drawing, so that it can place the focus.
 * @param {HTMLElement} host
 */
async function openSoon(host) {
  const dialog = /** @type {any} */ (host.querySelector('wa-dialog'));
  await dialog.updateComplete;
  dialog.open = true;
}

/**
 * A coloured word.
 * @param {string} text
 * @param {string} tone
 */
export function badge(text, tone) {
  return text ? html`<span class="badge ${tone}">${text}</span>` : nothing;
}
