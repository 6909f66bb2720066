package stack

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// tableResource is the logical name of the one table.
const tableResource = "Table"

// CreateTable returns the request that creates the template's table under that
// name. It omits what a local engine has no use for (backups, encryption, TTL)
// and the stream: DynamoDB Local slows down with one (about 25 small
// transactions a second once it holds 30,000 records).
func (t *Template) CreateTable(name string) (*dynamodb.CreateTableInput, error) {
	table, ok := t.Resource(tableResource)
	if !ok {
		return nil, errors.New("template: no resource named " + tableResource)
	}
	// CloudFormation spells these properties as the API does, so JSON is the
	// shortest way from one to the other.
	properties, err := json.Marshal(table.Properties)
	if err != nil {
		return nil, fmt.Errorf("template: %s: %w", tableResource, err)
	}
	var schema struct {
		AttributeDefinitions   []types.AttributeDefinition
		KeySchema              []types.KeySchemaElement
		GlobalSecondaryIndexes []types.GlobalSecondaryIndex
	}
	if err := json.Unmarshal(properties, &schema); err != nil {
		return nil, fmt.Errorf("template: %s: %w", tableResource, err)
	}
	return &dynamodb.CreateTableInput{
		TableName:              aws.String(name),
		BillingMode:            types.BillingModePayPerRequest,
		AttributeDefinitions:   schema.AttributeDefinitions,
		KeySchema:              schema.KeySchema,
		GlobalSecondaryIndexes: schema.GlobalSecondaryIndexes,
	}, nil
}
