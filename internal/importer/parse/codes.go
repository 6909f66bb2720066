package parse

// Codes of remarks about a row, besides those of packages rosterfile, contact,
// address, and personname.
const (
	CodeMissingName        = "missing_name"
	CodeMissingEmail       = "missing_email"
	CodeMissingAddress     = "missing_address"
	CodeUnclearAddress     = "unclear_address"
	CodeInvalidAddress     = "invalid_address"
	CodeAmbiguousAddress   = "ambiguous_address"
	CodeAmbiguousHousehold = "ambiguous_household"
	CodeDuplicateEmail     = "duplicate_email"
	CodeDiffers            = "differs"
	CodeRevoked            = "revoked"
	CodeAlreadyActive      = "already_active"
	CodeNotWritten         = "not_written"
	CodeChanged            = "changed"
	CodeFormerResident     = "former_resident"
	CodeNotYetResident     = "not_yet_resident"
	CodeMisreadAsDay       = "looks_like_a_date"
	CodeNoMail             = "asked_for_no_mail"
	CodeNotReached         = "not_reached"
)
