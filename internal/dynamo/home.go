package dynamo

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"

	"github.com/communitrak/onboarding/internal/roster"
)

// The household that is made together with a property is an attribute of the
// property's item, so a new home is one item. It has a revision of its own:
// people who join it do not disturb who corrects the property. A transaction may
// write an item only once, so changes of such households are kept until Commit
// and then added to what the transaction does to the property anyway.

// homeChange saves or removes a household inside its property's item; if it does
// neither, it requires that the household is as it was read.
type homeChange struct {
	household    roster.Household
	save, remove bool
}

// changeHome adds the change to the transaction when it is whole.
func (t *Tx) changeHome(c homeChange) {
	t.late = append(t.late, func() error { return t.foldHome(c) })
}

// foldHome adds the change to what the transaction does to the property's item.
func (t *Tx) foldHome(c homeChange) error {
	k := householdKey(c.household.Community, c.household.ID)
	n := t.opOn(k)
	if n < 0 {
		n = len(t.ops)
		t.ops = append(t.ops, op{key: k, check: true, condition: "attribute_exists(PK)"})
	}
	folded, err := c.foldInto(t.ops[n])
	if err != nil {
		return err
	}
	t.ops[n] = folded
	return nil
}

// foldInto returns the operation on the property's item that also makes the
// change.
func (c homeChange) foldInto(o op) (op, error) {
	if _, there := o.put["home"]; there || o.values[":hrv"] != nil {
		return o, fmt.Errorf("the transaction writes household %s twice", c.household.ID)
	}
	home, err := attributevalue.Marshal(storeHome(c.household))
	if err != nil {
		return o, err
	}
	if o.put != nil {
		o.put["home"] = home
		return o, nil
	}
	o = o.and("home.id = :hid AND home.rv = :hrv", attributes{":hid": text(c.household.ID), ":hrv": number(c.household.Rev)})
	switch {
	case o.delete && c.save:
		return o, fmt.Errorf("the transaction writes household %s and deletes its property", c.household.ID)
	case o.delete, !c.save && !c.remove:
		return o, nil
	case c.save:
		return o.and("", attributes{":home": home}).alsoUpdating("home = :home", ""), nil
	default:
		return o.alsoUpdating("", "home"), nil
	}
}

// opOn returns the index of the operation on that item, or -1.
func (t *Tx) opOn(k key) int {
	return slices.IndexFunc(t.ops, func(o op) bool { return o.key == k })
}

// and returns o under a further condition, which may be empty, with further
// values.
func (o op) and(condition string, values attributes) op {
	o.condition = strings.Join(nonEmpty(o.condition, condition), " AND ")
	if len(values) == 0 {
		return o
	}
	all := maps.Clone(values)
	maps.Copy(all, o.values)
	o.values = all
	return o
}

// alsoUpdating returns o, an update or a check, with a further assignment and a
// further removal; either may be empty.
func (o op) alsoUpdating(assignment, removal string) op {
	assignments, removals, _ := strings.Cut(" "+o.update, " REMOVE ")
	assignments = strings.TrimPrefix(strings.TrimSpace(assignments), "SET ")
	var clauses []string
	if set := nonEmpty(assignment, assignments); len(set) > 0 {
		clauses = append(clauses, "SET "+strings.Join(set, ", "))
	}
	if removed := nonEmpty(removal, removals); len(removed) > 0 {
		clauses = append(clauses, "REMOVE "+strings.Join(removed, ", "))
	}
	o.update, o.check = strings.Join(clauses, " "), false
	return o
}

func nonEmpty(parts ...string) []string {
	return slices.DeleteFunc(parts, func(part string) bool { return part == "" })
}

// overwrite writes the item over the revision that was read and under a further
// condition, except for attributes that stay as they are.
func (t *Tx) overwrite(i item, condition string, values attributes, except ...string) {
	h := i.head()
	o := op{key: key{h.PK, h.SK}, condition: "rv = :rv", names: map[string]string{}}.and(condition, values).and("", attributes{":rv": number(h.Rev)})
	h.Rev++
	put, err := attributevalue.MarshalMap(i)
	if err != nil {
		t.err = fmt.Errorf("storing %s: %w", h.SK, err)
		return
	}
	var set, remove []string
	for n, name := range attributesOf(reflect.TypeOf(i).Elem()) {
		switch value, there := put[name]; {
		case name == "PK", name == "SK", name == "rq", slices.Contains(except, name):
			continue
		case there:
			set = append(set, fmt.Sprintf("#n%d = :v%d", n, n))
			o.values[fmt.Sprintf(":v%d", n)] = value
		default:
			remove = append(remove, fmt.Sprintf("#n%d", n))
		}
		o.names[fmt.Sprintf("#n%d", n)] = name
	}
	o.update = "SET " + strings.Join(set, ", ")
	if len(remove) > 0 {
		o.update += " REMOVE " + strings.Join(remove, ", ")
	}
	t.do(o)
}

// attributesOf returns the names of all attributes that items of the type may
// have.
func attributesOf(stored reflect.Type) (names []string) {
	for n := range stored.NumField() {
		f := stored.Field(n)
		if f.Anonymous {
			names = append(names, attributesOf(f.Type)...)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("dynamodbav"), ",")
		names = append(names, name)
	}
	return names
}
