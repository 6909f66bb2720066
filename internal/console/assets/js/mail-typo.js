// Likely typos in the domain of an email. They prompt a question and are never
// corrected automatically: a domain that looks wrong may be somebody's own.

/** Domains that many people use for mail, as in contact/provider.go; these are never questioned. */
const common = [
  ...['aim.com', 'aol.com', 'att.net', 'bellsouth.net', 'centurylink.net', 'charter.net', 'cloud.com', 'comcast.net'],
  ...['cox.net', 'duck.com', 'earthlink.net', 'email.com', 'fastmail.com', 'frontier.com', 'frontiernet.net', 'gmail.com'],
  ...['gmx.com', 'gmx.net', 'googlemail.com', 'hey.com', 'hotmail.com', 'icloud.com', 'juno.com', 'live.com'],
  ...['mac.com', 'mail.com', 'me.com', 'msn.com', 'netzero.net', 'optonline.net', 'optimum.net', 'outlook.com'],
  ...['pm.me', 'proton.me', 'protonmail.com', 'q.com', 'roadrunner.com', 'rocketmail.com', 'rr.com', 'sbcglobal.net'],
  ...['spectrum.net', 'suddenlink.net', 'tds.net', 'verizon.net', 'windstream.net', 'yahoo.com', 'ymail.com', 'zoho.com'],
];

/** Valid endings after a provider's name; `yahoo.co.uk` is a different domain, and just as good. */
const ending = /^(com|net|org|edu|gov|us|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})$/;
/** Country endings that are probably a mistyped `.com` after a provider's name. */
const almostCom = ['cm', 'co', 'om'];
/** Endings that no domain has, and what they were meant to be. */
const noEnding = /** @type {Record<string, string>} */ ({
  con: 'com', cpm: 'com', cmo: 'com', ocm: 'com', comm: 'com', coom: 'com', vom: 'com', xom: 'com', cim: 'com', c0m: 'com', som: 'com', cmm: 'com', coml: 'com', comn: 'com',
  ner: 'net', nte: 'net', ney: 'net', nett: 'net', rog: 'org', ogr: 'org', orgg: 'org', eud: 'edu', eduu: 'edu',
});

/**
 * Returns the email that was probably meant, or '' if nothing looks wrong.
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

/** @param {string} domain with its ending already corrected */
function corrected(domain) {
  return nearest(domain) || domain;
}

/**
 * Returns the nearest common domain within the allowed number of typos, or ''.
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
 * Returns how many typos away a name may be: short names are too often words of their own.
 * @param {string} known
 */
function allowed(known) {
  const { length } = known.split('.')[0];
  if (length < 5) return 0;
  return length < 7 ? 1 : 2;
}

/**
 * Returns how many letters are wrong, missing, extra or swapped with their neighbor
 * (the optimal string alignment distance).
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
