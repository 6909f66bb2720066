package main

// consoleMutants are defects in the console.
var consoleMutants = []mutant{
	{
		name:   "skipped-without-words",
		breaks: "The console has words for each code of the API.",
		file:   "internal/console/assets/js/text/codes.js",
		old: `    complained: 'marked the mail as spam; nothing more is sent',
`,
		new: ``,
		pkg: "infra/rules", test: "TestLists_words",
	},
	{
		name:   "column-meaning-without-label",
		breaks: "The console has a label for each meaning of a column.",
		file:   "internal/console/assets/js/text/import-words.js",
		old: `      noMail: 'Has opted out of mail',
`,
		new: ``,
		pkg: "infra/rules", test: "TestLists_words",
	},
	{
		name:   "words-without-a-code",
		breaks: "The console has no words for what the API never sends.",
		file:   "internal/console/assets/js/text/member.js",
		old: `      erased: 'Personal details erased',
`,
		new: `      erased: 'Personal details erased',
      promoted: 'Promoted',
`,
		pkg: "infra/rules", test: "TestLists_words",
	},
	{
		name:   "preference-without-a-field",
		breaks: "Each preference can be edited in the console.",
		file:   "internal/console/assets/js/preferences.js",
		old:    `const choices = ['defaultRole', 'headsInvite'];`,
		new:    `const choices = ['defaultRole'];`,
		pkg:    "infra/rules", test: "TestPreferences_inConsole",
	},
	{
		name:   "default-role-in-vain",
		breaks: "The console offers only default roles that are accepted.",
		file:   "internal/console/assets/js/preferences.js",
		old:    `const tooMuch = ['members.invite', `,
		new:    `const tooMuch = [`,
		pkg:    "infra/rules", test: "TestDefaultRole",
	},
	{
		name:   "permission-misspelled",
		breaks: "The console asks for permissions that exist.",
		file:   "internal/console/assets/js/help.js",
		old:    `session.can(this.community, 'members.invite')`,
		new:    `session.can(this.community, 'members.invites')`,
		pkg:    "infra/rules", test: "TestPermissions",
	},
}
