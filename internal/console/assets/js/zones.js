// The time zones that people choose from, by their everyday names.

/** @typedef {{zone: string, label: string, region: string, words: string}} Zone words: the text that a search matches */

/** The zones of the United States by their everyday names; each stands for all places on one clock. */
const here = [
  { zone: 'America/New_York', label: 'Eastern', places: 'New York, Atlanta, Miami, Detroit' },
  { zone: 'America/Chicago', label: 'Central', places: 'Chicago, Dallas, Houston, Minneapolis' },
  { zone: 'America/Denver', label: 'Mountain', places: 'Denver, Salt Lake City, Boise, Albuquerque' },
  { zone: 'America/Phoenix', label: 'Arizona', places: 'Phoenix, Tucson, Mesa' },
  { zone: 'America/Los_Angeles', label: 'Pacific', places: 'Los Angeles, Seattle, Las Vegas, Portland' },
  { zone: 'America/Anchorage', label: 'Alaska', places: 'Anchorage, Juneau, Fairbanks' },
  { zone: 'Pacific/Honolulu', label: 'Hawaii', places: 'Honolulu, Hilo' },
];

/** The region that comes first. */
export const unitedStates = 'United States';

/**
 * Returns all time zones: the United States first, then the others by region and name.
 * @param {string[]} [names] IANA names
 * @returns {Zone[]}
 */
export function allZones(names = Intl.supportedValuesOf('timeZone')) {
  const first = here.map(({ zone, label, places }) => ({ zone, label, region: unitedStates, words: folded(`${label} ${places} ${zone} us usa`) }));
  const others = names
    .filter((zone) => !here.some((one) => one.zone === zone))
    .map((zone) => ({ zone, label: cityOf(zone), region: zone.includes('/') ? zone.split('/')[0] : 'Other', words: folded(zone) }))
    .sort((a, b) => a.region.localeCompare(b.region) || a.label.localeCompare(b.label));
  return [...first, ...others];
}

/**
 * Returns the name of a zone as shown in a field.
 * @param {string} zone IANA name
 */
export function zoneName(zone) {
  const one = here.find((known) => known.zone === zone);
  if (one) return `${one.label} (${one.places.split(',')[0]})`;
  return zone.includes('/') ? `${cityOf(zone)} (${zone.split('/')[0]})` : zone;
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

/** @param {string} text */
function folded(text) {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[_/,()]/g, ' ').replaceAll(/\s+/g, ' ').trim();
}
