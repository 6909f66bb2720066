// Likely slips in the domain of an email. They are questioned and never corrected
// by themselves: the domain that looks wrong may be somebody's own.

/** Domains of which many people have their mail; one of these is never questioned. */
const common = [
  ...['aim.com', 'aol.com', 'att.net', 'bellsouth.net', 'centurylink.net', 'charter.net', 'cloud.com', 'comcast.net'],
  ...['cox.net', 'duck.com', 'earthlink.net', 'email.com', 'fastmail.com', 'frontier.com', 'frontiernet.net', 'gmail.com'],
  ...['gmx.com', 'gmx.net', 'googlemail.com', 'hey.com', 'hotmail.com', 'icloud.com', 'juno.com', 'live.com'],
  ...['mac.com', 'mail.com', 'me.com', 'msn.com', 'netzero.net', 'optonline.net', 'optimum.net', 'outlook.com'],
  ...['pm.me', 'proton.me', 'protonmail.com', 'q.com', 'roadrunner.com', 'rocketmail.com', 'rr.com', 'sbcglobal.net'],
  ...['spectrum.net', 'suddenlink.net', 'tds.net', 'verizon.net', 'windstream.net', 'yahoo.com', 'ymail.com', 'zoho.com'],
];

/** How domains may end after a provider's name; `yahoo.co.uk` is another one, and as good. */
const ending = /^(com|net|org|edu|gov|us|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})$/;
/** Slips in `.com` that are the ending of some country, where a provider's own name stands before them. */
const almostCom = ['cm', 'co', 'om'];
/** Endings that no domain has, and what was meant. */
const noEnding = /** @type {Record<string, string>} */ ({
  con: 'com', cpm: 'com', cmo: 'com', ocm: 'com', comm: 'com', coom: 'com', vom: 'com', xom: 'com', cim: 'com', c0m: 'com', som: 'com', cmm: 'com', coml: 'com', comn: 'com',
  ner: 'net', nte: 'net', ney: 'net', nett: 'net', rog: 'org', ogr: 'org', orgg: 'org', eud: 'edu', eduu: 'edu',
});

/**
 * The email that was probably meant, or '' where nothing looks wrong.
 * @param {string} email
 */
export function likelyEmail(email) {
  const [, local = '', typed = ''] = /^\s*([^\s@]+)@([^\s@]+)\s*$/.exec(email) ?? [];
  const domain = typed.toLowerCase();
  const meant = likelyDomain(domain);
  return local && meant && meant !== domain ? `${local}@${meant}` : '';
}

/** @param {string} domain */
function likelyDomain(domain) {
  if (common.includes(domain)) return '';
  const [name, ...rest] = domain.split('.');
  const end = rest.join('.');
  const provider = common.find((known) => known.split('.')[0] === name);
  if (provider && (almostCom.includes(end) || !end)) return provider;
  if (provider && ending.test(end)) return '';
  const last = rest.at(-1) ?? '';
  if (noEnding[last]) return corrected([name, ...rest.slice(0, -1)].join('.') + `.${noEnding[last]}`);
  return nearest(domain);
}

/** @param {string} domain with its ending made right */
function corrected(domain) {
  return nearest(domain) || domain;
}

/**
 * The one common domain that is a slip or two away.
 * @param {string} domain
 */
function nearest(domain) {
  const near = common
    .filter((known) => slips(domain.split('.')[0], known.split('.')[0]) <= allowed(known))
    .map((known) => ({ known, far: slips(domain, known) }))
    .filter(({ known, far }) => far <= allowed(known) + 1)
    .sort((a, b) => a.far - b.far);
  return near[0]?.known ?? '';
}

/**
 * How many slips a name may be away: short ones are words of their own too often.
 * @param {string} known
 */
function allowed(known) {
  const { length } = known.split('.')[0];
  if (length < 5) return 0;
  return length < 7 ? 1 : 2;
}

/**
 * How many letters are wrong, missing, too much or swapped with their neighbor
 * (the distance of optimal string alignment).
 * @param {string} a
 * @param {string} b
 */
function slips(a, b) {
  let before = /** @type {number[]} */ ([]);
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[b.length];
}

/**
 * The question about an email of one form. It is asked when the field is left, and
 * holds a form back once that is sent while nobody has seen it.
 */
export class MailQuestion {
  /** @param {() => void} draw draws the form anew */
  constructor(draw) {
    this.draw = draw;
    /** The email that the question is about. */
    this.asked = '';
    /** The email that a form was held back for. */
    this.kept = '';
  }

  /**
   * What the email's field needs to ask.
   * @param {string} email as it stands in the field
   * @param {(email: string) => void} take
   */
  field(email, take) {
    const meant = this.asked === email ? likelyEmail(email) : '';
    return {
      settled: () => {
        this.asked = email;
        this.draw();
      },
      offer: meant ? { before: 'Did you mean', value: meant, after: '?', take: () => take(meant) } : null,
    };
  }

  /**
   * Whether a form has to wait for the question to be seen. Sent again, the email
   * is meant as it was typed.
   * @param {string} email
   */
  holds(email) {
    if (!likelyEmail(email) || this.kept === email) return false;
    this.asked = email;
    this.kept = email;
    return true;
  }
}
