/** @typedef {import('./words.js').Member} Member */

/**
 * The selected members by id, with the names for the report. The selection
 * outlives the page of the list on which a member was selected.
 */
export class Selection {
  /** @type {Map<string, Member>} */
  #chosen = new Map();
  /** Where a range starts: the row changed last. */
  #anchor = '';

  get size() {
    return this.#chosen.size;
  }

  get members() {
    return [...this.#chosen.values()];
  }

  /** @param {string} id */
  has(id) {
    return this.#chosen.has(id);
  }

  /** Whether everybody who matches the list's filter is selected, on every page. */
  everybody = false;

  clear() {
    this.everybody = false;
    this.#chosen.clear();
    this.#anchor = '';
  }

  /**
   * Selects or deselects one row, or every row from the one changed last to it.
   * @param {Member[]} rows as shown
   * @param {Member} row
   * @param {boolean} chosen
   * @param {boolean} range
   */
  pick(rows, row, chosen, range) {
    const end = rows.indexOf(row);
    const start = range ? rows.findIndex(({ id }) => id === this.#anchor) : -1;
    const [first, last] = start < 0 ? [end, end] : [Math.min(start, end), Math.max(start, end)];
    this.pickAll(rows.slice(first, last + 1), chosen);
    this.#anchor = row.id;
  }

  /**
   * @param {Member[]} rows
   * @param {boolean} chosen
   */
  pickAll(rows, chosen) {
    this.everybody = false;
    for (const row of rows) {
      if (chosen) this.#chosen.set(row.id, row);
      else this.#chosen.delete(row.id);
    }
  }
}
