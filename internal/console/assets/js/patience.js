/**
 * How long to wait between two looks at what moves on by itself: a short while as
 * long as it moves, longer and longer while nothing does.
 */
export class Patience {
  #seen = '';
  #pause = 0;

  /**
   * The pause before the next look, in milliseconds.
   * @param {unknown} seen what the latest look has shown
   * @param {number} first the pause after something has moved
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
