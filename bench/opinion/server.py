"""Votes on a server as many people at once do, and holds what is counted against what was acknowledged.

Votes are due at a steady rate, whether or not those before them were answered, and how long one took is counted from the moment it was
due: a server that falls behind is not given time. Each connection votes for people of its own, one vote after the other, so that the
last vote of everybody is known.

usage: server.py PROGRAM FOLDER SECONDS RATE PEOPLE [DATABASE [SQL]]      SQL, a file, is run when the tables are made
"""

import asyncio
import atexit
import json
import random
import signal
import subprocess
import sys
import time

STATEMENTS, CONNECTIONS, SAMPLE = 60, 64, 200
DOSSIER = """mawqif = 1
[initiative]
id = "offer"
[[condition]]
id = "routes"
[[body]]
id = "union"
"""


class Connection:
    """One that stays open. Requests are written as bytes, for whoever measures must not be what is measured."""

    def __init__(self, host, port):
        self.host, self.port = host, port

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        return self

    async def ask(self, method, path, body=None, token=None, kind="application/json"):
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n"
        if token:
            head += f"Authorization: Bearer {token}\r\n"
        self.writer.write(head.encode() + b"\r\n" + data)
        answer = await self.reader.readuntil(b"\r\n\r\n")
        status, length = int(answer[9:12]), 0
        for line in answer.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line[15:])
        return status, await self.reader.readexactly(length) if length else b""

    async def must(self, *asked, **more):
        status, body = await self.ask(*asked, **more)
        assert status in (200, 201, 204), (asked[:2], status, body[:300])
        return json.loads(body) if body else None


def start(program, place, database, sql):
    made = subprocess.run(
        [program, "account", "add", "salma", "--email", "salma@example.org", "--json", "--allow", "read", "--allow", "act",
         "--opens", "bench", *place],
        check=True, capture_output=True, text=True)
    if sql:
        subprocess.run(["psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", sql, database], check=True)
    process = subprocess.Popen(
        [program, "serve", "--listen", "127.0.0.1:0", "--log", "off", *place], stdout=subprocess.PIPE, text=True)
    atexit.register(process.kill)
    host, port = process.stdout.readline().strip().removeprefix("http://").rsplit(":", 1)
    return process, json.loads(made.stdout)["token"], host, int(port)


async def prepare(connections, token, people):
    one = connections[0]
    await one.must("POST", "/api/cases/bench/dossier", DOSSIER.encode(), token=token, kind="application/toml")
    closes = int((time.time() + 86_400) * 1e6)
    terms = {"title": "Load", "question": "What matters?", "closes": closes, "doors": "code", "results": "kept"}
    await one.must("POST", "/api/cases/bench/acts", {"act": "open-public-consultation", "terms": terms}, token=token)
    desk = "/api/cases/bench/consultations/1"
    seeds = [{"text": f"Statement number {at}"} for at in range(STATEMENTS)]
    await one.must("POST", f"{desk}/statements", {"statements": seeds}, token=token)
    share = people // len(connections)
    # Votes by one code are limited, so that each connection has its own.
    made = await one.must("POST", f"{desk}/codes", {"count": len(connections), "quota": share}, token=token)
    codes = [it["code"] for it in made["codes"]]

    async def enter(connection, code):
        public = "/api/public/cases/bench/consultations/1/participants"
        return [(await connection.must("POST", public, {"code": code}))["participant"] for _ in range(share)]

    began = time.monotonic()
    entered = await asyncio.gather(*(enter(connection, code) for connection, code in zip(connections, codes)))
    return entered, share * len(connections) / (time.monotonic() - began)


async def vote(connection, at, people, begin, seconds, rate, waits, refused):
    """Votes of one connection; what was acknowledged last, by person and statement."""
    rng, acknowledged = random.Random(at), {}
    path = "/api/public/cases/bench/consultations/1/votes"
    for turn in range(int(seconds * rate / CONNECTIONS)):
        due = begin + (turn + at / CONNECTIONS) * CONNECTIONS / rate
        await asyncio.sleep(max(0, due - time.monotonic()))
        person = people[turn % len(people)]
        statement, said = rng.randint(1, STATEMENTS), rng.choice([-1, 0, 1])
        body = {"participant": person, "statement": statement, "vote": said}
        status, _ = await connection.ask("POST", path, body)
        waits.append((time.monotonic() - due, int(due - begin)))
        if status == 204:
            acknowledged[person, statement] = said
        else:
            refused[status] = refused.get(status, 0) + 1
    return acknowledged


async def drive(program, folder, seconds, rate, people, database, sql):
    place = ["--data", folder, "--name", "bench.example", *(["--database", database] if database else [])]
    process, token, host, port = start(program, place, database, sql)
    connections = [await Connection(host, port).open() for _ in range(CONNECTIONS)]
    entered, speed = await prepare(connections, token, people)
    waits, refused = [], {}
    begin = time.monotonic() + 0.5
    votes = await asyncio.gather(
        *(vote(connection, at, entered[at], begin, seconds, rate, waits, refused)
          for at, connection in enumerate(connections)))
    took = time.monotonic() - begin
    acknowledged = {key: said for part in votes for key, said in part.items()}
    one = connections[0]
    for person in random.Random(0).sample([person for part in entered for person in part], SAMPLE):
        told = await one.must("POST", "/api/public/cases/bench/consultations/1/next", {"participant": person})
        expected = {str(statement): said for (who, statement), said in acknowledged.items() if who == person}
        assert told["votes"] == expected, (person, told["votes"], expected)
    closed = await one.must("POST", "/api/cases/bench/acts", {"act": "close-public-consultation", "number": 1}, token=token)
    counted = closed["facts"][0]["fact"]["count"]["votes"]
    waits.sort()
    at = lambda share: 1_000 * waits[min(len(waits) - 1, int(share * len(waits)))][0]
    late = sorted({second for wait, second in waits if wait > 0.1})
    kind = "PostgreSQL, in parts" if sql else "PostgreSQL" if database else "SQLite"
    print("| database | people in a second | votes in a second | p50 | p99 | longest | refused | acknowledged | counted |")
    print("|---|---|---|---|---|---|---|---|---|")
    print(f"| {kind} | {speed:.0f} | {len(waits) / took:.0f} | {at(0.5):.1f} ms | {at(0.99):.1f} ms | {at(1):.0f} ms"
          f" | {sum(refused.values())} | {len(acknowledged)} | {counted} |")
    print(f"Votes that took more than 100 ms were due in these seconds: {', '.join(map(str, late)) or 'none'}")
    process.send_signal(signal.SIGTERM)
    process.wait()
    assert counted == len(acknowledged), "a vote that was acknowledged is lost, or one is counted that was not"
    assert not refused, refused


if __name__ == "__main__":
    program, folder, seconds, rate, people = sys.argv[1:6]
    database, sql = (sys.argv[6:] + [None, None])[:2]
    asyncio.run(drive(program, folder, float(seconds), float(rate), int(people), database, sql))
