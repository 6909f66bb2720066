// Times in a community's time zone, which need not be that of the browser.

/**
 * The moment at which the clocks of a time zone show a date and time. Of a time
 * that a change of the clocks leaves out, the same time after the change.
 * @param {string} wall as a datetime-local field has it, such as `2026-03-22T09:30`
 * @param {string} zone IANA name
 */
export function instantOf(wall, zone) {
  const shown = Date.parse(`${wall}Z`);
  // The first guess may lie on the other side of a change of the clocks.
  const guess = shown - ahead(shown, zone);
  const at = shown - ahead(guess, zone);
  return new Date(at + ahead(at, zone) === shown ? at : Math.max(at, guess));
}

/**
 * The date and time that the clocks of a time zone show, for a datetime-local field.
 * @param {Date} at
 * @param {string} zone
 */
export function wallOf(at, zone) {
  return new Date(at.getTime() + ahead(at.getTime(), zone)).toISOString().slice(0, 16);
}

/**
 * A time as people of that time zone read it: `Dec 27, 2026 at 4:50 PM MST`.
 * @param {string} time RFC 3339
 * @param {string} zone
 */
export function whenIn(time, zone) {
  const at = new Date(time);
  const day = new Intl.DateTimeFormat('en-US', { timeZone: zone, dateStyle: 'medium' }).format(at);
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', minute: '2-digit', timeZoneName: 'short' }).format(at);
  return `${day} at ${clock}`;
}

/**
 * A time as the clock of this browser's machine shows it.
 * @param {string} time RFC 3339
 */
export function whenHere(time) {
  return whenIn(time, here());
}

function here() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The zone of the page that is open: a page shows one clock. */
let shown = here();

/**
 * Has times be shown in a time zone from now on.
 * @param {string} [zone] IANA name of the community's; left out: the reader's, where no community is meant
 */
export function showIn(zone) {
  shown = zone || here();
}

/**
 * A time on the clock of the page.
 * @param {string | null | undefined} time RFC 3339
 */
export function when(time) {
  return time ? whenIn(time, shown) : '';
}

/**
 * The day of a time, on the clock of the page: `Dec 27, 2026`.
 * @param {string | null | undefined} time RFC 3339
 */
export function onDay(time) {
  return time ? new Intl.DateTimeFormat('en-US', { timeZone: shown, dateStyle: 'medium' }).format(new Date(time)) : '';
}

/**
 * How far a time zone's clocks are ahead of UTC, in milliseconds.
 * @param {number} at
 * @param {string} zone
 */
function ahead(at, zone) {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  /** @param {string} type */
  const part = (type) => Number(parts.find((found) => found.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return shown - Math.floor(at / 1000) * 1000;
}
