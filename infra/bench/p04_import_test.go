package main

import (
	"flag"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"communitrak/internal/dynamo/dynamotest"
	"communitrak/internal/roster"
)

var rosterRows = flag.Int("roster-rows", 5_000, "how many rows the rosters of P4 and P11 have")

// BenchmarkP4 imports a roster and writes the same members without conditions
// into another table, in batches one after another, as the chunks of an import
// are.
func BenchmarkP4(b *testing.B) {
	var imported, written float64
	for b.Loop() {
		s := newSite(b)
		imported += seconds(func() { s.wantImport(b, roster.Outcomes{Total: *rosterRows, Created: *rosterRows}) })
		members := s.members(b)
		db, table := dynamotest.New(b)
		written += seconds(func() { writeBatches(b, db, table, members) })
	}
	rows := float64(b.N * *rosterRows)
	b.ReportMetric(rows/imported, "rows/s:import")
	b.ReportMetric(rows/written, "rows/s:batches")
	b.ReportMetric(written/imported, "ratio")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkP11 imports a roster twice, and counts what the second time writes.
func BenchmarkP11(b *testing.B) {
	var first, again float64
	for b.Loop() {
		s := newSite(b)
		first += seconds(func() { s.wantImport(b, roster.Outcomes{Total: *rosterRows, Created: *rosterRows}) })
		again += seconds(func() { s.wantImport(b, roster.Outcomes{Total: *rosterRows, Unchanged: *rosterRows}) })
	}
	b.ReportMetric(first/again, "ratio")
	b.ReportMetric(0, "ns/op")
}

func (s *site) wantImport(b *testing.B, want roster.Outcomes) {
	b.Helper()
	if got := s.importRoster(b, residents(0, *rosterRows)).Counts; got != want {
		b.Fatalf("importing: got %+v, want %+v", got, want)
	}
}

// members returns the items of all members.
func (s *site) members(b *testing.B) []attributes {
	b.Helper()
	var found []attributes
	pages := dynamodb.NewScanPaginator(s.DB, &dynamodb.ScanInput{TableName: &s.Table})
	for pages.HasMorePages() {
		page, err := pages.NextPage(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		for _, item := range page.Items {
			if kindOf(item) == "member" {
				found = append(found, item)
			}
		}
	}
	return found
}

func writeBatches(b *testing.B, db *dynamodb.Client, table string, items []attributes) {
	b.Helper()
	const batch = 25 // the most that a call takes
	for n := 0; n < len(items); n += batch {
		var puts []types.WriteRequest
		for _, item := range items[n:min(n+batch, len(items))] {
			puts = append(puts, types.WriteRequest{PutRequest: &types.PutRequest{Item: item}})
		}
		out, err := db.BatchWriteItem(b.Context(), &dynamodb.BatchWriteItemInput{RequestItems: map[string][]types.WriteRequest{table: puts}})
		if err != nil || len(out.UnprocessedItems) > 0 {
			b.Fatalf("writing a batch: %d left, %v", len(out.UnprocessedItems), err)
		}
	}
}
