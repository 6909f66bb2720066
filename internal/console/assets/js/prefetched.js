// Requests that are sent while the modules that need their answers are still on their
// way, and whether lists have to be read as they are now.

/** The key in the browser's storage under which the session is kept. */
export const sessionKey = 'communitrak.session';

/** How many rows a page of members has; its first page is requested ahead. */
export const pageRows = 50;

/** How long to keep an answer that no page has asked for, in milliseconds. */
const life = 10_000;

/** The key under which the time of the last change is kept, for other tabs and a reload. */
const changedKey = 'communitrak.changed';

/** How long a list may lag behind a change, in milliseconds; usually it is much less. */
const lag = 10_000;

/** Notes that something is being changed, or has been. */
export function noteChange() {
  localStorage.setItem(changedKey, String(Date.now()));
}

/**
 * Returns the parameter with which a list shows what the user has just changed.
 * Otherwise it may lag, which costs the server less.
 */
export function fresh() {
  const age = Date.now() - Number(localStorage.getItem(changedKey));
  return { fresh: age >= 0 && age < lag ? 'true' : '' };
}

/**
 * The parts of a Response that the console uses.
 * @typedef {Pick<Response, 'ok' | 'status' | 'headers' | 'text' | 'json'>} Answer
 */

/** @type {Map<string, {token: string, answer: Promise<Answer>}>} by path below /v1 */
const requests = new Map();

/**
 * Returns the answer to a request that was sent ahead in the same session; only the
 * first caller gets it. What was answered to an earlier session is for nobody.
 * @param {string} path below /v1
 * @param {string | null} token of the session
 */
export function prefetched(path, token) {
  const request = requests.get(path);
  requests.delete(path);
  return request?.token === token ? request?.answer : undefined;
}

/**
 * @param {string} token of the session
 * @param {string[]} paths below /v1
 */
export function prefetch(token, paths) {
  for (const path of paths) {
    const answer = get(path, token);
    answer.catch(() => requests.delete(path)); // the page asks again, and shows what is wrong
    requests.set(path, { token, answer });
  }
  setTimeout(() => requests.clear(), life);
}

/**
 * Sends a request. It resolves once the whole body is here, so that a page that finds
 * it can be drawn at once, with no spinner before it.
 * @param {string} path below /v1
 * @param {string} token of the session
 * @returns {Promise<Answer>}
 */
export async function get(path, token) {
  const response = await fetch(`/v1${path}`, {
    headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
    credentials: 'omit',
    cache: 'no-store',
  });
  const { ok, status, headers } = response;
  const text = await response.text();
  return { ok, status, headers, text: async () => text, json: async () => JSON.parse(text) };
}
