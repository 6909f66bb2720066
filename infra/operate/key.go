package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
)

// currentID is the entry of the code keys' secret that names the key in use.
const currentID = "current"

// rotateCodeKey adds a key and makes it the one that new invitations use.
// Invitations under an older key stay valid as long as that key is kept; a
// leaked key is removed in the same run.
func rotateCodeKey(ctx context.Context, j *invocation) error {
	drop := j.flags.String("drop", "", "also take this key away, such as k1: codes made under it are void once the functions start anew")
	yes := j.yes()
	if err := j.parse(); err != nil {
		return err
	}
	s, err := j.open(ctx)
	if err != nil {
		return err
	}
	codes, err := s.readCodeKeys(ctx)
	if err != nil {
		return err
	}
	before := codes[currentID]
	rotated, err := rotate(codes, *drop)
	if err != nil {
		return err
	}
	if !*yes {
		j.say("Would put %s in use in place of %s. %s Add -yes to do it.", rotated[currentID], before, formerKeys(rotated, *drop))
		return nil
	}
	if err := s.writeCodeKeys(ctx, rotated); err != nil {
		return err
	}
	j.say("%s is in use in place of %s. %s", rotated[currentID], before, formerKeys(rotated, *drop))
	if *drop != "" {
		j.say("Functions that run already go on with %s: let all of them start anew, now.", *drop)
	}
	j.say("A resend moves an invitation to %s: it then says newCode.", rotated[currentID])
	return nil
}

// formerKeys says which older keys stay and which one goes.
func formerKeys(codes map[string]string, dropped string) string {
	var retired []string
	for _, id := range slices.Sorted(maps.Keys(codes)) {
		if id != currentID && id != codes[currentID] {
			retired = append(retired, id)
		}
	}
	text := "No older key stays."
	if len(retired) > 0 {
		text = "For codes already sent stays " + strings.Join(retired, ", ") + "."
	}
	if dropped != "" {
		text += " " + dropped + " is taken away: codes made under it are void."
	}
	return text
}

// rotate returns the keys plus a new one, named by the next number and in use.
func rotate(codes map[string]string, drop string) (map[string]string, error) {
	highest := 0
	rotated := map[string]string{}
	for id, key := range codes {
		if n, err := strconv.Atoi(strings.TrimPrefix(id, "k")); err == nil {
			highest = max(highest, n)
		}
		rotated[id] = key
	}
	if drop != "" {
		if _, there := rotated[drop]; !there || drop == currentID {
			return nil, fmt.Errorf("there is no key %q", drop)
		}
		delete(rotated, drop)
	}
	id := "k" + strconv.Itoa(highest+1)
	key := make([]byte, 48)
	rand.Read(key)
	rotated[id], rotated[currentID] = base64.StdEncoding.EncodeToString(key), id
	return rotated, nil
}

// keyFile is the local system's key file.
type keyFile struct {
	Current string            `json:"current"`
	Codes   map[string]string `json:"codes"`
	Index   string            `json:"index"`
}

// readCodeKeys returns the code keys by ID, and under currentID the ID in use.
func (s *system) readCodeKeys(ctx context.Context) (map[string]string, error) {
	if s.secrets != nil {
		out, err := s.secrets.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &s.codeKey})
		if err != nil {
			return nil, err
		}
		var codes map[string]string
		if err := json.Unmarshal([]byte(aws.ToString(out.SecretString)), &codes); err != nil || codes[currentID] == "" {
			return nil, errors.New("the code key's secret is not the JSON it should be")
		}
		return codes, nil
	}
	file, err := s.readKeyFile()
	if err != nil {
		return nil, err
	}
	file.Codes[currentID] = file.Current
	return file.Codes, nil
}

func (s *system) readKeyFile() (keyFile, error) {
	var file keyFile
	text, err := os.ReadFile(s.keysFile)
	if err != nil {
		return file, err
	}
	if err := json.Unmarshal(text, &file); err != nil || file.Codes == nil {
		return file, fmt.Errorf("%s is not the JSON it should be", s.keysFile)
	}
	return file, nil
}

func (s *system) writeCodeKeys(ctx context.Context, codes map[string]string) error {
	if s.secrets != nil {
		text, err := json.Marshal(codes)
		if err != nil {
			return err
		}
		_, err = s.secrets.PutSecretValue(ctx, &secretsmanager.PutSecretValueInput{SecretId: &s.codeKey, SecretString: aws.String(string(text))})
		return err
	}
	file, err := s.readKeyFile()
	if err != nil {
		return err
	}
	file.Current, file.Codes = codes[currentID], maps.Clone(codes)
	delete(file.Codes, currentID)
	text, err := json.Marshal(file)
	if err != nil {
		return err
	}
	part := s.keysFile + ".part"
	if err := os.WriteFile(part, text, 0o600); err != nil {
		return err
	}
	return os.Rename(part, s.keysFile)
}
