// How many, in words.

const number = new Intl.NumberFormat('en-US');

/** @param {number} count */
export function counted(count) {
  return number.format(count);
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function plural(count, one, many = `${one}s`) {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}
