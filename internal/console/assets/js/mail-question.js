// Asks about an email that looks mistyped.

import { likelyEmail } from './mail-typo.js';
import { afterPress } from './pointer.js';
import { invite } from './text/invite.js';

/**
 * The question about the email of one form. It is asked when the field loses focus,
 * and holds back a form that is submitted before anybody has seen it.
 */
export class MailQuestion {
  /** @param {() => void} draw redraws the form */
  constructor(draw) {
    this.draw = draw;
    /** The email that the question is about. */
    this.asked = '';
    /** The email that a form was held back for. */
    this.kept = '';
  }

  /**
   * Returns what the email's field needs to ask the question.
   * @param {string} email as it is in the field
   * @param {(email: string) => void} take
   */
  field(email, take) {
    const meant = this.asked === email ? likelyEmail(email) : '';
    return {
      settled: () =>
        afterPress(() => {
          this.asked = email;
          this.draw();
        }),
      offer: meant ? { ...invite.mailQuestion, value: meant, take: () => take(meant) } : null,
    };
  }

  /**
   * Reports whether a form has to wait until the question has been seen. Submitting
   * again confirms the email as typed.
   * @param {string} email
   */
  holds(email) {
    if (!likelyEmail(email) || this.kept === email) return false;
    this.asked = email;
    this.kept = email;
    return true;
  }
}
