import { LitElement } from '../vendor/parts.js';

/**
 * The base of every element here. It draws into the page itself and not into a
 * shadow tree, so that one stylesheet dresses everything and a label can point
 * to its field wherever both stand.
 */
export class View extends LitElement {
  createRenderRoot() {
    return this;
  }

  /**
   * Changes some of the element's own fields and draws it again.
   * @param {Record<string, unknown>} change
   */
  set(change) {
    Object.assign(this, change);
    this.requestUpdate();
  }

  /**
   * Puts the keyboard on the first match once the pending drawing is done.
   * @param {string} selector
   */
  async focusOn(selector) {
    await this.updateComplete;
    const target = this.querySelector(selector);
    if (target instanceof HTMLElement) target.focus();
  }
}
