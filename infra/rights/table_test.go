package rights

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/goldentest"
	"github.com/communitrak/onboarding/internal/stack"
)

const head = `# What each function may do

Written by ` + "`go test ./infra/rights -update`" + ` from what the functions did; do not edit. The test goes through every route and every event with the statements of [template.yaml](../template.yaml) enforced, and fails for a right that is missing and for one that nobody uses: each line, and each kind of items in it, is granted to exactly that function for exactly that action.

*Leading keys* are the kinds of items ([internal/dynamo/doc.go](../internal/dynamo/doc.go)); a statement's condition on ` + "`dynamodb:LeadingKeys`" + ` allows no others, and no request that names none. ` + "`C#*`" + ` is the community's own item, its counts and the lock of its imports, and not what else lies below it. Communities share the table, so the conditions keep kinds apart, not communities: that is the code's, and the tests' of package api.

Session opens sessions (` + "`S#*`" + `), and so does Activate for who shows the mail proof. The others that update them may note that one was used: the statement names the attributes ` + "`seenAt`" + ` and ` + "`rq`" + `, and an item without the rest is no session. Invite and Import put memberships into ` + "`E#*`" + `, where accounts lie as well; what they put may name neither ` + "`password`" + ` nor ` + "`staff`" + `.

Beside these, the transform gives every role ` + "`AWSLambdaBasicExecutionRole`" + ` and ` + "`AWSXrayWriteOnlyAccess`" + ` (to write logs and traces, which are on any resource), Deliver ` + "`AWSLambdaDynamoDBExecutionRole`" + ` (to read the stream), and those with a failure destination the right to send there. CodeDeploy has a role of its own, with ` + "`AWSCodeDeployRoleForLambda`" + `, to move the functions' alias ` + "`live`" + ` to a new version. On any resource stand ` + "`ses:GetSendQuota`" + `, for which SES has no narrower form, and in the SES sandbox ` + "`ses:SendRawEmail`" + `.

The eleventh function, Console, hands out files that it carries: it needs nothing else. The secret in ` + "`OriginSecretArn`" + ` is read where an edge stands in front ([infra/edge](../infra/edge/template.yaml)). ` + "`…`" + ` stands for ` + "`/v1/communities/{c}`" + `.

| function | action | resource | leading keys | used by |
|---|---|---|---|---|
`

// writeTable compares docs/iam.md with what was seen, or rewrites it.
func (c *cloud) writeTable() {
	if c.t.Failed() && !goldentest.Update() {
		return
	}
	var all []use
	for _, g := range c.gates {
		all = append(all, g.uses()...)
	}
	all = c.grouped(all)
	var got bytes.Buffer
	got.WriteString(head)
	for _, u := range all {
		fmt.Fprintf(&got, "| %s | %s | %s | %s | %s |\n", u.function, code([]string{u.action}), code([]string{u.resource}), code(sorted(u.keys)), cases(sorted(u.cases)))
	}
	root, err := stack.Root()
	if err != nil {
		c.t.Fatal(err)
	}
	goldentest.Check(c.t, filepath.Join(root, "docs", "iam.md"), got.String())
}

// grouped names resources as the template does, without what differs between
// objects or addresses, and merges what is then the same.
func (c *cloud) grouped(all []use) []use {
	joined := map[string]use{}
	for _, u := range all {
		u.resource = c.named(u.resource)
		name := strings.Join([]string{u.function, u.action, u.resource}, " ")
		if other, ok := joined[name]; ok {
			maps.Copy(u.keys, other.keys)
			maps.Copy(u.cases, other.cases)
		}
		joined[name] = u
	}
	return slices.SortedFunc(maps.Values(joined), func(a, b use) int {
		return strings.Compare(a.function+" "+a.resource+" "+a.action, b.function+" "+b.resource+" "+b.action)
	})
}

func (c *cloud) named(resource string) string {
	bucket := "arn:aws:s3:::" + c.services.bucketName
	switch {
	case strings.HasPrefix(resource, c.scope.lookUp("Table.Arn")):
		return "Table" + strings.TrimPrefix(resource, c.scope.lookUp("Table.Arn"))
	case resource == bucket:
		return "Rosters"
	case strings.HasPrefix(resource, bucket+"/rosters/"):
		return "Rosters/rosters/*"
	case strings.HasPrefix(resource, bucket+"/results/"):
		return "Rosters/results/*"
	case strings.HasPrefix(resource, bucket+"/letters/"):
		return "Rosters/letters/*"
	case resource == secretARN("code"):
		return "CodeKey"
	case resource == secretARN("index"):
		return "IndexKey"
	case resource == secretARN("origin"):
		return "OriginSecretArn"
	case strings.HasSuffix(resource, "identity/"+support):
		return "MailIdentity"
	case strings.Contains(resource, ":identity/"):
		return "identities of recipients (sandbox)"
	case strings.Contains(resource, ":configuration-set/"):
		return "MailConfiguration"
	default:
		return resource
	}
}

func sorted(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }

func code(texts []string) string {
	var quoted []string
	for _, text := range texts {
		quoted = append(quoted, "`"+text+"`")
	}
	return strings.Join(quoted, " ")
}

// cases returns the routes and events, without the prefix that most routes
// share.
func cases(names []string) string {
	return strings.ReplaceAll(strings.Join(names, ", "), "/v1/communities/{c}", "…")
}
