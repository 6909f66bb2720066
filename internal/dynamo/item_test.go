package dynamo

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/communitrak/onboarding/internal/faults/units"
	"github.com/communitrak/onboarding/internal/roster"
)

// stored generates values as the domain makes them: times in milliseconds,
// durations in seconds.
var stored = rapid.MakeConfig{
	Types: map[reflect.Type]*rapid.Generator[any]{
		reflect.TypeFor[time.Time](): rapid.Custom(func(t *rapid.T) any {
			if rapid.Bool().Draw(t, "never") {
				return time.Time{}
			}
			return time.UnixMilli(rapid.Int64Range(1, 4102444800000).Draw(t, "at")).UTC()
		}),
		reflect.TypeFor[time.Duration]():     rapid.Custom(func(t *rapid.T) any { return time.Duration(rapid.IntRange(0, 1e6).Draw(t, "span")) * time.Second }),
		reflect.TypeFor[map[string]string](): rapid.MapOf(rapid.StringN(1, 8, -1), rapid.String()).AsAny(),
		// What was detected and what was corrected are separate items.
		reflect.TypeFor[[]roster.Correction](): rapid.Just[any]([]roster.Correction(nil)),
		reflect.TypeFor[json.RawMessage]():     rapid.Just[any](json.RawMessage(nil)),
	},
}

// roundTrips stores random values of a type, covering all its fields, and reads
// them back.
func roundTrips[V, I any](t *testing.T, store func(V) I, load func(I) V) {
	t.Helper()
	values := rapid.MakeCustom[V](stored)
	rapid.Check(t, func(t *rapid.T) {
		want := values.Draw(t, "value")
		item, err := attributevalue.MarshalMap(store(want))
		if err != nil {
			t.Fatal(err)
		}
		var read I
		if reflect.TypeFor[I]().Kind() == reflect.Pointer {
			read = reflect.New(reflect.TypeFor[I]().Elem()).Interface().(I)
			err = attributevalue.UnmarshalMap(item, read)
		} else {
			err = attributevalue.UnmarshalMap(item, &read)
		}
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, load(read), cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A row with further reasons but no first one keeps them apart.
func TestRow_withoutAFirstReason(t *testing.T) {
	t.Parallel()
	want := roster.RowResult{Row: 2, FurtherReasons: []roster.RowReason{{}, {Code: "differs"}}}
	if diff := cmp.Diff(want, storeRow(want).load(), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestItems_roundTrip(t *testing.T) {
	t.Parallel()
	for name, check := range map[string]func(*testing.T){
		"community": func(t *testing.T) { roundTrips(t, storeCommunity, (*communityItem).load) },
		"logo":      func(t *testing.T) { roundTrips(t, storeLogo, (*logoItem).load) },
		"property":  func(t *testing.T) { roundTrips(t, storeProperty, (*propertyItem).load) },
		"household": func(t *testing.T) { roundTrips(t, storeHousehold, (*householdItem).load) },
		"member":    func(t *testing.T) { roundTrips(t, storeMember, (*memberItem).load) },
		"intent":    func(t *testing.T) { roundTrips(t, storeIntent, (*intentItem).load) },
		"audit":     func(t *testing.T) { roundTrips(t, storeAuditEntry, (*auditItem).load) },
		"account":   func(t *testing.T) { roundTrips(t, storeAccount, (*accountItem).load) },
		"link":      func(t *testing.T) { roundTrips(t, storeMembership, (*membershipItem).load) },
		"session":   func(t *testing.T) { roundTrips(t, storeSession, (*sessionItem).load) },
		"ticket":    func(t *testing.T) { roundTrips(t, storeTicket, (*ticketItem).load) },
		"import":    func(t *testing.T) { roundTrips(t, storeImport, (*importItem).load) },
		"fan-out":   func(t *testing.T) { roundTrips(t, storeFanOut, (*fanOutItem).load) },
		"printing":  func(t *testing.T) { roundTrips(t, storePrintJob, (*printJobItem).load) },
		"row":       func(t *testing.T) { roundTrips(t, storeRow, rowItem.load) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t)
		})
	}
}

// Due items are in the index, and no others are.
func TestItems_due(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.MakeCustom[roster.Intent](stored).Draw(t, "intent")
		n.State = rapid.SampledFrom([]roster.IntentState{roster.IntentQueued, roster.IntentSending, roster.IntentUncertain,
			roster.IntentSent, roster.IntentFailed, roster.IntentCancelled}).Draw(t, "state")
		i := storeIntent(n)
		if due, tidied := i.GSI2PK != "", i.TTL != 0; due == n.State.Final() || tidied != n.State.Final() {
			t.Fatalf("a %s mail is due %v, tidied away %v", n.State, due, tidied)
		}
		m := rapid.MakeCustom[roster.Member](stored).Draw(t, "member")
		if i := storeMember(m); (i.GSI2PK != "") != !m.Due().IsZero() {
			t.Fatalf("a member due at %v stands in the index: %v", m.Due(), i.GSI2PK != "")
		}
	})
}

// Memberships from before say what the member's status was; only whether it has
// ended counts.
func TestMembership_former(t *testing.T) {
	t.Parallel()
	for status, ended := range map[roster.Status]bool{roster.Pending: false, roster.Active: false, roster.Profile: false, roster.Revoked: true, roster.Removed: true} {
		i := membershipItem{Person: "p", Community: "c", Member: "m", Status: string(status)}
		if got := i.load(); got.Ended != ended {
			t.Errorf("%s: ended %v, want %v", status, got.Ended, ended)
		}
	}
}

// A write is billed by the kilobyte, and members are written often: when they are
// invited, released, mailed, reported on, activated. One with long names, whom a
// roster brought into a community with as long an ID as there is, still fits.
func TestStoreMember_kilobyte(t *testing.T) {
	t.Parallel()
	community := roster.Slug("The Villages at San Tan Heights and Saguaro Blossom")
	job := roster.NewID()
	m := roster.Member{
		ID: roster.NewID(), Community: community, FirstName: "Maximiliana", LastName: "Hernandez-Delgado", Email: "maximiliana.delgado@example.com",
		Phone: "+14805550102", Status: roster.Pending, Version: 1,
		Property: roster.NewID(), Address: "220 W Palo Verde Dr Unit 4B, Mesa, AZ 85201",
		Origin:     roster.Origin{By: roster.Actor{Kind: roster.ByImport, ID: job, Name: "roster 2026.csv"}, At: noon, Import: job, Row: 12345, Columns: "A.F.G.B,C,D,E"},
		Invitation: roster.NewInvitation("k1", 30*24*time.Hour, noon).Queue(noon),
	}
	m.Household = roster.NewHouseholdID(m.Property, true)
	invited, err := attributevalue.MarshalMap(storeMember(m))
	must(t, err)
	invited["rq"] = text(roster.NewID())
	m.Status, m.Role, m.ActivatedAt, m.ActivationKey = roster.Active, roster.RoleMember, noon, roster.NewID()
	active, err := attributevalue.MarshalMap(storeMember(m))
	must(t, err)
	active["rq"] = text(roster.NewID())
	for state, item := range map[string]attributes{"invited": invited, "active": active} {
		if size := units.Size(item); size > 1024 {
			t.Errorf("%s, an item takes %d bytes, want at most 1,024", state, size)
		}
	}
	back, err := decode[memberItem](invited)
	if err != nil || back.load().Origin.By.ID != job {
		t.Errorf("made by %+v, %v, want the import %s", back.load().Origin.By, err, job)
	}
}
