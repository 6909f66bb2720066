// The audit trail as a file, for a whole community or for one member.

import { download, explain, isAbort, query, within } from './api.js';
import { choose, toast } from './dialogs.js';
import { fullName } from './words.js';

const day = 24 * 60 * 60 * 1000;

/**
 * Asks for the file format, and downloads the file.
 * @param {string} community
 * @param {{id: string, firstName: string, lastName: string}} [member] everybody's trail if left out
 */
export async function exportAudit(community, member) {
  const whose = member ? `Everything that was done to ${fullName(member)}, and by whom.` : 'Everything that was done in this community, and by whom.';
  const days = member ? '0' : await choose({
    title: 'Export the audit trail',
    text: whose,
    label: 'From',
    options: [
      { value: '30', label: 'The last 30 days' },
      { value: '365', label: 'The last 12 months' },
      { value: '0', label: 'The beginning' },
    ],
    yes: 'Next',
  });
  if (days === null) return;
  const format = await choose({
    title: member ? 'Export the history' : 'Export the audit trail',
    text: `${member ? `${whose} ` : ''}Your export is noted in the community’s records.`,
    label: 'File type',
    options: [
      { value: 'xlsx', label: 'Excel workbook (XLSX)' },
      { value: 'csv', label: 'CSV' },
      { value: 'jsonl', label: 'JSON lines, for programs' },
    ],
    yes: 'Download',
  });
  if (!format) return;
  const from = days === '0' ? '' : new Date(Date.now() - Number(days) * day).toISOString();
  const name = `${community}-audit.${format}`;
  try {
    await download(within(community, 'exports', 'audit') + query({ member: member?.id, from, format }), name);
    toast(`${name} is saved.`);
  } catch (error) {
    if (!isAbort(error)) toast(explain(error), 'danger');
  }
}
