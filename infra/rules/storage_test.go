package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/stack"
)

func TestTable(t *testing.T) {
	t.Parallel()
	table, _ := load(t).Resource("Table")
	want(t, table, "PAY_PER_REQUEST", "BillingMode")
	want(t, table, true, "DeletionProtectionEnabled")
	want(t, table, true, "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
	want(t, table, true, "SSESpecification", "SSEEnabled")
	want(t, table, true, "TimeToLiveSpecification", "Enabled")
	want(t, table, "NEW_IMAGE", "StreamSpecification", "StreamViewType")
}

func TestWhatHoldsDataIsRetained(t *testing.T) {
	t.Parallel()
	template := load(t)
	for _, kind := range []string{"AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SecretsManager::Secret"} {
		for _, r := range template.Resources(kind) {
			if got := r.Attributes["UpdateReplacePolicy"]; got != "Retain" {
				t.Errorf("%s: UpdateReplacePolicy: got %v, want Retain", r.Name, got)
			}
			// What a failed first deployment leaves behind is empty, and would
			// be in the way of the next one; a protected table cannot be
			// deleted at all.
			wanted := "RetainExceptOnCreate"
			if r.Properties["DeletionProtectionEnabled"] == true {
				wanted = "Retain"
			}
			if got := r.Attributes["DeletionPolicy"]; got != wanted {
				t.Errorf("%s: DeletionPolicy: got %v, want %s", r.Name, got, wanted)
			}
		}
	}
}

func TestBuckets(t *testing.T) {
	t.Parallel()
	template := load(t)
	for _, bucket := range template.Resources("AWS::S3::Bucket") {
		for _, block := range []string{"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"} {
			want(t, bucket, true, "PublicAccessBlockConfiguration", block)
		}
		want(t, bucket, "Enabled", "VersioningConfiguration", "Status")
		if stack.At(bucket.Properties, "BucketEncryption") == nil {
			t.Errorf("%s: not encrypted", bucket.Name)
		}
		rules := list(stack.At(bucket.Properties, "LifecycleConfiguration", "Rules"))
		if !slices.ContainsFunc(rules, func(rule any) bool {
			days, ok := stack.At(rule, "ExpirationInDays").(uint64)
			return ok && days <= 30 && stack.At(rule, "Status") == "Enabled" && stack.At(rule, "Prefix") == nil
		}) {
			t.Errorf("%s: residents' files do not leave within 30 days", bucket.Name)
		}
		if !slices.ContainsFunc(rules, func(rule any) bool {
			return stack.At(rule, "Prefix") == "letters/" && fmt.Sprint(stack.At(rule, "ExpirationInDays")) == "1" && stack.At(rule, "Status") == "Enabled"
		}) {
			t.Errorf("%s: letters, which hold codes, do not leave within a day", bucket.Name)
		}
		for _, rule := range list(stack.At(bucket.Properties, "CorsConfiguration", "CorsRules")) {
			if strings.Contains(text(t, rule), `"*"`) {
				t.Errorf("%s: CORS for anybody: %s", bucket.Name, text(t, rule))
			}
		}
		if !deniesPlainText(t, template, "AWS::S3::BucketPolicy", "Bucket", bucket.Name) {
			t.Errorf("%s: takes requests without TLS", bucket.Name)
		}
	}
}

func TestQueues(t *testing.T) {
	t.Parallel()
	template := load(t)
	for _, queue := range template.Resources("AWS::SQS::Queue") {
		want(t, queue, true, "SqsManagedSseEnabled")
		want(t, queue, 14*24*60*60, "MessageRetentionPeriod")
		if !deniesPlainText(t, template, "AWS::SQS::QueuePolicy", "Queues", queue.Name) {
			t.Errorf("%s: takes requests without TLS", queue.Name)
		}
	}
}

// deniesPlainText reports whether a policy of that kind, for the resource,
// denies everybody everything without TLS.
func deniesPlainText(t *testing.T, template *stack.Template, kind, property, name string) bool {
	t.Helper()
	for _, policy := range template.Resources(kind) {
		if !strings.Contains(text(t, policy.Properties[property]), `{"Ref":"`+name+`"}`) {
			continue
		}
		for _, s := range list(stack.At(policy.Properties, "PolicyDocument", "Statement")) {
			if stack.At(s, "Effect") == "Deny" && stack.At(s, "Principal") == "*" && stack.At(s, "Condition", "Bool", "aws:SecureTransport") == false {
				return true
			}
		}
	}
	return false
}

// A policy that lets a service use a resource says on whose behalf. Without
// that, anybody's mail or topic could reach ours.
func TestResourcePoliciesNameTheirSource(t *testing.T) {
	t.Parallel()
	template := load(t)
	for _, kind := range []string{"AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy", "AWS::S3::BucketPolicy"} {
		for _, policy := range template.Resources(kind) {
			for _, s := range list(stack.At(policy.Properties, "PolicyDocument", "Statement")) {
				if stack.At(s, "Effect") != "Allow" {
					continue
				}
				if stack.At(s, "Condition", "ArnEquals", "aws:SourceArn") == nil && stack.At(s, "Condition", "ArnLike", "aws:SourceArn") == nil {
					t.Errorf("%s: %v: allows without aws:SourceArn", policy.Name, stack.At(s, "Sid"))
				}
			}
		}
	}
}
