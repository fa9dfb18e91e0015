"""A learning record store (Ralph) on this machine: lrs.py serve PORT runs it in this folder; lrs.py check PORT FILE
looks whether it holds the statements of an export, takes them again unchanged, and refuses changed ones."""
import base64
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

USER, PASSWORD = "game", "secret"


def serve(port):
    here = os.getcwd()
    os.environ.update({
        "RALPH_APP_DIR": here, "RALPH_AUTH_FILE": f"{here}/auth.json", "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_RUNSERVER_MAX_SEARCH_HITS_COUNT": "100000", "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": here,
        "RALPH_BACKENDS__LRS__FS__DEFAULT_LRS_FILE": "statements.jsonl",
    })
    import uvicorn
    from ralph.backends.data.base import BaseOperationType
    from ralph.backends.lrs.fs import FSLRSBackend
    # By its default a second batch is an error; and a history that nobody reads would be written anew each time.
    FSLRSBackend.default_operation_type = BaseOperationType.APPEND
    FSLRSBackend.append_to_history = lambda self, event: None
    from ralph.api import app
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


def call(port, path, body=None):
    token = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    head = {"Authorization": f"Basic {token}", "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    address = path if path.startswith("http") else f"http://127.0.0.1:{port}{path}"
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data, head), timeout=120) as answer:
            text = answer.read()
            return answer.status, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        return error.code, None


def check(port, file):
    sent = [json.loads(line) for line in open(file, encoding="utf-8") if line.strip()]
    back, path = {}, "/xAPI/statements/?limit=1000"
    while path:
        status, page = call(port, path)
        assert status == 200, status
        back.update({statement["id"]: statement for statement in page["statements"]})
        path = page.get("more") if page["statements"] else None
    strip = lambda statement: {key: value for key, value in statement.items() if key not in ("stored", "authority")}
    missing = [one["id"] for one in sent if strip(back.get(one["id"], {})) != one]
    print(f"{len(sent)} statements sent, {len(back)} given back, {len(missing)} missing or changed")
    again, _ = call(port, "/xAPI/statements/", sent[:400])
    print(f"sent again unchanged: {again}")
    other = {**sent[0], "timestamp": "2001-01-01T00:00:00Z"}
    conflict, _ = call(port, "/xAPI/statements/", [other])
    print(f"one of them changed: {conflict}")
    sys.exit(0 if (len(back), missing, again, conflict) == (len(sent), [], 204, 409) else 1)


if sys.argv[1] == "serve":
    serve(int(sys.argv[2]))
else:
    check(int(sys.argv[2]), sys.argv[3])
