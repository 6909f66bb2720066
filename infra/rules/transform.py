"""Prints template.yaml as CloudFormation gets it: after the SAM transform.

Runs under the Python that `make template` sets up, needs no AWS account, and
fails where a deployment would, which `sam validate --lint` does not. A guided
deployment asks about each route that says nothing about authentication, and
ends unless all are confirmed; so this fails for such a route, too.
"""

import json
import sys

from samcli.commands.deploy.auth_utils import auth_per_resource
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider
from samcli.lib.translate.sam_template_validator import SamTemplateValidator
from samcli.yamlhelper import yaml_parse

PARTITION = "arn:aws:iam::aws:policy/"


class ManagedPolicies:
    """The policies that the transform adds to roles; the CLI would ask IAM for them."""

    def load(self):
        names = [
            "service-role/AWSLambdaBasicExecutionRole",
            "service-role/AWSLambdaDynamoDBExecutionRole",
            "AWSXRayDaemonWriteAccess",
            "AWSXrayWriteOnlyAccess",
        ]
        return {name.split("/")[-1]: PARTITION + name for name in names}


def silent_routes(path):
    stacks, _ = SamLocalStackProvider.get_stacks(path)
    return [name for name, said in auth_per_resource(stacks) if not said]


def main(path):
    if silent := silent_routes(path):
        sys.exit(f"sam deploy --guided would ask about {len(silent)} routes, of {', '.join(sorted(set(silent)))}")
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    validator = SamTemplateValidator(template, ManagedPolicies(), region="us-east-1")
    transformed = yaml_parse(validator.get_translated_template_if_valid())
    json.dump(transformed, sys.stdout, indent=1, default=str)


if __name__ == "__main__":
    main(sys.argv[1])
