package onboarding_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// More people than a page holds, one of whom cannot be handled.
func TestSweep_many(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: sweeps members of several pages")
	}
	t.Parallel()
	f := New(t)
	members := f.InviteMany(t, 260, roster.LaneBulk)
	broken := members[0]
	key := map[string]types.AttributeValue{"PK": &types.AttributeValueMemberS{Value: "C#" + broken.Community + "#M#" + broken.ID}, "SK": &types.AttributeValueMemberS{Value: "M"}}
	spoil := "SET version = :text"
	if _, err := f.DB.UpdateItem(t.Context(), &dynamodb.UpdateItemInput{TableName: &f.Table, Key: key, UpdateExpression: &spoil,
		ExpressionAttributeValues: map[string]types.AttributeValue{":text": &types.AttributeValueMemberS{Value: "not a number"}}}); err != nil {
		t.Fatal(err)
	}
	f.Clock.Advance(28 * 24 * time.Hour)
	for range 2 {
		if err := f.Sweep(t.Context()); err == nil {
			t.Error("nobody is told of the one who cannot be dealt with")
		}
	}
	reminders := map[string]int{}
	for _, i := range f.Items(t) {
		if i.SK == "O" && i.Kind == string(roster.MailReminder) {
			reminders[i.Member]++
		}
	}
	for _, m := range members[1:] {
		if reminders[m.ID] != 1 {
			t.Errorf("%s was owed %d reminders, want 1", m.Email, reminders[m.ID])
		}
	}
}
