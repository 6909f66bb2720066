// Postpones what would move the page during a press.

let pressed = false;
document.addEventListener('pointerdown', () => (pressed = true), true);
for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => (pressed = false), true);

/**
 * Does something that moves other parts of the page, such as closing a list above
 * them, but not between the press and release of a button there: the click would
 * miss it.
 * @param {() => void} what
 */
export function afterPress(what) {
  if (!pressed) return what();
  const done = () => {
    document.removeEventListener('pointerup', done, true);
    document.removeEventListener('pointercancel', done, true);
    setTimeout(what); // the click comes first
  };
  document.addEventListener('pointerup', done, true);
  document.addEventListener('pointercancel', done, true);
}
