import { html } from '../../vendor/parts.js';
import { counted, plural } from '../count.js';

/** The latest roster on the Overview. It has markup, which the words of the overview do without. */
export const latestImport = {
  title: 'Latest roster',
  /**
   * @param {unknown} file its link
   * @param {string} time '' while it is being imported
   * @param {{total: number, created: number, attention: number}} counts
   */
  text: (file, time, { total, created, attention }) => html`${file},
          ${time || 'being imported now'}: ${plural(total, 'person', 'people')} in the file, ${counted(created)} added${attention > 0 ? `, ${counted(attention)} ${attention === 1 ? 'needs' : 'need'} attention` : ''}.`,
};
