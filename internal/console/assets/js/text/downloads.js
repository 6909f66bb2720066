/** Exports: which file, from when on, and what became of it. */
export const downloads = {
  /** @param {string} text what the file will hold, or '' */
  noted: (text) => (text ? `${text} Your export is noted in the community’s records.` : 'Your export is noted in the community’s records.'),
  type: 'File type',
  types: { xlsx: 'Excel workbook (XLSX)', csv: 'CSV', jsonl: 'JSON lines, for programs' },
  download: 'Download',
  /** @param {string} file */
  saved: (file) => `${file} is saved.`,

  audit: {
    title: 'Export the audit trail',
    text: 'Everything that was done in this community, and by whom.',
    from: 'From',
    /** @type {Record<string, string>} by how many days back they go; 0: all */
    spans: { 30: 'The last 30 days', 365: 'The last 12 months', 0: 'The beginning' },
    next: 'Next', // to the type of file
  },
  history: {
    title: 'Export the history',
    /** @param {string} name */
    text: (name) => `Everything that was done to ${name}, and by whom.`,
  },
};
