package stack

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/google/go-cmp/cmp"
)

func TestParse_intrinsics(t *testing.T) {
	t.Parallel()
	template, err := Parse([]byte(`
Resources:
  Thing:
    Type: AWS::Some::Thing
    Properties:
      A: !Ref Other
      B: !Sub 'arn:${Other}'
      C: !GetAtt Other.Arn.Part
      D: [!Ref X, 1, true, 2.5, null]
      E: !If [Cond, !Ref X, y]
      F: |
        two
        lines
      'G': 'quoted'
`))
	if err != nil {
		t.Fatal(err)
	}
	thing, ok := template.Resource("Thing")
	if !ok {
		t.Fatal("Thing is missing")
	}
	want := map[string]any{
		"A": map[string]any{"Ref": "Other"},
		"B": map[string]any{"Fn::Sub": "arn:${Other}"},
		"C": map[string]any{"Fn::GetAtt": []any{"Other", "Arn.Part"}},
		"D": []any{map[string]any{"Ref": "X"}, uint64(1), true, 2.5, nil},
		"E": map[string]any{"Fn::If": []any{"Cond", map[string]any{"Ref": "X"}, "y"}},
		"F": "two\nlines\n",
		"G": "quoted",
	}
	if diff := cmp.Diff(want, thing.Properties); diff != "" {
		t.Errorf("properties (-want +got):\n%s", diff)
	}
}

func TestTemplate_CreateTable(t *testing.T) {
	t.Parallel()
	root, err := Root()
	if err != nil {
		t.Fatal(err)
	}
	template, err := Load(root)
	if err != nil {
		t.Fatal(err)
	}
	table, err := template.CreateTable("members")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := aws.ToString(table.TableName), "members"; got != want {
		t.Errorf("name: got %q, want %q", got, want)
	}
	keys := map[string][]string{"": nil}
	for _, key := range table.KeySchema {
		keys[""] = append(keys[""], aws.ToString(key.AttributeName)+" "+string(key.KeyType))
	}
	for _, index := range table.GlobalSecondaryIndexes {
		for _, key := range index.KeySchema {
			name := aws.ToString(index.IndexName) + " " + string(index.Projection.ProjectionType)
			keys[name] = append(keys[name], aws.ToString(key.AttributeName)+" "+string(key.KeyType))
		}
	}
	want := map[string][]string{
		"":               {"PK HASH", "SK RANGE"},
		"GSI1 INCLUDE":   {"GSI1PK HASH", "GSI1SK RANGE"},
		"GSI2 KEYS_ONLY": {"GSI2PK HASH", "GSI2SK RANGE"},
		"GSI3 INCLUDE":   {"GSI3PK HASH", "GSI3SK RANGE"},
	}
	if diff := cmp.Diff(want, keys); diff != "" {
		t.Errorf("keys (-want +got):\n%s", diff)
	}
}
