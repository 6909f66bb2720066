package engine

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/communitrak/onboarding/internal/stack"
)

// TestMain lets the test binary act as a parent that is killed: with childDir
// set, it starts an engine there, prints its endpoint, and waits.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		e, err := Start(context.Background(), Options{Root: os.Getenv(childRoot), Dir: dir})
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		fmt.Println(e.Endpoint())
		<-e.Done()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

const (
	childDir  = "ENGINE_TEST_DIR"
	childRoot = "ENGINE_TEST_ROOT"
)

func TestStart_survivesKill(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: starts two engines and kills one")
	}
	t.Parallel()
	root := projectRoot(t)
	dir := t.TempDir()

	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), childDir+"="+dir, childRoot+"="+root)
	output, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatalf("the parent said nothing: %v", err)
	}
	endpoint := strings.TrimSpace(line)
	before := client(endpoint)
	create(t, before, root)
	const items = 200
	for i := range items {
		_, err := before.PutItem(t.Context(), &dynamodb.PutItemInput{TableName: aws.String("kept"), Item: key(i)})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait() // killed: an error is expected

	// The same port, right away: the orphan must release it.
	port, err := strconv.Atoi(endpoint[strings.LastIndex(endpoint, ":")+1:])
	if err != nil {
		t.Fatal(err)
	}
	e, err := Start(t.Context(), Options{Root: root, Dir: dir, Port: port})
	if err != nil {
		t.Fatal(err)
	}
	after := client(e.Endpoint())
	for i := range items {
		got, err := after.GetItem(t.Context(), &dynamodb.GetItemInput{TableName: aws.String("kept"), Key: key(i)})
		if err != nil {
			t.Fatal(err)
		}
		if got.Item == nil {
			t.Errorf("item %d was acknowledged and is lost", i)
		}
	}
	if err := e.Stop(); err != nil {
		t.Error(err)
	}
}

func TestClaimPort_taken(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	port := listener.Addr().(*net.TCPAddr).Port
	_, err = claimPort(t.Context(), port, 0)
	want := fmt.Sprintf("port %d for DynamoDB Local is taken", port)
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want an error that says %q", err, want)
	}
}

func projectRoot(t *testing.T) string {
	t.Helper()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func client(endpoint string) *dynamodb.Client {
	return dynamodb.New(dynamodb.Options{
		Region:                          "us-east-1",
		BaseEndpoint:                    aws.String(endpoint),
		Credentials:                     credentials.NewStaticCredentialsProvider("local", "local", ""),
		DisableValidateResponseChecksum: true,
	})
}

func create(t *testing.T, c *dynamodb.Client, root string) {
	t.Helper()
	template, err := stack.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	table, err := template.CreateTable("kept")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.CreateTable(t.Context(), table); err != nil {
		t.Fatal(err)
	}
}

func key(i int) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{
		"PK": &types.AttributeValueMemberS{Value: "item"},
		"SK": &types.AttributeValueMemberS{Value: strconv.Itoa(i)},
	}
}
