// Stylesheets that only some pages need.

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/**
 * Loads the stylesheet for what a module draws, once. The module awaits this, so
 * that nothing is ever seen without its styles.
 * @param {string} name of a file in css/, without its extension
 * @returns {Promise<void>}
 */
export function dressed(name) {
  const loaded = loading.get(name) ?? load(name);
  loading.set(name, loaded);
  return loaded;
}

/**
 * @param {string} name
 * @returns {Promise<void>}
 */
function load(name) {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL(`../css/${name}.css`, import.meta.url).pathname;
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error(`no stylesheet ${name}`)));
    document.head.append(link);
  });
}
