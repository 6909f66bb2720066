package review

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// An export is the content of a list as a file. The gateway accepts function
// responses of up to 6 MB, and base64 leaves three quarters of that for a
// workbook; larger files go to the bucket, and the response redirects there.

// maxInlineExport is the largest file returned directly, in bytes.
const maxInlineExport = 4 << 20

// format is a file format.
type format struct{ media, ending string }

var formats = map[string]format{
	"csv":   {"text/csv; charset=utf-8", "csv"},
	"xlsx":  {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
	"jsonl": {"application/jsonl", "jsonl"},
}

// ExportFormat holds the parameters that every export takes.
type ExportFormat struct {
	Format string `query:"format" enum:"csv,xlsx,jsonl" default:"csv" doc:"jsonl: one JSON object a line"`
	Link   bool   `query:"link" doc:"answer 303 to a link that works for 5 minutes, as for files of more than 4 MB"`
}

// exported is a file, or a link to it.
type exported struct {
	Status      int
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Location    string `header:"Location"`
	Body        []byte
}

func (a *operations) exportOperations() {
	registerExport(a, api.Requires(roster.ViewMembers), "members", "Export members in name order",
		"Whoever the list of members shows under the same filter. Who may not invite gets active members only.", a.exportMembers)
	registerExport(a, api.Requires(roster.InviteMembers), "properties", "Export properties", "All properties, in the order of their addresses.", a.exportProperties)
	registerExport(a, api.Requires(roster.EditMembers), "audit", "Export the audit trail",
		"Who did what, oldest first: of the community and all its members, or of one member. Mails are not in it. People whom undoing an import took away are in the report of the undo.", a.exportAudit)
}

// registerExport registers the export of that name. It is recorded in the audit
// trail before the response is sent.
func registerExport[I any](a *operations, who api.Access, name, summary, description string, handler func(context.Context, *I) (*exported, error)) {
	file := &huma.Schema{Type: "string", Format: "binary"}
	content := map[string]*huma.MediaType{}
	for _, f := range formats {
		content[f.media] = &huma.MediaType{Schema: file}
	}
	text := func(description string) *huma.Header {
		return &huma.Header{Description: description, Required: true, Schema: &huma.Schema{Type: "string"}}
	}
	api.Register(a.API, who, huma.Operation{OperationID: "export-" + name, Method: http.MethodGet, Path: "/v1/communities/{c}/exports/" + name, Summary: summary,
		Description: description + " CSV and XLSX are for people: no cell can act as a formula, and times are in the community's zone. That it was exported is in the audit trail.",
		Responses: map[string]*huma.Response{
			"200": {Description: "The file", Content: content, Headers: map[string]*huma.Header{"Content-Disposition": text("An attachment, with its name.")}},
			"303": {Description: "Where the file lies", Headers: map[string]*huma.Header{"Location": text("A link that downloads it, for 5 minutes.")}},
		},
		Metadata: api.Showing(api.Refuses())}, handler)
}

// column is one column of an export: its heading for people, its name for
// programs, and its value.
type column[T any] struct {
	heading, name string
	value         func(T) string
}

// recordExport adds to the audit trail who exported what.
func (a *operations) recordExport(ctx context.Context, what string, rows int, filter api.MemberFilter) error {
	who := api.ActingIn(ctx)
	changes := []roster.Change{{Field: "rows", To: strconv.Itoa(rows)}}
	if raw, err := json.Marshal(filter); err == nil && string(raw) != "{}" {
		filter.Q = "" // may be a name or an email
		raw, err = json.Marshal(filter)
		if err != nil {
			return err
		}
		changes = append(changes, roster.Change{Field: "filter", To: string(raw)})
	}
	tx := a.Store.Begin()
	tx.Record(roster.AuditEntry{Community: who.Community.ID, Subject: what, At: a.Now(), By: who.By.Actor(), Action: "exported", Changes: changes})
	return tx.Commit(ctx)
}

// fileOf writes the rows in the requested format.
func fileOf[T any](in ExportFormat, columns []column[T], rows []T) ([]byte, error) {
	var file bytes.Buffer
	if in.Format == "jsonl" {
		return jsonLines(&file, columns, rows)
	}
	var w interface {
		Write(cells ...string) error
		Flush() error
	} = sheet.NewWriter(&file)
	if in.Format == "xlsx" {
		w = sheet.NewWorkbookWriter(&file)
	}
	cells := make([]string, len(columns))
	for n, c := range columns {
		cells[n] = c.heading
	}
	if err := w.Write(cells...); err != nil {
		return nil, err
	}
	for _, row := range rows {
		for n, c := range columns {
			cells[n] = c.value(row)
		}
		if err := w.Write(cells...); err != nil {
			return nil, err
		}
	}
	err := w.Flush()
	return file.Bytes(), err
}

// jsonLines writes one JSON object per row, omitting empty values.
func jsonLines[T any](file *bytes.Buffer, columns []column[T], rows []T) ([]byte, error) {
	to := json.NewEncoder(file)
	for _, row := range rows {
		one := map[string]string{}
		for _, c := range columns {
			if v := c.value(row); v != "" {
				one[c.name] = v
			}
		}
		if err := to.Encode(one); err != nil {
			return nil, err
		}
	}
	return file.Bytes(), nil
}

// sendFile returns the file, or a link to it.
func (a *operations) sendFile(ctx context.Context, in ExportFormat, what string, file []byte) (*exported, error) {
	f, c := formats[in.Format], api.ActingIn(ctx).Community
	name := roster.Slug(c.Name) + "-" + what + "." + f.ending
	if !in.Link && len(file) <= maxInlineExport {
		return &exported{Status: http.StatusOK, ContentType: f.media, Disposition: fmt.Sprintf("attachment; filename=%q", name), Body: file}, nil
	}
	link, err := a.rosters.Offer(ctx, c, name, f.media, file)
	return &exported{Status: http.StatusSeeOther, Location: link}, err
}

// exportPart is how many properties or imports are read at once.
const exportPart = 1000

func (a *operations) exportMembers(ctx context.Context, in *struct {
	api.InCommunity
	api.MemberFilter
	ExportFormat
}) (*exported, error) {
	q, err := a.MemberQuery(ctx, in.MemberFilter)
	if err != nil {
		return nil, err
	}
	c := api.ActingIn(ctx).Community
	var rows []api.MemberAnswer
	for members, err := range a.EveryMember(ctx, q) {
		if err != nil {
			return nil, err
		}
		part, err := api.WithHomes(ctx, a.Store, c, members)
		if err != nil {
			return nil, err
		}
		rows = append(rows, part...)
	}
	if err := a.recordExport(ctx, "members", len(rows), in.MemberFilter); err != nil {
		return nil, err
	}
	file, err := fileOf(in.ExportFormat, memberColumns(timesOf(c, in.Format)), rows)
	if err != nil {
		return nil, err
	}
	return a.sendFile(ctx, in.ExportFormat, "members", file)
}

// times formats moments: for people in the community's zone, in a form that
// spreadsheets sort; for programs in RFC 3339.
type times struct {
	zone   *time.Location
	layout string
}

func timesOf(c roster.Community, format string) times {
	if format == "jsonl" {
		return times{time.UTC, time.RFC3339}
	}
	return times{c.Preferences.Zone(), "2006-01-02 15:04"}
}

func (t times) of(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(t.zone).Format(t.layout)
}

// heading adds the zone of the times below it.
func (t times) heading(words string) string { return words + " (" + t.zone.String() + ")" }

func memberColumns(t times) []column[api.MemberAnswer] {
	phone := func(m api.MemberAnswer) string {
		if m.Phone == nil || t.layout == time.RFC3339 {
			return value(m.Phone)
		}
		return contact.Phone(*m.Phone).Display()
	}
	invitation := func(of func(api.InvitationAnswer) string) func(api.MemberAnswer) string {
		return func(m api.MemberAnswer) string {
			if m.Invitation == nil {
				return ""
			}
			return of(*m.Invitation)
		}
	}
	return []column[api.MemberAnswer]{
		{"First Name", "firstName", func(m api.MemberAnswer) string { return m.FirstName }},
		{"Last Name", "lastName", func(m api.MemberAnswer) string { return m.LastName }},
		{"Email", "email", func(m api.MemberAnswer) string { return m.Email }},
		{"Phone Number", "phone", phone},
		{"Address", "address", func(m api.MemberAnswer) string { return cmp.Or(m.Property, &api.LabelledRef{}).Label }},
		{"Household", "household", func(m api.MemberAnswer) string { return cmp.Or(m.Household, &api.NamedRef{}).Name }},
		{"Household Role", "householdRole", func(m api.MemberAnswer) string { return string(m.HouseholdRole) }},
		{"Community Role", "role", func(m api.MemberAnswer) string { return string(m.Role) }},
		{"Status", "status", func(m api.MemberAnswer) string { return string(m.Status) }},
		{t.heading("Invited"), "invitedAt", invitation(func(i api.InvitationAnswer) string { return t.of(i.InvitedAt) })},
		{"Mail", "mail", func(m api.MemberAnswer) string { return string(m.Mail) }},
		{t.heading("Mail changed"), "mailAt", invitation(func(i api.InvitationAnswer) string { return t.of(i.Delivery.At) })},
		{"Mail reason", "mailReason", invitation(func(i api.InvitationAnswer) string { return i.Delivery.Reason })},
		{t.heading("Invitation ends"), "expiresAt", invitation(func(i api.InvitationAnswer) string { return t.of(i.ExpiresAt) })},
		{t.heading("Active since"), "activatedAt", func(m api.MemberAnswer) string { return t.of(*cmp.Or(m.ActivatedAt, &time.Time{})) }},
	}
}

func value(s *string) string { return *cmp.Or(s, new(string)) }

func (a *operations) exportProperties(ctx context.Context, in *struct {
	api.InCommunity
	ExportFormat
}) (*exported, error) {
	c := api.ActingIn(ctx).Community
	var rows []roster.Property
	for cursor := ""; ; {
		page, next, err := a.Store.Properties(ctx, c.ID, "", exportPart, cursor)
		if err != nil {
			return nil, err
		}
		rows = append(rows, page...)
		if cursor = next; next == "" {
			break
		}
	}
	if err := a.recordExport(ctx, "properties", len(rows), api.MemberFilter{}); err != nil {
		return nil, err
	}
	file, err := fileOf(in.ExportFormat, propertyColumns, rows)
	if err != nil {
		return nil, err
	}
	return a.sendFile(ctx, in.ExportFormat, "properties", file)
}

var propertyColumns = []column[roster.Property]{
	{"Address", "address", func(p roster.Property) string { return p.Label }},
	{"Kind", "kind", func(p roster.Property) string { return string(p.Kind) }},
	{"Street", "street", func(p roster.Property) string { return p.Address.Street }},
	{"Lot", "lot", func(p roster.Property) string { return p.Address.Lot }},
	{"Apt/Unit", "unit", func(p roster.Property) string { return p.Address.Unit }},
	{"City", "city", func(p roster.Property) string { return p.Address.City }},
	{"State", "state", func(p roster.Property) string { return p.Address.State }},
	{"ZIP", "zip", func(p roster.Property) string { return p.Address.ZIP }},
	{"Households", "households", func(p roster.Property) string { return strconv.Itoa(p.Households) }},
}
