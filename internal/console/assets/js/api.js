// The only way to the server: the public API under /v1.

import { noteChange, prefetched } from './prefetched.js';
import { session } from './session.js';
import { common } from './text/common.js';
import { sentence } from './words.js';

/** @typedef {{location: string, message: string, code?: string}} FieldProblem */

/** The server's answer when it did not do what was requested (RFC 9457). */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {Record<string, any>} body
   * @param {number | null} retryAfter seconds
   */
  constructor(status, body, retryAfter) {
    super(sentence(body.detail || body.title || common.failed));
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
    /** @type {string} */
    this.code = body.code ?? '';
    /** @type {FieldProblem[]} */
    this.errors = body.errors ?? [];
  }
}

/** No answer came: the request may or may not have taken effect. */
export class NoAnswer extends Error {
  constructor() {
    super(common.noAnswer);
  }
}

/**
 * @typedef {object} CallOptions
 * @property {any} [body] sent as JSON
 * @property {string} [key] an Idempotency-Key, which makes the call safe to retry
 * @property {boolean} [harmless] the call changes nothing, so it is safe to retry without a key
 * @property {AbortSignal} [signal]
 * @property {boolean} [anonymous] needs no session
 */

/** The backoff before each retry when no answer came, in milliseconds. */
const pauses = [400, 1200, 2500];
/**
 * How long the server may answer *in progress* before the user is told, in
 * milliseconds. A request that died with its server counts as running for a
 * while; a retry under the same key then finishes it.
 */
const patience = 75_000;

/**
 * Calls the API, and retries when no answer came and a retry is safe. When the
 * session has ended, it has the user sign in again and then continues.
 * @param {string} method
 * @param {string} path below /v1
 * @param {CallOptions} [options]
 * @returns {Promise<any>} the answer's body, or null if it has none
 */
export async function call(method, path, options = {}) {
  const repeatable = method === 'GET' || options.harmless || options.key !== undefined;
  const changes = method !== 'GET' && !options.harmless && !options.anonymous;
  const started = Date.now();
  for (let attempt = 0; ; attempt++) {
    if (changes) noteChange(); // it may take effect without an answer
    const again = repeatable && attempt < pauses.length;
    let response;
    try {
      response = await (early(method, path, options) ?? send(method, path, options));
      options.signal?.throwIfAborted();
    } catch (error) {
      if (options.signal?.aborted) throw error;
      if (!again) throw new NoAnswer();
      await pause(pauses[attempt]);
      continue;
    }
    if (changes) noteChange();
    if (response.ok) return answerOf(response);

    const problem = await problemOf(response);
    if (problem.status === 401 && !options.anonymous && problem.code !== 'invalid_credentials') {
      await session.renew();
      continue;
    }
    if (problem.code === 'community_not_open' && !options.anonymous) session.closed();
    if (problem.code === 'in_progress' && Date.now() - started < patience) {
      await pause(1000 * (problem.retryAfter ?? 1));
      continue;
    }
    if (!again || ![502, 503, 504].includes(problem.status)) throw problem;
    await pause(pauses[attempt]);
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {CallOptions} options
 */
function early(method, path, { anonymous }) {
  return method === 'GET' && !anonymous ? prefetched(path, session.token) : undefined;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {CallOptions} options
 */
function send(method, path, { body, key, signal, anonymous }) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json' };
  if (!anonymous && session.token) headers.Authorization = `Bearer ${session.token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key) headers['Idempotency-Key'] = key;
  return fetch(`/v1${path}`, {
    method,
    headers,
    signal,
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: 'omit',
    cache: 'no-store',
  });
}

/**
 * Downloads a file, following redirects, and saves it on this machine.
 * @param {string} path below /v1
 * @param {string} name of the file
 */
export async function download(path, name) {
  const blob = await fileAt(path);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {string} path */
async function fileAt(path) {
  for (;;) {
    const response = await send('GET', path, {}).catch(() => {
      throw new NoAnswer();
    });
    if (response.ok) return response.blob();
    const problem = await problemOf(response);
    if (problem.status !== 401) throw problem;
    await session.renew();
  }
}

/** @param {import('./prefetched.js').Answer} response */
async function answerOf(response) {
  if (response.status === 204) return null;
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

/** @param {import('./prefetched.js').Answer} response */
async function problemOf(response) {
  const wait = Number(response.headers.get('Retry-After'));
  let body = {};
  try {
    body = await response.json();
  } catch {
    // A gateway's own error page is not a problem document; the status says enough.
  }
  return new Problem(response.status, body, wait > 0 ? wait : null);
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Once makes sure that what the user means to do happens once, however often
 * they press the button and the connection breaks. The Idempotency-Key stays the
 * same until the server has answered, and changes when the input does.
 */
export class Once {
  #key = '';
  #asked = '';

  /**
   * @param {string} path
   * @param {any} [body]
   * @returns {Promise<any>}
   */
  async post(path, body) {
    const asked = path + JSON.stringify(body ?? null);
    if (asked !== this.#asked) {
      this.#asked = asked;
      this.#key = crypto.randomUUID();
    }
    try {
      const answer = await call('POST', path, { body, key: this.#key });
      this.#asked = '';
      return answer;
    } catch (error) {
      if (error instanceof Problem && error.status < 500 && error.code !== 'in_progress') this.#asked = '';
      throw error;
    }
  }
}

/**
 * Returns the path of a resource inside a community; each part is escaped.
 * @param {string} community
 * @param {...string} parts
 */
export function within(community, ...parts) {
  return ['/communities', community, ...parts].map((part, i) => (i ? encodeURIComponent(part) : part)).join('/');
}

/**
 * Returns the query string of the values that are not empty, with its question mark.
 * @param {Record<string, string | number | null | undefined>} values
 */
export function query(values) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== '' && value !== null && value !== undefined) search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}

/** @param {unknown} error */
export function isAbort(error) {
  return error instanceof DOMException && error.name === 'AbortError';
}

/**
 * Returns what to tell the user about an error, in a sentence.
 * @param {unknown} error
 */
export function explain(error) {
  if (error instanceof Problem && error.retryAfter) {
    return common.tooSoon(error.message, common.wait(error.retryAfter));
  }
  if (error instanceof Problem || error instanceof NoAnswer) return error.message;
  return common.wentWrong;
}
