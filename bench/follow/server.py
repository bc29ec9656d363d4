"""Takes tables of reports in on a server, in the way people do: brought, looked at (with what looks like one event, in the table and beside those that
count), taken in with its entry in the record, and shown on the board. Prints seconds of each step and the most memory of the server.

usage: server.py PROGRAM FOLDER CASE.toml TABLE.csv...
"""

import atexit
import html
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse

PASSWORD = "seven olive trees"
HERE = "/cases/bench/follow-up"


class Place:
    """A server that runs, and somebody who is signed in on it."""

    def __init__(self, program, folder):
        place = ["--data", folder, "--name", "bench.example"]
        subprocess.run(
            [program, "account", "add", "salma", "--email", "salma@example.org", "--password-from", "-", "--opens", "bench", *place],
            check=True, capture_output=True, text=True, input=PASSWORD + "\n")
        self.process = subprocess.Popen(
            [program, "serve", "--listen", "127.0.0.1:0", "--log", "off", *place], stdout=subprocess.PIPE, text=True)
        atexit.register(self.process.kill)
        self.site = self.process.stdout.readline().strip().removeprefix("http://")
        told = self.must("POST", "/api/log-in", json.dumps({"address": "salma@example.org", "password": PASSWORD}).encode(),
                         {"Content-Type": "application/json"})
        self.session = json.loads(told)["token"]

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection(self.site, timeout=3_600)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        told = answer.read()
        connection.close()
        return answer.status, answer.getheader("location", ""), told.decode()

    def must(self, *asked):
        status, _, told = self.ask(*asked)
        assert status in (200, 201, 204), (asked[:2], status, told[:500])
        return told

    def page(self, path):
        for name in ("mawqif", "__Host-mawqif"):
            status, where, told = self.ask("GET", path, None, {"Cookie": f"{name}={self.session}"})
            if status == 200:
                self.cookie = f"{name}={self.session}"
                return told
        raise SystemExit(f"{path}: {status} {where}")

    def send(self, path, body, kind):
        headers = {"Cookie": self.cookie, "Content-Type": kind, "Sec-Fetch-Site": "same-origin"}
        status, where, told = self.ask("POST", path, body, headers)
        # What takes long goes on by itself, and the page says so as long as it does.
        while status == 202 or 'value="take"' in told:
            time.sleep(0.2)
            status, where, told = 303, path, self.page(path)
        assert status == 303, (path, status, told[:500])
        return where

    def peak(self):
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as status:
            return next(line.split()[1] for line in status if line.startswith("VmHWM"))


def field(page, name):
    return html.unescape(re.search(f'name="{name}" value="([^"]*)"', page).group(1))


def step(begun, what):
    print(f"{what:<40} {time.monotonic() - begun:>8.2f} s", flush=True)
    return time.monotonic()


def take(place, table):
    with open(table, "rb") as file:
        bytes_ = file.read()
    name = os.path.basename(table)
    rows = bytes_.count(b"\n") - 1
    print(f"{name}: {rows} rows, {len(bytes_)} bytes")
    token = field(place.page(f"{HERE}/imports"), "token")
    part = f'--cut\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n--cut\r\n' \
           f'Content-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
    all_ = begun = time.monotonic()
    where = place.send(f"{HERE}/imports", part.encode() + bytes_ + b"\r\n--cut--\r\n", "multipart/form-data; boundary=cut")
    begun = step(begun, "brought")
    page = place.page(where)
    looked = begun
    begun = step(begun, "looked at, searched for doublets")
    form = {name: field(page, name) for name in ("token", "key", "seen")} | {"step": "take"}
    place.send(where, urllib.parse.urlencode(form).encode(), "application/x-www-form-urlencoded")
    begun = step(begun, "taken in, with its entry")
    print(f"{'all of it':<40} {begun - all_:>8.2f} s ({begun - looked:.2f} s after it was brought)")
    found = re.search(r'id="alike-title".*?</section>', page, re.S)
    lines = re.findall(r"<(?:p|li)>(.*?)</(?:p|li)>", found.group(0), re.S) if found else []
    for line in lines[:3]:
        print("  " + re.sub(r"<[^>]*>|[\u2066-\u2069]", "", html.unescape(line)))
    for what in ("board, heights to be found", "board, made again"):
        begun = time.monotonic()
        place.page(f"{HERE}/board")
        step(begun, what)
    print(f"{'most memory so far':<40} {place.peak():>8} kB\n", flush=True)


def main(program, folder, case, *tables):
    place = Place(program, folder)
    with open(case, "rb") as file:
        headers = {"Content-Type": "application/toml", "Authorization": f"Bearer {place.session}"}
        place.must("POST", "/api/cases/bench/dossier", file.read(), headers)
    for table in tables:
        take(place, table)
    place.process.send_signal(signal.SIGTERM)
    place.process.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
