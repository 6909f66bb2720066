package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/dynamo"
)

// largest is the size of a community for which lists and searches have goals, and
// perHome how many of its members share a home: 10,000 properties.
const (
	largest = 50_000
	perHome = 5
)

// lookup is what people look up in lists.
type lookup struct{ name, path, query string }

// lookups of a community of that size. The free-text search is for a part of one
// member's email, so all of the community is read.
func lookups(members int) []lookup {
	return []lookup{
		{"page", "members", "status=pending&limit=50"},
		{"property_search", "properties", "q=" + url.QueryEscape("102 Crowd")},
		{"text_search", "members", "q=" + fmt.Sprintf("owd%06d", members-1)},
	}
}

// BenchmarkP12 reads a page of the member list, searches for properties, and
// searches for a member by text, through the API's handler, in communities of
// several sizes, and counts what is read.
func BenchmarkP12(b *testing.B) {
	all := sizes(b)
	if !*small {
		all = append(all, largest)
	}
	for _, members := range all {
		b.Run(fmt.Sprint("members=", members), func(b *testing.B) {
			counted := &meter{written: map[string]int{}}
			s := newSite(b, counted.DynamoDB)
			s.fill(b, dynamo.NewStore(counted.plain, s.Table), members, perHome)
			token := s.signIn(b)
			for _, l := range lookups(members) {
				b.Run(l.name, func(b *testing.B) { s.measureLookup(b, token, l, counted) })
			}
		})
	}
}

func (s *site) measureLookup(b *testing.B, token account.Token, l lookup, counted *meter) {
	counted.reset()
	var took []float64
	requests := 0
	for b.Loop() {
		took = append(took, seconds(func() { requests += s.look(b, token, l) }))
	}
	b.ReportMetric(quantile(took, 0.5)*1000, "ms")
	b.ReportMetric(float64(requests)/float64(b.N), "requests")
	counted.reportReads(b, b.N)
}

// look asks for the list until it has an item, and returns how many requests that
// took: pages of a search may be empty.
func (s *site) look(b *testing.B, token account.Token, l lookup) (requests int) {
	b.Helper()
	for next := ""; requests < 100; requests++ {
		r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/v1/communities/"+s.Community.ID+"/"+l.path+"?"+l.query+"&cursor="+url.QueryEscape(next), nil)
		r.Header.Set("Authorization", "Bearer "+token.Reveal())
		w := httptest.NewRecorder()
		s.lists.ServeHTTP(w, r)
		var page struct {
			Items []json.RawMessage
			Next  *string
		}
		if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil || w.Code != http.StatusOK {
			b.Fatalf("%s?%s: got %d %.300s, %v", l.path, l.query, w.Code, w.Body, err)
		}
		if len(page.Items) > 0 {
			return requests + 1
		}
		if page.Next == nil {
			break
		}
		next = *page.Next
	}
	b.Fatalf("%s?%s: found nothing in %d requests", l.path, l.query, requests+1)
	return 0
}
