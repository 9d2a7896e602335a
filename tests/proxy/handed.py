"""handed - holds a socket as systemd does, and starts a command over it; anew for each line that comes.

	python3 handed.py unix:/tmp/x/wend.sock wend serve shop
	python3 handed.py 127.0.0.1:21000 wend serve shop

The old one is told to end and waited for; then the new one begins.  Whoever comes meanwhile waits in the socket.  After each
the line "again SECONDS" is said; at the end of input it is over, with the status of the last.
"""
import os
import signal
import socket
import subprocess
import sys
import time

HANDED = 3
BACKLOG = 1024


def hold(where):
	if where.startswith("unix:"):
		held = socket.socket(socket.AF_UNIX)
		held.bind(where[5:])
	else:
		held = socket.socket(socket.AF_INET)
		held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
		host, port = where.rsplit(":", 1)
		held.bind((host, int(port)))
	held.listen(BACKLOG)
	if held.fileno() != HANDED:
		os.dup2(held.fileno(), HANDED)
	os.set_inheritable(HANDED, True)
	return held


def start(command):
	named = 'export LISTEN_PID=$$ LISTEN_FDS=1; exec "$@"'
	return subprocess.Popen(["/bin/sh", "-c", named, "sh", *command], pass_fds=[HANDED], stdin=subprocess.DEVNULL)


def end(child):
	child.send_signal(signal.SIGTERM)
	status = child.wait()
	if status:
		sys.exit(f"wend serve ended with {status}")


def main():
	held = hold(sys.argv[1])
	child = start(sys.argv[2:])
	signal.signal(signal.SIGTERM, lambda *_: (child.kill(), sys.exit(1)))
	for _ in sys.stdin:
		began = time.monotonic()
		end(child)
		ended = time.monotonic()
		child = start(sys.argv[2:])
		print(f"again {ended - began:.3f}", flush=True)
	end(child)
	held.close()


main()
