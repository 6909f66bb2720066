package dynamo

import (
	"context"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/communitrak/onboarding/internal/roster"
)

// AllowNoAdministrator lets members saved from here on leave a community
// without an administrator. Otherwise Commit returns
// roster.ErrLastAdministrator.
func (t *Tx) AllowNoAdministrator() { t.unadministered = true }

// Administrators returns the IDs of the community's active administrators, in
// order.
func (s *Store) Administrators(ctx context.Context, community string) ([]string, error) {
	var i struct {
		Members []string `dynamodbav:"members,stringset"`
	}
	_, err := s.get(ctx, administratorsKey(community), &i)
	slices.Sort(i.Members)
	return i.Members, err
}

// moveAdministrator updates the community's set of active administrators for a
// member who changes from before to m. The set is an item of its own, so that
// when two administrators remove each other, one stays.
func (t *Tx) moveAdministrator(before, m roster.Member) {
	was, is := before.Administers(), m.Administers()
	if was == is {
		return
	}
	o := op{key: administratorsKey(m.Community), update: "ADD members :who",
		values: attributes{":who": &types.AttributeValueMemberSS{Value: []string{m.ID}}}}
	if was {
		o.update = "DELETE members :who"
	}
	if was && !t.unadministered {
		o.condition = "size(members) > :one"
		o.values[":one"] = number(1)
		o.refused = func(attributes) error { return roster.ErrLastAdministrator }
	}
	t.do(o)
}
