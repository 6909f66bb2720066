package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
)

// BenchmarkP3 invites people through the API's handler, into communities of
// several sizes, and after each puts one item of a member's size with a condition.
func BenchmarkP3(b *testing.B) {
	for _, members := range sizes(b) {
		s := newSite(b)
		s.fill(b, s.Store, members, 2)
		token := s.signIn(b)
		invited := 0
		b.Run(fmt.Sprint("members=", members), func(b *testing.B) {
			var invitations, puts []float64
			for b.Loop() {
				invited++
				invitations = append(invitations, seconds(func() { s.invite(b, token, invited) }))
				puts = append(puts, seconds(func() { s.put(b, invited) }))
			}
			b.ReportMetric(quantile(invitations, 0.5)*1000, "invitation-ms")
			b.ReportMetric(quantile(puts, 0.5)*1000, "put-ms")
			b.ReportMetric(quantile(invitations, 0.5)/quantile(puts, 0.5), "p50-ratio")
			b.ReportMetric(quantile(invitations, 0.99)/quantile(puts, 0.99), "p99-ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func (s *site) put(b *testing.B, n int) {
	item := attributes{"PK": str(fmt.Sprint("BENCH#", n)), "SK": str("B"), "text": str(strings.Repeat("x", 800))}
	_, err := s.DB.PutItem(b.Context(), &dynamodb.PutItemInput{TableName: &s.Table, Item: item, ConditionExpression: aws.String("attribute_not_exists(PK)")})
	if err != nil {
		b.Fatal(err)
	}
}

func seconds(do func()) float64 {
	began := time.Now()
	do()
	return time.Since(began).Seconds()
}
