// What the pickers share: a field with a list below it, as WAI-ARIA's combobox has it.

import { dressed } from './style.js';

await dressed('places');

/**
 * @typedef {object} Combobox
 * @property {boolean} open
 * @property {number} active the index of the highlighted option, -1 for none
 * @property {() => void} show
 * @property {() => void} close
 * @property {() => void} enter chooses the highlighted option, or the only one left
 * @property {(active: number) => unknown} move highlights an option
 */

/**
 * Handles a key pressed in the field.
 * @param {Combobox} box
 * @param {number} count how many options there are
 * @param {KeyboardEvent} event
 */
export function pressed(box, count, event) {
  const last = count - 1;
  switch (event.key) {
    case 'ArrowDown':
      event.preventDefault();
      if (box.open) box.move(box.active >= last ? 0 : box.active + 1);
      else box.show();
      return;
    case 'ArrowUp':
      event.preventDefault();
      if (box.open) box.move(box.active <= 0 ? last : box.active - 1);
      return;
    case 'Enter':
      if (!box.open) return;
      event.preventDefault();
      box.enter();
      return;
    case 'Escape':
      if (!box.open) return;
      event.preventDefault();
      event.stopPropagation();
      box.close();
  }
}
