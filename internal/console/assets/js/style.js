// Stylesheets that only some pages need.

/**
 * Dresses what a module draws; it waits with `await` until that is done, so
 * that nothing is ever seen undressed.
 * @param {string} name of a file in css/, without its ending
 * @returns {Promise<void>}
 */
export function dressed(name) {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL(`../css/${name}.css`, import.meta.url).pathname;
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error(`no stylesheet ${name}`)));
    document.head.append(link);
  });
}
