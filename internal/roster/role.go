package roster

import "slices"

// Permission is one thing a member may do in their community.
type Permission string

// The permissions, as the API names them. The console's words for them are in
// its text/codes.js.
const (
	ViewMembers       Permission = "members.view"
	InviteMembers     Permission = "members.invite"
	EditMembers       Permission = "members.edit"
	ManagePreferences Permission = "preferences.manage"
	ViewImports       Permission = "imports.view"
)

// Role is a named set of permissions in one community.
type Role string

// The roles of a community. NoRole on a pending member means the community's
// default at the moment of activation.
const (
	NoRole             Role = ""
	RoleMember         Role = "member"
	RoleBoard          Role = "board"
	RoleAdministrator  Role = "administrator"
	defaultDefaultRole      = RoleMember
)

// Roles lists the roles, lowest first.
func Roles() []Role { return []Role{RoleMember, RoleBoard, RoleAdministrator} }

// Permissions returns what the role may do. An unknown role may do nothing.
func (r Role) Permissions() []Permission {
	switch r {
	case RoleBoard:
		return []Permission{ViewMembers, InviteMembers}
	case RoleAdministrator:
		return []Permission{ViewMembers, InviteMembers, EditMembers, ManagePreferences, ViewImports}
	default:
		return []Permission{}
	}
}

// Valid reports whether the role can be given.
func (r Role) Valid() bool { return slices.Contains(Roles(), r) }

// May reports whether the role holds p.
func (r Role) May(p Permission) bool { return slices.Contains(r.Permissions(), p) }

// ValidDefault reports whether the role may be given without a choice: it holds
// none of the permissions that bring people in or change others. The console's
// preferences.js offers the same roles.
func (r Role) ValidDefault() bool {
	return r.Valid() && !r.May(InviteMembers) && !r.May(EditMembers) && !r.May(ManagePreferences)
}

// Administers reports whether the role can manage the community and everybody
// in it. There should always be an active member who can.
func (r Role) Administers() bool { return r.May(EditMembers) && r.May(ManagePreferences) }

// Above reports whether the role holds a permission that is not in held. It is
// the rank guard: nobody gives, edits or sees the code of a role above their
// own.
func (r Role) Above(held []Permission) bool {
	return slices.ContainsFunc(r.Permissions(), func(p Permission) bool { return !slices.Contains(held, p) })
}
