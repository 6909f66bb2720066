package rosterfile

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"time"
)

// TestOpen_damagedFiles damages sound files in 600 ways. Each must be refused
// in words or be read with every promise kept, quickly.
func TestOpen_damagedFiles(t *testing.T) {
	t.Parallel()
	const text = "sep=;\r\nOwner list\r\n\r\nFull Name;Address;Email;Gate Code\r\n\"Lee, Ann\";12 Oak St;ann@example.com;1\r\n\"Bo \"\"B\"\" Ray\";Lot 3;bo@example.com;2\r\n"
	sound := [][]byte{
		zipped(t, plainParts(headerRow+annRow)),
		[]byte(text),
		[]byte("\xff\xfe" + wide(text, false)),
	}
	random := rand.New(rand.NewPCG(1, 2))
	began := time.Now()
	for _, file := range sound {
		for range 100 {
			checkFile(t, file[:random.IntN(len(file))])
			damaged := bytes.Clone(file)
			for range 1 + random.IntN(8) {
				damaged[random.IntN(len(damaged))] = byte(random.Uint32())
			}
			checkFile(t, damaged)
		}
	}
	t.Logf("600 damaged files in %v", time.Since(began).Round(time.Millisecond))
}
