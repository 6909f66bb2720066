// The audit trail as a file, for a whole community or for one member.

import { query, within } from './api.js';
import { choose } from './dialogs.js';
import { chooseType, save } from './export-file.js';
import { downloads } from './text/downloads.js';
import { fullName } from './words.js';

const day = 24 * 60 * 60 * 1000;

/**
 * Asks for the file format, and downloads the file.
 * @param {string} community
 * @param {{id: string, firstName: string, lastName: string}} [member] everybody's trail if left out
 */
export async function exportAudit(community, member) {
  const whose = member ? downloads.history.text(fullName(member)) : downloads.audit.text;
  const days = member ? '0' : await choose({
    title: downloads.audit.title,
    text: whose,
    label: downloads.audit.from,
    options: ['30', '365', '0'].map((value) => ({ value, label: downloads.audit.spans[value] })),
    yes: downloads.audit.next,
  });
  if (days === null) return;
  const format = await chooseType(member ? downloads.history.title : downloads.audit.title, member ? whose : '');
  if (!format) return;
  const from = days === '0' ? '' : new Date(Date.now() - Number(days) * day).toISOString();
  await save(within(community, 'exports', 'audit') + query({ member: member?.id, from, format }), `${community}-audit.${format}`);
}
