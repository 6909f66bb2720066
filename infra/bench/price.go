package main

import "math"

// List prices of us-east-1 in dollars, as in docs/deploy.md.
const (
	writeUnit   = 0.625e-6
	readUnit    = 0.125e-6
	apiRequest  = 1.00e-6
	invocation  = 0.20e-6
	event       = 0.50e-6 // of SNS
	gbSecond    = 0.0000133334
	invitations = 10_000
)

// What Lambda bills for an invitation: the request, and a share of a run that
// delivers mails, at half a gigabyte; and two events, at a quarter. The times are
// allowances, since they depend on the processor's share that Lambda gives.
const (
	events       = 2 // that the mail was sent, and that it was delivered
	allowance    = 0.5*(0.1+0.05) + 0.25*events*0.05
	invocations  = 1 + events // and one run for many mails
	lambdaDollar = invocations*invocation + allowance*gbSecond
)

// price computes what 10,000 invitations with their mails cost, from the units of
// P8, which it holds against the goal of P9.
func price(folder string) (sample, error) {
	s, ok, err := load(folder, "P8")
	if err != nil || !ok {
		return sample{}, err
	}
	writes, reads := 0.0, 0.0
	for _, part := range []string{"invitation", "mail", "report"} {
		writes += s.median(part + " units")
		reads += s.median(part + " reading-units")
	}
	if math.IsNaN(writes + reads) {
		return sample{}, nil // P8 was measured in part
	}
	parts := []struct {
		name    string
		dollars float64
	}{
		{"writes-dollars", writes * writeUnit},
		{"reads-dollars", reads * readUnit},
		{"gateway_and_events-dollars", apiRequest + events*event},
		{"Lambda-dollars", lambdaDollar},
	}
	computed := sample{values: map[string][]float64{}, configuration: s.configuration}
	computed.add("writes-units", writes)
	computed.add("reads-units", reads)
	total := 0.0
	for _, p := range parts {
		total += p.dollars
		computed.add(p.name, invitations*p.dollars)
	}
	computed.add("total-dollars", invitations*total)
	return computed, nil
}
