package api

import "github.com/danielgtaylor/huma/v2"

// examples are realistic values by field name, or by schema and field where a
// name has several meanings. A schema with an example of its own is an object
// whose fields do not all occur together.
var examples = map[string]any{
	"Assignment.source":            "suggested",
	"ActorAnswer.name":             "Ana Delgado",
	"AddressChange.field":          "street",
	"AddressChange.from":           "114 juniper court",
	"AddressChange.to":             "114 Juniper Ct",
	"AddressWarning.code":          "unknown_suffix",
	"AddressWarning.field":         "street",
	"AddressWarning.message":       "the street has no suffix that the postal service knows",
	"BulkInput":                    map[string]any{"filter": map[string]any{"status": "pending", "street": "Juniper Ct"}},
	"BulkResult.reason":            "role_above_yours",
	"ChangeAnswer.field":           "phone",
	"ChangeAnswer.from":            "+14805550101",
	"ChangeAnswer.to":              "+14805550102",
	"Column.source":                "suggested",
	"CorrectionInput":              map[string]any{"street": map[string]any{"street": "114 Juniper Ct", "city": "Mesa", "state": "AZ", "zip": "85201"}},
	"CreateCommunityInput.name":    "Maple Grove",
	"CommunityAnswer.id":           "maple-grove",
	"CommunityAnswer.name":         "Maple Grove",
	"CommunityRef.id":              "maple-grove",
	"CommunityRef.name":            "Maple Grove",
	"CommunityRef.open":            true,
	"DeliveryAnswer.reason":        "mailbox full",
	"EnrolmentAnswer.secret":       "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
	"GreetingInput":                map[string]any{"email": "ana@example.com", "code": "XXXX-XXXX-XXXX-XXXX", "proof": "XXXX-XXXX-XXXX-XXXX"},
	"GreetingAnswer.inviter":       "Rosa Delgado",
	"GreetingAnswer.home":          "114 Juniper Ct, Mesa, AZ 85201",
	"HouseholdInput":               map[string]any{"name": "Delgado"},
	"ImportAnswer.reason":          "The file has no column with emails.",
	"ImportFile.name":              "roster.csv",
	"ImportSending.reason":         "",
	"ImportWave.area":              "Juniper Ct",
	"ImportWave.street":            "",
	"ImportWave.role":              "",
	"LettersInput":                 map[string]any{"members": []string{"k2v9xw3dtn5mra8qe1hz7bcy4s"}, "form": "letter"},
	"LetterMember.reason":          "role_above_yours",
	"LettersAnswer.url":            "https://rosters.example.com/letters/maple-grove/4zq1/invitations.pdf",
	"LotRange.from":                1,
	"LotRange.to":                  24,
	"LinkAnswer.undo":              "https://rosters.example.com/results/maple-grove/4zq1/undo.csv",
	"MailAnswer.reason":            "the mailbox is full",
	"MemberFilter":                 map[string]any{"status": "pending", "street": "Juniper Ct"},
	"MemberFilter.import":          "k2v9xw3dtn5mra8qe1hz7bcy4s",
	"MemberFilter.q":               "delgado",
	"MemberFilter.street":          "Juniper Ct",
	"MemberEdit":                   map[string]any{"version": 3, "phone": "+14805550102", "householdRole": "head"},
	"NamedRef.name":                "Delgado",
	"OverviewWave.import":          "k2v9xw3dtn5mra8qe1hz7bcy4s",
	"OverviewWave.role":            "",
	"OverviewWave.street":          "Juniper Ct",
	"OwnResendAnswer.reason":       "cooldown",
	"OwnAnswer.home":               "114 Juniper Ct, Mesa, AZ 85201",
	"PlaceInput":                   map[string]any{"street": map[string]any{"street": "114 Juniper Ct", "city": "Mesa", "state": "AZ", "zip": "85201"}, "confirmed": true},
	"PreferencesEdit":              map[string]any{"blackCurtain": false, "invitationDays": 30, "timeZone": "America/Phoenix"},
	"PropertyAddress.lot":          "12",
	"CellInput.value":              "ana@example.com",
	"ReleaseInput":                 map[string]any{"area": "Juniper Ct", "role": "head", "expect": 12},
	"RowAnswer.home":               "114 Juniper Ct, Mesa, AZ 85201",
	"ResendResult.reason":          "cooldown",
	"RoleAnswer.name":              "board",
	"ImportQuestion.column":        "Statement Address",
	"ImportQuestion.question":      "\"Statement Address\" holds addresses. Are these the homes, or where people get their mail?",
	"ImportQuestion.suggested":     "home",
	"ImportChoice.effect":          "Of the first 200 rows: 198 people at 114 homes to invite, 2 rows need attention.",
	"Answer.effect":                "Of the first 200 rows: 198 people at 114 homes to invite, 2 rows need attention.",
	"Question.column":              "Statement Address",
	"Question.question":            "\"Statement Address\" holds addresses. Are these the homes, or where people get their mail?",
	"Question.suggested":           "home",
	"RowAnswer.code":               "email_missing",
	"RowAnswer.column":             "Email",
	"RowAnswer.message":            "This row has no email.",
	"RowAnswer.value":              "",
	"StreetAddress.street":         "114 Juniper Ct",
	"UndoneRow.code":               "activated",
	"UndoneRow.message":            "Has activated since.",
	"UploadAnswerUploadStruct.url": "https://rosters.example.com/rosters/maple-grove/uploads/4zq1/roster.csv",

	"action":            "invited",
	"city":              "Mesa",
	"colour":            "#1f6f54",
	"code":              "XXXX-XXXX-XXXX-XXXX",
	"cursor":            "eyJzIjoiMSJ9",
	"defaultRole":       "member",
	"delimiter":         ",",
	"email":             "ana@example.com",
	"encoding":          "UTF-8",
	"field":             "member.email",
	"filename":          "roster.csv",
	"firstName":         "Ana",
	"format":            "csv",
	"header":            "Email",
	"headsInvite":       true,
	"headers":           map[string]any{"Content-Type": "text/csv"},
	"Problem.community": "maple-grove",
	"household":         "qz4hsm21vkt0m9c1e7bw6ayx2r",
	"LogoInput.image":   "iVBORw0KGgo=",
	"householdRole":     "head",
	"id":                "k2v9xw3dtn5mra8qe1hz7bcy4s",
	"image":             "data:image/png;base64,iVBORw0KGgo=",
	"invitationDays":    30,
	"invitation":        "maple-grove.k2v9xw3dtn5mra8qe1hz7bcy4s",
	"key":               "rosters/maple-grove/import/roster.csv",
	"label":             "114 Juniper Ct, Mesa, AZ 85201",
	"lastName":          "Delgado",
	"layout":            "AppFolio tenant directory",
	"lot":               "12",
	"mailingAddress":    "Maple Grove HOA, 1 Juniper Ct, Mesa, AZ 85201",
	"member":            "k2v9xw3dtn5mra8qe1hz7bcy4s",
	"members":           []string{"k2v9xw3dtn5mra8qe1hz7bcy4s"},
	"method":            "PUT",
	"name":              "Delgado",
	"new":               "correct horse maple staple",
	"next":              "eyJzIjoiMSJ9",
	"notes":             []string{"The phone number was brought into standard form."},
	"old":               "tr0ubador and three",
	"otp":               "492039",
	"password":          "correct horse maple staple",
	"portalUrl":         "https://maple-grove.example.org",
	"permissions":       []string{"members.view", "members.invite"},
	"phone":             "+14805550101",
	"proof":             "Zb1mM2p0x3C9yQ",
	"property":          "t8e3c5wq1nz6kvhy0a4mxd7b2r",
	"recoveryCodes":     []string{"XXXX-XXXX-XXXX-XXXX"},
	"recoveryCodesLeft": 10,
	"replyTo":           "board@example.org",
	"role":              "member",
	"samples":           []string{"ana@example.com"},
	"senderName":        "Maple Grove",
	"sheet":             "Residents",
	"sheets":            []string{"Residents"},
	"size":              2048,
	"state":             "AZ",
	"street":            "114 Juniper Ct",
	"support":           "support@example.com",
	"ticket":            "5kqN0l2yYl8m7t3Qm1r9Zg",
	"timeZone":          "America/Phoenix",
	"token":             "5kqN0l2yYl8m7t3Qm1r9Zg",
	"unit":              "",
	"uri":               "otpauth://totp/Communitrak:support@example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
	"url":               "https://rosters.example.com/results/maple-grove/4zq1/report.csv",
	"warnings":          []string{"The file has two title rows."},
	"welcome":           "Glad you’re here. See you at the pool!",
	"why":               "its heading",
	"zip":               "85201",
}

// addExamples gives each field an example, and each request and successful
// response one composed from its fields.
func addExamples(d *huma.OpenAPI) {
	schemas := d.Components.Schemas
	parameters := map[string]any{"c": "maple-grove", "m": examples["member"], "p": examples["property"], "h": examples["household"], "i": examples["id"]}
	for name, s := range schemas.Map() {
		if whole, ok := examples[name]; ok {
			s.Examples = []any{whole}
		}
		for field, property := range s.Properties {
			if value, ok := examples[name+"."+field]; ok {
				property.Examples = []any{value}
			} else if value, ok := examples[field]; ok && len(property.Examples) == 0 && len(property.Enum) == 0 && fitting(property, value) {
				property.Examples = []any{value}
			}
		}
	}
	for _, item := range d.Paths {
		for _, o := range methods(item) {
			if o.RequestBody != nil {
				addContentExamples(schemas, o.RequestBody.Content)
			}
			for _, r := range o.Responses {
				addContentExamples(schemas, r.Content)
			}
			for _, p := range o.Parameters {
				if p.In == "path" {
					p.Example = parameters[p.Name]
				}
			}
		}
	}
}

// fitting reports whether a value has the field's type: the same name may be a
// string in one place and a number in another.
func fitting(s *huma.Schema, value any) bool {
	switch value.(type) {
	case string:
		return s.Type == huma.TypeString
	case int:
		return s.Type == huma.TypeInteger
	case bool:
		return s.Type == huma.TypeBoolean
	case []string:
		return s.Type == huma.TypeArray && s.Items.Type == huma.TypeString
	default:
		return s.Type == huma.TypeObject
	}
}

func addContentExamples(schemas huma.Registry, content map[string]*huma.MediaType) {
	for media, m := range content {
		if media == "application/json" && (m.Schema.Ref != "" || m.Schema.Type == huma.TypeArray) {
			m.Example = exampleOf(schemas, m.Schema)
		}
	}
}

// exampleOf returns a value that matches the schema.
func exampleOf(schemas huma.Registry, s *huma.Schema) any {
	if s.Ref != "" {
		s = schemas.SchemaFromRef(s.Ref)
	}
	switch {
	case len(s.Examples) > 0:
		return s.Examples[0]
	case s.Default != nil:
		return s.Default
	case len(s.Enum) > 0:
		return s.Enum[0]
	case len(s.AnyOf) > 0:
		return exampleOf(schemas, s.AnyOf[0])
	case s.Format == "date-time":
		return "2026-03-02T12:00:00Z"
	}
	switch s.Type {
	case huma.TypeArray:
		return []any{exampleOf(schemas, s.Items)}
	case huma.TypeInteger:
		if s.Minimum != nil {
			return int(*s.Minimum)
		}
		return 1
	case huma.TypeBoolean:
		return false
	case huma.TypeObject:
		made := map[string]any{}
		for name, property := range s.Properties {
			made[name] = exampleOf(schemas, property)
		}
		return made
	default:
		return ""
	}
}
