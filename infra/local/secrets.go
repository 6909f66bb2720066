package main

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// secrets returns a fake Secrets Manager: it answers GetSecretValue for the
// secrets of these names, with any credentials.
func secrets(values map[string]string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		if got, want := r.Header.Get("X-Amz-Target"), "secretsmanager.GetSecretValue"; got != want {
			refuse(w, "InvalidRequestException", fmt.Sprintf("%s is not known here", got))
			return
		}
		var request struct{ SecretId string }
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&request); err != nil {
			refuse(w, "InvalidRequestException", err.Error())
			return
		}
		value, ok := values[request.SecretId]
		if !ok {
			refuse(w, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
			return
		}
		// A client that has gone away does not need the answer.
		_ = json.NewEncoder(w).Encode(map[string]string{"ARN": request.SecretId, "Name": request.SecretId, "SecretString": value})
	})
}

func refuse(w http.ResponseWriter, kind, message string) {
	w.WriteHeader(http.StatusBadRequest)
	// A client that has gone away does not need the answer.
	_ = json.NewEncoder(w).Encode(map[string]string{"__type": kind, "message": message})
}
