// Serves the organization plugin of better-auth, with a data store in memory, on a
// free port, and prints where and as whom to invite. Mails are not sent.
//
//   node server.mjs

import { createServer } from 'node:http';
import { once } from 'node:events';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';
import { organization } from 'better-auth/plugins/organization';

const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${server.address().port}`;

const tables = { user: [], session: [], account: [], verification: [], organization: [], member: [], invitation: [] };
const auth = betterAuth({
  baseURL: origin,
  secret: 'a secret for measurements, 32 bytes',
  database: memoryAdapter(tables),
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  plugins: [organization({ invitationLimit: 1_000_000, membershipLimit: 1_000_000, sendInvitationEmail: async () => {} })],
});
server.on('request', toNodeHandler(auth));

/** @param {string} path @param {object} body @param {string} [cookie] */
async function post(path, body, cookie = '') {
  const answer = await fetch(origin + path, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: origin, Cookie: cookie }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

const signedUp = await post('/api/auth/sign-up/email', { name: 'Ada Admin', email: 'admin@example.com', password: 'nine brown herons wade' });
const cookie = signedUp.headers
  .getSetCookie()
  .map((c) => c.split(';')[0])
  .join('; ');
const made = await (await post('/api/auth/organization/create', { name: 'Maple Grove', slug: 'maple-grove' }, cookie)).json();

console.log(
  JSON.stringify({
    url: `${origin}/api/auth/organization/invite-member`,
    headers: { Cookie: cookie, Origin: origin },
    body: JSON.stringify({ email: '{email}', role: 'member', organizationId: made.id }),
  }),
);
