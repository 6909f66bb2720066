// The audit trail as a file, for a whole community or for one member.

import { query, within } from './api.js';
import { choose } from './dialogs.js';
import { chooseType, save } from './export-file.js';
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
  const format = await chooseType(member ? 'Export the history' : 'Export the audit trail', member ? whose : '');
  if (!format) return;
  const from = days === '0' ? '' : new Date(Date.now() - Number(days) * day).toISOString();
  await save(within(community, 'exports', 'audit') + query({ member: member?.id, from, format }), `${community}-audit.${format}`);
}
