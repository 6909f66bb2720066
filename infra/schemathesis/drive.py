"""Drives a running local system by its own description, with Schemathesis.

Requests are made from the description, good and bad ones, with identifiers of
things that there are, once as an administrator and once as Support. Whatever is
not answered as described fails.

    make api-test
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

BASE = os.environ["BASE_URL"]
SEED = os.environ.get("SCHEMATHESIS_SEED", "20261127")
EXAMPLES = os.environ.get("SCHEMATHESIS_EXAMPLES", "8")
PASSWORD = os.environ.get("LOCAL_PASSWORD", "correct horse maple staple")
COMMUNITY = "/v1/communities/maple-grove"
ROLES = {"administrator": "admin@maple-grove.example", "support": "support@communitrak.example"}
# What texts of bodies are drawn from now and then, so that some are taken.
TEXTS = ["ana1@example.com", "dee@example.com", "+14805550101", "114 Juniper Ct", "Mesa", "AZ", "85201", "12", "Delgado", "member", "board", "head",
         "roster.csv", "Email", "member.email", "America/Phoenix"]
HERE = pathlib.Path(__file__).parent


def call(token, method, path, body=None):
    """One request, answered in JSON."""
    request = urllib.request.Request(BASE + path, method=method, data=None if body is None else json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request) as answer:
        raw = answer.read()
    return json.loads(raw) if raw else None


def sign_in(email):
    return call(None, "POST", "/v1/sessions", {"email": email, "password": PASSWORD})["token"]


def invite(token, number):
    """Invites somebody into a home of their own."""
    return call(token, "POST", COMMUNITY + "/invitations", {
        "property": {"lot": {"lot": str(100 + number)}},
        "household": {},
        "member": {"firstName": "Ana", "lastName": "Delgado", "email": f"ana{number}@example.com"},
    })


def until(token, job, done):
    """Waits for an import."""
    for _ in range(600):
        state = call(token, "GET", COMMUNITY + "/imports/" + job)
        if done(state):
            return
        time.sleep(0.1)
    sys.exit("an import took more than a minute")


def review(token, number):
    """Uploads a roster to be reviewed, and waits until it has a plan."""
    roster = f"First name,Last name,Email,Lot\nBo,Ruiz,bo{number}@example.com,{200 + number}\nCy,Ruiz,,{300 + number}\n".encode()
    begun = call(token, "POST", COMMUNITY + "/imports", {"filename": "roster.csv", "size": len(roster), "mode": "review", "send": "hold"})
    upload = begun["upload"]
    urllib.request.urlopen(urllib.request.Request(upload["url"], method=upload["method"], data=roster, headers=upload["headers"])).close()
    until(token, begun["id"], lambda job: job["state"] == "ready")
    return begun["id"]


def committed(token, number):
    """Imports a roster and holds its mails."""
    job = review(token, number)
    call(token, "POST", COMMUNITY + "/imports/" + job + "/commit")
    until(token, job, lambda job: job["report"] == "done")
    return job


def prepare():
    """Makes what requests are to be about: the values of each path parameter."""
    token = sign_in(ROLES["support"])
    made = [invite(token, number) for number in range(8)]
    for one in made[:2]:  # their homes are empty and can be deleted
        call(token, "POST", COMMUNITY + "/members/" + one["member"]["id"] + "/revoke")
    return {
        "c": ["maple-grove"],
        "m": [one["member"]["id"] for one in made],
        "p": [one["property"]["id"] for one in made],
        "h": [one["household"]["id"] for one in made],
        "i": [review(token, 0), review(token, 1), committed(token, 2), committed(token, 3)],
    }


def configuration(known, email):
    """The settings of a run: those of this folder, whose session it is, and what there is."""
    lines = [
        f'[auth.openapi.session]\nbearer = "{sign_in(email)}"',
        # The session that is signed out is not the one that goes on.
        f'[[operations]]\ninclude-operation-id = "sign-out"\nheaders = {{ Authorization = "Bearer {sign_in(email)}" }}',
    ]
    for name, values in known.items():
        lines.append(f"[dictionaries.{name}]\nvalues = {json.dumps(values)}")
    lines.append(f"[dictionaries.texts]\nvalues = {json.dumps(TEXTS + known['m'] + known['p'] + known['h'])}")
    lines.append('[generation.dictionaries]\nstring = { dictionary = "texts", probability = 0.3 }')
    lines.append("[parameters]")
    lines += [f'"path.{name}" = {{ dictionary = "{name}", probability = 0.8 }}' for name in known]
    return (HERE / "schemathesis.toml").read_text() + "\n" + "\n".join(lines) + "\n"


def main():
    known = prepare()
    failed = []
    print(f"SCHEMATHESIS_SEED={SEED}", flush=True)
    for role, email in ROLES.items():
        with tempfile.TemporaryDirectory() as folder:
            settings = pathlib.Path(folder, "schemathesis.toml")
            settings.write_text(configuration(known, email))
            began = time.monotonic()
            run = subprocess.run(
                [pathlib.Path(sys.executable).with_name("schemathesis"), "--config-file", settings, "run", BASE + "/v1/openapi.json",
                 "--url", BASE, "--seed", SEED, "--max-examples", EXAMPLES, *sys.argv[1:]],
                cwd=folder, check=False)
            print(f"as {role}: {time.monotonic() - began:.0f} s", flush=True)
            if run.returncode:
                failed.append(role)
    if failed:
        print("findings as " + " and as ".join(failed))
        sys.exit(1)


main()
