package roster

import "slices"

// Principal is the requester: a signed-in member in one community, or Support.
type Principal struct {
	// Person is the account's identifier.
	Person      string
	Staff       bool
	Community   string
	Member      string
	Name        string
	Permissions []Permission
}

// allPermissions is what Support holds everywhere.
var allPermissions = RoleAdministrator.Permissions()

// StaffPrincipal returns Support acting in a community.
func StaffPrincipal(person, name, community string) Principal {
	return Principal{Person: person, Staff: true, Community: community, Name: name, Permissions: allPermissions}
}

// May reports whether p holds the permission.
func (p Principal) May(permission Permission) bool { return slices.Contains(p.Permissions, permission) }

// Outranks reports whether p may give, edit or see the code of the role.
func (p Principal) Outranks(r Role) bool { return !r.Above(p.Permissions) }

// OutranksAll reports whether p outranks every role there is.
func (p Principal) OutranksAll() bool {
	return !slices.ContainsFunc(Roles(), func(r Role) bool { return !p.Outranks(r) })
}

// Actor returns p as it appears in the audit trail.
func (p Principal) Actor() Actor {
	if p.Staff {
		return Actor{BySupport, p.Person, p.Name}
	}
	return Actor{ByMember, p.Member, p.Name}
}
