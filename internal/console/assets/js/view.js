import { LitElement } from '../vendor/parts.js';

/**
 * The base class of every element here. It draws into the page itself and not into
 * a shadow tree, so that one stylesheet applies to everything and a label can point
 * to its field wherever both are.
 */
export class View extends LitElement {
  createRenderRoot() {
    return this;
  }

  /**
   * Changes some of the element's own fields and redraws it.
   * @param {Record<string, unknown>} change
   */
  set(change) {
    Object.assign(this, change);
    this.requestUpdate();
  }

  /**
   * Focuses the first match once the pending redraw is done.
   * @param {string} selector
   */
  async focusOn(selector) {
    await this.updateComplete;
    const target = this.querySelector(selector);
    if (target instanceof HTMLElement) target.focus();
  }
}
