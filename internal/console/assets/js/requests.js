import { isAbort } from './api.js';

/**
 * What a view requests again and again. A request or poll replaces the one before
 * it, and all end when the view leaves the page: what was overtaken never shows.
 */
export class Requests {
  /** @type {AbortController | undefined} */
  #latest;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #poll;

  /** @param {import('./view.js').View} view */
  constructor(view) {
    this.view = view;
    view.addController(this);
  }

  hostDisconnected() {
    this.end();
  }

  end() {
    this.#latest?.abort();
    clearTimeout(this.#poll);
  }

  /**
   * Sends a request. Of one that was overtaken, neither answer nor error is shown.
   * @param {(signal: AbortSignal) => Promise<any>} send
   * @param {(answer: any) => void} show
   * @param {(error: unknown) => void} fail
   */
  async latest(send, show, fail) {
    this.end();
    const { signal } = (this.#latest = new AbortController());
    try {
      const answer = await send(signal);
      if (!signal.aborted) show(answer);
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) fail(error);
    }
  }

  /**
   * Does something after a pause, unless something else is asked for meanwhile.
   * @param {() => void} what
   * @param {number} pause in milliseconds
   */
  next(what, pause) {
    this.end();
    if (this.view.isConnected) this.#poll = setTimeout(what, pause);
  }
}

/**
 * The polling backoff for something that changes by itself: a short pause while it
 * changes, longer and longer pauses while it does not.
 */
export class Patience {
  #seen = '';
  #pause = 0;

  /**
   * Returns the pause before the next poll, in milliseconds.
   * @param {unknown} seen what the latest poll returned
   * @param {number} first the pause after a change
   * @param {number} [most]
   */
  after(seen, first, most = 60_000) {
    const now = JSON.stringify(seen);
    const moved = now !== this.#seen;
    this.#seen = now;
    this.#pause = moved ? first : Math.min(most, Math.max(first, this.#pause * 1.5));
    return this.#pause;
  }
}
