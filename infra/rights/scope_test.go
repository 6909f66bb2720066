package rights

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/stack"
)

// scope gives the template's intrinsic functions their values: what Ref and
// GetAtt name, as "Name" and "Name.Attribute".
type scope struct {
	t          *testing.T
	template   *stack.Template
	values     map[string]string
	conditions map[string]any
}

const (
	region    = "us-east-1"
	accountID = "123456789012"
	stackName = "communitrak"
)

// newScope evaluates the template with its defaults, for that Support address
// and that table, and behind an edge, where functions need the most rights.
func newScope(t *testing.T, template *stack.Template, support, table string) *scope {
	s := &scope{t: t, template: template, values: map[string]string{
		"AWS::Partition": "aws", "AWS::Region": region, "AWS::AccountId": accountID, "AWS::StackName": stackName, "AWS::URLSuffix": "amazonaws.com",
		"AWS::NoValue": "", "Table": table, "Table.Arn": "arn:aws:dynamodb:" + region + ":" + accountID + ":table/" + table,
		"CodeKey": secretARN("code"), "IndexKey": secretARN("index"), "Api": "api", "Logs": "logs",
		"MailIdentity": support,
	}}
	parameters, _ := template.Sections["Parameters"].(map[string]any)
	for name, p := range parameters {
		s.values[name] = fmt.Sprint(stack.At(p, "Default"))
	}
	s.values["SupportEmail"] = support
	s.values["OriginSecretArn"] = secretARN("origin")
	s.conditions, _ = template.Sections["Conditions"].(map[string]any)
	return s
}

func secretARN(name string) string {
	return "arn:aws:secretsmanager:" + region + ":" + accountID + ":secret:" + name
}

var placeholder = regexp.MustCompile(`\$\{([^}]+)\}`)

// eval returns the value with its intrinsic functions evaluated.
func (s *scope) eval(value any) any {
	switch v := value.(type) {
	case []any:
		list := make([]any, len(v))
		for n, item := range v {
			list[n] = s.eval(item)
		}
		return list
	case map[string]any:
		if len(v) == 1 {
			for name, argument := range v {
				if strings.HasPrefix(name, "Fn::") || name == "Ref" {
					return s.call(name, argument)
				}
			}
		}
		m := map[string]any{}
		for key, inner := range v {
			m[key] = s.eval(inner)
		}
		return m
	default:
		return v
	}
}

func (s *scope) call(name string, argument any) any {
	list, _ := argument.([]any)
	switch name {
	case "Ref":
		return s.lookUp(fmt.Sprint(argument))
	case "Fn::GetAtt":
		return s.lookUp(fmt.Sprint(list[0], ".", list[1]))
	case "Fn::If":
		if s.holds(s.conditions[fmt.Sprint(list[0])]) {
			return s.eval(list[1])
		}
		return s.eval(list[2])
	case "Fn::Sub":
		own := map[string]any{}
		if len(list) == 2 {
			argument = list[0]
			own, _ = s.eval(list[1]).(map[string]any)
		}
		return placeholder.ReplaceAllStringFunc(fmt.Sprint(argument), func(found string) string {
			name := found[2 : len(found)-1]
			if value, ok := own[name]; ok {
				return fmt.Sprint(value)
			}
			return s.lookUp(name)
		})
	default:
		s.t.Fatalf("%s is not evaluated here", name)
		return nil
	}
}

func (s *scope) lookUp(name string) string {
	value, ok := s.values[name]
	if !ok {
		s.t.Fatalf("%s has no value here", name)
	}
	return value
}

func (s *scope) holds(condition any) bool {
	c, _ := condition.(map[string]any)
	if inner, ok := c["Fn::Not"].([]any); ok {
		return !s.holds(inner[0])
	}
	sides, ok := c["Fn::Equals"].([]any)
	if !ok {
		s.t.Fatalf("condition %v is not evaluated here", condition)
	}
	return fmt.Sprint(s.eval(sides[0])) == fmt.Sprint(s.eval(sides[1]))
}

// environment returns the function's variables.
func (s *scope) environment(f stack.Resource) map[string]string {
	variables := map[string]string{}
	for _, set := range []any{
		stack.At(s.template.Sections, "Globals", "Function", "Environment", "Variables"),
		stack.At(f.Properties, "Environment", "Variables"),
	} {
		m, _ := s.eval(set).(map[string]any)
		for name, value := range m {
			variables[name] = fmt.Sprint(value)
		}
	}
	return variables
}
