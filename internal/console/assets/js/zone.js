// Times in a community's time zone, which need not be that of the browser.

import { common } from './text/common.js';

/**
 * Returns the moment at which the clocks of a time zone show a date and time. A time
 * that a clock change skips is read with the offset from before the change.
 * @param {string} wall as a datetime-local field has it, such as `2026-03-22T09:30`
 * @param {string} zone IANA name
 */
export function instantOf(wall, zone) {
  const shown = Date.parse(`${wall}Z`);
  // The first guess may be on the other side of a clock change.
  const guess = shown - ahead(shown, zone);
  const at = shown - ahead(guess, zone);
  return new Date(at + ahead(at, zone) === shown ? at : Math.max(at, guess));
}

/**
 * Returns the date and time that the clocks of a time zone show, for a datetime-local field.
 * @param {Date} at
 * @param {string} zone
 */
export function wallOf(at, zone) {
  return new Date(at.getTime() + ahead(at.getTime(), zone)).toISOString().slice(0, 16);
}

/**
 * Formats a time as people in that time zone read it: `Dec 27, 2026 at 4:50 PM MST`.
 * @param {string} time RFC 3339
 * @param {string} zone
 */
export function whenIn(time, zone) {
  const at = new Date(time);
  const day = new Intl.DateTimeFormat('en-US', { timeZone: zone, dateStyle: 'medium' }).format(at);
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', minute: '2-digit', timeZoneName: 'short' }).format(at);
  return common.at(day, clock);
}

/**
 * Formats a time in the browser's own time zone.
 * @param {string} time RFC 3339
 */
export function whenHere(time) {
  return whenIn(time, here());
}

function here() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/**
 * The zone of the open page: a page shows one clock. Empty: the reader's zone, which
 * takes the browser a while to find out, so it is asked only when needed.
 */
let shown = '';
/** @type {Intl.DateTimeFormat | undefined} writes days in that zone; making one is slow, too */
let days;

/**
 * Shows times in a time zone from now on.
 * @param {string} [zone] IANA name of the community's; left out on pages outside a community: the reader's zone
 */
export function showIn(zone = '') {
  if (zone === shown) return;
  shown = zone;
  days = undefined;
}

/**
 * Formats a time in the page's zone.
 * @param {string | null | undefined} time RFC 3339
 */
export function when(time) {
  return time ? whenIn(time, shown || here()) : '';
}

/**
 * Formats the day of a time, in the page's zone: `Dec 27, 2026`.
 * @param {string | null | undefined} time RFC 3339
 */
export function onDay(time) {
  if (!time) return '';
  days ??= new Intl.DateTimeFormat('en-US', { timeZone: shown || here(), dateStyle: 'medium' });
  return days.format(new Date(time));
}

/**
 * Returns how far a time zone's clocks are ahead of UTC, in milliseconds.
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
