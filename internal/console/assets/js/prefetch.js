// Runs before the console's other modules, and sends the first requests of the page at
// this address.

import { fresh, pageRows, prefetch, sessionKey } from './prefetched.js';
import { place } from './route.js';

const token = localStorage.getItem(sessionKey);
if (token) prefetch(token, ['/me', ...membersAt(place())]);

/**
 * Returns the path of the member list that an address shows, if it is one without
 * filters: the one that `pageOfMembers` asks for first.
 * @param {import('./route.js').Place} place
 */
function membersAt({ parts: [community, page = 'members', member], query }) {
  const filtered = [...query.keys()].some((name) => name !== 'tab' && name !== 'sort');
  if (!community || page !== 'members' || member || filtered) return [];
  const asked = new URLSearchParams({ status: query.get('tab') ?? 'active' });
  if (query.get('sort') === '-name') asked.set('sort', '-name');
  asked.set('limit', String(pageRows));
  if (fresh().fresh) asked.set('fresh', 'true');
  return [`/communities/${encodeURIComponent(community)}/members?${asked}`];
}
