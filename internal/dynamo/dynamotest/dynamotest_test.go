package dynamotest

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

func TestNew_tablesAreApart(t *testing.T) {
	t.Parallel()
	client, first := New(t)
	_, second := New(t)
	_, err := client.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: &first, Item: map[string]types.AttributeValue{
		"PK":     &types.AttributeValueMemberS{Value: "C#c1"},
		"SK":     &types.AttributeValueMemberS{Value: "META"},
		"GSI1PK": &types.AttributeValueMemberS{Value: "COMMUNITIES"},
		"GSI1SK": &types.AttributeValueMemberS{Value: "maple grove"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	index, kind := "GSI1", "GSI1PK = :kind"
	for table, want := range map[string]int32{first: 1, second: 0} {
		page, err := client.Query(t.Context(), &dynamodb.QueryInput{TableName: &table, IndexName: &index,
			KeyConditionExpression:    &kind,
			ExpressionAttributeValues: map[string]types.AttributeValue{":kind": &types.AttributeValueMemberS{Value: "COMMUNITIES"}}})
		if err != nil {
			t.Fatal(err)
		}
		if got := page.Count; got != want {
			t.Errorf("items in %s: got %d, want %d", table, got, want)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		New(b)
	}
}
