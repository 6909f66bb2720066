// Trades an email and a password for a session.

import { call } from './api.js';
import { session } from './session.js';

/**
 * @param {string} email
 * @param {string} password
 * @param {string} [otp] the code of Support's second factor
 */
export async function signIn(email, password, otp) {
  await session.enter(await call('POST', '/sessions', { body: { email, password, otp }, anonymous: true }));
}
