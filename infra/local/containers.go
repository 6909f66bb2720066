package main

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/communitrak/onboarding/infra/local/bucket"
)

// The names of the two secrets, which are ARNs on AWS.
const (
	codeKeySecret  = "communitrak-code-key"
	indexKeySecret = "communitrak-index-key"
)

// serveContainers lets functions that run under `sam local` use this machine in
// place of AWS: it serves all services on the bucket's port, to containers as
// well, and writes the functions' settings to sam.json in the data folder.
func (m *machine) serveContainers(s3 net.Listener, dynamoDB string) error {
	services, err := m.services(dynamoDB)
	if err != nil {
		return err
	}
	m.serve(s3, services)
	host, ours := hostOfContainers()
	address := net.JoinHostPort(host, strconv.Itoa(m.config.s3Port))
	if ours {
		bridge, err := net.Listen("tcp", address)
		if err != nil {
			return fmt.Errorf("port %d is taken on %s: set S3_PORT to a free one", m.config.s3Port, host)
		}
		m.serve(bridge, services)
	}
	text, err := json.MarshalIndent(map[string]any{"Parameters": m.config.containerSettings("http://" + address)}, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(m.config.dir, "sam.json"), append(text, '\n'), 0o600)
}

// hostOfContainers returns the host by which containers and this machine's
// browser alike reach what listens here. On Linux it is the address of Docker's
// bridge, on which ours says to listen. Where containers run in a virtual
// machine, Docker forwards a name to the loopback address.
func hostOfContainers() (host string, ours bool) {
	if bridge, err := net.InterfaceByName("docker0"); err == nil {
		addresses, _ := bridge.Addrs() // an error means that there is none
		for _, a := range addresses {
			if ip, ok := a.(*net.IPNet); ok && ip.IP.To4() != nil {
				return ip.IP.String(), true
			}
		}
	}
	return "host.docker.internal", false
}

// containerSettings returns a value for each setting that the template gives
// the functions.
func (c config) containerSettings(endpoint string) map[string]string {
	return map[string]string{
		"AWS_ENDPOINT_URL": endpoint,
		"TABLE":            tableName, "BUCKET": bucketName, "BUCKET_ORIGIN": endpoint,
		"BASE_URL": c.baseURL(), "SUPPORT_EMAIL": support, "MAIL_FROM": mailFrom, "POSTAL_ADDRESS": postalAddress,
		"CONFIGURATION_SET": "communitrak-mail", "MAIL_SANDBOX": "false", "SECOND_FACTOR": c.secondFactor,
		"CODE_KEY_ARN": codeKeySecret, "INDEX_KEY_ARN": indexKeySecret, "ORIGIN_SECRET_ARN": "",
		"METRICS": "", "VERSION": "",
	}
}

// services serves the table, the bucket, the mail service and the secrets
// behind one address. A request's signature names its service; what is not
// signed that way is for the bucket.
func (m *machine) services(dynamoDB string) (http.Handler, error) {
	table, err := url.Parse(dynamoDB)
	if err != nil {
		return nil, err
	}
	keys, err := secretsOf(m.config.keysFile())
	if err != nil {
		return nil, err
	}
	others := map[string]http.Handler{
		"dynamodb":       httputil.NewSingleHostReverseProxy(table),
		"secretsmanager": secrets(keys),
		"ses":            m.box.SES(),
	}
	files := bucket.Handler(m.bucket, own)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if other, ok := others[signedFor(r)]; ok {
			other.ServeHTTP(w, r)
			return
		}
		files.ServeHTTP(w, r)
	}), nil
}

// signedFor returns the service that the request is signed for (Signature
// Version 4): the fourth part of Credential=key/date/region/service/aws4_request.
func signedFor(r *http.Request) string {
	_, credential, _ := strings.Cut(r.Header.Get("Authorization"), "Credential=")
	credential, _, _ = strings.Cut(credential, ",")
	if parts := strings.Split(credential, "/"); len(parts) == 5 {
		return parts[3]
	}
	return ""
}

// secretsOf returns the keys in the file in the form they have in Secrets
// Manager.
func secretsOf(keysFile string) (map[string]string, error) {
	text, err := os.ReadFile(keysFile)
	if err != nil {
		return nil, err
	}
	var file struct {
		Current string
		Codes   map[string]string
		Index   string
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", keysFile, err)
	}
	file.Codes["current"] = file.Current
	codes, err := json.Marshal(file.Codes)
	if err != nil {
		return nil, err
	}
	return map[string]string{codeKeySecret: string(codes), indexKeySecret: file.Index}, nil
}
