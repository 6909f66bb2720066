// Whether lists have to be read as they are now, because somebody has just changed
// something in this browser. It is kept in the browser's storage, so that reloading the
// page, or turning to another tab, doesn't show what was there before.

/** The key under which the time of the last change is kept. */
const changedKey = 'communitrak.changed';

/** How long a list may lag behind a change, in milliseconds; usually it is much less. */
const lag = 10_000;

/** Notes that something is being changed, or has been. */
export function noteChange() {
  localStorage.setItem(changedKey, String(Date.now()));
}

/**
 * Returns the parameter with which a list shows what the user has just changed.
 * Otherwise it may lag, which costs the server less.
 */
export function fresh() {
  const age = Date.now() - Number(localStorage.getItem(changedKey));
  return { fresh: age >= 0 && age < lag ? 'true' : '' };
}
