// Somebody who does a job for the first time, and what it costs them: clicks,
// typed fields and time. The system's time is measured. The person's is estimated
// by the keystroke-level model of Card, Moran and Newell (The Psychology of
// Human-Computer Interaction, 1983): a key takes 0.2 s, pointing 1.1 s, pressing
// the mouse button 0.1 s, moving the hand between mouse and keyboard 0.4 s, and
// thinking before each command 1.35 s. Reading is not included.

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

const takes = { key: 0.2, point: 1.1, press: 0.1, home: 0.4, mind: 1.35 };

export class Person {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.clicks = 0;
    this.fields = 0;
    this.keys = 0;
    /** Seconds that the person takes. */
    this.human = 0;
    this.atKeyboard = false;
  }

  /** @param {boolean} atKeyboard */
  reach(atKeyboard) {
    if (this.atKeyboard !== atKeyboard) this.human += takes.home;
    this.atKeyboard = atKeyboard;
  }

  /** Counts moving the mouse to something and pressing its button. */
  pointed() {
    this.reach(false);
    this.clicks++;
    this.human += takes.point + takes.press;
  }

  /**
   * Gives a command: a button, a link, a tab.
   * @param {Locator} target
   */
  async click(target) {
    this.human += takes.mind;
    this.pointed();
    await target.click();
  }

  /** @param {string} name of a button */
  press(name) {
    return this.click(this.page.getByRole('button', { name, exact: true }).last());
  }

  /** @param {string} name of a link */
  follow(name) {
    return this.click(this.page.getByRole('link', { name, exact: true }).first());
  }

  /**
   * Clicks a link in a mail, which opens in a new page.
   * @param {string} name of the link
   */
  async leaveMail(name) {
    const opened = this.page.waitForEvent('popup');
    await this.follow(name);
    this.page = await opened;
  }

  /**
   * Picks an option, which does not count as a command.
   * @param {Locator} target
   */
  async pick(target) {
    this.pointed();
    await target.click();
  }

  /**
   * Opens a list and picks an option.
   * @param {Locator} target
   * @param {string} label
   */
  async select(target, label) {
    this.pointed();
    this.pointed();
    await target.selectOption({ label });
  }

  /**
   * Types into a field, and clicks it first unless it already has the focus.
   * @param {Locator} target
   * @param {string} text
   */
  async type(target, text) {
    await target.waitFor();
    const focused = await target.evaluate((field) => field === document.activeElement);
    if (!focused) {
      this.pointed();
      await target.click();
    }
    if (await target.inputValue()) {
      this.keys += 2;
      this.human += 2 * takes.key;
      await target.press('ControlOrMeta+a');
    }
    this.reach(true);
    this.fields++;
    const keys = text.length + (text.match(/[A-Z@()+"]/g)?.length ?? 0); // Shift is a key, too
    this.keys += keys;
    this.human += keys * takes.key;
    await target.pressSequentially(text);
  }

  /**
   * Drags a file from a folder into the page.
   * @param {Locator} target where it is dropped
   * @param {{name: string, type: string, text: string}} file
   */
  async drop(target, file) {
    this.human += takes.mind + takes.point;
    this.pointed();
    const files = await this.page.evaluateHandle(({ name, type, text }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name, { type }));
      return transfer;
    }, file);
    await target.dispatchEvent('dragover', { dataTransfer: files });
    await target.dispatchEvent('drop', { dataTransfer: files });
  }

  /**
   * Waits until something is visible.
   * @param {Locator} target
   */
  async sees(target) {
    await target.first().waitFor({ timeout: 60_000 });
  }
}
