#!/usr/bin/env python3
"""Times tools from PyPI on a text by processor time, best of three: pyarabic's tokeniser, and Tashaphyne's light stemmer on its tokens.

Neither finds out who said what; they are the first steps of such a reading. Long tools get a part of the text.
"""

import sys
import time

import pyarabic.araby
from tashaphyne.stemming import ArabicLightStemmer

text = open(sys.argv[1], encoding="utf-8").read()


def rate(name, text, step):
    size = len(text.encode()) / 1e6
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        step(text)
        best = min(best, time.process_time() - begun)
    print(f"{name} {size / best:.2f}")


def stem(text):
    stemmer = ArabicLightStemmer()
    for word in pyarabic.araby.tokenize(text):
        stemmer.light_stem(word)


rate("pyarabic tokenize", text[:2_000_000], pyarabic.araby.tokenize)
rate("tashaphyne light stem", text[:200_000], stem)
