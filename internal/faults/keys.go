package faults

import (
	"regexp"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/communitrak/onboarding/internal/faults/units"
)

// Key names what a call touches: an item by partition and sort key, a query by
// the values of its key condition, an object by bucket and key.
type Key struct {
	Partition string
	Sort      string
	// Write is false for reads and for condition checks.
	Write bool
}

func keysOf(input any) []Key {
	switch in := input.(type) {
	case *dynamodb.GetItemInput:
		return []Key{itemKey(in.Key, false)}
	case *dynamodb.PutItemInput:
		return []Key{itemKey(in.Item, true)}
	case *dynamodb.UpdateItemInput:
		return []Key{itemKey(in.Key, true)}
	case *dynamodb.DeleteItemInput:
		return []Key{itemKey(in.Key, true)}
	case *dynamodb.QueryInput:
		return []Key{queryKey(in)}
	case *dynamodb.BatchGetItemInput:
		return batchKeys(in)
	case *dynamodb.TransactGetItemsInput:
		keys := make([]Key, 0, len(in.TransactItems))
		for _, item := range in.TransactItems {
			keys = append(keys, itemKey(item.Get.Key, false))
		}
		return keys
	case *dynamodb.TransactWriteItemsInput:
		keys := make([]Key, 0, len(in.TransactItems))
		for _, item := range in.TransactItems {
			keys = append(keys, actionKey(item))
		}
		return keys
	case *s3.GetObjectInput:
		return []Key{{aws.ToString(in.Bucket), aws.ToString(in.Key), false}}
	case *s3.HeadObjectInput:
		return []Key{{aws.ToString(in.Bucket), aws.ToString(in.Key), false}}
	case *s3.PutObjectInput:
		return []Key{{aws.ToString(in.Bucket), aws.ToString(in.Key), true}}
	default:
		return nil
	}
}

func actionKey(item types.TransactWriteItem) Key {
	return itemKey(itemOf(item), item.ConditionCheck == nil)
}

// itemOf returns the item that an action puts, or the key of the one it is about.
func itemOf(action types.TransactWriteItem) units.Item {
	switch {
	case action.Put != nil:
		return action.Put.Item
	case action.Update != nil:
		return action.Update.Key
	case action.Delete != nil:
		return action.Delete.Key
	default:
		return action.ConditionCheck.Key
	}
}

func itemKey(item map[string]types.AttributeValue, write bool) Key {
	return Key{units.Text(item["PK"]), units.Text(item["SK"]), write}
}

func batchKeys(in *dynamodb.BatchGetItemInput) []Key {
	var keys []Key
	for _, request := range in.RequestItems {
		for _, key := range request.Keys {
			keys = append(keys, itemKey(key, false))
		}
	}
	return keys
}

// placeholder matches a value in a key condition. The partition key's value
// comes first.
var placeholder = regexp.MustCompile(`:\w+`)

func queryKey(in *dynamodb.QueryInput) Key {
	var key Key
	for n, name := range placeholder.FindAllString(aws.ToString(in.KeyConditionExpression), 2) {
		value := units.Text(in.ExpressionAttributeValues[name])
		if n == 0 {
			key.Partition = value
		} else {
			key.Sort = value
		}
	}
	return key
}
