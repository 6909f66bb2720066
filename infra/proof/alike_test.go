package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

// raw is an item as it is stored.
type raw map[string]any

// rawItems reads the whole table.
func rawItems(t *testing.T, f *onboardingtest.Fixture) []raw {
	t.Helper()
	var items []raw
	pages := dynamodb.NewScanPaginator(f.DB, &dynamodb.ScanInput{TableName: &f.Table})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range page.Items {
			var item raw
			if err := attributevalue.UnmarshalMap(a, &item); err != nil {
				t.Fatal(err)
			}
			items = append(items, item)
		}
	}
	return items
}

// interrupted are the attributes that count writes and runs, so they tell how
// often a process was killed: revision, request, fence, runs, failures, lease.
var interrupted = []string{"rv", "rq", "fence", "runs", "failures", "lease"}

// alike writes the items of two tables so that they can be compared: without
// times, and with identifiers that are drawn from chance named after what they
// identify, or, where nothing depends on them, all alike. An identifier that
// both tables have was not drawn from chance. Sharded counters are added up.
func alike(a, b []raw) (first, second []string) {
	inA, inB := identifiers(a), identifiers(b)
	derived := map[string]bool{}
	for id := range inA {
		derived[id] = inB[id]
	}
	return lines(a, derived), lines(b, derived)
}

var (
	identifier = regexp.MustCompile(`\b[0-9a-z]{26}\b`)
	household  = regexp.MustCompile(`\b[0-9a-z]{20,26}(-\d{5})?\.[0-9a-z]{10}\b`)
	// A time is a text as in keys, or a number of seconds or milliseconds in
	// this century.
	timeText   = regexp.MustCompile(`\b20\d\d-\d\d-\d\dT[0-9:.]+Z?|\b20\d{6}T?\d{6,9}Z?|\b20\d{4}\b`)
	hashed     = regexp.MustCompile(`\$argon2id\$[^"]*`) // with a salt
	timeNumber = regexp.MustCompile(`\b(1[789]\d{8}|2\d{9})(\d{3}|\d{9})?\b`)
)

func identifiers(items []raw) map[string]bool {
	found := map[string]bool{}
	for _, item := range items {
		for _, id := range identifier.FindAllString(text(item), -1) {
			found[id] = true
		}
	}
	return found
}

func text(v any) string {
	encoded, err := json.Marshal(v)
	if err != nil {
		panic(err) // what was decoded can be encoded
	}
	return strings.ReplaceAll(string(encoded), `\u001f`, " ") // what separates parts of a key
}

// lines writes each item as a line.
func lines(items []raw, derived map[string]bool) []string {
	names := named(items)
	var all []string
	sums := map[string]map[string]float64{}
	for _, item := range items {
		item = maps.Clone(item)
		for _, name := range interrupted {
			delete(item, name)
		}
		if item["SK"] == "X" || counter(item, sums) {
			continue // a lease is about who works, not about what was done
		}
		line := household.ReplaceAllStringFunc(text(item), func(id string) string { return names[id] })
		line = identifier.ReplaceAllStringFunc(line, func(id string) string {
			switch {
			case names[id] != "":
				return names[id]
			case derived[id]:
				return id
			default:
				return "chance"
			}
		})
		line = hashed.ReplaceAllString(timeText.ReplaceAllString(line, "time"), "hash")
		all = append(all, timeNumber.ReplaceAllString(line, "0"))
	}
	for key, sum := range sums {
		all = append(all, fmt.Sprint(key, " ", sum))
	}
	slices.Sort(all)
	return all
}

// named tells properties by their labels, and households by who lives there.
func named(items []raw) map[string]string {
	names := map[string]string{}
	for _, item := range items {
		if label, ok := item["label"].(string); ok && strings.HasPrefix(item["SK"].(string), "P") {
			names[item["id"].(string)] = "property " + label
		}
	}
	for _, item := range items {
		if home, ok := item["home"].(map[string]any); ok {
			item = home
		} else if sk, _ := item["SK"].(string); !strings.HasPrefix(sk, "H#") {
			continue
		}
		people, _ := item["people"].(map[string]any)
		names[item["id"].(string)] = "household of " + strings.Join(slices.Sorted(maps.Keys(people)), " and ")
	}
	return names
}

// counter adds the item to the sums if it is one shard of a counter.
func counter(item raw, sums map[string]map[string]float64) bool {
	key, shard, _ := strings.Cut(item["SK"].(string), "#")
	if _, err := strconv.Atoi(shard); err != nil || key != "N" && key != "S" {
		return false
	}
	name := fmt.Sprint(item["PK"], " ", key)
	if sums[name] == nil {
		sums[name] = map[string]float64{}
	}
	for attribute, value := range item {
		if n, ok := value.(float64); ok {
			sums[name][attribute] += n
		}
	}
	return true
}
