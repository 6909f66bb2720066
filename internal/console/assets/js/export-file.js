// Exports: which type of file, and saving it.

import { download, explain, isAbort } from './api.js';
import { choose, toast } from './dialogs.js';
import { downloads } from './text/downloads.js';

/**
 * Asks for the type of file; null if nothing is to be exported.
 * @param {string} title
 * @param {string} text what the file will hold
 * @returns {Promise<string | null>}
 */
export function chooseType(title, text) {
  return choose({
    title,
    text: downloads.noted(text),
    label: downloads.type,
    options: Object.entries(downloads.types).map(([value, label]) => ({ value, label })),
    yes: downloads.download,
  });
}

/**
 * Saves the file, and says that it did or why not.
 * @param {string} path
 * @param {string} name
 */
export async function save(path, name) {
  try {
    await download(path, name);
    toast(downloads.saved(name));
  } catch (error) {
    if (!isAbort(error)) toast(explain(error), 'danger');
  }
}
