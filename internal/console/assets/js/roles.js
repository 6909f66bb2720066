// The roles of a community, and which of them the account may give.

import { call, within } from './api.js';
import { session } from './session.js';

/** @typedef {{name: string, permissions: string[]}} Role */

/**
 * Returns the roles of a community and what each may do.
 * @param {string} community
 * @returns {Promise<Role[]>}
 */
export async function rolesOf(community) {
  const answer = await call('GET', within(community, 'roles'));
  return Array.isArray(answer) ? answer : answer.items;
}

/**
 * Reports whether the account may grant, edit or end a role: only one without any
 * permission that the account itself lacks.
 * @param {string} community
 * @param {Role} role
 */
export function mayGive(community, role) {
  return role.permissions.every((permission) => session.can(community, permission));
}
