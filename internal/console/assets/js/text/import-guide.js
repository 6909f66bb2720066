/** The page *How to import your roster*. Its title is shared: it is linked from several pages. */
export const importGuide = {
  intro: 'Support can import a whole roster for you, free of charge. Send the file, and everyone in it is invited.',
  steps: [
    'Put your residents in a spreadsheet, one person per row, with the columns below. The order doesn’t matter, and extra columns are fine.',
    'Save it as CSV or as a spreadsheet (XLSX), up to 10 MB and 50,000 rows.',
    'Send it to Support. They check what will happen to each person before anything is saved. You’ll get an email when it’s done, with a file of the rows that need attention.',
  ],
  download: 'Download the template',
  columns: {
    title: 'The columns',
    column: 'Column',
    need: 'Needed?',
    what: 'What goes in',
    rows: [
      { name: 'Full Name', need: 'Needed', text: 'First and last name of one person. “Lee, Jordan” is understood too.' },
      { name: 'Address', need: 'Needed', text: 'The street address with its number, or the lot: “12 Maple Street”, “Lot 14”.' },
      { name: 'Email', need: 'Needed', text: 'Everyone needs an email of their own; it’s what they sign in with. If two people share one, the first is invited and Support will ask you about the other.' },
      { name: 'Phone', need: 'Recommended', text: 'A US or Canadian number in any form, or one with its country code.' },
      { name: 'Household Role', need: 'Optional', text: '“Head” or “Member”. A home has one Head.' },
      { name: 'Unit, City, State, ZIP', need: 'Optional', text: 'What’s left out comes from the community’s preferences.' },
    ],
    hint: 'Nobody is invited twice. Active members are left alone, and a file never overwrites or moves anyone. A row that can’t be used doesn’t hold up the others; it comes back to you with the reason.',
  },
  support: { title: 'How to reach Support', none: 'Ask whoever set up Communitrak for your community.' },
};
