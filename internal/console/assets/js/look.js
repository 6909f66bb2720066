// The look of Communitrak and of a community: both marks, and the community's
// color on light and dark screens.

import { html, nothing } from '../vendor/parts.js';
import { common } from './text/common.js';

/**
 * @typedef {{url: string, width: number, height: number}} Logo
 * @typedef {{action: string, onAction: string, darkAction: string, darkOnAction: string}} Palette
 * @typedef {{logo: Logo | null, welcome: string | null, palette: Palette | null}} Look
 */

const mark = new URL('../icon.svg', import.meta.url).pathname;

/** Communitrak's own mark and name. */
export const wordmark = () => html`<img src=${mark} alt="" width="24" height="24"> ${common.product}`;

/**
 * @param {Logo | null | undefined} logo
 * @param {string} [name] of the community, if it is not next to the logo
 */
export function logoImage(logo, name = '') {
  return logo ? html`<img class="logo" src=${logo.url} alt=${name} width=${logo.width} height=${logo.height}>` : nothing;
}

/**
 * Gives an element the community's color. It is set on the element's style object,
 * because the page's policy refuses styles written in HTML.
 * @param {Palette | null | undefined} palette
 */
export function wearing(palette) {
  /** @param {Element | undefined} element */
  return (element) => {
    if (!(element instanceof HTMLElement)) return;
    const { action, onAction, darkAction, darkOnAction } = palette ?? {};
    const own = { '--own-action': action, '--own-on-action': onAction, '--own-dark-action': darkAction, '--own-dark-on-action': darkOnAction };
    for (const [name, value] of Object.entries(own)) {
      if (value) element.style.setProperty(name, value);
      else element.style.removeProperty(name);
    }
    element.classList.toggle('own', Boolean(palette));
  };
}
