"""Drives a server as many delegates at once would, and prints how long they waited.

usage: drive.py PROGRAM FOLDER SECONDS ENTRIES [DATABASE]
"""

import atexit
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time

BODIES, CONDITIONS = 100, 50
CLIENTS = [1, 16, 64]
PASSWORD = "seven olive trees"


class Server:
    def __init__(self, program, place):
        began = time.monotonic()
        command = [program, "serve", "--listen", "127.0.0.1:0", "--log", "off", *place]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        atexit.register(self.process.kill)
        self.address = self.process.stdout.readline().strip().removeprefix("http://")
        status, _ = Connection(self, None).ask("GET", "/readyz")
        assert status == 200, status
        self.start = time.monotonic() - began

    def memory(self):
        """Resident memory in MiB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) // 1024 for line in file if line.startswith("VmRSS"))

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


class Connection:
    """One that stays open, as a browser's does."""

    def __init__(self, server, token):
        self.http = http.client.HTTPConnection(server.address, timeout=60)
        self.used = 0
        self.headers = {"Content-Type": "application/json"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def ask(self, method, path, body=None, kind=None):
        headers = dict(self.headers, **({"Content-Type": kind} if kind else {}))
        data = body if isinstance(body, (str, type(None))) else json.dumps(body)
        if self.http.sock and time.monotonic() - self.used > 10:
            # The server closes connections that are idle.
            self.http.close()
        self.http.request(method, path, data, headers)
        reply = self.http.getresponse()
        self.used = time.monotonic()
        return reply.status, reply.read()

    def must(self, *asked):
        status, body = self.ask(*asked)
        assert status in (200, 201), (asked[:2], status, body[:300])
        return json.loads(body) if body[:1] in b"{[" else body


def dossier():
    """A case of many bodies and conditions, the same each time."""
    rng = random.Random(1)
    lines = ["mawqif = 1", "[initiative]", 'id = "offer"']
    for at in range(CONDITIONS):
        lines += ["[[condition]]", f'id = "c{at}"', f"burden = {rng.randint(1, 9)}"]
    for at in range(BODIES):
        lines += ["[[body]]", f'id = "b{at}"', f"weight = {rng.randint(1, 20)}"]
    lines += ["[rule]", 'requires = [{ more_than = "1/2" }]']
    return "\n".join(lines) + "\n"


def stance(rng):
    needs = rng.sample(range(CONDITIONS), 3)
    never = rng.choice([at for at in range(CONDITIONS) if at not in needs])
    unless = f" unless c{never}" if rng.random() < 0.25 else ""
    return f"accept if c{needs[0]} and (c{needs[1]} or c{needs[2]}){unless}"


def shares(waits):
    waits.sort()
    at = lambda share: waits[min(len(waits) - 1, int(len(waits) * share))] * 1000
    return f"{at(0.5):.1f} ms | {at(0.99):.1f} ms"


def together(work, people, until):
    """Lets each do its work again and again until a moment; how long each time took."""
    waits, lock = [], threading.Lock()

    def go(at, person):
        own, rng = [], random.Random(at)
        while time.monotonic() < until:
            began = time.monotonic()
            work(person, at, rng)
            own.append(time.monotonic() - began)
        with lock:
            waits.extend(own)

    threads = [threading.Thread(target=go, args=it) for it in enumerate(people)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return waits


def main():
    program, folder, seconds, entries, *database = sys.argv[1:]
    seconds, entries = float(seconds), int(entries)
    name = "PostgreSQL" if database else "SQLite"
    place = ["--data", folder, "--name", "coalition.example"]
    place += ["--database", database[0]] if database else []
    allow = ["--allow", "read", "--allow", "act", "--allow", "manage"]
    account = ["account", "add", "Salma", "--email", "salma@example.org", "--opens", "ours"]
    made = subprocess.run([program, *account, *allow, *place], capture_output=True, text=True, check=True)
    secretary = made.stdout.strip()
    server = Server(program, place)
    salma = Connection(server, secretary)
    salma.must("POST", "/api/cases/ours/dossier", dossier(), "application/toml")
    salma.must("POST", "/api/cases/ours/acts", {"act": "open-consultation"})
    delegates = []
    for at in range(BODIES):
        wish = {"role": "delegate", "body": f"b{at}"}
        link = salma.must("POST", "/api/cases/ours/invitations", wish)["link"].rsplit("/", 1)[1]
        person = {"name": f"Delegate {at}", "address": f"d{at}@example.org", "password": PASSWORD}
        session = Connection(server, None).must("POST", f"/api/invitations/{link}", person)["session"]
        delegates.append(session["token"])

    def file(connection, at, rng):
        act = {"act": "file-stance", "body": f"b{at}", "says": stance(rng), "version": 1}
        connection.must("POST", "/api/cases/ours/acts", act)

    print(f"\n| {name} | delegates at once, on one case | a second | half waited at most | 99 % waited at most |")
    print("|---|---|---|---|---|")
    for clients in CLIENTS:
        people = [Connection(server, token) for token in delegates[:clients]]
        waits = together(file, people, time.monotonic() + seconds)
        print(f"| filing a stance | {clients} | {len(waits) / seconds:.0f} | {shares(waits)} |")
    for at, token in enumerate(delegates):
        file(Connection(server, token), at, random.Random(at))
    people = [Connection(server, token) for token in delegates[:16]]
    look = lambda connection, *_: connection.must("GET", "/api/cases/ours/checkpoint")
    waits = together(look, people, time.monotonic() + seconds)
    print(f"| asking for the checkpoint | 16 | {len(waits) / seconds:.0f} | {shares(waits)} |")
    reckon = lambda connection, *_: connection.must("GET", "/api/cases/ours/position")
    waits = together(reckon, [salma], time.monotonic() + seconds)
    what = f"reckoning the position, {BODIES} bodies × {CONDITIONS} conditions"
    print(f"| {what} | 1 | {len(waits) / seconds:.1f} | {shares(waits)} |")

    size = salma.must("GET", "/api/cases/ours")["entries"]
    people = [Connection(server, token) for token in delegates]
    missing = max(0, entries - size)
    share = missing // len(people) + 1
    began = time.monotonic()
    threads = [
        threading.Thread(target=lambda it=it: [file(it[1], it[0], random.Random(n)) for n in range(share)])
        for it in enumerate(people)
    ]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    size = salma.must("GET", "/api/cases/ours")["entries"]
    before = server.memory()
    server.end()
    again = Server(program, place)
    print(f"\n| {name} | entries | started after | resident before the end | resident after the start |")
    print("|---|---|---|---|---|")
    print(f"| | {size} | {again.start:.2f} s | {before} MiB | {again.memory()} MiB |")
    took = time.monotonic() - began
    print(f"\nFilled with {missing} acts in {took:.0f} s.", file=sys.stderr)
    again.end()


if __name__ == "__main__":
    main()
