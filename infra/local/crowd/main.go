// Command crowd adds many residents to the demo community of a running local
// system, to measure how fast large communities are. It writes them straight to
// the table, two to a home, half of them active, the others with emails in
// every delivery state; nobody is emailed.
//
//	DYNAMODB_ENDPOINT=http://127.0.0.1:8082 go run ./infra/local/crowd -members 50000
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"

	"communitrak/internal/app"
	"communitrak/internal/app/dynamodbclient"
	"communitrak/internal/dynamo"
	"communitrak/internal/roster"
)

const (
	table     = "communitrak"
	community = "maple-grove"
	// homes is how many homes one transaction creates: with their people it
	// must stay below DynamoDB's limit of a hundred items.
	homes    = 10
	perHome  = 2
	onStreet = 50
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	members := flag.Int("members", 50_000, "how many to put in")
	flag.Parse()
	if err := run(ctx, os.Getenv("DYNAMODB_ENDPOINT"), *members); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, endpoint string, members int) error {
	if endpoint == "" {
		return errors.New("DYNAMODB_ENDPOINT is missing: where the local system's table is")
	}
	store, err := open(endpoint)
	if err != nil {
		return err
	}
	return fill(ctx, store, members, time.Now().UTC().Truncate(time.Second))
}

// fill adds that many members, with their homes, to the demo community.
func fill(ctx context.Context, store *dynamo.Store, members int, now time.Time) error {
	for first := 0; first*perHome < members; first += homes {
		tx := store.Begin()
		for home := first; home < first+homes && home*perHome < members; home++ {
			addHome(tx, home, min(perHome, members-home*perHome), now)
		}
		if err := tx.Commit(ctx); err != nil {
			return fmt.Errorf("put in the homes from %d on: %w", first, err)
		}
	}
	return nil
}

// open returns the table of a local system, which accepts any credentials.
func open(endpoint string) (*dynamo.Store, error) {
	values := map[string]string{
		"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local",
		"AWS_ENDPOINT_URL_DYNAMODB": endpoint,
	}
	settings := app.NewSettings(func(name string) (string, bool) {
		value, ok := values[name]
		return value, ok
	})
	cloud := app.NewAWS(settings)
	if err := settings.Err(); err != nil {
		return nil, err
	}
	return dynamo.NewStore(dynamodbclient.New(cloud), table), nil
}

// addHome adds a home with its household and people.
func addHome(tx *dynamo.Tx, home, people int, now time.Time) {
	id := fmt.Sprintf("crowd%06d", home)
	street := fmt.Sprintf("%d Crowd %s Ct", 100+home%onStreet, letters(home/onStreet))
	label := street + ", Mesa, AZ 85201"
	property := roster.Property{
		ID: id, Community: community, Kind: roster.Street, Label: label, Identity: label, Line: street,
		Address:    roster.Address{Street: street, City: "Mesa", State: "AZ", ZIP: "85201"},
		Households: 1, CreatedAt: now,
	}
	household := roster.Household{ID: id, Community: community, Property: id, People: map[string]string{}, CreatedAt: now}
	for i := range people {
		m := resident(home*perHome+i, property, now)
		household.People[m.ID] = m.LastName
		if i == 0 {
			household.Head = m.ID
		}
		tx.CreateMember(m, "crowd-"+m.ID, now)
	}
	tx.CreateProperty(property)
	tx.SaveHousehold(household)
}

// outcomes are delivery states, the usual ones more often.
var outcomes = [...]roster.DeliveryState{
	roster.DeliveryDelivered, roster.DeliveryDelivered, roster.DeliveryDelivered, roster.DeliverySent, roster.DeliveryDelivered,
	roster.DeliveryBounced, roster.DeliveryDelivered, roster.DeliveryNone, roster.DeliveryDelivered, roster.DeliverySuppressed,
}

func resident(n int, home roster.Property, now time.Time) roster.Member {
	id := fmt.Sprintf("crowd%06d", n)
	m := roster.Member{
		ID: id, Community: community, FirstName: "Robin", LastName: "Crowd" + letters(n), Email: id + "@example.com",
		Phone: fmt.Sprintf("+14805550%d", 100+n%100), Status: roster.Pending, Property: home.ID, Household: home.ID, Address: home.Label,
		Origin: roster.Origin{By: roster.Actor{Kind: roster.BySystem}, At: now}, Version: 1,
	}
	if n%100 == 0 {
		m.Role = "board"
	}
	m.Invitation = roster.NewInvitation("k1", 30*24*time.Hour, now)
	m.Invitation.Delivery = roster.Delivery{State: outcomes[n/2%len(outcomes)], At: now}
	if n%2 == 0 {
		m.Status, m.ActivatedAt = roster.Active, now
		m.Invitation.Delivery.State = roster.DeliveryDelivered
	}
	return m
}

// letters spells a number without digits, because names have none.
func letters(n int) string {
	text := []byte{}
	for ; n > 0 || len(text) == 0; n /= 26 {
		text = append(text, byte('a'+n%26))
	}
	return string(text)
}
