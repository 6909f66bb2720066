// Which letters were requested last in a community, so that their file can be found
// again after the dialog is closed. It is kept for this tab, and holds an id only.

/** @param {string} community */
const key = (community) => `communitrak.letters.${community}`;

/**
 * @param {string} community
 * @param {string} id
 */
export function keepLetters(community, id) {
  try {
    sessionStorage.setItem(key(community), id);
  } catch {
    // The browser stores nothing, so closing the dialog loses the file.
  }
}

/**
 * @param {string} community
 * @returns {string} their id; '' if there are none
 */
export function latestLetters(community) {
  try {
    return sessionStorage.getItem(key(community)) ?? '';
  } catch {
    return '';
  }
}

/** @param {string} community */
export function forgetLetters(community) {
  try {
    sessionStorage.removeItem(key(community));
  } catch {
    // Nothing was stored.
  }
}
