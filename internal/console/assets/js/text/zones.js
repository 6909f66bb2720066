/** Time zones by their everyday names, and the field that finds one. */
export const zones = {
  /** The zones of the United States. @type {Record<string, {name: string, places: string[]}>} */
  us: {
    'America/New_York': { name: 'Eastern', places: ['New York', 'Atlanta', 'Miami', 'Detroit'] },
    'America/Chicago': { name: 'Central', places: ['Chicago', 'Dallas', 'Houston', 'Minneapolis'] },
    'America/Denver': { name: 'Mountain', places: ['Denver', 'Salt Lake City', 'Boise', 'Albuquerque'] },
    'America/Phoenix': { name: 'Arizona', places: ['Phoenix', 'Tucson', 'Mesa'] },
    'America/Los_Angeles': { name: 'Pacific', places: ['Los Angeles', 'Seattle', 'Las Vegas', 'Portland'] },
    'America/Anchorage': { name: 'Alaska', places: ['Anchorage', 'Juneau', 'Fairbanks'] },
    'Pacific/Honolulu': { name: 'Hawaii', places: ['Honolulu', 'Hilo'] },
  },
  unitedStates: 'United States',
  /** What people type when they look for one of these. */
  usWords: 'us usa',
  other: 'Other',
  /** @param {string} name @param {string} where */
  named: (name, where) => `${name} (${where})`,

  label: 'Time zone',
  list: 'Time zones',
  searchFor: 'Type a city or a zone',
  noMatch: 'No time zone matches. Try the nearest large city.',
  use: 'Dates and times in emails and on screens are in this time zone.',
};
