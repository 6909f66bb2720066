// Who is signed in, and what they may do.

import { get, prefetched, sessionKey } from './prefetched.js';

/**
 * @typedef {{id: string, name: string, open: boolean, look?: import('./look.js').Look}} Community
 * @typedef {{community: Community, look?: import('./look.js').Look, member: string, role: string, permissions: string[], timeZone: string}} Membership
 * @typedef {{account: {id: string, email: string, staff: boolean, confirmed: boolean}, memberships: Membership[], support?: string, mailSandbox?: boolean, recoveryCodesLeft?: number}} Me
 * @typedef {Me & {token: string}} SignedIn
 */

/**
 * This browser's session. It is kept in the browser's storage, so that a reload or
 * a second tab needs no new sign-in. It dispatches `change` (signed in, signed out,
 * another account), `ended` (sign in again, work is kept) and `closed` (the
 * community is behind its Black Curtain).
 */
class Session extends EventTarget {
  constructor() {
    super();
    /** @type {string | null} */
    this.token = null;
    /** @type {Me | null} */
    this.me = null;
    /** @type {Promise<void> | null} */
    this.renewal = null;
    /** @type {((done: boolean) => void) | null} */
    this.settle = null;
    window.addEventListener('storage', (event) => {
      if (event.key === sessionKey && !event.newValue && this.me) this.#forget();
    });
  }

  /** Resumes a stored session, if there is one and the server still knows it. */
  async restore() {
    this.token = localStorage.getItem(sessionKey);
    if (!this.token) return;
    const response = await (prefetched('/me', this.token) ?? get('/me', this.token));
    if (response.ok) this.me = await response.json();
    else if (response.status === 401 || response.status === 403) this.#forget();
  }

  /**
   * Starts a session that the server has opened.
   * @param {SignedIn} answer
   */
  async enter({ token, ...me }) {
    const before = this.me?.account.id;
    this.token = token;
    this.me = me;
    localStorage.setItem(sessionKey, token);
    if (!me.support) await this.refresh();
    this.settle?.(true);
    if (before !== me.account.id) this.#tell('change');
  }

  /** Asks the server again what the account may do. Without an answer, what it said before stays. */
  async refresh() {
    const { token } = this;
    if (!token) return;
    const response = await get('/me', token).catch(() => null);
    if (response?.ok && token === this.token) this.me = await response.json();
  }

  /** Ends the session here and, if it can be reached, on the server. */
  async signOut() {
    try {
      await fetch('/v1/sessions/current', {
        method: 'DELETE',
        headers: { Authorization: `Bearer ${this.token}` },
        credentials: 'omit',
        signal: AbortSignal.timeout(4000),
      });
    } catch {
      console.info('We couldn’t reach the server to sign you out. Your session will end by itself.');
    }
    this.settle?.(false);
    this.#forget();
  }

  /**
   * Has the user sign in again while the page stays as it is. All waiting calls
   * continue after one sign-in; giving up signs out and rejects.
   */
  renew() {
    this.renewal ??= new Promise((resolve, reject) => {
      this.settle = (done) => {
        this.settle = null;
        this.renewal = null;
        if (done) resolve();
        else reject(new DOMException('signed out', 'AbortError'));
      };
      this.#tell('ended');
    });
    return this.renewal;
  }

  /** Dispatches `closed`: the community is closed to this account. */
  closed() {
    this.#tell('closed');
  }

  get staff() {
    return this.me?.account.staff ?? false;
  }

  /**
   * @param {string} community id
   * @returns {Membership | undefined}
   */
  membership(community) {
    return this.me?.memberships.find((membership) => membership.community.id === community);
  }

  /**
   * Reports whether the account may do something in a community. This only decides
   * what is shown; the server decides what is allowed.
   * @param {string} community
   * @param {string} permission
   */
  can(community, permission) {
    return this.staff || (this.membership(community)?.permissions.includes(permission) ?? false);
  }

  #forget() {
    this.token = null;
    this.me = null;
    localStorage.removeItem(sessionKey);
    this.#tell('change');
  }

  /** @param {string} name */
  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

export const session = new Session();
