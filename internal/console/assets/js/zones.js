// The time zones that people choose from, by their everyday names.

import { zones as text } from './text/zones.js';

/** @typedef {{zone: string, label: string, region: string, words: string}} Zone words: the text that a search matches */

/**
 * Returns all time zones: the United States first, then the others by region and name.
 * @param {string[]} [names] IANA names
 * @returns {Zone[]}
 */
export function allZones(names = Intl.supportedValuesOf('timeZone')) {
  const first = Object.entries(text.us).map(([zone, { name, places }]) => ({
    zone,
    label: name,
    region: text.unitedStates,
    words: folded([name, ...places, zone, text.usWords].join(' ')),
  }));
  const others = names
    .filter((zone) => !text.us[zone])
    .map((zone) => ({ zone, label: cityOf(zone), region: zone.includes('/') ? zone.split('/')[0] : text.other, words: folded(zone) }))
    .sort((a, b) => a.region.localeCompare(b.region) || a.label.localeCompare(b.label));
  return [...first, ...others];
}

/**
 * Returns the name of a zone as shown in a field.
 * @param {string} zone IANA name
 */
export function zoneName(zone) {
  const known = text.us[zone];
  if (known) return text.named(known.name, known.places[0]);
  return zone.includes('/') ? text.named(cityOf(zone), zone.split('/')[0]) : zone;
}

/**
 * Returns the zones whose names contain all words of a search.
 * @param {Zone[]} zones
 * @param {string} search
 */
export function matching(zones, search) {
  const wanted = folded(search).split(' ').filter(Boolean);
  return zones.filter(({ words }) => wanted.every((word) => words.includes(word)));
}

/** @type {Map<string, {offset: Intl.DateTimeFormat, clock: Intl.DateTimeFormat}>} */
const formats = new Map();

/**
 * Returns what a zone's clocks show now, and their offset from UTC: `5:43 PM, UTC−5`.
 * @param {string} zone IANA name
 * @param {Date} [now]
 */
export function clockOf(zone, now = new Date()) {
  let format = formats.get(zone);
  if (!format) {
    format = {
      offset: new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'shortOffset' }),
      clock: new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', minute: '2-digit' }),
    };
    formats.set(zone, format);
  }
  const offset = format.offset.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${format.clock.format(now)}, ${offset.replace('GMT', 'UTC').replace('-', '−')}`;
}

/** @param {string} zone */
function cityOf(zone) {
  return zone.split('/').slice(1).reverse().join(', ').replaceAll('_', ' ') || zone;
}

/** @param {string} words */
function folded(words) {
  return words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[_/,()]/g, ' ').replaceAll(/\s+/g, ' ').trim();
}
