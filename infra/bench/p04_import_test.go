package main

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/communitrak/onboarding/internal/roster"
)

// mostRows is how many rows a roster may have; more members come in several.
const mostRows = 50_000

// BenchmarkP4 imports rosters and writes the same members without conditions
// into another table, in batches one after another, as the chunks of an import
// are.
func BenchmarkP4(b *testing.B) {
	for _, members := range sizes(b) {
		b.Run(fmt.Sprint("members=", members), func(b *testing.B) {
			var imported, written float64
			for b.Loop() {
				s := newSite(b)
				imported += seconds(func() { s.importAll(b, members) })
				made := s.members(b)
				db, table := newTable(b)
				written += seconds(func() { writeBatches(b, db, table, made) })
			}
			rows := float64(b.N * members)
			b.ReportMetric(rows/imported, "import-rows/s")
			b.ReportMetric(rows/written, "batches-rows/s")
			b.ReportMetric(written/imported, "ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// importAll imports that many residents, all of them new.
func (s *site) importAll(b *testing.B, members int) {
	b.Helper()
	for first := 0; first < members; first += mostRows {
		rows := min(mostRows, members-first)
		s.wantImport(b, residentsFile(first, rows), roster.Outcomes{Total: rows, Created: rows})
	}
}

func (s *site) wantImport(b *testing.B, content string, want roster.Outcomes) {
	b.Helper()
	if got := s.importRoster(b, content).Counts; got != want {
		b.Fatalf("importing: got %+v, want %+v", got, want)
	}
}

// members returns the items of all members whom imports have made.
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
