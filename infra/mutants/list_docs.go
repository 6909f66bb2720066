package main

// docsMutants are defects in the documents of whoever deploys and operates.
var docsMutants = []mutant{
	{
		name:   "alarm-at-any-hour",
		breaks: "Whoever is on duty knows which alarms to get up for.",
		file:   "docs/operate.md",
		old:    `, [Guessing](#guessing) |`,
		new:    ` |`,
		pkg:    "infra/rules", test: "TestAlarms_whenToGetUp",
	},
	{
		name:   "alarm-for-free",
		breaks: "What a month costs counts each metric that an alarm watches.",
		file:   "docs/deploy.md",
		old:    `21 alarm metrics`,
		new:    `20 alarm metrics`,
		pkg:    "infra/rules", test: "TestAlarms_price",
	},
	{
		name:   "parameter-unexplained",
		breaks: "Each parameter of the stack is explained.",
		file:   "docs/deploy.md",
		old:    "| `LogDays` |",
		new:    "| `LogAge` |",
		pkg:    "infra/rules", test: "TestParameters_explained",
	},
}
