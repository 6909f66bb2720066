package api_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/communitrak/onboarding/internal/roster"
)

// table parses the CSV of an answer by heading, without its byte order mark.
func table(t *testing.T, r reply) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(r.Raw, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for n, heading := range all[0] {
			row[heading] = cells[n]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestExportMembers(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	in := invitation("Rosa", "rosa@example.org")
	in["household"] = object{"name": "=1+1"}
	in["member"].(object)["phone"] = "480-555-0103"
	s.call(admin, "POST", maple+"/invitations", in).want(201, "")
	s.call(admin, "POST", maple+"/invitations", invitation("Owen", "owen@example.org")).want(201, "")

	got := s.call(admin, "GET", maple+"/exports/members?q=rosa%40example.org", nil)
	got.want(200, "")
	if want := `attachment; filename="maple-grove-members.csv"`; got.Header.Get("Content-Disposition") != want || got.Header.Get("Content-Type") != "text/csv; charset=utf-8" {
		t.Errorf("got %q and %q, want %q and CSV", got.Header.Get("Content-Disposition"), got.Header.Get("Content-Type"), want)
	}
	want := []map[string]string{{
		"First Name": "Rosa", "Last Name": "Delgado", "Email": "rosa@example.org", "Phone Number": "(480) 555-0103", "Address": "114 Juniper Ct, Mesa, AZ 85201",
		"Household": "'=1+1", "Household Role": "head", "Community Role": "member", "Status": "pending", "Invited (America/New_York)": "2026-03-02 07:00",
		"Mail": "queued", "Mail changed (America/New_York)": "2026-03-02 07:00", "Mail reason": "", "Invitation ends (America/New_York)": "2026-04-01 08:00", "Active since (America/New_York)": "",
	}}
	if diff := cmp.Diff(want, table(t, got)); diff != "" {
		t.Errorf("CSV: %s", diff)
	}
	if all := table(t, s.call(admin, "GET", maple+"/exports/members?status=pending&street=juniper", nil)); len(all) != 2 {
		t.Errorf("under a filter: got %v, want Owen and Rosa", all)
	}

	book, err := excelize.OpenReader(bytes.NewReader(s.call(admin, "GET", maple+"/exports/members?format=xlsx&status=active", nil).want(200, "").Raw))
	if err != nil {
		t.Fatal(err)
	}
	if cells, err := book.GetRows("Export"); err != nil || len(cells) != 2 || cells[1][0] != "Ada" {
		t.Errorf("workbook: got %v, %v, want headings and Ada", cells, err)
	}

	var line map[string]string
	if err := json.Unmarshal(s.call(admin, "GET", maple+"/exports/members?format=jsonl&q=ros", nil).Raw, &line); err != nil {
		t.Fatal(err)
	}
	if line["phone"] != "+14805550103" || line["invitedAt"] != "2026-03-02T12:00:00Z" || line["household"] != "=1+1" {
		t.Errorf("JSON line: got %v", line)
	}
	s.call(admin, "GET", maple+"/exports/members?format=pdf", nil).want(422, "invalid")
	s.call(admin, "GET", maple+"/exports/members?mail=lost", nil).want(422, "invalid")
	resident, _ := s.resident("Dee", "dee@example.org", roster.RoleMember)
	s.call(resident, "GET", maple+"/exports/members", nil).want(403, "forbidden")
	s.call(admin, "GET", "/v1/communities/oak-hollow/exports/members", nil).want(404, "not_found")
}

func TestExportProperties(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	s.call(admin, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org")).want(201, "")
	rows := table(t, s.call(admin, "GET", maple+"/exports/properties", nil).want(200, ""))
	if len(rows) != 1 || rows[0]["Street"] != "114 Juniper Ct" || rows[0]["Households"] != "1" {
		t.Errorf("got %v, want 114 Juniper Ct with one household", rows)
	}
}

// An export is recorded in the audit trail with its filter, but without the
// search text.
func TestExport_audited(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.call(s.admin(), "GET", maple+"/exports/members?status=active&q=ada", nil).want(200, "")
	out, err := s.DB.Query(t.Context(), &dynamodb.QueryInput{TableName: &s.Table, KeyConditionExpression: text("PK = :pk"),
		ExpressionAttributeValues: map[string]types.AttributeValue{":pk": &types.AttributeValueMemberS{Value: "C#maple-grove#L#202603"}}})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, item := range out.Items {
		if action := item["action"].(*types.AttributeValueMemberS).Value; action == "exported" {
			for _, change := range item["changes"].(*types.AttributeValueMemberL).Value {
				told = append(told, change.(*types.AttributeValueMemberM).Value["b"].(*types.AttributeValueMemberS).Value)
			}
		}
	}
	if got, want := strings.Join(told, " "), `1 {"status":"active"}`; got != want {
		t.Errorf("audited: got %q, want %q", got, want)
	}
}

func text(s string) *string { return &s }
