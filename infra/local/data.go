package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/communitrak/onboarding/internal/stack"
)

// lockWithin is how long a predecessor may take to end.
const lockWithin = 5 * time.Second

// lockData locks the data folder for this process. The lock goes away with the
// process, however it ends.
func lockData(dir string) (*os.File, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	deadline := time.Now().Add(lockWithin)
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err == nil {
			return file, nil
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) || time.Now().After(deadline) {
			return nil, errors.Join(fmt.Errorf("the data in %s is in use by another local system: stop that one, or set DATA_DIR to another folder", dir), file.Close())
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// makeKeys writes the local system's two secrets unless they exist.
func makeKeys(name string) error {
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	text, err := json.Marshal(map[string]any{
		"current": "k1",
		"codes":   map[string]string{"k1": randomKey()},
		"index":   randomKey(),
	})
	if err != nil {
		return err
	}
	part := name + ".part"
	if err := os.WriteFile(part, text, 0o600); err != nil {
		return err
	}
	return os.Rename(part, name)
}

func randomKey() string {
	key := make([]byte, 48)
	rand.Read(key) // never fails
	return base64.StdEncoding.EncodeToString(key)
}

// makeTable creates the template's table unless it exists.
func makeTable(ctx context.Context, root string, db *dynamodb.Client) error {
	template, err := stack.Load(root)
	if err != nil {
		return err
	}
	create, err := template.CreateTable(tableName)
	if err != nil {
		return err
	}
	var exists *types.ResourceInUseException
	if _, err := db.CreateTable(ctx, create); err != nil && !errors.As(err, &exists) {
		return fmt.Errorf("create the table: %w", err)
	}
	return nil
}
