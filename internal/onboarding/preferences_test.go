package onboarding

import (
	"reflect"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

// TestPreferences_audited checks that a change of any preference is recorded.
func TestPreferences_audited(t *testing.T) {
	t.Parallel()
	preferences := fieldsOf(reflect.TypeFor[roster.Preferences]())
	for _, field := range preferences {
		if field.Name == "Logo" {
			continue // edited as a picture
		}
		var edited roster.Preferences
		fill(reflect.ValueOf(&edited).Elem().FieldByIndex(field.Index))
		if changes := preferenceChanges(roster.Preferences{}, edited); len(changes) != 1 {
			t.Errorf("a change of %s is recorded as %v: list it in preferenceChanges", field.Name, changes)
		}
	}
	if edits := reflect.TypeFor[PreferencesEdit]().NumField(); edits != len(preferences)-1 {
		t.Errorf("PreferencesEdit can change %d of the %d preferences other than the logo: give it what is missing", edits, len(preferences)-1)
	}
}

// TestPreferencesEdit_alone checks that each part of an edit has its effect
// without the others.
func TestPreferencesEdit_alone(t *testing.T) {
	t.Parallel()
	community := roster.Community{Name: "Maple Grove", Preferences: roster.DefaultPreferences("Maple Grove")}
	all := PreferencesEdit{
		BlackCurtain: new(true), DefaultRole: new(roster.RoleBoard), InvitationDays: new(7),
		City: new("Mesa"), State: new("AZ"), ZIP: new("85201"), TimeZone: new("America/Phoenix"),
		SenderName: new("Maple Grove HOA"), ReplyTo: new("board@example.org"), PortalURL: new("https://maple-grove.example.org/"),
		HeadsInvite: new(true), Color: new("#1f6f54"), Welcome: new("Glad you’re here."), MailingAddress: new("1 Juniper Ct, Mesa, AZ 85201"),
	}
	for n := range reflect.TypeFor[PreferencesEdit]().NumField() {
		name, value := reflect.TypeFor[PreferencesEdit]().Field(n).Name, reflect.ValueOf(all).Field(n)
		if value.IsNil() {
			t.Errorf("this test has no value for %s: add one", name)
			continue
		}
		var one PreferencesEdit
		reflect.ValueOf(&one).Elem().Field(n).Set(value)
		edited, err := one.apply(community, time.Unix(0, 0))
		if err != nil && name != "DefaultRole" { // there is only one valid default role, which it has already
			t.Errorf("%s: %v", name, err)
		}
		if edited.Preferences == community.Preferences {
			t.Errorf("an edit of nothing but %s has no effect: let apply set it", name)
		}
	}
}

// fieldsOf returns the fields of the preferences, with those of the branding
// instead of the branding itself.
func fieldsOf(preferences reflect.Type) []reflect.StructField {
	var found []reflect.StructField
	for _, field := range reflect.VisibleFields(preferences) {
		if field.Type != reflect.TypeFor[roster.Branding]() {
			found = append(found, field)
			continue
		}
		for _, inner := range reflect.VisibleFields(field.Type) {
			inner.Index = append(field.Index[:1:1], inner.Index...)
			found = append(found, inner)
		}
	}
	return found
}

func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(7)
	default:
		v.SetString("something")
	}
}
