package faults_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/faults"
)

// bump adds one to the counter, so that the counter shows how often a call was
// carried out.
func bump(ctx context.Context, client *dynamodb.Client, table string) error {
	_, err := client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                 &table,
		Key:                       counter,
		UpdateExpression:          aws.String("ADD times :one"),
		ExpressionAttributeValues: map[string]types.AttributeValue{":one": &types.AttributeValueMemberN{Value: "1"}},
	})
	return err
}

var counter = map[string]types.AttributeValue{
	"PK": &types.AttributeValueMemberS{Value: "C#c1"},
	"SK": &types.AttributeValueMemberS{Value: "META"},
}

func times(t *testing.T, client *dynamodb.Client, table string) string {
	t.Helper()
	got, err := client.GetItem(t.Context(), &dynamodb.GetItemInput{TableName: &table, Key: counter, ConsistentRead: aws.Bool(true)})
	if err != nil {
		t.Fatal(err)
	}
	if n, ok := got.Item["times"].(*types.AttributeValueMemberN); ok {
		return n.Value
	}
	return "0"
}

func TestNth_eachKind(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		kind     faults.Kind
		attempts int
		done     string
		err      error
	}{
		{faults.None, 1, "1", nil},
		{faults.ThrottleBefore, 2, "1", nil},
		{faults.ErrorBefore, 2, "1", nil},
		{faults.ErrorAfter, 2, "2", nil},
		{faults.ReplyLost, 2, "2", nil},
		{faults.Reset, 2, "1", nil},
		{faults.Conflict, 1, "0", new(types.TransactionConflictException)},
		{faults.Slow, 1, "1", nil},
		{faults.CrashBefore, 1, "0", faults.ErrCrashed},
		{faults.CrashAfter, 1, "1", faults.ErrCrashed},
	} {
		t.Run(string(test.kind), func(t *testing.T) {
			t.Parallel()
			inject := faults.Nth(1, test.kind)
			inject.Log = t.Logf
			inject.Wait = func(context.Context) {}
			client, table := dynamotest.New(t, inject.DynamoDB)
			err := bump(t.Context(), client, table)
			var conflict *types.TransactionConflictException
			switch {
			case test.err == nil && err != nil, test.err != nil && err == nil:
				t.Errorf("error: got %v, want %v", err, test.err)
			case test.kind == faults.Conflict && !errors.As(err, &conflict):
				t.Errorf("error: got %v, want a conflict", err)
			case errors.Is(test.err, faults.ErrCrashed) && !errors.Is(err, faults.ErrCrashed):
				t.Errorf("error: got %v, want %v", err, test.err)
			}
			if got := len(inject.Calls()); got != test.attempts {
				t.Errorf("attempts: got %d, want %d", got, test.attempts)
			}
			inject.Revive()
			if got := times(t, client, table); got != test.done {
				t.Errorf("done: got %s times, want %s", got, test.done)
			}
		})
	}
}

func TestCrash_nothingFollows(t *testing.T) {
	t.Parallel()
	inject := faults.Nth(1, faults.CrashAfter)
	client, table := dynamotest.New(t, inject.DynamoDB)
	for range 3 {
		if err := bump(t.Context(), client, table); !errors.Is(err, faults.ErrCrashed) {
			t.Errorf("got %v, want %v", err, faults.ErrCrashed)
		}
	}
	inject.Revive()
	if got, want := times(t, client, table), "1"; got != want {
		t.Errorf("done: got %s times, want %s", got, want)
	}
}

func TestConflict_reasonsInOrder(t *testing.T) {
	t.Parallel()
	client, table := dynamotest.New(t, faults.Nth(1, faults.Conflict).DynamoDB)
	put := func(sk string) types.TransactWriteItem {
		return types.TransactWriteItem{Put: &types.Put{TableName: &table, Item: map[string]types.AttributeValue{
			"PK": &types.AttributeValueMemberS{Value: "p"}, "SK": &types.AttributeValueMemberS{Value: sk}}}}
	}
	_, err := client.TransactWriteItems(t.Context(), &dynamodb.TransactWriteItemsInput{
		TransactItems: []types.TransactWriteItem{put("1"), put("2")}})
	var cancelled *types.TransactionCanceledException
	if !errors.As(err, &cancelled) {
		t.Fatalf("got %v, want a cancelled transaction", err)
	}
	var got []string
	for _, reason := range cancelled.CancellationReasons {
		got = append(got, aws.ToString(reason.Code))
	}
	if diff := cmp.Diff([]string{"None", "TransactionConflict"}, got); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
}

func TestRecord_keys(t *testing.T) {
	t.Parallel()
	record := faults.Record()
	client, table := dynamotest.New(t, record.DynamoDB)
	if err := bump(t.Context(), client, table); err != nil {
		t.Fatal(err)
	}
	_, err := client.Query(t.Context(), &dynamodb.QueryInput{
		TableName:              &table,
		KeyConditionExpression: aws.String("PK = :pk AND begins_with(SK, :sk)"),
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":pk": &types.AttributeValueMemberS{Value: "C#c1"}, ":sk": &types.AttributeValueMemberS{Value: "H#"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []faults.Call{
		{Number: 1, Service: "DynamoDB", Operation: "UpdateItem", Keys: []faults.Key{{Partition: "C#c1", Sort: "META", Write: true}}},
		{Number: 2, Service: "DynamoDB", Operation: "Query", Keys: []faults.Key{{Partition: "C#c1", Sort: "H#"}}},
	}
	if diff := cmp.Diff(want, record.Calls()); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
}

func TestRandom_sameSeedSameFaults(t *testing.T) {
	t.Parallel()
	run := func(seed uint64) string {
		inject := faults.Random(seed, 0.5, faults.ErrorBefore, faults.ReplyLost)
		client, table := dynamotest.New(t, inject.DynamoDB)
		for range 20 {
			// Three faults in a row are an error; that is part of the run.
			_ = bump(t.Context(), client, table)
		}
		return fmt.Sprint(inject.Calls())
	}
	first, again, other := run(7), run(7), run(8)
	if first != again {
		t.Errorf("seed 7 drew\n%s\nthen\n%s", first, again)
	}
	if first == other {
		t.Error("seed 8 drew the faults of seed 7")
	}
}
