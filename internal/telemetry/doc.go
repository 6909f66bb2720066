// Package telemetry defines what a log line may contain: IDs carried by a
// context, and metrics. Names, addresses, phone numbers, and codes must not be
// logged.
//
// A metric is an attribute of a log line, so the line and the metric cannot
// disagree:
//
//	log.InfoContext(ctx, "mail sent", "mail", id, telemetry.CountOf("Mails", 1, telemetry.Outcome, "sent"))
//
// The logger of package app writes such a line in CloudWatch's embedded metric
// format; any other logger writes the number.
package telemetry
