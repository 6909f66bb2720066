// The console's routes: what follows the # in the address.

/**
 * @typedef {object} Place
 * @property {string[]} parts decoded, without empty parts
 * @property {URLSearchParams} query
 */

/** @returns {Place} */
export function place() {
  const [path, search = ''] = location.hash.replace(/^#/, '').split('?', 2);
  return { parts: path.split('/').filter(Boolean).map(decode), query: new URLSearchParams(search) };
}

/**
 * Returns the address of a link.
 * @param {...string} parts
 */
export function to(...parts) {
  return `#/${parts.map(encodeURIComponent).join('/')}`;
}

/**
 * @param {string} address as returned by `to`
 * @param {{replace?: boolean}} [options] replace: *Back* should not lead here
 */
export function go(address, { replace = false } = {}) {
  if (address === location.hash) return;
  if (replace) location.replace(address);
  else location.assign(address);
}

/** @param {string} part */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
