"""Serves one GGUF model on a free port of the loopback address, until standard input ends.

serve.py MODEL_FILE NAME: prints the address on one line when the server listens.
"""

import os
import sys

import xllamacpp

params = xllamacpp.CommonParams()
params.model.path = sys.argv[1]
params.model_alias = {sys.argv[2]}
params.hostnames, params.port = ["127.0.0.1"], 0
params.n_parallel, params.n_ctx = 2, 8192  # the context is shared: 4096 tokens a slot
params.cpuparams.n_threads = max(1, (os.cpu_count() or 2) // 2)
params.ui = False
server = xllamacpp.Server(params)  # listens when this returns
print("serving at", server.listening_address, flush=True)
sys.stdin.read()
os._exit(0)
