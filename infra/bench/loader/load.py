"""Loads the members of a roster into a table and nothing more: the least that
anybody would write with boto3. Prints what that took as JSON.

    load.py http://127.0.0.1:8000 table roster.csv
"""

import csv
import json
import sys
import time

import boto3


def main(endpoint: str, name: str, roster: str) -> None:
    table = boto3.resource(
        "dynamodb", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="local", aws_secret_access_key="local"
    ).Table(name)
    table.load()  # what the SDK loads at its first call is not counted
    rows, began, used = 0, time.perf_counter(), time.process_time()
    with open(roster, newline="", encoding="utf-8") as file, table.batch_writer() as batch:
        for row in csv.DictReader(file):
            rows += 1
            batch.put_item(Item=member(rows, row))
    print(json.dumps({"rows": rows, "seconds": time.perf_counter() - began, "processor": time.process_time() - used}))


def member(number: int, row: dict[str, str]) -> dict[str, str]:
    first, _, last = row["Full Name"].partition(" ")
    return {
        "PK": f"C#loaded#M#{number}",
        "SK": "M",
        "GSI1PK": "C#loaded#M#pending",
        "GSI1SK": f"{last} {first}".lower(),
        "first": first,
        "last": last,
        "email": row["Email"],
        "phone": row["Phone"],
        "address": f"{row['Address']}, {row['City']}, {row['State']} {row['ZIP']}",
        "status": "pending",
    }


main(*sys.argv[1:])
