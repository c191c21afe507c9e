"""How large one item may be: a bound on memory and time, far above any news article."""

MAX_BYTES = 20_000_000
"""Most bytes in one text, one page, or one line of a `.jsonl` file, after decompression."""

TOO_LARGE = (
    f"expected at most {MAX_BYTES:,} bytes, found more; "
    "split it, or take out what is not the article"
)
