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
