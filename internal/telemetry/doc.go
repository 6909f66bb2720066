// Package telemetry is what a line of the log may tell: identifiers that a
// context carries, and figures. Names, addresses, phones and codes have no place
// in it.
//
// A figure is an attribute of a log line, so that the line and the figure are
// one thing and cannot disagree:
//
//	log.InfoContext(ctx, "mail sent", "mail", id, telemetry.CountOf("Mails", 1, telemetry.Outcome, "sent"))
//
// The logger of package app writes such a line in CloudWatch's embedded metric
// format; any other logger writes the number.
package telemetry
