package account_test

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strconv"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

// Most functions may only record that a session was used, but an update creates
// an item that does not exist. What they could create that way is not a
// session.
func TestAuthenticate_forgedByTouching(t *testing.T) {
	t.Parallel()
	f := onboardingtest.New(t)
	const token = "a token that nobody was given"
	sum := sha256.Sum256([]byte(token))
	_, err := f.DB.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: &f.Table, Item: map[string]types.AttributeValue{
		"PK": &types.AttributeValueMemberS{Value: "S#" + base64.RawURLEncoding.EncodeToString(sum[:])}, "SK": &types.AttributeValueMemberS{Value: "S"},
		"rq":     &types.AttributeValueMemberS{Value: "request"},
		"seenAt": &types.AttributeValueMemberN{Value: strconv.FormatInt(f.Clock.Now().UnixMilli(), 10)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := f.Accounts.Authenticate(t.Context(), account.TokenOf(token)); !errors.Is(err, account.ErrSession) {
		t.Errorf("got %v, want %v", err, account.ErrSession)
	}
}
