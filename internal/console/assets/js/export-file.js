// Exports: which type of file, and saving it.

import { download, explain, isAbort } from './api.js';
import { choose, toast } from './dialogs.js';

/**
 * Asks for the type of file; null if nothing is to be exported.
 * @param {string} title
 * @param {string} text what the file will hold
 * @returns {Promise<string | null>}
 */
export function chooseType(title, text) {
  return choose({
    title,
    text: `${text} Your export is noted in the community’s records.`.trimStart(),
    label: 'File type',
    options: [
      { value: 'xlsx', label: 'Excel workbook (XLSX)' },
      { value: 'csv', label: 'CSV' },
      { value: 'jsonl', label: 'JSON lines, for programs' },
    ],
    yes: 'Download',
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
    toast(`${name} is saved.`);
  } catch (error) {
    if (!isAbort(error)) toast(explain(error), 'danger');
  }
}
