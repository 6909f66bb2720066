// Package residents adds many residents to a community at once, to measure how
// fast large communities are. It writes them straight to the table, half of them
// active, the others with emails in every delivery state; nobody is emailed.
package residents

import (
	"context"
	"fmt"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Options say whom to add.
type Options struct {
	Community string
	Members   int
	PerHome   int       // how many live in each home
	Now       time.Time // when they are invited and activate
}

const (
	// chunk is how many people one transaction creates: with their homes it
	// must stay below DynamoDB's limit of a hundred items.
	chunk    = 20
	onStreet = 50
)

// Add adds that many members to the community, with their homes.
func Add(ctx context.Context, store *dynamo.Store, o Options) error {
	homes := max(1, chunk/o.PerHome)
	for first := 0; first*o.PerHome < o.Members; first += homes {
		tx := store.Begin()
		for home := first; home < first+homes && home*o.PerHome < o.Members; home++ {
			o.addHome(tx, home, min(o.PerHome, o.Members-home*o.PerHome))
		}
		if err := tx.Commit(ctx); err != nil {
			return fmt.Errorf("put in the homes from %d on: %w", first, err)
		}
	}
	return nil
}

// addHome adds a home with its household and people.
func (o Options) addHome(tx *dynamo.Tx, home, people int) {
	street := fmt.Sprintf("%d Crowd %s Ct", 100+home%onStreet, letters(home/onStreet))
	label := street + ", Mesa, AZ 85201"
	id := roster.PropertyIDAt(o.Community, roster.AddressKey{Line: street, ZIP: "85201"})
	property := roster.Property{
		ID: id, Community: o.Community, Kind: roster.Street, Label: label, Identity: label, Line: street,
		Address:    roster.Address{Street: street, City: "Mesa", State: "AZ", ZIP: "85201"},
		Households: 1, CreatedAt: o.Now,
	}
	household := roster.Household{ID: roster.NewHouseholdID(id, true), Community: o.Community, Property: id, People: map[string]string{}, CreatedAt: o.Now}
	for i := range people {
		m := o.resident(home*o.PerHome+i, property)
		m.Household = household.ID
		household.People[m.ID] = m.LastName
		if i == 0 {
			household.Head = m.ID
		}
		tx.CreateMember(m, "crowd-"+m.ID, o.Now)
	}
	tx.CreateProperty(property)
	tx.SaveHousehold(household)
}

// outcomes are delivery states, the usual ones more often.
var outcomes = [...]roster.DeliveryState{
	roster.DeliveryDelivered, roster.DeliveryDelivered, roster.DeliveryDelivered, roster.DeliverySent, roster.DeliveryDelivered,
	roster.DeliveryBounced, roster.DeliveryDelivered, roster.DeliveryNone, roster.DeliveryDelivered, roster.DeliverySuppressed,
}

func (o Options) resident(n int, home roster.Property) roster.Member {
	id := fmt.Sprintf("crowd%06d", n)
	m := roster.Member{
		ID: id, Community: o.Community, FirstName: "Robin", LastName: "Crowd" + letters(n), Email: id + "@example.com",
		Phone: fmt.Sprintf("+14805550%d", 100+n%100), Status: roster.Pending, Property: home.ID, Address: home.Label,
		Origin: roster.Origin{By: roster.Actor{Kind: roster.BySystem}, At: o.Now}, Version: 1,
	}
	if n%100 == 0 {
		m.Role = "board"
	}
	m.Invitation = roster.NewInvitation("k1", 30*24*time.Hour, o.Now)
	m.Invitation.Delivery = roster.Delivery{State: outcomes[n/2%len(outcomes)], At: o.Now}
	if n%2 == 0 {
		m.Status, m.ActivatedAt = roster.Active, o.Now
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
